"""What things cost, measured. Not here: any check; what is measured here is printed, not asserted."""

"""What comes in: deliveries of records become claims, claims add up to entities."""

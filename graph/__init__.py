"""What exists: the model, the database that holds it, and the analysis over it."""

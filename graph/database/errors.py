"""What can go wrong with the database, in sentences for its user. Not here: the driver's own errors."""


class DatabaseProblem(Exception):
    """The database could not be fetched, started or reached; the text says where and what to do."""

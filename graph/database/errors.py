"""What can go wrong with the database, in sentences for its user. Not here: the driver's own errors.

DatabaseProblem
├── DatabaseUnavailable   nothing answers: it may come back, and the same call may then succeed
├── DatabaseTimeout       the statement was ended after the time given to it
├── DatabaseRefused       user or password are not accepted
├── MemoryExceeded        the statement needs more memory than one may have; repeating it does not help
├── StatementRefused      the statement itself: its text, its values, or what it may not do
├── CommitUnknown         the commit reported an error, and the data may be there all the same
├── NewerModel            the data follows a model that this program does not know
└── NewerStore            the files are those of another Neo4j than this program runs
"""


class DatabaseProblem(Exception):
    """The database could not be fetched, started or reached; the text says where and what to do."""


class DatabaseUnavailable(DatabaseProblem):
    """Nothing answers at the address, or what answers is starting, stopping or broken."""


class DatabaseTimeout(DatabaseProblem):
    """The statement ran longer than it may."""


class DatabaseRefused(DatabaseProblem):
    """The server answers and does not accept the user or the password."""


class MemoryExceeded(DatabaseProblem):
    """The statement needs more memory than one transaction may have."""


class StatementRefused(DatabaseProblem):
    """The server refused a statement; `code` is Neo4j's, `passing` says that a repeat may succeed."""

    def __init__(self, text: str, code: str = "", passing: bool = False) -> None:
        super().__init__(text)
        self.code = code
        self.passing = passing


class CommitUnknown(DatabaseProblem):
    """The commit reported an error: read again what it was to write before doing anything else."""


class NewerModel(DatabaseProblem):
    """The data follows a newer version of the model than this program knows."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"The data follows version {found} of the model, and this program knows up to {known}: use the"
            f" newer program, or let it move the data back first with ./qg neo4j migrate --to {known}."
        )


class NewerStore(DatabaseProblem):
    """The data directory was written by a newer Neo4j than the one to be started."""

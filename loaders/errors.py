"""What can keep a delivery from being loaded, in sentences for its user.

    LoadProblem
    ├── DeliveryRefused   the delivery itself is wrong; nothing was written
    ├── DatabaseUnready   a constraint is missing; nothing was written
    └── BatchFailed       the database refused a batch; the batches before it stay

Not here: problems of the database's own start and packages (`graph.database.errors`).
"""

from collections.abc import Sequence

SHOWN = 20


class LoadProblem(Exception):
    """A delivery could not be loaded; the text says where, what, and the remedy."""


class DeliveryRefused(LoadProblem):
    """Something in the delivery is wrong, so that none of it was written.

    Args:
        name: what was delivered, for people.
        problems: one sentence each, beginning with the place.
    """

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - SHOWN
        lines = [f"{name} was refused, and nothing of it was written:", *problems[:SHOWN]]
        super().__init__("\n  ".join([*lines, f"and {more} more like these"] if more > 0 else lines))


class DatabaseUnready(LoadProblem):
    """The database lacks a constraint without which loading twice would make two of one thing."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(
            f"The database does not keep the ids of {', '.join(labels)} unique:"
            " bring it to this version's model (migrations) and load again; nothing was written."
        )


class BatchFailed(LoadProblem):
    """The database refused one batch; its transaction left nothing behind."""

    def __init__(self, system: str, first: str, last: str, why: object) -> None:
        super().__init__(
            f"{system}: the batch from record {first} to {last} was not written: {why}\n"
            "  The batches before it stay; remove the cause and load the same delivery again."
        )

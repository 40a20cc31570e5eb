"""What can keep a delivery from being loaded, in sentences for its user.

    LoadProblem
    ├── ExtractRefused    an extract is not read, or not to its end (`loaders.reading`)
    ├── DeliveryRefused   the delivery itself is wrong; nothing was written
    ├── AuthorityWrong    whom to believe is declared wrongly; nothing was written
    ├── NoSuchThing       an id, a kind or a field that was asked for is none
    ├── DatabaseUnready   a constraint is missing; nothing was written
    ├── StreamHeld        another process loads the same system; nothing was written
    ├── Interrupted       it was told to stop; the batches before stay
    ├── StreamLost        another process has begun to load the system; the batches before stay
    └── BatchFailed       the database refused a batch; the batches before it stay

Not here: problems of the database's own start and packages (`graph.database.errors`).
"""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

SHOWN = 20


def misfits(wrong: ValidationError) -> list[str]:
    """Return what does not fit, in one sentence each that begins with the field."""
    return [f"{'.'.join(map(str, each['loc'])) or wrong.title}: {each['msg']}" for each in wrong.errors()]


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


class AuthorityWrong(LoadProblem):
    """What says whom to believe is wrong, so that nothing is settled by it.

    Args:
        file: where it stands.
        problems: one sentence each, beginning with the key.
    """

    def __init__(self, file: Path, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n  ".join([f"{file} is declared wrongly, and nothing was written:", *problems]))


class NoSuchThing(LoadProblem):
    """What was asked for is not in the graph, or not in the model."""


class DatabaseUnready(LoadProblem):
    """The database lacks a constraint without which loading twice would make two of one thing."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(
            f"The database does not keep the ids of {', '.join(labels)} unique:"
            " bring it to this version's model (migrations) and load again; nothing was written."
        )


class StreamHeld(LoadProblem):
    """Another process loads the same system: two at a time would withdraw what the other has just loaded."""

    def __init__(self, system: str, owner: str) -> None:
        super().__init__(
            f"{system} is being loaded by another process ({owner}): wait until it has ended, and load again;"
            " nothing was written."
        )


class StreamLost(LoadProblem):
    """Another process loads the system since this one was last heard of."""

    def __init__(self, system: str) -> None:
        super().__init__(
            f"{system} is being loaded by another process, since this one was away for long: it stops, and"
            " what it wrote until then stays."
        )


class Interrupted(LoadProblem):
    """The run was told to stop, and stopped behind a batch."""

    def __init__(self, system: str, done: int, total: int) -> None:
        super().__init__(
            f"{system}: stopped as told, after {done:,} of {total:,} records; load the same delivery again"
            " to go on from there."
        )


class BatchFailed(LoadProblem):
    """The database refused one batch; its transaction left nothing behind."""

    def __init__(self, system: str, records: Sequence[str], why: object) -> None:
        several = f"the batch of {len(records)} records from {records[0]} to {records[-1]}"
        which = several if len(records) > 1 else f"record {records[0]}"
        super().__init__(
            f"{system}: {which} did not go through: {why}\n"
            "  The batches before it stay; remove the cause and load the same delivery again."
        )

"""Versions of rows: which of two with one key is the newer, and from which version on a database is asked.

A version is kept as text whose order is that of the days or numbers it stands for.
Not here: what becomes of the older row (`loaders.staging`).
"""

from datetime import date, timedelta

MIDDLE = 2**63  # so that what is below nothing sorts before what is above
SINCE = "since"  # the value in a statement from which on it asks


def ordered(value: date | int) -> str:
    """Return a day or a whole number as text whose order is theirs."""
    return f"{value + MIDDLE:020d}" if isinstance(value, int) else value.isoformat()


def since(newest: str | None, overlap: int, *, days: bool) -> date | int:
    """Return the version from which on a database is asked.

    Args:
        newest: the newest version that the graph has of the system, as `ordered` gives it; None: it has none.
        overlap: so much before the newest, since rows may come late: days, or a number.
        days: versions are days.
    """
    if not days:
        return -MIDDLE if newest is None else max(-MIDDLE, int(newest) - MIDDLE - overlap)
    first = date.min.toordinal()
    last = first if newest is None else date.fromisoformat(newest).toordinal() - overlap
    return date.min + timedelta(days=max(first, last) - first)

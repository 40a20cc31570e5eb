"""Whether the columns of an extract can be told apart, and are all there. Not here: what they mean."""

from collections import Counter
from collections.abc import Sequence

from loaders.reading.refused import ExtractRefused, RefusalCode


def checked(file: str, names: Sequence[str], expected: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of an extract.

    Args:
        file: its name.
        names: as its header writes them.
        expected: what the declaration says must be among them.

    Raises:
        ExtractRefused: one has no name, two have one name, or an expected one is missing.
    """
    blank = [str(place) for place, name in enumerate(names, 1) if not name.strip()]
    if blank:
        raise ExtractRefused(
            file,
            RefusalCode.HEADER_BLANK,
            f"the header has no name for column {', '.join(blank)} of {len(names)}",
            "name each column, also one behind a last delimiter; or declare another header line",
        )
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ExtractRefused(
            file,
            RefusalCode.HEADER_DUPLICATE,
            f"the header has {', '.join(twice)} more than once",
            "give each column a name of its own",
        )
    missing = [name for name in expected if name not in names]
    if missing:
        raise ExtractRefused(
            file,
            RefusalCode.COLUMN_MISSING,
            f"there is no column {', '.join(missing)}; there are {', '.join(names)}",
            "deliver the columns as agreed, or correct the names or the header line in source.toml",
        )
    return tuple(names)

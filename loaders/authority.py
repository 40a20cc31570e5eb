"""Authority: which system is believed when two say different things (`authority.toml`).

Not here: how a rank decides (`claims`).
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("authority.toml")
UNLISTED = 2**31


def ranking(file: Path = FILE) -> dict[str, int]:
    """Return the rank of each listed system, the lowest number to be believed first."""
    return {str(system): int(rank) for system, rank in tomllib.loads(file.read_text("utf-8"))["rank"].items()}


def rank_of(system: str, authority: Mapping[str, int]) -> int:
    """Return the rank of a system; one that is not listed comes last."""
    return authority.get(system, UNLISTED)

"""The modes that no shipped source has: each as a shipped source that would deliver otherwise.

So all four modes stand in the year: whole snapshots, snapshots of parts, changes, and a log of changes with
ends. Not here: the shipped sources (`registers`, `deciders`, `inspectors`, `standards`).
"""

from dataclasses import replace
from functools import partial

from tests.faults.year.deciders import DECIDERS, LOG, punished
from tests.faults.year.region import Row, Source
from tests.faults.year.registers import CHANGES, PARTS, REGISTERS, counted, lent

MODE = 'mode = "snapshot"'
ENDING = '\nending = { field = "flag", values = ["lifted"] }'
BY_SYSTEM = {source.system: source for source in (*REGISTERS, *DECIDERS)}


def _otherwise(like: str, system: str, make: partial[Row], mode: str) -> Source:
    said = ((f'system = "{like}"', f'system = "{system}"'), (MODE, mode))
    return replace(BY_SYSTEM[like], system=system, make=make, like=like, declared=said)


MODES = (
    _otherwise(
        "statistics",
        PARTS,
        partial(counted, system=PARTS),
        'mode = "partition_snapshot"\nparts = "place"',
    ),
    _otherwise(
        "banking",
        CHANGES,
        partial(lent, system=CHANGES),
        'mode = "incremental"\nversion = "decided"',
    ),
    _otherwise(
        "commerce",
        LOG,
        partial(punished, system=LOG),
        f'mode = "changelog"\nversion = "decided"{ENDING}',
    ),
)

"""Analysis of the responsibility network: gaps, overlaps, load and centrality, cuts, and what a change
touches; and of what it rests on: how fresh each source is.

Each analysis reads what it needs of one day through a `Reader`, computes, and returns ids and numbers.
networkx is imported where it is used: a worker that is asked no analysis does without its 11 MiB.
Others may use what is exported here. Not here: what a client selects of the things found
(`queries.analyses`), and when an analysis is computed (`schema.desk`).
"""

from graph.analysis.chains import CutTier
from graph.analysis.cuts import Cut, CutActor, Cuts, cut_actors
from graph.analysis.freshness import Source, Sources, source_freshness
from graph.analysis.gaps import Gap, GapCode, GapCount, Gaps, Reliance, responsibility_gaps
from graph.analysis.impact import Impact, Touched, change_impact
from graph.analysis.load import Load, Loads, department_load
from graph.analysis.overlaps import Overlap, OverlapKind, Overlaps, power_overlaps
from graph.analysis.reading import Reader, areas_read, versions

__all__ = [
    "Cut",
    "CutActor",
    "CutTier",
    "Cuts",
    "Gap",
    "GapCode",
    "GapCount",
    "Gaps",
    "Impact",
    "Load",
    "Loads",
    "Overlap",
    "OverlapKind",
    "Overlaps",
    "Reader",
    "Reliance",
    "Source",
    "Sources",
    "Touched",
    "areas_read",
    "change_impact",
    "cut_actors",
    "department_load",
    "power_overlaps",
    "responsibility_gaps",
    "source_freshness",
    "versions",
]

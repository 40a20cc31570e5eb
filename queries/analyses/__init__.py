"""The analyses: what leadership can ask of the whole network, each with the rows that it answers with.

Not here: how they are computed (`graph.analysis`), and questions about one thing (`queries.questions`).
"""

from queries.analyses.analysis import Analysis, Answer, Listing, Told
from queries.analyses.change_impact import CHANGE_IMPACT
from queries.analyses.cut_actors import CUT_ACTORS
from queries.analyses.department_load import DEPARTMENT_LOAD
from queries.analyses.power_overlaps import POWER_OVERLAPS
from queries.analyses.responsibility_gaps import RESPONSIBILITY_GAPS
from queries.analyses.source_freshness import SOURCE_FRESHNESS

__all__ = ["Analysis", "Answer", "Listing", "Told", "all_analyses"]


def all_analyses() -> tuple[Analysis, ...]:
    """Return every analysis, ordered by name."""
    return CHANGE_IMPACT, CUT_ACTORS, DEPARTMENT_LOAD, POWER_OVERLAPS, RESPONSIBILITY_GAPS, SOURCE_FRESHNESS

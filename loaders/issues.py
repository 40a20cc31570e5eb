"""Issues of a system's last run, in the graph: what is wrong with its rows, so that the API can tell.

At most `KEPT` of them, and those of the run before go; all of them, and the rows themselves, lie in the files
of the run (`contract.quarantine`). Not here: finding them (`contract`).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from graph.database import Database, Transaction
from graph.model import Link, Model
from graph.model.provenance import IssueSeverity, LoadRun, QuarantineIssue, System
from loaders.acceptance import OWN_AREA
from loaders.batch import RAISE_VERSION
from loaders.claims import Claim, settle
from loaders.contract.issues import Severity
from loaders.contract.masks import masked
from loaders.entities import ask, drop_edges, merge
from loaders.fence import write_fenced
from loaders.order import order_of
from loaders.reading.record import Place

KEPT = 1000
Told = Mapping[str, Any]
BEFORE = """\
MATCH (:System {id: $system})<-[:ISSUE_OF]-(issue:QuarantineIssue)
RETURN issue.id AS id
"""
DELETE = """\
UNWIND $ids AS id
MATCH (issue:QuarantineIssue {id: id})
DETACH DELETE issue
"""
LEFT_OUT = """\
MATCH (run:LoadRun {id: $run})
SET run.issues_left_out = $left_out
"""


def write_issues(database: Database, model: Model, run: str, system: str, issues: Iterable[Told]) -> int:
    """Write the issues of a run over those of the system's run before, in one transaction.

    Call it after the run is closed (`ledger.close`), which writes every number of the run; and for a run
    without issues too, so that those before go. Errors come before warnings.

    Args:
        database: where; the system and the run are in it.
        model: has the loader's own kinds.
        run: the id of the run.
        system: the key of the system.
        issues: of all its rows, in their order, as `Issue.as_json` tells them; gone through once.

    Returns:
        How many the graph does not hold.
    """
    shown, left_out = chosen(issues)
    write_fenced(database, partial(_write, model, run, system, shown, left_out))
    return left_out


def chosen(issues: Iterable[Told]) -> tuple[list[Told], int]:
    """Return those issues of a run that the graph holds, each once, and how many more there are."""
    kept, warned, count = list[Told](), list[Told](), 0
    met = set[str]()
    for issue in issues:
        some = kept if issue["severity"] == Severity.ERROR.value else warned
        if issue["issue_id"] not in met:
            count += 1
            if len(some) < KEPT:
                met.add(str(issue["issue_id"]))
                some.append(issue)
    shown = list(islice([*kept, *warned], KEPT))
    return shown, count - len(shown)


def _write(
    model: Model, run: str, system: str, issues: Sequence[Told], left_out: int, transaction: Transaction
) -> tuple[None, set[str]]:
    kind, order = model.kinds["QuarantineIssue"], order_of(model)
    of = System(key=system).id
    made = {each.id: each for each in (issue_node(issue, of, run) for issue in issues)}
    before = {row["id"] for row in ask(transaction, BEFORE, system=of)}
    if not before and not made:
        return None, set()
    ask(transaction, DELETE, ids=sorted(before - made.keys()))
    entities = {each: settle(kind, [Claim(node)]) for each, node in made.items()}
    drop_edges(transaction, [entities[each] for each in sorted(before & made.keys())], order)
    merge(transaction, entities, order, {of, run})
    ask(transaction, LEFT_OUT, run=run, left_out=left_out)
    ask(transaction, RAISE_VERSION, areas=[OWN_AREA])
    return None, {OWN_AREA}


def issue_node(issue: Told, system: str, run: str) -> QuarantineIssue:
    """Return an issue as the graph holds it, of a system and a run by their ids."""
    file, line = issue["file"], issue["line"]
    return QuarantineIssue(
        issue=issue["issue_id"],
        system=Link[System](system),
        run=Link[LoadRun](run),
        code=issue["code"],
        severity=IssueSeverity[Severity(issue["severity"]).name],
        place=str(file if line is None else Place(file, line, 0, issue["sheet"])),
        field=issue["field"],
        record_key=issue["record_key"],  # as on the source record: a key is declared to be shown everywhere
        message=masked(issue["message"]),
    )

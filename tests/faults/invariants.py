"""What must hold after every fault and its recovery: I1 to I8.

I1  the graph is that of a clean run
I2  every row is exactly one of applied, unchanged, quarantined, stale; the counts add up
I3  no entity and no record is there twice
I4  nothing of a run is left open
I5  a second run changes nothing
I6  nothing of another system changed
I7  nothing was withdrawn that the guards forbid
I8  report, exit status, the files of what was kept aside and the issues in the graph agree

Not here: how the faults are made.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from graph.database import Database
from graph.model import quality_model
from tests.faults.loader import Ended

# Of the run, and not of what was said: these differ from one run to the next.
OF_THE_RUN = ("LoadRun", "Delivery", "QuarantineIssue")
TIMES = ("recorded_from",)
KINDS = sorted(set(quality_model().kinds) - set(OF_THE_RUN))

NODES = """\
MATCH (n)
WHERE any(label IN labels(n) WHERE label IN $kinds)
RETURN labels(n) AS labels, properties(n) AS properties
"""
EDGES = """\
MATCH (a)-[r]->(b)
WHERE any(label IN labels(a) WHERE label IN $kinds) AND any(label IN labels(b) WHERE label IN $kinds)
RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b
"""
OTHERS = """\
MATCH (s:SourceRecord)
WHERE s.system <> $system
RETURN s.id AS id, labels(s) AS labels, properties(s) AS properties,
  COLLECT { MATCH (s)-[:DESCRIBES]->(n) RETURN n.id ORDER BY n.id } AS about,
  COLLECT { MATCH (s)-[:RECORDED_IN]->(r) RETURN r.id } AS run
"""
TWICE = """\
MATCH (n)
WHERE n.id IS NOT NULL
WITH n.id AS id, count(n) AS n
WHERE n > 1
RETURN id
"""
VERSIONS = "MATCH (v:GraphVersion) WHERE v.area <> 'provenance' RETURN v.area AS area, v.n AS n"
OPEN = """\
MATCH (r:LoadRun)
WHERE r.key STARTS WITH $system
RETURN r.ended_at IS NULL AS open ORDER BY r.started_at
"""
ISSUES = """\
MATCH (:System {key: $system})<-[:ISSUE_OF]-(issue:QuarantineIssue)
RETURN issue.issue AS id, head([(issue)-[:MET_IN]->(run:LoadRun) | run.id]) AS run
"""
HELD = "MATCH (s:LoadStream {system: $system}) WHERE s.owner IS NOT NULL RETURN s.owner AS owner"


def dump(database: Database, *, history: bool = True) -> list[str]:
    """All that is in the graph, one line for each node and edge, without what is of the run.

    Args:
        database: where.
        history: with what was taken back, and with the place and cells from which each record was last read.
    """
    rows = database.read(NODES, {"kinds": KINDS}, seconds=60)
    gone = {row["properties"]["id"] for row in rows if "withdrawn_on" in row["properties"]}
    nodes = [_node(row, history) for row in rows if history or row["properties"]["id"] not in gone]
    edges = [_edge(row) for row in database.read(EDGES, {"kinds": KINDS}, seconds=60)]
    return sorted([*nodes, *edges])


def of_others(database: Database, system: str) -> list[str]:
    """All that other systems have on record, with the runs that wrote it."""
    rows = database.read(OTHERS, {"system": system}, seconds=60)
    # What their links miss may change with what we say.
    said = ({**row, "labels": None, "properties": {**row["properties"], "missing": None}} for row in rows)
    return sorted(_text(each) for each in said)


def others_are_as_before(database: Database, system: str, before: list[str]) -> None:
    """I6, but for the runs that wrote them: where the graph was made anew, these are others."""
    same(_without_run(of_others(database, system)), _without_run(before))


def _without_run(lines: list[str]) -> list[str]:
    return [_text({**json.loads(line), "run": None}) for line in lines]


def versions(database: Database) -> dict[str, int]:
    """How often each area of the model was changed, the loader's own aside."""
    return {row["area"]: row["n"] for row in database.read(VERSIONS, {})}


def nothing_is_there_twice(database: Database) -> None:
    """I3."""
    assert database.read(TWICE, {}, seconds=60) == []


def nothing_is_left_open(database: Database, system: str, data: Path) -> None:
    """I4: the last run came to its end, nobody holds the stream, and nothing waits on the disk."""
    runs = [row["open"] for row in database.read(OPEN, {"system": f"{system}-2"})]
    assert runs[-1:] == [False], runs
    # Who could not give it up before it ended is known to have ended.
    owners = [row["owner"] for row in database.read(HELD, {"system": system})]
    assert [owner for owner in owners if psutil.pid_exists(int(owner.split()[1]))] == []
    assert [*data.glob("runs/*.staged*")] == []


def adds_up(said: Mapping[str, Any], rows: int) -> None:
    """I2: of so many rows that were delivered."""
    whole = said["applied"] + said["unchanged"] + said["quarantined"] + said["stale"]
    assert (said["rows"], said["added"] + said["changed"]) == (whole, said["applied"]), said
    assert said["rows"] + said["left_out"] == rows, said


def agrees(ended: Ended) -> None:
    """I8."""
    said = ended.said
    assert said["status"] == ended.status, ended
    wanted = 3 if said["refusal"] else int(bool(said["quarantined"] or said["dangling"]))
    assert ended.status == wanted, ended
    kept = {Path(file).name: Path(file) for file in said["kept"]}
    lines = kept["issues.jsonl"].read_text("utf-8").splitlines() if "issues.jsonl" in kept else []
    issues = [json.loads(line) for line in lines]
    assert len(issues) == said["issues"], issues
    bad = {(each["file"], each["line"]) for each in issues if each["severity"] == "error"}
    assert len(bad) == said["quarantined"], issues
    assert bool(bad) == any(name.startswith(("rejected", "refused")) for name in kept), kept


def agrees_with_the_graph(database: Database, ended: Ended) -> None:
    """I8, what the API tells of a system's last run: its issues are those of the file."""
    kept = [Path(file) for file in ended.said["kept"] if Path(file).name == "issues.jsonl"]
    lines = [line for file in kept for line in file.read_text("utf-8").splitlines()]
    found = database.read(ISSUES, {"system": ended.said["system"]})
    assert {row["id"] for row in found} == {json.loads(line)["issue_id"] for line in lines}, found
    assert {row["run"] for row in found} <= {ended.said["run"]}, found


def same(found: list[str], wanted: list[str]) -> None:
    """Two dumps are one; else what differs is told."""
    assert Counter(found) == Counter(wanted), "\n".join(
        [
            *(f"- {line}" for line in wanted if line not in found),
            *(f"+ {line}" for line in found if line not in wanted),
        ]
    )


def _node(row: Mapping[str, Any], history: bool) -> str:
    said = {name: value for name, value in row["properties"].items() if name not in TIMES}
    if "withdrawn_on" in said:
        said["withdrawn_on"] = True
    if not history:
        said = {name: value for name, value in said.items() if name not in ("place", "cells")}
    if "missing" in said:
        said["missing"] = sorted(said["missing"])
    return _text(["node", sorted(row["labels"]), said])


def _edge(row: Mapping[str, Any]) -> str:
    return _text(["edge", row["a"], row["type"], row["properties"], row["b"]])


def _text(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)

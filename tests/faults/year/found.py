"""The graph as it is, in the lines in which `settled` predicts it; and what two such graphs differ in.

Left out is what is not said but follows: the readings of names, and the keys of links. And what tells of a
run and not of what was said: runs, deliveries, issues, days of recording, places, and the marks of cells.
Not here: what must be there.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graph.database import Database
from graph.model import quality_model
from graph.model.declaration import IN
from graph.model.kinds import PINYIN
from tests.faults.year.settled import line

SHOWN = 40
THINGS = """\
MATCH (n)
WHERE n.id IS NOT NULL AND any(label IN labels(n) WHERE label IN $kinds)
RETURN n.id AS id, [label IN labels(n) WHERE label IN $kinds][0] AS kind, properties(n) AS said
"""
LINKS = """\
MATCH (a)-[r]->(b)
WHERE any(label IN labels(a) WHERE label IN $kinds) AND any(label IN labels(b) WHERE label IN $kinds)
RETURN a.id AS a, [label IN labels(a) WHERE label IN $kinds][0] AS kind, type(r) AS type,
  properties(r) AS said, b.id AS b
"""
RECORDS = """\
MATCH (s:SourceRecord)
RETURN s.id AS id, s.department AS department, s.sample AS sample, s.withdrawn_on IS NOT NULL AS gone,
  COLLECT { MATCH (s)-[:DESCRIBES]->(n) RETURN n.id ORDER BY n.id } AS about, s.missing AS missing,
  s.payload IS NULL AS empty
"""
SYSTEMS = "MATCH (s:System) RETURN s.key AS key, s.department AS department"
CONFLICTS = """\
MATCH (c:Conflict)
RETURN c.entity AS entity, c.field AS field, c.served AS served, c.decided_by AS decided_by,
  c.values AS values, COLLECT { MATCH (c)-[:INVOLVES]->(s) RETURN s.key ORDER BY s.key } AS systems,
  COLLECT {
    MATCH (c)-[b:BETWEEN]->(s) RETURN [b.place, s.id, b.value, b.is_served, b.record_count] ORDER BY b.place
  } AS sides
"""


def found(database: Database) -> list[str]:
    """All that is in the graph, a line for each thing."""
    model = quality_model()
    kinds = [label for label, kind in model.kinds.items() if kind.area != "provenance"]
    edges = {
        (label, edge.type): edge.name
        for label in kinds
        for edge in model.kinds[label].edges
        if edge.direction is not IN
    }
    asked = {"kinds": kinds}
    lines = [
        line("thing", row["kind"], row["id"], _plain(row["said"], "id", PINYIN))
        for row in database.read(THINGS, asked, seconds=60)
    ]
    for row in database.read(LINKS, asked, seconds=60):
        said = row["said"]
        own = _plain(said, "records", "key")
        name = edges[row["kind"], row["type"]]
        lines.append(line("link", row["a"], name, row["b"], own, sorted(said["records"])))
    for row in database.read(RECORDS, {}, seconds=60):
        missing = sorted(row["missing"] or ())
        whole = ("record", row["id"], row["department"], row["sample"], row["about"], missing)
        lines.append(line("gone", row["id"]) if row["gone"] and row["empty"] else line(*whole))
    lines += [line("system", row["key"], row["department"]) for row in database.read(SYSTEMS, {})]
    for row in database.read(CONFLICTS, {}, seconds=60):
        lines.append(line("conflict", *row.values()))
    return sorted(lines)


def difference(is_there: Sequence[str], must_be: Sequence[str]) -> str:
    """What two graphs differ in, for people: `-` is missing, `+` is too much."""
    lacking, more = Counter(must_be) - Counter(is_there), Counter(is_there) - Counter(must_be)
    told = [*(f"- {each}" for each in lacking.elements()), *(f"+ {each}" for each in more.elements())]
    left = f"\n  and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return "\n".join(sorted(told, key=lambda each: each[2:])[:SHOWN]) + left


def _plain(said: Mapping[str, Any], *but: str) -> dict[str, Any]:
    return {name: _value(value) for name, value in said.items() if name not in but}


def _value(value: Any) -> Any:
    return value if isinstance(value, str | int | list) else str(value)  # a day, as it is written

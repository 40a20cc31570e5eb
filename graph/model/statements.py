"""The Cypher that follows from the model: constraints, indexes, and the batched statements of the loader.

Names of labels, types and properties come from the model, which has checked them; values are parameters.
Not here: running any of it (`graph.database`), and reading (`queries`).
"""

from collections.abc import Iterator

from graph.model.declaration import OUT
from graph.model.description import Model
from graph.model.kinds import DISPUTED, PINYIN, Kind, KindEdge

# Neo4j plans a statement anew whenever counts have changed, which they do all through a load. One that finds
# every node by a unique key, or a span of it, is planned as before, so its plan is kept; no other's, since
# counts matter.
PLAN_KEPT = "CYPHER replan=skip"


def constraints(model: Model) -> list[str]:
    """Return the constraints: ids in each label, an area's counter and fence, and a system's stream."""
    labels = sorted([*model.kinds, *model.interfaces])
    unique = [
        f"CREATE CONSTRAINT {label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    ]
    of_areas = [
        f"CREATE CONSTRAINT {label}_area IF NOT EXISTS FOR (n:{label}) REQUIRE n.area IS UNIQUE"
        for label in ("GraphFence", "GraphVersion")
    ]
    of_systems = (
        "CREATE CONSTRAINT LoadStream_system IF NOT EXISTS FOR (n:LoadStream) REQUIRE n.system IS UNIQUE"
    )
    return [*unique, *of_areas, of_systems]


def indexes(model: Model) -> list[str]:
    """Return the statements for look-up and full-text indexes, ordered by label and field."""
    return [text for kind in model.kinds.values() for text in _indexes(kind)]


def _indexes(kind: Kind) -> Iterator[str]:
    for prop in kind.properties:
        if prop.indexed:
            name = f"{kind.label}_{prop.name}_range"
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{kind.label}) ON (n.{prop.name})"
        if prop.paged:  # what has a value, in order of its ids: a page of it is not sorted
            name = f"{kind.label}_{prop.name}_paged"
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{kind.label}) ON (n.{prop.name}, n.id)"
    words = [f"n.{prop.name}" for prop in kind.properties if prop.fulltext]
    read = [f"n.{PINYIN}"] if any(prop.pinyin for prop in kind.properties) else []
    if words_index := fulltext_index(kind):
        made = f"CREATE FULLTEXT INDEX {words_index} IF NOT EXISTS FOR (n:{kind.label})"
        covered = ", ".join([*words, *read])
        yield f"{made} ON EACH [{covered}] OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'cjk'}}}}"


def fulltext_index(kind: Kind) -> str | None:
    """Return the name of a kind's full-text index, or None when none of its fields is found by words."""
    return f"{kind.label}_fulltext" if any(prop.fulltext for prop in kind.properties) else None


def merge_nodes(kind: Kind) -> str:
    """Return the statement that loads `$rows` of `Node.row()` of this kind.

    A row may have `records` too, the ids of source records that describe the node, and did not before.
    """
    labels = "".join(f":{label}" for label in kind.interfaces)
    also = f"n{labels}, " if labels else ""
    return _lines(
        PLAN_KEPT,
        "UNWIND $rows AS row",
        f"MERGE (n:{kind.label} {{id: row.id}})",
        f"SET {also}n += row.properties",
        "WITH n, row",
        "UNWIND row.records AS record",
        "MATCH (s:SourceRecord {id: record})",
        "CREATE (s)-[:DESCRIBES]->(n)",
    )


def merge_edges(kind: Kind, edge: KindEdge) -> str:
    """Return the statement that loads `$targets` and counts what it loaded.

    A target has its id as `to`, and `rows` of `Link.row()`: many things have an edge to the same few, which
    are found once. Both ends must be there: a row with an end missing is not counted.
    """
    left, right = _arrow(edge)
    return _lines(
        PLAN_KEPT,
        "UNWIND $targets AS target",
        f"MATCH (b:{edge.target} {{id: target.to}})",
        "UNWIND target.rows AS row",
        f"MATCH (a:{kind.label} {{id: row.id}})",
        f"MERGE (a){left}[r:{edge.type} {{key: row.key}}]{right}(b)",
        "SET r += row.properties",
        "RETURN count(r) AS written",
    )


def keep_edges(kind: Kind, edge: KindEdge) -> str:
    """Return the statement that deletes the edges of each of `$rows` but those it lists as `keep`.

    A row is an `id` and `keep`, pairs of the target's id and the edge's key.
    """
    left, right = _arrow(edge)
    return _lines(
        "UNWIND $rows AS row",
        f"MATCH (a:{kind.label} {{id: row.id}}){left}[r:{edge.type}]{right}(b:{edge.target})",
        "WHERE NOT [b.id, r.key] IN row.keep",
        "DELETE r",
    )


def find_nodes(kind: Kind) -> str:
    """Return the statement that says which of `$ids` are there, and which of those are disputed."""
    found = f"RETURN n.id AS id, n.{DISPUTED} AS disputed"
    return _lines(PLAN_KEPT, "UNWIND $ids AS id", f"MATCH (n:{kind.label} {{id: id}})", found)


def delete_nodes(kind: Kind) -> str:
    """Return the statement that deletes the nodes `$ids` with all their edges."""
    return _lines("UNWIND $ids AS id", f"MATCH (n:{kind.label} {{id: id}})", "DETACH DELETE n")


def lock_nodes(kind: Kind) -> str:
    """Return the statement that keeps other writers off the nodes `$ids` until the transaction ends."""
    return _lines(
        "UNWIND $ids AS id",
        f"MATCH (n:{kind.label} {{id: id}})",
        "SET n.id = n.id",
        "RETURN n.id AS id, properties(n) AS properties",
    )


def shared_nodes(kind: Kind) -> str:
    """Return the statement for the ids, `$limit` of them after `$after`, of what several records describe."""
    return _lines(
        f"MATCH (n:{kind.label})",
        f"WHERE n.id > $after AND (n.{DISPUTED} OR COUNT {{ (n)<-[:DESCRIBES]-() }} > 1)",
        "RETURN n.id AS id",
        "ORDER BY id",
        "LIMIT $limit",
    )


def edges_of(kind: Kind, edge: KindEdge) -> str:
    """Return the statement that reads the edges of one field of the nodes `$ids`."""
    left, right = _arrow(edge)
    return _lines(
        "UNWIND $ids AS id",
        f"MATCH (a:{kind.label} {{id: id}}){left}[r:{edge.type}]{right}(b:{edge.target})",
        "RETURN id, b.id AS to, properties(r) AS properties",
    )


def records_about(kind: Kind) -> str:
    """Return the statement that reads the source records which describe any of the nodes `$ids`."""
    return _lines(
        "UNWIND $ids AS id",
        f"MATCH (:{kind.label} {{id: id}})<-[:DESCRIBES]-(s:SourceRecord)",
        "WITH DISTINCT s",
        "RETURN s.id AS record, s.system AS system, s.payload AS payload",
    )


def sources_of(kind: Kind) -> str:
    """Return the statement that reads the source records of the node `$id`, and where each came from."""
    return _lines(
        f"MATCH (:{kind.label} {{id: $id}})<-[:DESCRIBES]-(s:SourceRecord)",
        "RETURN s.id AS id, s.system AS system, s.record_key AS record, s.department AS department,",
        "  s.place AS place, toString(s.recorded_from) AS recorded_from, s.payload AS payload,",
        "  head([(s)-[:RECORDED_IN]->(run) | run.key]) AS run",
        "ORDER BY id",
    )


def records_of_edges_at(kind: Kind) -> str:
    """Return the statement that reads the source records of every edge at any of the nodes `$ids`."""
    return _lines(
        "UNWIND $ids AS id",
        f"MATCH (:{kind.label} {{id: id}})-[r]-()",
        "WHERE r.records IS NOT NULL",
        "UNWIND r.records AS record",
        "WITH DISTINCT record",
        "MATCH (s:SourceRecord {id: record})",
        "WHERE s.payload IS NOT NULL",
        "RETURN s.id AS record, s.system AS system, s.payload AS payload",
    )


def _arrow(edge: KindEdge) -> tuple[str, str]:
    return ("-", "->") if edge.direction is OUT else ("<-", "-")


def _lines(*clauses: str) -> str:
    return "\n".join(clauses)

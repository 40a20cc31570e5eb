"""The Cypher that follows from the model: constraints, indexes, and the batched statements of the loader.

Not here: running any of it (`graph.database`), and reading (`queries`).
"""

from collections.abc import Iterator

from graph.model.declaration import OUT
from graph.model.description import Kind, KindEdge, Model


def constraints(model: Model) -> list[str]:
    """Return the statements that make the id unique within each kind and interface, ordered by label."""
    labels = sorted([*model.kinds, *model.interfaces])
    return [
        f"CREATE CONSTRAINT {label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    ]


def indexes(model: Model) -> list[str]:
    """Return the statements for look-up and full-text indexes, ordered by label and field."""
    return [text for kind in model.kinds.values() for text in _indexes(kind)]


def _indexes(kind: Kind) -> Iterator[str]:
    for prop in kind.properties:
        if prop.indexed:
            name = f"{kind.label}_{prop.name}_range"
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{kind.label}) ON (n.{prop.name})"
    words = ", ".join(f"n.{prop.name}" for prop in kind.properties if prop.fulltext)
    if words:
        made = f"CREATE FULLTEXT INDEX {kind.label}_fulltext IF NOT EXISTS FOR (n:{kind.label})"
        yield f"{made} ON EACH [{words}] OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'cjk'}}}}"


def merge_nodes(kind: Kind) -> str:
    """Return the statement that loads `$rows` of `Node.row()` of this kind."""
    labels = "".join(f":{label}" for label in kind.interfaces)
    also = f"n{labels}, " if labels else ""
    return f"UNWIND $rows AS row MERGE (n:{kind.label} {{id: row.id}}) SET {also}n += row.properties"


def merge_edges(kind: Kind, edge: KindEdge) -> str:
    """Return the statement that loads `$rows` of `Node.edge_rows(edge.name)`; both ends must be there."""
    left, right = ("-", "->") if edge.direction is OUT else ("<-", "-")
    return (
        f"UNWIND $rows AS row MATCH (a:{kind.label} {{id: row.id}}) MATCH (b:{edge.target} {{id: row.to}}) "
        f"MERGE (a){left}[r:{edge.type} {{key: row.key}}]{right}(b) SET r += row.properties"
    )

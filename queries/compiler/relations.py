"""All relations of one thing, whatever they are: their statement, a page at a time, and its shape.

They come by type, then by the id of the thing at the other end. Not here: the list of each relation, which
says more of it (`projection`), and the types that tell of these (`schema.relations`).
"""

from typing import Any

from queries.compiler import anything, shape
from queries.compiler.connection import Connection, EdgeShape, PageInfo
from queries.compiler.errors import SelectionRefused
from queries.compiler.pages import SortKey, page_in
from queries.compiler.paths import relations_of, types_of
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists, Writer, holds
from queries.compiler.tree import Along, Carry, Part, Reach, Subquery, listing

CONNECTION, EDGE = "RelationConnection", "RelationEdge"


def all_relations(
    writer: Writer, variable: str, each: Selected, onward: anything.Onward | None, lists: Lists
) -> tuple[Part, shape.Shape]:
    """Return a page of the relations of the node in a variable, and its shape.

    Args:
        writer: of the statement.
        variable: that holds the node.
        each: the field, with its arguments.
        onward: where what is selected of the things at the other ends goes on.
        lists: that hold the node.

    Raises:
        SelectionRefused: the page is too large, or what is selected cannot be told any more.
    """
    model, said = writer.fields.model, each.arguments
    named = writer.decisions.on(said.get("types"), types_of)
    history = writer.decisions.on(said.get("history"))
    writer.parameters[anything.NAMED_BY] = model.named_by
    for label in model.kinds:  # what lies at the other ends may be anything
        writer.touch(label)
    relation, other = writer.variable("r"), writer.variable()
    names = [writer.variable("s") for _ in range(4)]
    order = tuple(SortKey(None, False, name=name) for name in names)
    page = page_in(writer, CONNECTION, said, order)
    within = (*lists, (each.key, page.first))
    writer.expect(within)
    writer.relations += 1
    types = writer.parameter([*(named or relations_of(model))])
    way = Reach(
        other,
        "",
        along=Along(variable, relation, "|".join(named), False, either=True),
        # Of so many types, Neo4j takes minutes to plan a pattern that names them all.
        where=(f"type({relation}) IN {types}", "" if history else holds(relation)),
    )
    against = f"startNode({relation}) = {other}"
    values = (f"type({relation})", f"{other}.id", f"toString({against})", f"coalesce({relation}.key, '')")
    fields = sum(len(part.below()) for part in each.below())
    writer.expect_values(within, fields)
    columns: list[Part] = []
    parts: list[tuple[str, Any]] = []
    for part in each.below():
        made: Any = None
        if part.refusal:
            made = shape.Refused(part.refusal)
        elif part.name == "__typename":
            made = shape.Constant(CONNECTION)
        elif part.name == "pageInfo":
            made = PageInfo(tuple((c.key, c.name) for c in part.below()))
        elif part.name == "nodes":
            columns.append(anything.said_of(other))
            made = _thing(part, onward, within)
        elif part.name == "edges":
            texts, made = _edges(part, (relation, other, against), onward, within)
            columns.append(texts)
        parts.append((part.key, made))
    keys = (f"{value} AS {name}" for value, name in zip(values, names, strict=True))
    found = (
        way,
        Carry((relation, other, *keys), where=(page.behind(writer, other),)),
        Carry((relation, other), order=page.order_by(other), limit=page.limit(writer, True)),
    )
    row = listing([listing(values), *columns]) if columns else listing(values)
    text: Part = Subquery("COLLECT", found, row)
    counted = any(part.name == "totalCount" for part in each.below())
    if counted:
        text = listing([text, Subquery("COUNT", (way,))])
    connection = Connection(
        tuple(parts), page.first, page.after is not None, page.mark, len(columns), not counted
    )
    return text, connection


def _edges(
    part: Selected, names: tuple[str, str, str], onward: anything.Onward | None, lists: Lists
) -> tuple[Part, EdgeShape]:
    relation, other, against = names
    texts: list[Part] = []
    members: list[tuple[str, shape.Shape | None]] = []
    for each in part.below():
        made: shape.Shape | None = shape.Leaf()
        if each.name == "cursor":
            made = None
        elif each.name == "__typename":
            made = shape.Constant(EDGE)
        elif each.name == "node":
            texts.append(anything.said_of(other))
            made = _thing(each, onward, lists)
        else:
            texts.append(against if each.name == "against" else fact_of(relation, each.name))
        members.append((each.key, made))
    return listing(texts), EdgeShape(tuple(members))


def fact_of(relation: str, name: str) -> str:
    """Print what every relation says of itself, by its name in the API."""
    return {
        "relation": f"type({relation})",
        "validFrom": f"toString({relation}.valid_from)",
        "validTo": f"toString({relation}.valid_to)",
        "inferred": f"coalesce({relation}.inferred, false)",
        "rule": f"{relation}.rule",
    }[name]


def _thing(each: Selected, onward: anything.Onward | None, lists: Lists) -> shape.Shape:
    made = anything.shaped(each.children, onward, lists)
    if made is None:
        raise SelectionRefused(
            "TOO_DEEP",
            "What is selected of the things at the other ends of relations is too deep: select id and label "
            "of them, or ask for what lies below in another request, by id.",
        )
    return made

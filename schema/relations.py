"""The field of all relations of a thing, the types that tell of them, and the types that relations may have.

Not here: how they are found (`queries.compiler.relations`), and the list of each relation (`connections`).
"""

from typing import Any

from graph.model import Model, Vocabulary
from graph.model.declaration import camel
from queries.compiler.limits import LIMITS
from queries.compiler.pages import DEFAULT_PAGE
from queries.compiler.paths import relations_of
from queries.compiler.relations import CONNECTION, EDGE
from schema.registry import Argument, Field, Registry

RELATION = "Relation"
HOLDING = (
    Field("validFrom", "Date | None", "The first day the relation holds; null: not known · 起始日期"),
    Field("validTo", "Date | None", "The first day it holds no more; null: it still does · 终止日期"),
    Field("inferred", "Boolean", "Whether only a rule says so, and no record · 是否推定"),
)


def declare_relations(registry: Registry, model: Model) -> list[Field]:
    """Declare what tells of the relations of a thing, and return the field that everything has.

    A model without relations has no such field.
    """
    if not relations_of(model):
        return []
    relation = registry.add_enum(_relations(model), "The relations of the model, by type · 关系类型")
    registry.add_object(EDGE, "One relation of a thing · 一项关系")
    registry.fill(
        EDGE,
        [
            Field("node", "Node", "The thing at the other end · 另一端节点"),
            Field("cursor", "String", "Its place in the list; opaque · 游标"),
            Field("relation", relation, "Its type · 关系"),
            Field("against", "Boolean", "Whether it points from the other end to the thing · 是否逆向"),
            *HOLDING,
            Field("rule", "String | None", "The rule that it is inferred by · 推定规则"),
        ],
    )
    registry.add_object(CONNECTION, "The relations of a thing, of whatever type · 全部关系列表")
    registry.fill(
        CONNECTION,
        [
            Field("edges", f"list[{EDGE}]", "The relations of the page · 本页关系"),
            Field("nodes", "list[Node]", "What they lead to · 本页节点"),
            Field("pageInfo", "PageInfo", "Where the page lies in the list · 分页信息"),
            Field("totalCount", "Int", "How many there are · 总数"),
        ],
    )
    arguments = [
        Argument("types", f"list[{relation}] | None", "Of these types only; none: of all · 限定的关系类型"),
        Argument("history", "Boolean", "All their times, not only the day asked about · 历史", False),
        Argument("first", "Int", f"How many at most, 0 to {LIMITS.page} · 每页数量", DEFAULT_PAGE),
        Argument("after", "String | None", "Those after this cursor · 起始游标之后"),
    ]
    text = "All its relations in either direction, by type, then by the id at the other end · 全部关系"
    return [Field("relations", CONNECTION, text, arguments)]


def _relations(model: Model) -> type[Vocabulary]:
    fields: dict[str, list[str]] = {each: [] for each in relations_of(model)}
    for kind in (*model.interfaces.values(), *model.kinds.values()):
        for edge in kind.edges:
            if edge.source == kind.label:  # what a kind inherits is the interface's
                fields[edge.type].append(f"{kind.label}.{camel(edge.name)} {edge.zh or ''}".strip())
    made: Any = Vocabulary  # the model says which members it has
    relations: type[Vocabulary] = made(
        RELATION, {each: (each, ", ".join(fields[each])) for each in relations_of(model)}
    )
    return relations

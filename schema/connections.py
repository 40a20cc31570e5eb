"""Lists as the API gives them: Relay connections, a page at a time.

A kind has one connection for its root list; an edge of the model has one, named after the kind or interface
that declares it, so that what several kinds inherit is one type.

Not here: filters and orders (`schema.filters`).
"""

from collections.abc import Iterator

from graph.model import Kind, KindEdge, Model, properties_of
from graph.model.declaration import camel
from queries.compiler.limits import LIMITS
from queries.compiler.pages import DEFAULT_PAGE
from schema.aggregates import aggregate_fields
from schema.descriptions import both, of_edge, of_property
from schema.filters import edge_filter, edge_order, filters_edges, value_name
from schema.registry import Argument, Field, Registry


def declare_page_info(registry: Registry) -> None:
    """Declare what every connection says about its page."""
    registry.add_object("PageInfo", "Where a page lies in its list (Relay) · 分页信息")
    registry.fill(
        "PageInfo",
        [
            Field("hasNextPage", "Boolean", "Whether the list goes on after this page · 是否有下一页"),
            Field("hasPreviousPage", "Boolean", "Whether the list began before this page · 是否有上一页"),
            Field("startCursor", "String | None", "Cursor of the first edge of the page · 起始游标"),
            Field("endCursor", "String | None", "Cursor of the last edge; give it as `after` · 结束游标"),
        ],
    )


def connection_name(edge: KindEdge) -> str:
    """Return the name of the connection of an edge, without the word itself: ActorMemberOf."""
    name = camel(edge.name)
    return edge.source + name[:1].upper() + name[1:]


def declare_root_connection(registry: Registry, kind: Kind) -> None:
    """Declare the connection of a kind's or interface's list at the root."""
    _declare(registry, kind.label, kind.label, f"A list of {kind.label} · {kind.zh}列表", [])


def declare_edge_connection(registry: Registry, model: Model, edge: KindEdge) -> None:
    """Declare the connection of an edge to many; its edges say how long they hold and what supports them."""
    text = both(f"The list {edge.source}.{camel(edge.name)}", of_edge(model, edge).rpartition(" · ")[2])
    _declare(registry, connection_name(edge), edge.target, text, list(_edge_fields(registry, edge)))


def _declare(registry: Registry, name: str, target: str, text: str, own: list[Field]) -> None:
    registry.add_object(f"{name}Connection", text)
    registry.add_object(f"{name}Edge", f"One member of {name}Connection · 列表成员")
    registry.fill(
        f"{name}Connection",
        [
            Field("edges", f"list[{name}Edge]", "The members of the page, each with its cursor · 本页成员"),
            Field("nodes", f"list[{target}]", "The members of the page alone · 本页节点"),
            Field("pageInfo", "PageInfo", "Where the page lies in the list · 分页信息"),
            Field("totalCount", "Int", "How many the whole list has, filtered · 总数"),
            *aggregate_fields(registry, target),
        ],
    )
    node = Field("node", target, f"The {target} itself · 节点")
    cursor = Field("cursor", "String", "Its place in the list; opaque · 游标")
    registry.fill(f"{name}Edge", [node, cursor, *own])


def _edge_fields(registry: Registry, edge: KindEdge) -> Iterator[Field]:
    if edge.dated:
        yield Field("validFrom", "Date | None", "The first day it holds; null: not known · 起始日期")
        yield Field(
            "validTo", "Date | None", "The first day it holds no more; null: it still does · 终止日期"
        )
    yield Field("inferred", "Boolean", "Whether only a rule says so, and no record · 是否推定")
    yield Field("rule", "String | None", "The rule that it is inferred by · 推定规则")
    for prop in properties_of(edge.properties) if edge.properties else ():
        value = value_name(registry, prop.type, prop.name, prop.zh)
        yield Field(camel(prop.name), f"{value} | None" if prop.nullable else value, of_property(prop))


def edge_arguments(edge: KindEdge) -> list[Argument]:
    """Return the arguments of a list along an edge."""
    found = list_arguments(edge.target)
    if filters_edges(edge):
        found.append(
            Argument("edge", f"{edge_filter(edge)} | None", "Only along edges that meet this · 关系条件")
        )
        order = "Ordered by what the edges say, in turn, before `orderBy` · 关系排序"
        found.append(Argument("edgeOrderBy", f"list[{edge_order(edge)}] | None", order))
    if edge.dated:
        text = (
            "All the times in which an edge holds, not only the day asked about: by `validFrom`, what is not "
            "known last, where no order is said · 历史"
        )
        found.append(Argument("history", "Boolean", text, False))
    return found


def list_arguments(target: str) -> list[Argument]:
    """Return the arguments of a list of the kind or interface `target`."""
    return [
        Argument("filter", f"{target}Filter | None", "Only those that meet this · 筛选条件"),
        Argument(
            "orderBy",
            f"list[{target}Order] | None",
            "Ordered by these, in turn, then by id; text by code points · 排序",
        ),
        Argument("first", "Int", f"How many at most, 0 to {LIMITS.page} · 每页数量", DEFAULT_PAGE),
        Argument(
            "after",
            "String | None",
            "Those after this cursor of the same list and order · 起始游标之后",
        ),
    ]

"""What a list may be filtered and ordered by: comparisons of values, and the filter and order of each kind.

Not here: the Cypher that a filter becomes (`queries.compiler`).
"""

from collections.abc import Iterator
from typing import get_args, get_origin

from graph.model import Kind, KindEdge, Model, Property, Vocabulary, properties_of
from graph.model.declaration import camel
from queries.compiler.fields import facts_of
from schema.descriptions import both, of_edge, of_property
from schema.registry import SCALARS, Field, Registry, SchemaError

COMPARED = {
    "eq": "equal to this; null: it is missing · 等于",
    "in": "equal to one of these · 属于",
    "gt": "greater than this · 大于",
    "gte": "greater than or equal to this · 大于等于",
    "lt": "less than this · 小于",
    "lte": "less than or equal to this · 小于等于",
    "contains": "contains this · 包含",
    "startsWith": "begins with this · 开头为",
}
RANGE = ("eq", "in", "gt", "gte", "lt", "lte")
OPERATORS = {
    "ID": ("eq", "in"),
    "String": (*RANGE, "contains", "startsWith"),
    "Int": RANGE,
    "Float": RANGE,
    "Boolean": ("eq",),
    "Date": RANGE,
    "DateTime": RANGE,
    "Decimal": RANGE,
}


class OrderDirection(Vocabulary):
    """Which way a list is ordered; what is missing comes last when ascending and first when descending."""

    ASC = "ASC", "upwards, what is missing last · 升序"
    DESC = "DESC", "downwards, what is missing first · 降序"


def value_type(registry: Registry, prop: Property) -> str:
    """Return the GraphQL type of a property's value, without its nullability.

    Raises:
        SchemaError: if a property has a type that is no scalar, enum or list of those.
    """
    if get_origin(prop.type) is list:
        return f"list[{value_name(registry, get_args(prop.type)[0], prop.name, prop.zh)}]"
    return value_name(registry, prop.type, prop.name, prop.zh)


def value_name(registry: Registry, python: type, where: str, zh: str | None) -> str:
    """Return the name of the scalar or enum for a Python type; an enum met for the first time is declared."""
    if isinstance(python, type) and issubclass(python, Vocabulary):
        return registry.add_enum(python, both(" ".join((python.__doc__ or "").split()), zh))
    if python not in SCALARS:
        raise SchemaError(f"{where}: {python} is no scalar of the API; use one of {', '.join(OPERATORS)}")
    return SCALARS[python]


def comparison(registry: Registry, value: str) -> str:
    """Declare the comparison of a value's type, once, and return its name."""
    if value.startswith("list["):
        return _comparison(registry, "ListFilter", value[5:-1], ("contains",))
    return _comparison(registry, f"{value}Filter", value, OPERATORS.get(value, ("eq", "in")))


def _comparison(registry: Registry, name: str, value: str, operators: tuple[str, ...]) -> str:
    if name not in registry:
        registry.add_input(name, f"Conditions on one {value}; all that are given must hold · 取值条件")
        types = {"in": f"list[{value}] | None"}
        registry.fill(
            name, [Field(each, types.get(each, f"{value} | None"), COMPARED[each]) for each in operators]
        )
    return name


def declare_inputs(registry: Registry, kind: Kind) -> None:
    """Declare the filter, the filter over a list and the order of a kind or interface."""
    label, zh = kind.label, kind.zh
    registry.add_input(
        f"{label}Filter",
        f"Conditions on a {label}; all that are given must hold, and null gives none: what is missing is "
        f"{{eq: null}} · {zh}：筛选条件",
    )
    registry.add_input(f"{label}ListFilter", f"Conditions on a list of {label} · {zh}：列表筛选条件")
    registry.add_input(f"{label}CountFilter", f"How many {label} a list is to have · {zh}：数量条件")
    registry.add_input(f"{label}Order", f"One thing to order {label} by · {zh}：排序", one_of=True)


def fill_inputs(registry: Registry, model: Model, kind: Kind) -> None:
    """Give the filters and the order of a kind or interface their fields."""
    registry.fill(f"{kind.label}Filter", _conditions(registry, model, kind))
    registry.fill(f"{kind.label}ListFilter", _quantifiers(kind.label))
    registry.fill(f"{kind.label}CountFilter", _counts(kind.label))
    for edge in model.edges(kind):
        # What a kind inherits is declared with the interface.
        if filters_edges(edge) and edge.source == kind.label:
            _declare_edge_filters(registry, edge)
    registry.fill(f"{kind.label}Order", _orders(registry, model, kind))


def _conditions(registry: Registry, model: Model, kind: Kind) -> Iterator[Field]:
    own = f"{kind.label}Filter"
    yield Field("and", f"list[{own}] | None", "All of these hold · 且")
    yield Field("or", f"list[{own}] | None", "At least one of these holds · 或")
    yield Field("not", f"{own} | None", "This does not hold · 非")
    yield Field("id", f"{comparison(registry, 'ID')} | None", "Global id · 全局标识")
    for prop in kind.properties:
        name = comparison(registry, value_type(registry, prop))
        yield Field(camel(prop.name), f"{name} | None", of_property(prop))
    for edge in model.edges(kind):
        name = _list_filter(edge) if edge.many else f"{edge.target}Filter"
        yield Field(camel(edge.name), f"{name} | None", of_edge(model, edge))


def _quantifiers(target: str) -> Iterator[Field]:
    one = f"{target}Filter | None"
    yield Field("some", one, "At least one meets this · 至少一个满足")
    yield Field("none", one, "None meets this · 均不满足")
    yield Field("every", one, "Every one meets this; true of an empty list · 全部满足")
    yield Field("single", one, "Exactly one meets this · 恰有一个满足")
    yield Field("count", f"{target}CountFilter | None", "How many there are · 数量")


def _counts(target: str) -> Iterator[Field]:
    yield Field("of", f"{target}Filter | None", "Only those that meet this count · 计数条件")
    for operator in ("eq", "gt", "gte", "lt", "lte"):
        yield Field(operator, "Int | None", COMPARED[operator])


def filters_edges(edge: KindEdge) -> bool:
    """Whether a list is narrowed by what its edges say: when they hold, and properties of their own."""
    return edge.many and (edge.dated or edge.properties is not None)


def edge_filter(edge: KindEdge) -> str:
    """Return the name of the conditions on the edges of a list."""
    return f"{edge.source}{_upper(camel(edge.name))}EdgeFilter"


def edge_order(edge: KindEdge) -> str:
    """Return the name of what the edges of a list are ordered by."""
    return f"{edge.source}{_upper(camel(edge.name))}EdgeOrder"


def _list_filter(edge: KindEdge) -> str:
    return (
        edge_filter(edge).replace("EdgeFilter", "ListFilter")
        if filters_edges(edge)
        else f"{edge.target}ListFilter"
    )


def _declare_edge_filters(registry: Registry, edge: KindEdge) -> None:
    name, of_list = edge_filter(edge), _list_filter(edge)
    registry.add_input(name, f"Conditions on the edges {edge.source}.{camel(edge.name)} · 关系条件")
    registry.fill(name, _edge_conditions(registry, edge))
    registry.add_input(of_list, f"Conditions on the list {edge.source}.{camel(edge.name)} · 列表筛选条件")
    only = Field(
        "edge", f"{name} | None", "Only edges that meet this are looked at; alone: there is one · 关系条件"
    )
    registry.fill(of_list, [*_quantifiers(edge.target), only])
    order = edge_order(edge)
    text = f"One thing to order the edges {edge.source}.{camel(edge.name)} by · 关系排序"
    registry.add_input(order, text, one_of=True)
    registry.fill(order, _edge_orders(registry, edge))


def _edge_conditions(registry: Registry, edge: KindEdge) -> Iterator[Field]:
    if edge.dated:
        days = f"{comparison(registry, 'Date')} | None"
        yield Field("validFrom", days, "The first day it holds · 起始日期")
        yield Field("validTo", days, "The first day it holds no more · 终止日期")
    yield Field(
        "inferred", f"{comparison(registry, 'Boolean')} | None", "Whether only a rule says so · 是否推定"
    )
    for prop in properties_of(edge.properties) if edge.properties else ():
        name = comparison(registry, value_type(registry, prop))
        yield Field(camel(prop.name), f"{name} | None", of_property(prop))


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


def _edge_orders(registry: Registry, edge: KindEdge) -> Iterator[Field]:
    direction = _direction(registry)
    said = {each.name: each.description for each in _edge_conditions(registry, edge)}
    for name, prop in facts_of(edge).items():
        if get_origin(prop.type) is not list:
            yield Field(name, f"{direction} | None", said[name])


def _direction(registry: Registry) -> str:
    return registry.add_enum(
        OrderDirection, both(" ".join((OrderDirection.__doc__ or "").split()), "排序方向")
    )


def _orders(registry: Registry, model: Model, kind: Kind) -> Iterator[Field]:
    direction = _direction(registry)
    yield Field("id", f"{direction} | None", "Global id · 全局标识")
    for prop in kind.properties:
        if get_origin(prop.type) is not list:
            yield Field(camel(prop.name), f"{direction} | None", of_property(prop))
    for edge in model.edges(kind):
        if not edge.many:
            yield Field(camel(edge.name), f"{edge.target}Order | None", of_edge(model, edge))

"""What a list may be filtered and ordered by: comparisons of values, and the filter and order of each kind.

Not here: the Cypher that a filter becomes (`queries.compiler`).
"""

from collections.abc import Iterator
from enum import Enum
from typing import get_args, get_origin

from graph.model import Kind, Model, Property
from graph.model.declaration import camel
from schema.descriptions import both, of_edge, of_property
from schema.registry import SCALARS, Field, Registry, SchemaError

COMPARED = {
    "eq": "equal to this · 等于",
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
    "Decimal": ("eq", "in"),  # kept as text, which does not sort as numbers do
}


class OrderDirection(Enum):
    """Which way a list is ordered; what is missing comes last when ascending and first when descending."""

    ASC = "ASC"
    DESC = "DESC"


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
    if isinstance(python, type) and issubclass(python, Enum):
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
        f"{label}Filter", f"Conditions on a {label}; all that are given must hold · {zh}：筛选条件"
    )
    registry.add_input(f"{label}ListFilter", f"Conditions on a list of {label} · {zh}：列表筛选条件")
    registry.add_input(f"{label}Order", f"One thing to order {label} by · {zh}：排序", one_of=True)


def fill_inputs(registry: Registry, model: Model, kind: Kind) -> None:
    """Give the filters and the order of a kind or interface their fields."""
    registry.fill(f"{kind.label}Filter", _conditions(registry, model, kind))
    registry.fill(f"{kind.label}ListFilter", _quantifiers(kind))
    registry.fill(f"{kind.label}Order", _orders(registry, kind))


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
        name = f"{edge.target}ListFilter" if edge.many else f"{edge.target}Filter"
        yield Field(camel(edge.name), f"{name} | None", of_edge(model, edge))


def _quantifiers(kind: Kind) -> Iterator[Field]:
    one = f"{kind.label}Filter | None"
    yield Field("some", one, "At least one meets this · 至少一个满足")
    yield Field("none", one, "None meets this · 均不满足")
    yield Field("every", one, "Every one meets this; true of an empty list · 全部满足")


def _orders(registry: Registry, kind: Kind) -> Iterator[Field]:
    direction = registry.add_enum(
        OrderDirection, both(" ".join((OrderDirection.__doc__ or "").split()), "排序方向")
    )
    yield Field("id", f"{direction} | None", "Global id · 全局标识")
    for prop in kind.properties:
        if get_origin(prop.type) is not list:
            yield Field(camel(prop.name), f"{direction} | None", of_property(prop))

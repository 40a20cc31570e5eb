"""Aggregates as the API gives them: of a whole list, and of the groups that are made by what is selected.

Not here: how they are computed (`queries.compiler.aggregates`).
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from graph.model import Kind, Model
from graph.model.declaration import camel
from queries.compiler.aggregates import (
    MEASURED,
    SUMMED,
    GroupOrder,
    Period,
    aggregate_type,
    groups_along,
    groups_by,
    is_measured,
)
from queries.compiler.limits import LIMITS
from schema.descriptions import both, of_edge, of_property
from schema.filters import value_type
from schema.registry import SCALARS, Argument, Field, Registry

GROUPS = 100  # how many groups a list gives when `first` is not said
PERIODS = {
    Period.YEAR: ("Int | None", "its year · 年份"),
    Period.QUARTER: ("String | None", "its quarter, as 2026-Q1 · 季度"),
    Period.MONTH: ("String | None", "its month, as 2026-01 · 月份"),
}


def declare_aggregates(registry: Registry, kind: Kind) -> None:
    """Declare the types of a kind's or interface's aggregates, before they are filled."""
    label, zh = kind.label, kind.zh
    registry.add_object(f"{label}Aggregate", f"What a list of {label} comes to · {zh}：汇总")
    registry.add_object(f"{label}GroupKey", f"What a group of {label} has in common · {zh}：分组依据")
    registry.add_object(f"{label}Group", f"One group of {label} · {zh}：分组")


def fill_aggregates(registry: Registry, model: Model, kind: Kind) -> None:
    """Give the types of a kind's or interface's aggregates their fields."""
    label = kind.label
    count = Field("count", "Int", "How many there are · 数量")
    registry.fill(f"{label}Aggregate", [count, *_measures(registry, kind)])
    registry.fill(f"{label}GroupKey", _keys(registry, model, kind))
    registry.fill(
        f"{label}Group",
        [
            Field("key", f"{label}GroupKey", "Select what to group by; null where it is missing · 分组依据"),
            count,
            Field("aggregate", f"{label}Aggregate", "What the group comes to · 汇总"),
        ],
    )


def aggregate_fields(registry: Registry, target: str) -> list[Field]:
    """Return what a connection to `target` says beside its page."""
    text = both(" ".join((GroupOrder.__doc__ or "").split()), "分组排序")
    order = registry.add_enum(GroupOrder, text)
    return [
        Field("aggregate", f"{target}Aggregate", "What the whole list comes to, filtered · 汇总"),
        Field(
            "groups",
            f"list[{target}Group]",
            "The whole list, filtered, in groups by what is selected in `key`; a thing with several counts "
            "in the group of each. "
            f"No more than `first` come, {GROUPS} if it is not said, and nothing tells of the rest · 分组",
            [
                Argument(
                    "first", "Int", f"How many groups at most, 1 to {LIMITS.groups:,} · 分组数量", GROUPS
                ),
                Argument("orderBy", f"{order} | None", "Largest first, unless said otherwise · 排序"),
            ],
        ),
    ]


def _measures(registry: Registry, kind: Kind) -> Iterator[Field]:
    for prop in kind.properties:
        if is_measured(prop):
            yield Field(camel(prop.name), _declare_measures(registry, prop.type), of_property(prop))


def _declare_measures(registry: Registry, kind: Any) -> str:
    """Declare what values of a type come to, once, and return its name."""
    name = aggregate_type(kind)
    if name not in registry:
        assert kind in MEASURED
        own = SCALARS[kind] if kind in (int, float, date, datetime) else "Float"
        registry.add_object(name, "What values come to; null where there are none · 数值汇总")
        fields = [
            Field("count", "Int", "How many are there, not missing · 非空数量"),
            Field("min", f"{own} | None", "The least · 最小值"),
            Field("max", f"{own} | None", "The greatest · 最大值"),
        ]
        if kind in SUMMED:
            fields += [
                Field("sum", "Float | None", "Their sum · 合计"),
                Field("avg", "Float | None", "Their mean · 平均值"),
            ]
        registry.fill(name, fields)
    return name


def _keys(registry: Registry, model: Model, kind: Kind) -> Iterator[Field]:
    for prop in kind.properties:
        if groups_by(prop):
            yield Field(camel(prop.name), f"{value_type(registry, prop)} | None", of_property(prop))
            if prop.type is date:
                for period, (value, text) in PERIODS.items():
                    yield Field(f"{camel(prop.name)}{period.value}", value, f"{of_property(prop)}: {text}")
    for edge in model.edges(kind):
        if groups_along(edge):
            yield Field(camel(edge.name), f"{edge.target} | None", of_edge(model, edge))

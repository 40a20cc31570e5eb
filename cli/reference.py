"""The reference page of the model, `docs/model.md`, written from the model itself.

`python -m cli.reference` writes it; a test fails when it is stale. Not here: the model (`graph.model`) and
what the API says of it (`schema.descriptions`), whose words the page uses.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from graph.model import OUT, Kind, KindEdge, Model, Property, Zh, quality_model
from graph.model.declaration import Fields, camel
from schema import descriptions

PAGE = Path(__file__).resolve().parent.parent / "docs" / "model.md"
TYPES: dict[Any, str] = {
    str: "text",
    int: "whole number",
    bool: "yes or no",
    Decimal: "decimal number",
    date: "day",
    datetime: "point in time",
}
OPENING = """\
# The model: every kind of thing · 模型

Generated from `graph/model/` by `python -m cli.reference`: change the model, and this page follows.

Names are those of the GraphQL API. An id is the kind, a colon and the parts of its key, joined by `~`.
An edge is written as the graph holds it; *dated* means that it holds from a day until the day before another,
*to many* that the API gives a connection. Every kind outside of the area `provenance` also has the edge
`provenance` (来源记录) to the source records that it rests on, and the property `sample` (虚构数据), which
says that it was invented.
"""


def reference(model: Model) -> str:
    """Return the page: the kinds and interfaces by area, in English and Chinese."""
    everything = [*model.kinds.values(), *model.interfaces.values()]
    areas = dict.fromkeys(kind.area for kind in sorted(everything, key=lambda kind: kind.area))
    parts = [OPENING, _contents(everything)]
    for area in areas:
        parts.append(f"## {area}\n")
        parts += [_section(model, kind) for kind in _ordered(everything) if kind.area == area]
    return "\n".join(parts)


def _ordered(kinds: Iterable[Kind]) -> list[Kind]:
    """Interfaces before the kinds that carry their label, then by name."""
    return sorted(kinds, key=lambda kind: (kind.area, not kind.abstract, kind.label))


def _contents(kinds: list[Kind]) -> str:
    rows = ((k.area, _linked(k.label) + _mark(k), k.zh, f"`{k.plural}`") for k in _ordered(kinds))
    return table(("Area", "Kind", "中文", "Plural"), rows)


def _mark(kind: Kind) -> str:
    return " (interface)" if kind.abstract else ""


def _section(model: Model, kind: Kind) -> str:
    parts = [f"### {kind.label}\n", f"**{kind.zh}**{_mark(kind)} · {kind.doc}\n", _facts(model, kind)]
    own = [prop for prop in kind.properties if prop.name != "sample"]
    if own:
        rows = (_property_row(prop) for prop in own)
        parts.append(table(("Property", "中文", "Value", "Remarks"), rows))
    edges = [edge for edge in model.edges(kind) if edge.name != "provenance"]
    if edges:
        rows = (_edge_row(model, kind, edge) for edge in edges)
        parts.append(table(("Edge", "中文", "In the graph", "Remarks"), rows))
    parts += [_carried(edge.name, edge.properties) for edge in edges if edge.declared and edge.properties]
    return "\n".join(parts)


def _facts(model: Model, kind: Kind) -> str:
    facts = [f"- Id: `{kind.name}:{'~'.join(map(camel, kind.keys))}`"] if kind.keys else []
    if kind.keys:
        facts.append(f"- Label: {_list(f'`{camel(prop.name)}`' for prop in kind.named_by)}")
    if kind.abstract:
        facts.append(
            f"- Carried by: {_list(_linked(below.label) for below in model.kinds_below(kind.label))}"
        )
    if kind.interfaces:
        facts.append(f"- Is also: {_list(map(_linked, kind.interfaces))}")
    return "".join(f"{fact}\n" for fact in facts)


def _property_row(prop: Property) -> tuple[str, ...]:
    marks = {
        "key": prop.key,
        "never missing": not prop.nullable and not prop.key,
        "found by its words": prop.fulltext,
        "indexed": prop.indexed,
    }
    said = [(prop.doc or "").rstrip("."), *(name for name, holds in marks.items() if holds)]
    return f"`{camel(prop.name)}`", prop.zh or "", _value(prop.type), _list(filter(None, said))


def _value(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "one of " + ", ".join(f"`{member.name}`" for member in kind)
    if parts := [part for part in get_args(kind) if part is not type(None)]:
        return _value(parts[0])
    return TYPES.get(kind, getattr(kind, "__name__", str(kind)))


def _edge_row(model: Model, kind: Kind, edge: KindEdge) -> tuple[str, ...]:
    left, right = ("-", "->") if edge.direction is OUT else ("<-", "-")
    path = f"`({edge.source}){left}[:{edge.type}]{right}({edge.target})`"
    zh = descriptions.of_edge(model, edge).rpartition(" · ")[2]
    return f"`{camel(edge.name)}`", zh, f"{path} {_linked(edge.target)}", _remarks(kind, edge)


def _remarks(kind: Kind, edge: KindEdge) -> str:
    marks = {
        "key": edge.key,
        "to many": edge.many,
        "dated": edge.dated,
        "one at a time": edge.single and edge.many,
        f"carries {', '.join(map(camel, _names(edge.properties)))}": edge.properties is not None,
        f"other side: `{camel(edge.inverse or '')}`": edge.inverse is not None,
        f"of every {edge.source}": edge.source != kind.label,
    }
    said = [(edge.doc or "").rstrip(".")] if edge.declared or not edge.inverse else []
    return _list(filter(None, [*said, *(text for text, holds in marks.items() if holds)]))


def _names(properties: Fields | None) -> list[str]:
    return list(properties.model_fields) if properties else []


def _carried(edge: str, properties: Fields) -> str:
    """Return the table of what an edge itself carries."""
    fields = properties.model_fields.items()
    zh = {name: next((m.text for m in info.metadata if isinstance(m, Zh)), "") for name, info in fields}
    rows = ((f"`{camel(name)}`", zh[name], _value(info.annotation)) for name, info in fields)
    what = " ".join((properties.__doc__ or "").split())
    return f"Each `{camel(edge)}` edge carries: {what}\n\n" + table(("Property", "中文", "Value"), rows)


def _linked(label: str) -> str:
    return f"[{label}](#{label.lower()})"


def _list(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ("--",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(reference(quality_model()), encoding="utf-8")

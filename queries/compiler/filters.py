"""Filters: a filter input of a kind → a Cypher predicate.

A null `eq` asks for what is missing; any other null means "not given". A predicate that is unknown (null)
counts as false also below `not` and `every`.

Not here: order and pages (`pages`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any

from graph.model import Kind, KindEdge, Property
from graph.model.declaration import encode
from queries.compiler.errors import SelectionRefused
from queries.compiler.statement import Writer
from queries.compiler.tree import Part, Subquery, joined, phrase, text_of
from queries.compiler.values import made

EXACT = ("eq", "in")
OPERATORS = {
    "eq": "=",
    "in": "IN",
    "contains": "CONTAINS",
    "startsWith": "STARTS WITH",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
}

# The zone in which loaders write moments: Neo4j holds the same moment in another zone for another.
KEPT = timezone(timedelta(hours=8))

Wanted = Mapping[str, Any]


@dataclass(frozen=True)
class Filter:
    """Prints what is wanted of nodes that `depth` relations lead to."""

    writer: Writer
    depth: int = 0

    def predicate(self, label: str, variable: str, wanted: Wanted) -> Part:
        """Return what a filter wants of the node in a variable; "" when it wants nothing."""
        return joined(" AND ", self._parts(label, variable, wanted))

    def _parts(self, label: str, variable: str, wanted: Wanted) -> Iterator[Part]:
        self.writer.condition()  # the filter itself: an empty one among many is a condition too
        for name, value in wanted.items():
            if value is None:
                continue
            self.writer.condition()
            if name in ("and", "or"):
                yield self._joined(label, variable, name, value)
            elif name == "not":
                yield denied(self.predicate(label, variable, value))
            elif name == "id":
                yield from compared(self.writer, f"{variable}.id", value)
            else:
                meaning = self.writer.fields.of(label)[name]
                if meaning is self.writer.fields.only_key(label):
                    exact, value = _by_id(self.writer.fields.model.kinds[label], value)
                    yield from compared(self.writer, f"{variable}.id", exact)
                yield from self._field(meaning, variable, value)

    def _joined(self, label: str, variable: str, word: str, each: list[Wanted]) -> Part:
        parts = [phrase("(", self.predicate(label, variable, one) or "true", ")") for one in each]
        neutral = "true" if word == "and" else "false"
        return phrase("(", joined(f" {word.upper()} ", parts) or neutral, ")")

    def _field(self, meaning: Property | KindEdge, variable: str, value: Wanted) -> Iterator[Part]:
        if isinstance(meaning, Property):
            # What is missing is not so: who asks for what is so needs no default, which no index holds.
            so = meaning.type is bool and self.writer.decisions.on(value.get("eq")) is True
            left = f"{variable}.{meaning.name}" if so else comparable(meaning, variable)
            yield from compared(self.writer, left, value, many=is_list(meaning))
        elif meaning.many:
            edges = {name: said for name, said in (value.get("edge") or {}).items() if said is not None}
            asked = {name: inner for name, inner in value.items() if name != "edge" and inner is not None}
            # Conditions on the edges alone ask for one that meets them.
            for quantifier, inner in (asked or ({"some": {}} if edges else {})).items():
                yield from self._across(quantifier, meaning, variable, inner, edges)
        else:
            yield from self._across("some", meaning, variable, value, {})

    def _across(
        self, quantifier: str, edge: KindEdge, variable: str, wanted: Wanted, edges: Wanted
    ) -> Iterator[Part]:
        """Yield what is wanted of the nodes at the other end of an edge, along edges that meet `edges`."""
        if quantifier == "count":
            sizes = {name: value for name, value in wanted.items() if name != "of" and value is not None}
            if sizes:
                counted = Subquery("COUNT", self._way(edge, variable, wanted.get("of") or {}, edges))
                yield from compared(self.writer, counted, sizes)
        elif quantifier == "single":
            yield phrase(Subquery("COUNT", self._way(edge, variable, wanted, edges)), " = 1")
        else:
            way = self._way(edge, variable, wanted, edges, every=quantifier == "every")
            yield phrase("" if quantifier == "some" else "NOT ", Subquery("EXISTS", way))

    def _way(
        self, edge: KindEdge, variable: str, wanted: Wanted, edges: Wanted, every: bool = False
    ) -> tuple[Part, ...]:
        relation, target = self.writer.variable("r"), self.writer.variable()
        reach = self.writer.reach_along(variable, edge, relation, target, self.depth)
        inner = Filter(self.writer, self.depth + 1).predicate(edge.target, target, wanted)
        if every:
            inner = denied(inner)
        bound = self.writer.bound(edge, relation)
        return (replace(reach, where=(bound, edge_predicate(self.writer, relation, edges), inner)),)


def _by_id(kind: Kind, value: Wanted) -> tuple[Wanted, Wanted]:
    """Part what is wanted of the only key into what the id tells, which is looked up, and the rest."""
    exact = {name: each for name, each in value.items() if name in EXACT and each is not None}
    ids = {name: made(partial(_id_of, kind.name), each) for name, each in exact.items()}
    return ids, {name: each for name, each in value.items() if name not in exact}


def _id_of(name: str, key: Any) -> Any:
    if isinstance(key, list):
        return [_id_of(name, each) for each in key]
    try:
        return f"{name}:{encode(key)}"
    except ValueError:
        return ""  # nothing has such a key


def denied(predicate: Part) -> Part:
    """Return that a predicate does not hold, be it false or unknown."""
    return phrase("NOT coalesce(", predicate or "true", ", false)")


def edge_predicate(writer: Writer, relation: str, wanted: Wanted) -> Part:
    """Return what is wanted of the edge in a variable; "" when nothing is."""
    parts: list[Part] = []
    for name, value in wanted.items():
        if value is not None:
            writer.condition()
            text = f"{relation}.{snake(name)}"
            left = f"coalesce({text}, false)" if name == "inferred" else text
            parts += compared(writer, left, value)
    return joined(" AND ", parts)


def compared(writer: Writer, left: Part, value: Wanted, many: bool = False) -> Iterator[Part]:
    """Yield the comparisons of a value; of a list, whether it holds another (`many`).

    Raises:
        SelectionRefused: there are too many values to compare with.
    """
    for operator, right in value.items():
        if right is None:
            if operator == "eq":
                yield phrase(left, " IS NULL")
            continue
        parameter = writer.parameter(made(_bounded(writer.limits.values), right))
        yield (
            f"{parameter} IN {text_of(left)}" if many else phrase(left, f" {OPERATORS[operator]} {parameter}")
        )


def _bounded(most: int) -> Callable[[Any], Any]:
    def bounded(value: Any) -> Any:
        if isinstance(value, list) and len(value) > most:
            raise SelectionRefused(
                "LIMIT_EXCEEDED", f"in takes at most {most} values: ask in several requests."
            )
        return plain(value)

    return bounded


def stored(prop: Property, variable: str) -> str:
    """Print a property as it is stored; where the model gives a default, as that where it is missing."""
    text = f"{variable}.{prop.name}"
    if prop.nullable or prop.key or prop.type is not bool:
        return text
    return f"coalesce({text}, false)"


def comparable(prop: Property, variable: str) -> str:
    """Print a property as it compares and sorts: a decimal, which is kept as text, as a number."""
    text = stored(prop, variable)
    return f"toFloat({text})" if prop.type is Decimal else text


def is_list(prop: Property) -> bool:
    """Whether a property holds a list."""
    return str(prop.type).startswith("list[")


def plain(value: Any) -> Any:
    """Return a coerced GraphQL value as the database holds it."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.astimezone(KEPT)
    assert isinstance(value, str | int | float | bool | date | datetime)
    return value


def snake(name: str) -> str:
    """Return the name of a property as the graph has it, of its GraphQL name."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)

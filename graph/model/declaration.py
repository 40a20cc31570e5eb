"""What a kind of thing is declared with: `Node`, `Link` and the markers of its fields.

Not here: the checks over a whole model and the Cypher that follows from it (`description`), nor any kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, ClassVar, ForwardRef, Generic, Self, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

K = TypeVar("K", bound="Node")
Fields = type[BaseModel]  # a name of its own: inside `Edge`, `type` is the edge's type


class Vocabulary(Enum):
    """The base of the enums that the API shows: a member is its value and what that means."""

    means: str

    def __new__(cls, value: str, means: str = "") -> Self:
        """Make a member, which is found by its value alone."""
        member = object.__new__(cls)
        member._value_, member.means = value, means
        return member


class Direction(Enum):
    """Which way an edge's arrow points, seen from the kind that declares it."""

    OUT = "out"
    IN = "in"


OUT = Direction.OUT
IN = Direction.IN


@dataclass(frozen=True)
class Key:
    """The field is part of the natural key; several parts are joined in the order of declaration.

    On a property of an edge: it tells edges between the same two nodes apart, beside the day they begin.
    """


@dataclass(frozen=True)
class Zh:
    """The Chinese label of the field."""

    text: str


@dataclass(frozen=True)
class FullText:
    """The field is found by its words; with `pinyin`, a Chinese name is found by how it is read too."""

    pinyin: bool = False


@dataclass(frozen=True)
class Index:
    """The field is looked up by value or range."""


@dataclass(frozen=True)
class Edge:
    """The field is an edge of the graph; `inverse` names the field that the target gains.

    Of a dated edge that is `single`, one holds at a time: the kind gains a field for the one of the day.
    """

    type: str
    direction: Direction = OUT
    inverse: str | None = None
    dated: bool = False
    properties: Fields | None = None
    single: bool = False


@cache
def camel(name: str) -> str:
    """Return a class name or a snake_case name as camelCase."""
    head, *rest = name.split("_")
    return head[:1].lower() + head[1:] + "".join(part[:1].upper() + part[1:] for part in rest)


def encode(part: object) -> str:
    """Return one part of a key as it stands in an id.

    Raises:
        ValueError: if the part is empty.
    """
    text = str(part)
    if not text:
        raise ValueError("a part of the key is empty; give it a value or leave the row out")
    return text.replace("%", "%25").replace("~", "%7E")


@dataclass(frozen=True)
class Link(Generic[K]):
    """One edge to the node with the global id `to`, with the half-open time in which it holds."""

    to: str
    valid_from: date | None = None
    valid_to: date | None = None
    inferred: bool = False
    rule: str | None = None
    properties: Mapping[str, str | int | date | None] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        prefix, _, key = self.to.partition(":")
        if not prefix or not key:
            raise ValueError(f"{self.to!r} is no global id; write it as kind:key")
        if "key" in self.properties:
            raise ValueError(
                f"the link to {self.to} has a property named key, which is the edge's own; rename it"
            )
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValueError(
                f"the link to {self.to} ends before it begins; valid_to is the first day after it"
            )

    @property
    def key(self) -> str:
        """What tells two times of one edge apart; never null, since MERGE refuses null.

        Where properties of the edge are part of its key too, `KindEdge.key_of` adds them.
        """
        return self.valid_from.isoformat() if self.valid_from else "unknown"

    def row(self, holder: str, key: str) -> dict[str, Any]:
        """Return the row of `merge_edges` for this link, held by the node with the id `holder`."""
        own = {"valid_from": self.valid_from, "valid_to": self.valid_to}
        said = {"inferred": self.inferred, "rule": self.rule}
        return {
            "id": holder,
            "to": self.to,
            "key": key,
            "properties": {**self.properties, **own, **said},
        }

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Not the target's own schema: each class would swallow the whole graph.
        return core_schema.is_instance_schema(cls)


def target_name(annotation: Any) -> str | None:
    """Return the name of the class that `Link[...]` points to, also while it is a forward reference."""
    for arg in get_args(annotation):
        if isinstance(arg, ForwardRef):
            return arg.__forward_arg__
        if isinstance(arg, str | type):
            return arg if isinstance(arg, str) else arg.__name__
    return None


@dataclass(frozen=True)
class _Shape:
    """What is checked of every node of a class: its keys, and where its links may lead.

    Args:
        prefix: what its ids begin with.
        keys: the fields of its key.
        links: the fields that hold links, each with the targets it may have and the prefixes of their ids.
        single: those of which one holds at a time.
    """

    prefix: str
    keys: tuple[str, ...]
    links: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    single: frozenset[str]


@cache
def _shape(kind: type[Node]) -> _Shape:
    # Found once for a class: a delivery makes millions of nodes.
    fields = kind.model_fields.items()
    marked = {name: info.metadata for name, info in fields}
    links = ((name, tuple(_targets(info.annotation))) for name, info in fields)
    return _Shape(
        camel(kind.__name__),
        tuple(name for name, marks in marked.items() if any(isinstance(mark, Key) for mark in marks)),
        tuple((name, targets) for name, targets in links if targets),
        frozenset(n for n, marks in marked.items() if any(isinstance(m, Edge) and m.single for m in marks)),
    )


def _targets(annotation: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in (annotation, *get_args(annotation)):
        wanted = target_name(part) if get_origin(part) is Link else None
        if wanted is None:
            continue
        target = next((arg for arg in get_args(part) if isinstance(arg, type)), None)
        yield wanted, tuple(target.prefixes() if target and issubclass(target, Node) else [camel(wanted)])


def _check_targets(link: Link[Any], targets: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    prefix = link.to.partition(":")[0]
    for wanted, prefixes in targets:
        if prefix not in prefixes:
            raise ValueError(f"{link.to} is no {wanted}; its id begins with {': or '.join(prefixes)}:")


def _check_single(where: str, links: list[Link[Any]]) -> None:
    ordered = sorted(links, key=lambda link: link.valid_from or date.min)
    for one, next_ in pairwise(ordered):
        if one.valid_to is None or one.valid_to > (next_.valid_from or date.min):
            raise ValueError(
                f"{where} is one at a time, and {one.to} has not ended when {next_.to} begins; end it by "
                "valid_to"
            )


class Node(BaseModel):
    """The base of every kind: frozen, without undeclared fields, with an id made from its key.

    A class that says `abstract = True` in its own body is an interface: no node is only that, but every node
    of a kind below it carries its label too, so an edge may point to it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: ClassVar[str]
    plural: ClassVar[str]
    area: ClassVar[str]
    abstract: ClassVar[bool] = True
    # The properties that make the readable label of a thing, those that it has; none: `name` or `title`.
    named_by: ClassVar[tuple[str, ...]] = ()

    sample: Annotated[bool, Zh("虚构数据")] = False

    def __init_subclass__(cls, **more: Any) -> None:
        """Forget what was found of classes: this one may lie below an interface that links lead to."""
        super().__init_subclass__(**more)
        _shape.cache_clear()

    @classmethod
    def is_abstract(cls) -> bool:
        """Whether this class is an interface, which is said in its own body and not inherited."""
        return bool(cls.__dict__.get("abstract", False))

    @classmethod
    def prefixes(cls) -> list[str]:
        """The id prefixes of this kind, or of all the kinds below an interface, sorted."""
        below = {prefix for child in cls.__subclasses__() for prefix in child.prefixes()}
        return sorted(below if cls.is_abstract() else below | {camel(cls.__name__)})

    @model_validator(mode="after")
    def _is_whole(self) -> Node:
        _ = self.id  # whose parts must all be there
        # Here and not in the link's own schema, which pydantic shares while a self reference is open.
        shape, given = _shape(type(self)), self.model_fields_set
        for name, targets in shape.links:
            if name not in given:
                continue
            value = getattr(self, name)
            for link in value if isinstance(value, list) else [value]:
                if isinstance(link, Link):
                    _check_targets(link, targets)
            if name in shape.single and len(value) > 1:
                _check_single(f"{type(self).__name__}.{name}", value)
        return self

    @property
    def id(self) -> str:
        """The global id, `kind:key`."""
        shape = _shape(type(self))
        return f"{shape.prefix}:{'~'.join(_key_part(getattr(self, name)) for name in shape.keys)}"

    def row(self) -> dict[str, Any]:
        """Return the row of `merge_nodes`: only what was given, so that one source never erases another's."""
        given = {
            name: getattr(self, name) for name in self._own(edges=False) if name in self.model_fields_set
        }
        return {"id": self.id, "properties": given}

    @classmethod
    def _own(cls, edges: bool) -> list[str]:
        fields = cls.model_fields.items()
        return [name for name, info in fields if edges == any(isinstance(m, Edge) for m in info.metadata)]


def _key_part(value: Any) -> str:
    # The target's key is encoded already, and its number of parts is fixed by its kind.
    return value.to.partition(":")[2] if isinstance(value, Link) else encode(value)


class Recorded(Node):
    """What the records of departments have in common: the key that the recording system gave.

    Neither a kind nor an interface: a kind built on it only gains the two fields.
    """

    system: Annotated[str, Key(), Zh("来源系统")]
    record_key: Annotated[str, Key(), Zh("记录编号")]

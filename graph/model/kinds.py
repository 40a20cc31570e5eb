"""One kind of thing, described: its properties, its edges and its key, read from its class.

Not here: how a class declares them (`declaration`), and all kinds together (`description`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from graph.model.declaration import (
    Direction,
    Edge,
    Fields,
    FullText,
    Index,
    Key,
    Link,
    Node,
    Zh,
    camel,
    target_name,
)

PINYIN = "pinyin"  # what the loader derives for search; the index covers it and the API does not show it
DISPUTED = "disputed"  # the loader's mark on a thing with open conflicts; the API shows the conflicts
USUAL_NAMES = ("name", "title")  # what a readable label is made of where a kind does not say
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
M = TypeVar("M")


class ModelError(ValueError):
    """A kind is declared wrongly; the text names the class, the field and the remedy."""


@dataclass(frozen=True)
class Property:
    """A property of a kind."""

    name: str
    type: Any
    nullable: bool
    zh: str | None
    doc: str | None
    key: bool
    fulltext: bool
    indexed: bool
    pinyin: bool = False  # found by how it is read, in the hidden property `PINYIN`

    @property
    def paged(self) -> bool:
        """Whether it is indexed with the id too: what has one of few values is had alike by many things."""
        few = isinstance(self.type, type) and issubclass(self.type, Enum)
        return self.indexed and (few or (self.type is bool and self.nullable))


@dataclass(frozen=True)
class KindEdge:
    """An edge field of a kind, seen from `source`, the label that declares it or gains it as an inverse.

    `target` is a label too, perhaps an interface's; `direction` says which way the arrow points from source.
    """

    name: str
    type: str
    direction: Direction
    source: str
    target: str
    many: bool
    nullable: bool
    key: bool
    dated: bool
    properties: Fields | None
    inverse: str | None
    zh: str | None
    declared: bool = True  # False: gained as the other side of another kind's edge
    parts: tuple[str, ...] = ()  # of its properties, those that are part of its key
    doc: str | None = None
    single: bool = False  # of all its times, one holds on a day

    def key_of(self, link: Link[Any]) -> str:
        """Return what tells an edge of this field apart from another between the same two nodes."""
        said = (link.properties.get(part) for part in self.parts)
        own = (each.value if isinstance(each, Enum) else each for each in said)
        return "~".join([link.key, *("" if each is None else str(each) for each in own)])


@dataclass(frozen=True)
class Kind:
    """One kind of thing; `name` is its camelCase name and the prefix of its ids.

    `edges` are declared in the class or in an interface above it. `interfaces` are the labels above, nearest
    first; `abstract` says that this is itself an interface. `named_by` makes the readable label of a thing.
    """

    name: str
    label: str
    plural: str
    zh: str
    doc: str
    area: str
    keys: tuple[str, ...]
    properties: tuple[Property, ...]
    edges: tuple[KindEdge, ...]
    declared: type[Node]
    interfaces: tuple[str, ...] = ()
    abstract: bool = False
    named_by: tuple[Property, ...] = ()

    def edge(self, name: str) -> KindEdge:
        """Return the edge field `name`; KeyError if there is none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, KindEdge]:
        return {edge.name: edge for edge in self.edges}

    @cached_property
    def linking(self) -> frozenset[str]:
        """The names of its edge fields."""
        return frozenset(edge.name for edge in self.edges)

    @cached_property
    def own(self) -> frozenset[str]:
        """The names of its properties."""
        return frozenset(prop.name for prop in self.properties)

    @cached_property
    def unsaid(self) -> Mapping[str, Any]:
        """By property, what is served where nobody says anything: the declared default."""
        fields, names = self.declared.model_fields, (prop.name for prop in self.properties)
        return {name: fields[name].get_default(call_default_factory=True) for name in names}

    @cached_property
    def read(self) -> tuple[str, ...]:
        """Those of its properties that are found by how they are read."""
        return tuple(prop.name for prop in self.properties if prop.pinyin)


def check_class(cls: type[Node]) -> None:
    """Raise ModelError unless the class says of itself what every kind must say."""
    label = cls.__name__
    _check_name(label, label)
    if not (cls.__dict__.get("__doc__") or "").strip():
        raise ModelError(f"{label} has no docstring; say in one sentence what it is")
    for attribute in ("zh", "plural", "area"):
        if not getattr(cls, attribute, None):
            raise ModelError(f"{label}.{attribute} is not declared; add it as a ClassVar")
    _check_name(cls.plural, f"{label}.plural")
    if cls.plural.lower() == label.lower():
        raise ModelError(f"{label}.plural equals the kind's name; choose another, such as {camel(label)}List")


def _check_name(name: str, where: str) -> None:
    if not NAME.fullmatch(name):
        raise ModelError(f"{where}: {name!r} is no name; use ASCII letters, digits and _, a letter first")


def describe(cls: type[Node], classes: dict[str, type[Node]]) -> Kind:
    """Return the description of a class; `classes` are all those that its edges may point to.

    Raises:
        ModelError: it is declared wrongly.
    """
    if not cls.model_rebuild(raise_errors=False, _types_namespace=dict(classes)) and not (
        cls.__pydantic_complete__
    ):
        name = next((n for n, f in cls.model_fields.items() if not f._complete), "?")
        raise ModelError(f"{cls.__name__}.{name} points to a class that is not in the model; add it")
    fields = cls.model_fields
    for name in fields:
        _check_name(name, f"{cls.__name__}.{name}")
        if name in (PINYIN, DISPUTED):
            raise ModelError(
                f"{cls.__name__}.{name}: the loader writes a property of this name; choose another"
            )
    edges = tuple(_edge(cls, n, f, classes) for n, f in fields.items() if _is_edge(cls, n, f))
    names = {edge.name for edge in edges}
    properties = tuple(_property(n, f) for n, f in fields.items() if n not in names)
    keys = () if cls.is_abstract() else tuple(_keys(cls))
    doc = " ".join((cls.__doc__ or "").split())
    return Kind(
        name=camel(cls.__name__),
        label=cls.__name__,
        plural=cls.plural,
        zh=cls.zh,
        doc=doc,
        area=cls.area,
        keys=keys,
        properties=properties,
        edges=edges,
        declared=cls,
        interfaces=tuple(_interfaces(cls)),
        abstract=cls.is_abstract(),
        named_by=tuple(_named_by(cls, properties)),
    )


def _named_by(cls: type[Node], properties: tuple[Property, ...]) -> Iterator[Property]:
    found = {prop.name: prop for prop in properties}
    usual = next(((name,) for name in USUAL_NAMES if name in found), ())
    for name in cls.named_by or usual:
        if name not in found:
            raise ModelError(
                f"{cls.__name__}.named_by holds {name}, which is no property of it; take another"
            )
        yield found[name]


def _interfaces(cls: type[Node]) -> Iterator[str]:
    above = (base for base in cls.__mro__[1:] if issubclass(base, Node) and base is not Node)
    return (base.__name__ for base in above if base.is_abstract())


def _keys(cls: type[Node]) -> Iterator[str]:
    keys = [name for name, info in cls.model_fields.items() if _mark(info, Key)]
    if not keys:
        raise ModelError(f"{cls.__name__} has no key; mark a field with Key()")
    for name in keys:
        _, nullable, many = _shape(cls.model_fields[name].annotation)
        if nullable or many:
            raise ModelError(f"{cls.__name__}.{name} is a key and may be missing or many; make it one value")
        yield name


def _mark(info: FieldInfo, mark: type[M]) -> M | None:
    return next((found for found in info.metadata if isinstance(found, mark)), None)


def _zh(info: FieldInfo) -> str | None:
    mark = _mark(info, Zh)
    return mark.text if mark else None


def _shape(annotation: Any) -> tuple[Any, bool, bool]:
    """Return the bare type, whether it may be null, and whether it is a list of links or values."""
    args = get_args(annotation)
    if get_origin(annotation) in (Union, UnionType) and NoneType in args:
        rest = [arg for arg in args if arg is not NoneType]
        if len(rest) == 1:
            base, _, many = _shape(rest[0])
            return base, True, many
    return (args[0], False, True) if get_origin(annotation) is list else (annotation, False, False)


def _is_edge(cls: type[Node], name: str, info: FieldInfo) -> bool:
    base, _, _ = _shape(info.annotation)
    linked = base is Link or get_origin(base) is Link
    if linked != (_mark(info, Edge) is not None):
        raise ModelError(f"{cls.__name__}.{name}: a Link needs Edge(...) in Annotated, and Edge(...) a Link")
    return linked


def _property(name: str, info: FieldInfo) -> Property:
    base, nullable, many = _shape(info.annotation)
    words = _mark(info, FullText)
    marks = (
        bool(_mark(info, Key)),
        words is not None,
        bool(_mark(info, Index)),
        bool(words and words.pinyin),
    )
    value: Any = list.__class_getitem__(base) if many else base
    return Property(name, value, nullable, _zh(info), info.description, *marks)


def properties_of(fields: Fields) -> tuple[Property, ...]:
    """Return the properties that an edge carries, in the order in which its class declares them."""
    return tuple(_property(name, info) for name, info in fields.model_fields.items())


def _declarer(cls: type[Node], name: str) -> type[Node]:
    """The class furthest up that has the field: an edge belongs to the interface that declares it."""
    return [base for base in cls.__mro__ if issubclass(base, Node) and name in base.model_fields][-1]


def _edge(cls: type[Node], name: str, info: FieldInfo, classes: dict[str, type[Node]]) -> KindEdge:
    base, nullable, many = _shape(info.annotation)
    mark = _mark(info, Edge)
    assert mark is not None
    where = f"{cls.__name__}.{name}"
    _check_name(mark.type, where)
    _check_name(mark.inverse or "none", where)
    if mark.single and not (mark.dated and many):
        raise ModelError(f"{where}: a single edge is dated and a list of its times; say dated=True, and list")
    target = target_name(base)
    if target not in classes:
        raise ModelError(f"{where} points to {target}, which is not in the model; add that class")
    return KindEdge(
        name=name,
        type=mark.type,
        direction=mark.direction,
        source=_declarer(cls, name).__name__,
        target=target,
        many=many,
        nullable=nullable,
        key=_mark(info, Key) is not None,
        dated=mark.dated,
        properties=mark.properties,
        inverse=mark.inverse,
        zh=_zh(info),
        doc=info.description,
        parts=_parts(mark.properties),
        single=mark.single,
    )


def _parts(properties: Fields | None) -> tuple[str, ...]:
    fields = properties.model_fields.items() if properties else ()
    return tuple(name for name, info in fields if _mark(info, Key) is not None)

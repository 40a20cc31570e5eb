"""The declaration of a source: what a department delivers and what each row says, read from `source.toml`.

It is data, so that a department can read and review it, and a region can keep its own outside this
repository without any code of theirs being run. All of it is checked before a row is read: its form here, and
in `fit` whether the model of kinds has what it speaks of.
Not here: the columns (`columns`), and how a row is read by it (`rows`) and made into claims (`claims`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from loaders.contract.columns import (
    DATE_FORMS,
    NESTED,
    UNTYPED,
    FieldType,
    Format,
    Named,
    Part,
    Plain,
    PlainSet,
    SourceField,
    folded,
)
from loaders.delivery import Extent
from loaders.errors import LoadProblem

FILE = "source.toml"
# The systems of our own sources: a snapshot under their name would take back all that they said.
RESERVED = frozenset({"policy", "policy-document", "regions", "sample", "standards"})
Constant = str | bool | int | date


class DeclarationRefused(LoadProblem):
    """A declaration is wrong; the text says at which key of the file, and what to write."""

    def __init__(self, file: str, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n  ".join([f"{file} cannot be used, and no row was read:", *problems]))


class Mode(Enum):
    """What a delivery holds."""

    SNAPSHOT = "snapshot"  # everything
    PARTITION_SNAPSHOT = "partition_snapshot"  # everything of some parts, such as counties
    INCREMENTAL = "incremental"  # what is new or has changed
    CHANGELOG = "changelog"  # every change, and what has ended


SOME = frozenset({Mode.INCREMENTAL, Mode.CHANGELOG})
EXTENTS: Mapping[Mode, Extent] = {
    Mode.SNAPSHOT: Extent.WHOLE,
    Mode.PARTITION_SNAPSHOT: Extent.PARTS,
    Mode.INCREMENTAL: Extent.SOME,
    Mode.CHANGELOG: Extent.SOME,
}
ORDERED = frozenset({FieldType.DATE, FieldType.INTEGER})


class ExtraColumns(Enum):
    """What is done about a column that the declaration does not speak of."""

    FREEZE = "freeze"  # the file is refused
    DISCARD_VALUE = "discard_value"  # the file is read without it; an issue says so


class Filled(Part):
    """Something that is filled from the fields of a row, and with what is the same for every row.

    Args:
        take: our name to the name of the field that it is taken from.
        always: our name to its value in every row.
        only_if: fields that must have a value; else the row does not say this at all.
        only_where: by field, the values one of which it must have.
    """

    take: Mapping[Named, Named] = Field(default_factory=dict)
    always: Mapping[Named, Constant] = Field(default_factory=dict)
    only_if: tuple[Named, ...] = ()
    only_where: Mapping[Named, tuple[Constant, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fills_once(self) -> Self:
        if twice := sorted(set(self.take) & set(self.always)):
            raise ValueError(f"{', '.join(twice)} stands under take and under always; keep one")
        return self

    @property
    def conditions(self) -> frozenset[str]:
        """The fields that have a value wherever this is said."""
        return frozenset((*self.only_if, *self.only_where))


class LinkClaim(Filled):
    """An edge that a claim has, to the thing with the key that is filled here.

    Args:
        edge: the name of the edge's field in the kind.
        to: the kind of the thing.
        through: the resolver that finds the thing from less than its key (`resolvers`).
        valid_from: the field with the first day on which it holds.
        valid_to: the field with the first day on which it no longer does.
        properties: of the edge: our name to the name of the field.
        properties_always: of the edge: our name to its value in every row.
    """

    edge: Named
    to: str
    through: Named | None = None
    valid_from: Named | None = None
    valid_to: Named | None = None
    properties: Mapping[Named, Named] = Field(default_factory=dict)
    properties_always: Mapping[Named, Constant] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fills_the_edge_once(self) -> Self:
        if twice := sorted(set(self.properties) & set(self.properties_always)):
            raise ValueError(f"{', '.join(twice)} stands under properties and properties_always; keep one")
        return self

    @property
    def said_of_edge(self) -> Filled:
        """What fills the properties of the edge."""
        return Filled(take=self.properties, always=self.properties_always)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that it is made from."""
        days = {day for day in (self.valid_from, self.valid_to) if day is not None}
        return frozenset({*self.take.values(), *self.properties.values(), *days})


class KindClaim(Filled):
    """What a row says of one thing.

    Args:
        kind: the kind of the thing.
        links: its edges.
    """

    kind: str
    links: tuple[LinkClaim, ...] = ()


class Contract(Part):
    """What is agreed on the columns.

    Args:
        extra_columns: what is done about a column that nothing here speaks of.
        left_out: columns that are known and not read.
    """

    extra_columns: ExtraColumns = ExtraColumns.FREEZE
    left_out: PlainSet = frozenset()


class Ending(Part):
    """Rows that say that their record has ended: nothing else is read from them.

    Args:
        field: the field that says so.
        values: with any of these values.
    """

    field: Named
    values: Annotated[tuple[Constant, ...], Field(min_length=1)]


class Expectations(Part):
    """What a delivery has to be like, so that it is taken.

    Args:
        min_rows: fewer are refused.
        max_rows: more are taken with a warning.
        max_bad_rows: as soon as more rows are bad, it is refused.
        max_bad_percent: when a greater part of the rows is bad, it is refused; five bad rows may always be,
            unless they are half of it, or this is 0.
        filled: by field, in how many percent of the rows its column has to hold something; with fewer, the
            delivery is refused. Five empty cells may always be, unless they are half of them, or this is 100.
        max_delete_percent: when a greater part of what is stored is missing, none of that is withdrawn.
    """

    min_rows: int = Field(default=1, ge=0)
    max_rows: int | None = Field(default=None, ge=1)
    max_bad_rows: int | None = Field(default=None, ge=0)
    max_bad_percent: Decimal | None = Field(default=None, ge=0, le=100)
    filled: Mapping[Named, Annotated[Decimal, Field(gt=0, le=100)]] = Field(default_factory=dict)
    max_delete_percent: Decimal = Field(default=Decimal(5), ge=0, le=100)


class Source(Part):
    """A source as declared.

    Args:
        department: who delivers.
        system: the key of the system; records and their withdrawal are scoped by it.
        title: what is delivered, for people.
        record_key: the fields that together tell one record from another, taken as written.
        mode: what a delivery holds.
        parts: the field by which a partition snapshot is divided.
        version: the field that tells which of two rows with one key is the newer: a day or a number.
        ending: the rows that say that their record has ended.
        format: how it is written down.
        fields: the columns that are read, by our name for them.
        lookups: by name, what each written value means.
        claims: what a row says.
        expect: what a delivery has to be like.
        contract: what is agreed on the columns.
    """

    department: Plain
    system: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Plain
    record_key: Annotated[tuple[Named, ...], Field(min_length=1)]
    mode: Mode
    parts: Named | None = None
    version: Named | None = None
    ending: Ending | None = None
    format: Format
    fields: Annotated[Mapping[Named, SourceField], Field(min_length=1)]
    lookups: Mapping[Named, Mapping[Plain, str | bool]] = Field(default_factory=dict)
    claims: Annotated[tuple[KindClaim, ...], Field(min_length=1)]
    expect: Expectations = Expectations()
    contract: Contract = Contract()

    @model_validator(mode="after")
    def _speaks_of_what_it_has(self) -> Self:
        if problems := list(self._problems()):
            raise ValueError("; ".join(problems))
        return self

    def _problems(self) -> Iterator[str]:
        yield from self._problems_of_mode()
        if self.system in RESERVED:
            yield f"system: {self.system} is a source of QualityGraph itself; choose another name"
        for name in self.record_key:
            if name not in self.fields:
                yield f"record_key: there is no field {name}"
            elif self.fields[name].sensitive:
                yield f"record_key: {name} is sensitive, and a key is shown everywhere; take another column"
            elif not self.fields[name].required:
                yield f"record_key: {name} must say required = true"
            elif self.fields[name].part is not None or self.fields[name].split is not None:
                yield f"record_key: {name} is not a whole cell, which a key is made of; take another column"
        for name in self.expect.filled:
            if name not in self.fields:
                yield f"expect.filled: there is no field {name}"
        for name in sorted(self.claimed):
            if name in self.fields and self.fields[name].sensitive:
                yield f"claims: {name} is sensitive, and what is claimed is shown; take another column"
        for name, field in self.fields.items():
            if field.lookup is not None and field.lookup not in self.lookups:
                yield f"fields.{name}: there is no table lookups.{field.lookup}"
            if field.type is FieldType.DATE and not field.dates and self.format.transport in UNTYPED:
                yield f"fields.{name}: say under dates how a day is written, such as {next(iter(DATE_FORMS))}"
            if field.part is not None and self.format.transport not in NESTED:
                yield f"fields.{name}: {self.format.transport.value} has no objects or lists; leave part out"
        yield from self._shared_columns()

    def _shared_columns(self) -> Iterator[str]:
        """What is read twice; one column may be, where another part or meaning of it is read."""
        left_out = set(map(folded, self.contract.left_out))
        read: dict[tuple[str, str | int | None, str | None], str] = {}
        for name, field in self.fields.items():
            for column in map(folded, (field.column, *field.also)):
                first = read.setdefault((column, field.part, field.lookup), name)
                if column in left_out or first != name:
                    owner = "contract.left_out" if column in left_out else first
                    yield f"fields.{name}: the column {column} belongs to {owner} too"

    def _problems_of_mode(self) -> Iterator[str]:
        mode = self.mode.value
        for name, needed, may in (
            ("parts", self.mode is Mode.PARTITION_SNAPSHOT, self.mode is Mode.PARTITION_SNAPSHOT),
            ("version", self.mode in SOME, True),
            ("ending", self.mode is Mode.CHANGELOG, self.mode in SOME),
        ):
            said = getattr(self, name)
            if needed and said is None:
                yield f"mode {mode} needs {name}; docs/sources.md says what it is"
            elif said is not None and not may:
                yield f"{name} means nothing in mode {mode}; leave it out, or choose another mode"
        if self.format.asks_since and self.mode not in SOME:
            yield f"format.statement: :since means nothing in mode {mode}, which delivers the whole"
        for name, field in (("parts", self.parts), ("version", self.version), ("ending", self._ends_by)):
            if field is None:
                continue
            if field not in self.fields:
                yield f"{name}: there is no field {field}"
            elif not self.fields[field].required:
                yield f"{name}: {field} must say required = true"
            elif name == "version" and self.fields[field].type not in ORDERED:
                yield f"version: {field} must be a day or a whole number, which can be ordered"
            elif self.fields[field].sensitive:
                yield f"{name}: {field} is sensitive, and is kept with the record; take another column"
            elif self.fields[field].split is not None:
                yield f"{name}: {field} may have several values; take another column"

    @property
    def _ends_by(self) -> str | None:
        return self.ending.field if self.ending else None

    @cached_property
    def extent(self) -> Extent:
        """What it means that a record is missing from a delivery."""
        return EXTENTS[self.mode]

    @cached_property
    def claimed(self) -> frozenset[str]:
        """The fields whose values come into the graph."""
        links = (link for claim in self.claims for link in claim.links)
        return frozenset().union(
            *(claim.take.values() for claim in self.claims), *(link.fields for link in links)
        )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The fields whose words come into the graph as they were written."""
        return tuple(
            name
            for name, field in self.fields.items()
            if name in self.claimed and field.type is FieldType.TEXT and field.lookup is None
        )

    def meaning(self, name: str) -> Mapping[str, str | bool] | None:
        """Return what the written values of a field mean; None where they are taken as they are."""
        lookup = self.fields[name].lookup
        return None if lookup is None else self.lookups[lookup]


def read_source(file: Path) -> Source:
    """Return the declaration in a file; its form is checked, not whether it fits the model (`fit`).

    Raises:
        DeclarationRefused: it is no TOML, or a key is missing, unknown or wrong; all of them are named.
    """
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise DeclarationRefused(str(file), [f"it cannot be read as TOML in UTF-8: {wrong}"]) from wrong
    try:
        return Source.model_validate(written)
    except ValidationError as wrong:
        raise DeclarationRefused(str(file), [_sentence(dict(each)) for each in wrong.errors()]) from wrong


def _sentence(error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    said = error["msg"].removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        said = "there is no such key; correct or delete it"
    return f"{where}: {said}" if where else said

"""The types of one GraphQL schema while it is made: first every name is declared, then the types are filled.

A type refers to others by a text such as `list[Certificate] | None`, which is resolved when the schema is
built, so kinds may refer to each other in circles. What Strawberry does not document is used here only.

Not here: which types there are (`schema.types` and the modules beside it).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import new_class
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from graph.model import Vocabulary

SCALARS: dict[Any, str] = {
    strawberry.ID: "ID",
    str: "String",
    int: "Int",
    float: "Float",
    bool: "Boolean",
    date: "Date",
    datetime: "DateTime",
    Decimal: "Decimal",
}


class SchemaError(ValueError):
    """The model and the questions do not make a schema; the text names the place and the remedy."""


@dataclass(frozen=True)
class Argument:
    """An argument of a field; without a default it may be left out if its type is nullable."""

    name: str
    type: str
    description: str
    default: object = strawberry.UNSET


@dataclass(frozen=True)
class Field:
    """A field of an object type or an input."""

    name: str
    type: str
    description: str
    arguments: Sequence[Argument] = ()
    default: object = strawberry.UNSET


class Registry:
    """The named types of one schema."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {name: kind for kind, name in SCALARS.items()}
        self._sources: dict[str, type] = {}
        self._annotations: dict[str, StrawberryAnnotation] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add_interface(self, name: str, description: str, above: Sequence[str] = ()) -> None:
        """Declare an interface, which itself implements those `above`."""
        self._add(name, strawberry.interface(self._empty(name, above), description=description))

    def add_object(self, name: str, description: str, above: Sequence[str] = ()) -> None:
        """Declare an object type that implements the interfaces `above`, nearest first."""
        self._add(name, strawberry.type(self._empty(name, above), description=description))

    def first_use(self, source: type) -> bool:
        """Return whether the enum or row class is met for the first time, and to be declared."""
        new = self._sources.get(source.__name__) is not source
        self._sources[source.__name__] = source
        return new

    def add_input(self, name: str, description: str, *, one_of: bool = False) -> None:
        """Declare an input; `one_of` asks for exactly one of its fields."""
        made = strawberry.input(self._empty(name, ()), description=description, one_of=one_of)
        self._add(name, made)

    def add_enum(self, declared: type[Vocabulary], description: str) -> str:
        """Declare an enum, once however often it is used, and return its name."""
        name = declared.__name__
        if self.first_use(declared):
            values = [EnumValue(each.name, each.value, description=each.means) for each in declared]
            # A stand-in without members: `strawberry.enum` would write on the class of the model.
            stand_in = new_class(name, (Enum,))
            made = StrawberryEnumDefinition(declared, name, values, description)
            stand_in.__strawberry_definition__ = made  # type: ignore[attr-defined]
            self._add(name, stand_in)
        return name

    def fill(self, name: str, fields: Iterable[Field]) -> None:
        """Give a declared type its fields, all of them, in this order.

        Raises:
            SchemaError: if two fields have one name.
        """
        filled: dict[str, StrawberryField] = {}
        for field in fields:
            if field.name in filled:
                raise SchemaError(f"{name} would have the field {field.name} twice; rename one of the two")
            filled[field.name] = self._field(field)
        self._names[name].__strawberry_definition__.fields = list(filled.values())

    def class_of(self, name: str) -> type:
        """Return the class of a declared type."""
        found: type = self._names[name]
        return found

    def _empty(self, name: str, above: Sequence[str]) -> type:
        # The module must be one that is imported: annotations are looked up in it.
        bases = tuple(self._names[each] for each in above)
        return type(name, bases, {"__annotations__": {}, "__module__": __name__})

    def _add(self, name: str, made: type) -> None:
        if name in self._names:
            raise SchemaError(f"two types would be named {name}; rename one of the kinds, rows or enums")
        self._names[name] = made

    def _field(self, field: Field) -> StrawberryField:
        made = StrawberryField(
            python_name=field.name,
            graphql_name=field.name,
            type_annotation=self._annotation(field.type),
            description=field.description,
            default=field.default,
        )
        made.arguments = [
            StrawberryArgument(
                python_name=argument.name,
                graphql_name=argument.name,
                type_annotation=self._annotation(argument.type),
                description=argument.description,
                default=argument.default,
            )
            for argument in field.arguments
        ]
        return made

    def _annotation(self, text: str) -> StrawberryAnnotation:
        # One object for each text: resolving it is most of what building a schema takes.
        if text not in self._annotations:
            self._annotations[text] = StrawberryAnnotation(text, namespace=self._names)
        return self._annotations[text]

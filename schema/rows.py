"""The answers of the questions as GraphQL types: one object type for each row class.

Not here: what a question answers with, which `queries.questions` says.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import strawberry

from graph.model import Model, Vocabulary
from graph.model.declaration import Node, camel
from queries.questions import Id, Parameter, Question, Row
from queries.questions.question import REQUIRED, Label, RowField, Text, fields_of
from queries.questions.words import search_kind, searched
from schema.descriptions import both, of_kind
from schema.filters import value_name
from schema.registry import Argument, Field, Registry, SchemaError

SEARCH_KIND = "SearchKind"
AS_OF = Argument(
    "asOf",
    "Date | None",
    "As of which day; today if not said. Relations with `validFrom` and `validTo` are taken as of it, in "
    "filters and sums too; the things themselves are all there are, with their values of now · 截至日期",
)


def question_field(registry: Registry, model: Model, question: Question) -> Field:
    """Declare what a question answers with, and return its root field."""
    answer = declare_row(registry, model, question.row, question.zh)
    # The day is asked for last, whatever its place in the signature.
    asked = sorted(question.parameters, key=lambda each: each.name == "as_of")
    arguments = [_argument(registry, model, each) for each in asked]
    return Field(camel(question.name), f"{answer} | None", both(question.doc, question.zh), arguments)


def _argument(registry: Registry, model: Model, parameter: Parameter) -> Argument:
    if parameter.name == "as_of":
        return Argument("asOf", "Date | None", f"{parameter.doc} Today if not said. · 截至日期")
    if parameter.type is Id:
        return Argument(camel(parameter.name), "ID", both(parameter.doc, "全局标识"))
    if parameter.type == list[Label] | None:
        kinds = f"list[{_kinds(registry, model)}] | None"
        return Argument(camel(parameter.name), kinds, both(parameter.doc, parameter.zh))
    default = strawberry.UNSET if parameter.default in (REQUIRED, None) else parameter.default
    return Argument(camel(parameter.name), _scalar(parameter), both(parameter.doc, parameter.zh), default)


def _kinds(registry: Registry, model: Model) -> str:
    if SEARCH_KIND not in registry:
        registry.add_enum(_found_by_words(model), "What is found by its words · 可检索的类别")
    return SEARCH_KIND


def _found_by_words(model: Model) -> type[Vocabulary]:
    made: Any = Vocabulary  # the model says which members it has
    found = {search_kind(each): (each, of_kind(model.kind(each))) for each in searched(model)}
    kind: type[Vocabulary] = made(SEARCH_KIND, found)
    return kind


def _scalar(parameter: Parameter) -> str:
    names = {
        str: "String", str | None: "String | None", Text: "String",
        int: "Int", bool: "Boolean", date: "Date", float: "Float",
    }  # fmt: skip
    if parameter.type not in names:
        raise SchemaError(
            f"the parameter {parameter.name} is no scalar; use Id, str, int, float, bool or date"
        )
    return names[parameter.type]


def declare_row(registry: Registry, model: Model, row: type[Row], zh: str | None) -> str:
    """Declare the object type of a row and of the rows within it, once, and return its name.

    Args:
        registry: where the type is declared.
        model: the kinds that a field may stand for.
        row: the class of the row.
        zh: what the row is in Chinese, as the question or field that leads to it says.
    """
    name = row.__name__
    if registry.first_use(row):
        registry.add_object(name, both(" ".join((row.__doc__ or "").split()), zh))
        registry.fill(name, list(_fields(registry, model, row)))
    return name


def _fields(registry: Registry, model: Model, row: type[Row]) -> Iterator[Field]:
    for field in fields_of(row):
        doc = row.model_fields[field.name].description
        inner = _type(registry, model, row, field)
        full = f"list[{inner}]" if field.many else inner
        yield Field(camel(field.name), f"{full} | None" if field.nullable else full, both(doc, field.zh))


def _type(registry: Registry, model: Model, row: type[Row], field: RowField) -> str:
    if field.type is Id:
        return "ID"
    if field.type is Label:
        return _kinds(registry, model)
    if issubclass(field.type, Row):
        return declare_row(registry, model, field.type, field.zh)
    if field.type is Node:
        return "Node"
    if issubclass(field.type, Node):
        if model.classes.get(field.type.__name__) is not field.type:
            raise SchemaError(
                f"{row.__name__}.{field.name}: {field.type.__name__} is not in the model; add it there"
            )
        return field.type.__name__
    return value_name(registry, field.type, f"{row.__name__}.{field.name}", field.zh)

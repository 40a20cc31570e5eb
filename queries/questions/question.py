"""What a question is: its name, its parameters, the row it answers with and the statement that finds it.

A statement returns no row when its subject does not exist, and else exactly one, whose columns are the fields
of the row: nested rows are maps, lists of rows are lists of maps, and a kind of the model is the node itself.

Not here: the rules that a statement keeps (`rules`), and any question.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict

from graph.model import Model, Zh, quality_model
from queries.questions.lexer import Words
from queries.questions.rules import check, labels_of

Id = NewType("Id", str)  # the global id of a node, kind:key
Text = NewType("Text", str)  # what a person typed, to be searched for
Label = NewType("Label", str)  # the label of a kind or interface whose nodes are found by words
REQUIRED: Any = inspect.Parameter.empty  # the default of a parameter that has none
BY_ID = re.compile(r":(\w+) \{id: \$(\w+)\}")
Values = Mapping[str, Any]
Given = Callable[[Model, Values], Values]


class Row(BaseModel):
    """The base of what a question answers with, and of the rows nested in it.

    A field is a scalar, an Enum, a date, another Row, or a kind of the model, which stands for a node, or
    `Node` for one of whatever kind; or a list of those; or one of those that may be missing.
    """

    # A kind refers to kinds that may not be declared yet, and a row is described more often than it is made.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True)
class RowField:
    """One field of a row; `type` is bare: a scalar type, an Enum, a Row or a class of the model."""

    name: str
    type: type[Any]
    many: bool
    nullable: bool
    zh: str | None


def fields_of(row: type[Row]) -> tuple[RowField, ...]:
    """Return the fields of a row in the order of their declaration."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(_field(name, hints[name]) for name in row.model_fields)


def _field(name: str, hint: Any) -> RowField:
    zh = _zh(hint)
    bare = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
    inner, nullable = _optional(bare)
    many = get_origin(inner) is list
    return RowField(name, get_args(inner)[0] if many else inner, many, nullable, zh)


def _zh(hint: Any) -> str | None:
    marks = getattr(hint, "__metadata__", ())
    return next((mark.text for mark in marks if isinstance(mark, Zh)), None)


def _optional(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    (inner,) = (arg for arg in get_args(hint) if arg is not NoneType)
    return inner, True


@dataclass(frozen=True)
class Parameter:
    """One parameter; `name` is as the statement writes it: without the `_` of a Python keyword.

    A parameter with a default may be left out; one of None, or of a list, is one that says nothing.
    """

    name: str
    type: Any
    doc: str
    default: Any = REQUIRED
    zh: str | None = None


@dataclass(frozen=True)
class Statement:
    """One file: its whole text, where it stands, for people, and the labels of all that its patterns find."""

    text: str
    path: Path
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """A question that can be asked, with one statement, or with one for each kind of subject.

    Args:
        name: snake_case, as the file is named.
        parameters: in the order of the signature; `as_of` is always among them.
        row: what the one row of the answer holds.
        statements: by the id prefix of the subject's kind; by "" when one statement serves every kind.
        zh: the question in Chinese.
        doc: the description, without the parameters.
        given: makes of the arguments what the statement needs beside them; None when it needs no more.
    """

    name: str
    parameters: tuple[Parameter, ...]
    row: type[Row]
    statements: dict[str, Statement]
    zh: str
    doc: str
    given: Given | None = field(default=None, repr=False)

    @property
    def subject(self) -> str:
        """The name of the parameter that says what is asked about."""
        return next(each.name for each in self.parameters if each.type in (Id, Text))

    @property
    def about_text(self) -> bool:
        """Whether it is asked about what a person typed, and not about one thing."""
        return all(each.type is not Id for each in self.parameters)

    @property
    def fields(self) -> tuple[RowField, ...]:
        """The columns of the answer."""
        return fields_of(self.row)

    def labels_of(self, model: Model, parameter: str) -> frozenset[str]:
        """Return the labels of what the id in a parameter may be of: those of the nodes that it finds."""
        if parameter == self.subject and "" not in self.statements:
            return frozenset(kind.label for kind in model.kinds.values() if kind.name in self.statements)
        found = (each for file in self.statements.values() for each in BY_ID.findall(file.text))
        return frozenset(label for label, name in found if name == parameter)

    def values(self, model: Model, arguments: Values) -> dict[str, Any]:
        """Return the parameters of the statement for arguments.

        Raises:
            TextRefused: nothing can be searched for.
        """
        return {**arguments, **(self.given(model, arguments) if self.given else {})}

    def statement_for(self, subject: str) -> Statement | None:
        """Return the statement for the subject with this id, or None when no such thing is asked about.

        None is to be answered like an unknown id; it is what a malformed id gets too.
        """
        return self.statements.get("") or self.statements.get(subject.partition(":")[0])


def question(*, zh: str, path: Path, given: Given | None = None) -> Callable[[Callable[..., Row]], Question]:
    """Make a question of a signature; its docstring describes it, with a section `Args:`.

    Args:
        zh: the question in Chinese.
        path: the file of its statement, or a folder of files, each named after the kinds of subject that it
            serves, by the prefixes of their ids: `target-mechanism.cypher`.
        given: makes of the arguments what the statement needs beside them.

    Raises:
        QuestionRefused: a statement breaks a rule; the text names file, line and remedy.
    """

    def declare(signature: Callable[..., Row]) -> Question:
        hints = get_type_hints(signature)
        row: type[Row] = hints.pop("return")
        doc, notes = _described(signature)
        defaults = {name: each.default for name, each in inspect.signature(signature).parameters.items()}
        zhs = {name: _zh(hint) for name, hint in get_type_hints(signature, include_extras=True).items()}
        parameters = tuple(
            Parameter(name.rstrip("_"), kind, notes.get(name, ""), defaults[name], zhs[name])
            for name, kind in hints.items()
        )
        _check_signature(signature.__name__, parameters)
        return Question(signature.__name__, parameters, row, dict(_read(path, row)), zh, doc, given)

    return declare


def _check_signature(name: str, parameters: tuple[Parameter, ...]) -> None:
    if Parameter("as_of", date, "") not in [Parameter(each.name, each.type, "") for each in parameters]:
        raise TypeError(f"{name}: no parameter as_of: date; an answer always says as of which day")
    if not any(each.type in (Id, Text) for each in parameters):
        raise TypeError(f"{name}: no parameter of type Id or Text; a question is about something")
    silent = [each.name for each in parameters if not each.doc]
    if silent:
        raise TypeError(f"{name}: {', '.join(silent)} not described; add to Args in its docstring")


def _read(path: Path, row: type[Row]) -> Iterator[tuple[str, Statement]]:
    if not path.is_dir():
        yield "", _statement(path, row)
        return
    for file in sorted(path.glob("*.cypher")):
        yield from ((prefix, _statement(file, row)) for prefix in file.stem.split("-"))


def _statement(file: Path, row: type[Row]) -> Statement:
    text = file.read_text("utf-8")
    model = quality_model()
    check(text, file, row.model_fields, model)
    words = Words(text)
    labels = (labels_of(variable, words, model) for variable in {node.variable for node in words.nodes})
    return Statement(text, file, frozenset().union(*labels))


def _described(signature: Callable[..., Row]) -> tuple[str, dict[str, str]]:
    """Return what a docstring says of the whole, and of each parameter."""
    text = inspect.getdoc(signature) or ""
    head, _, args = text.partition("\nArgs:\n")
    notes = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", args, re.MULTILINE)
    return " ".join(head.split()), {name: " ".join(note.split()) for name, note in notes}

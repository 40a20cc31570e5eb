"""The compiler: one root field → one statement that answers with one record, and the shape of that record.

Not here: how a document becomes selections (`schema`), and running statements (`graph.database`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model import Model
from graph.model.declaration import camel
from queries.compiler import shape
from queries.compiler.fields import Fields
from queries.compiler.projection import Projector
from queries.compiler.rows import Rows
from queries.compiler.selection import Selected
from queries.compiler.statement import Statement, Writer
from queries.compiler.whole import Whole
from queries.questions.question import Question
from queries.questions.question import Statement as File


@dataclass(frozen=True)
class Compiled:
    """A root field, ready to run.

    Args:
        statement: to send; None when the id names no kind, so that nothing can be found.
        shape: what to make of the one value of its one record.
        question: whether the field is a question, whose subject is NOT_FOUND when there is no record.
    """

    statement: Statement | None
    shape: shape.Shape
    question: bool = False


class Compiler:
    """Compiles the root fields of one model and its questions."""

    def __init__(self, model: Model, questions: Iterable[Question] = ()) -> None:
        self._fields = Fields(model)
        self._questions = {camel(each.name): each for each in questions}
        everything = [*model.kinds.values(), *model.interfaces.values()]
        self._by_name = {kind.name: kind.label for kind in everything}
        self._by_plural = {kind.plural: kind.label for kind in everything}

    def compile(self, root: Selected, as_of: date) -> Compiled:
        """Compile a root field.

        Args:
            root: the field; its arguments were coerced by the schema, which has no other fields than ours.
            as_of: the day asked about.

        Raises:
            SelectionRefused: a limit or a cursor does not hold; the message says what to do.
        """
        writer = Writer(as_of)
        if root.name in self._questions:
            return self._question(writer, self._questions[root.name], root)
        if root.name in self._by_plural:
            return self._connection(writer, self._by_plural[root.name], root)
        return self._one(writer, self._by_name.get(root.name), root)

    def questions(self, as_of: date) -> Iterator[Statement]:
        """Return the whole statement of each question, asked about nothing: to be planned beforehand."""
        for question in self._questions.values():
            for file in question.statements.values():
                writer = Writer(as_of)
                nothing = {each.name: "" for each in question.parameters if each.name != "as_of"}
                writer.parameters.update(nothing)
                yield writer.finish(_asked(file, Whole(self._fields).text(question)))

    def _connection(self, writer: Writer, label: str, root: Selected) -> Compiled:
        projector = Projector(writer, self._fields)
        text, made = projector.connection(
            root, label, lambda target: (writer.reach(target, label), ""), "", None
        )
        return Compiled(
            writer.finish(f"RETURN {text} AS answer"), shape.Required(made, camel(root.name)), False
        )

    def _one(self, writer: Writer, label: str | None, root: Selected) -> Compiled:
        """Compile a field by id; `node` has no label of its own."""
        kind = self._fields.model.kind_of(root.arguments["id"])
        if kind is None or (label is not None and label not in (kind.label, *kind.interfaces)):
            return Compiled(None, shape.Optional(shape.Leaf()))
        variable = writer.variable()
        way = writer.reach_by_id(variable, kind.label, root.arguments["id"])
        text, made = Projector(writer, self._fields).node(kind.label, variable, root.children)
        return Compiled(writer.finish(f"{way}\nRETURN {text} AS answer"), shape.Optional(made))

    def _question(self, writer: Writer, question: Question, root: Selected) -> Compiled:
        values = {each.name: root.arguments.get(camel(each.name)) for each in question.parameters}
        writer.parameters.update({name: value for name, value in values.items() if name != "as_of"})
        file = question.statement_for(str(values[question.subject]))
        if file is None:
            return Compiled(None, shape.Optional(shape.Leaf()), question=True)
        whole = Whole(self._fields)
        if whole.holds(question.row, root.below()):
            text, made = whole.text(question), whole.shaped(question.row, root.below())
        else:
            text, made = Rows(Projector(writer, self._fields)).answer(question, root.below())
        return Compiled(writer.finish(_asked(file, text)), shape.Optional(made), question=True)


def _asked(file: File, text: str) -> str:
    return f"CALL () {{\n{file.text.strip()}\n}}\nRETURN {text} AS answer"


def values_of(compiled: Compiled, answer: Any, key: str) -> tuple[Any, shape.Problems]:
    """Return the client's value of a root field, and what was found wrong on the way.

    Raises:
        Missing: the value may not be null and is.
    """
    problems = shape.Problems()
    return compiled.shape.take(answer, (key,), problems), problems

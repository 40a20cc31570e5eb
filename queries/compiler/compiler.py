"""The compiler: one root field → one statement that answers with one record, and the shape of that record.

Not here: how a document becomes selections (`schema`), and running statements (`graph.database`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from graph.model import Model
from graph.model.declaration import camel
from queries.analyses.analysis import Analysis
from queries.compiler import shape
from queries.compiler.computed import Computed, Computing
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Fields
from queries.compiler.further import Further, with_ids
from queries.compiler.keys import id_of
from queries.compiler.projection import Projector
from queries.compiler.selection import Selected
from queries.compiler.statement import Statement, Writer, block
from queries.compiler.whole import Whole
from queries.questions.question import REQUIRED, Parameter, Question
from queries.questions.question import Statement as File
from queries.questions.words import TextRefused

Ask = Callable[[Statement], list[Any] | None]
Compute = Callable[[Computing], list[Any] | None]
MAXIMUM_IDS = 100
NODES_OF_AN_ANSWER = 50  # of one kind, about, in the answer of a question
A_SUBJECT = "enterprise:000000000000000000"  # Neo4j plans anew for a text of another magnitude


@dataclass(frozen=True)
class Compiled:
    """A root field, ready to run.

    Args:
        statement: to send; None when the id names no kind, so that nothing can be found.
        shape: what to make of the one value of its one record.
        question: whether the field is a question, whose subject is NOT_FOUND when there is no record.
        further: to send then, for what is selected beyond the question's own nodes; None when nothing is.
        computing: the analysis that gives the record in place of a statement.
    """

    statement: Statement | None
    shape: shape.Shape
    question: bool = False
    further: Statement | None = None
    computing: Computing | None = None


class Compiler:
    """Compiles the root fields of one model and its questions."""

    def __init__(
        self, model: Model, questions: Iterable[Question] = (), analyses: Iterable[Analysis] = ()
    ) -> None:
        self._fields = Fields(model)
        self._analyses = {camel(each.name): each for each in analyses}
        self._questions = {camel(each.name): each for each in questions}
        everything = [*model.kinds.values(), *model.interfaces.values()]
        self._by_name = {kind.name: kind.label for kind in everything}
        self._by_plural = {kind.plural: kind.label for kind in everything}
        areas = {kind.label: frozenset(k.area for k in model.kinds_below(kind.label)) for kind in everything}
        self._areas_of = areas.__getitem__

    def compile(self, root: Selected, as_of: date) -> Compiled:
        """Compile a root field.

        Args:
            root: the field; its arguments were coerced by the schema, which has no other fields than ours.
            as_of: the day asked about.

        Raises:
            SelectionRefused: a limit or a cursor does not hold; the message says what to do.
        """
        writer = self._writer(as_of)
        if root.name in self._questions:
            return self._question(writer, self._questions[root.name], root)
        if root.name in self._analyses:
            return self._analysis(self._analyses[root.name], root, as_of)
        if root.name in self._by_plural:
            return self._connection(writer, self._by_plural[root.name], root)
        if root.name == "nodes":
            return self._nodes(writer, root)
        return self._one(writer, self._by_name.get(root.name), root)

    def questions(self, as_of: date) -> Iterator[Statement]:
        """Return the whole statement of each question, asked about nothing: to be planned beforehand."""
        for question in self._questions.values():
            for file in question.statements.values():
                writer = self._writer(as_of)
                asked = {each.name: _nothing(each) for each in question.parameters if each.name != "as_of"}
                writer.parameters.update(question.values(self._fields.model, asked))
                whole = Whole(self._fields, Further(Projector(writer, self._fields)))
                for label in _read_by(file, writer.parameters):
                    writer.touch(label)
                yield writer.finish(_found_by(file), whole.text(question))

    def _writer(self, as_of: date) -> Writer:
        return Writer(as_of, self._areas_of)

    def _connection(self, writer: Writer, label: str, root: Selected) -> Compiled:
        projector = Projector(writer, self._fields)
        text, made = projector.connection(
            root, label, lambda target: (writer.reach(target, label), ""), "", None
        )
        return Compiled(writer.finish("", text), shape.Required(made, camel(root.name)), False)

    def _nodes(self, writer: Writer, root: Selected) -> Compiled:
        """Compile the field of several ids: those of each kind are found together."""
        ids = root.arguments["ids"]
        if len(ids) > MAXIMUM_IDS:
            raise SelectionRefused(
                "LIMIT_EXCEEDED", f"ids holds {len(ids)}; ask for at most {MAXIMUM_IDS} at once."
            )
        writer.expect(len(ids))
        projector = Projector(writer, self._fields, len(ids))
        by_kind: dict[str, list[str]] = {}
        for each in dict.fromkeys(ids):
            if kind := self._fields.model.kind_of(each):
                by_kind.setdefault(kind.label, []).append(each)
        texts, shapes = [], []
        for label, some in sorted(by_kind.items()):
            variable = writer.variable()
            writer.touch(label)
            text, made = projector.node(label, variable, root.children)
            way = f"UNWIND {writer.parameter(some)} AS id\nMATCH ({variable}:{label} {{id: id}})"
            texts.append(block("COLLECT", way, f"RETURN [id, {text}] AS row"))
            shapes.append(made)
        made = shape.Arranged(tuple(ids), tuple(shapes))
        return Compiled(writer.finish("", f"[{', '.join(texts)}]"), shape.Required(made, "nodes"))

    def _one(self, writer: Writer, label: str | None, root: Selected) -> Compiled:
        """Compile a field by id or natural key; `node` has no label of its own."""
        node_id = id_of(self._fields.model, label, root.arguments)
        kind = self._fields.model.kind_of(node_id)
        if kind is None or (label is not None and label not in (kind.label, *kind.interfaces)):
            return Compiled(None, shape.Optional(shape.Leaf()))
        variable = writer.variable()
        way = writer.reach_by_id(variable, kind.label, node_id)
        text, made = Projector(writer, self._fields).node(kind.label, variable, root.children)
        return Compiled(writer.finish(way, text), shape.Optional(made))

    def _question(self, writer: Writer, question: Question, root: Selected) -> Compiled:
        values = {each.name: root.arguments.get(camel(each.name)) for each in question.parameters}
        asked = {name: _plain(value) for name, value in values.items() if name != "as_of"}
        try:
            writer.parameters.update(question.values(self._fields.model, asked))
        except TextRefused as refused:
            raise SelectionRefused("BAD_USER_INPUT", str(refused)) from refused
        file = question.statement_for(str(values[question.subject]))
        if file is None:
            return Compiled(None, shape.Optional(shape.Leaf()), question=True)
        further = Further(Projector(self._writer(writer.as_of), self._fields, NODES_OF_AN_ANSWER))
        whole = Whole(self._fields, further)
        made = whole.shaped(question.row, root.below())
        for label in _read_by(file, writer.parameters):
            writer.touch(label)
        statement, more = writer.finish(_found_by(file), whole.text(question)), further.statement()
        if more:  # the two are one answer, and fenced as one
            statement, more = statement.also(more.areas), more.also(statement.areas)
        return Compiled(statement, shape.Optional(made), True, more)

    def _analysis(self, analysis: Analysis, root: Selected, as_of: date) -> Compiled:
        computing = Computing.of(analysis, root, as_of)
        rows = max(computing.first, 1) if analysis.listing else 1
        further = Further(Projector(self._writer(as_of), self._fields, rows))
        made = Computed(self._fields, further).shaped(analysis.row, root.below())
        return Compiled(None, shape.Optional(made), True, further.statement(), computing)


def _read_by(file: File, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels of what a question reads: those in its text, and those in which it searches for words."""
    return (*file.labels, *parameters.get("labels", ()))


def _plain(value: Any) -> Any:
    """An argument as a question has it: an enum's member is what it stands for."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def _nothing(parameter: Parameter) -> Any:
    """A value of a parameter of which a question finds nothing, or its default."""
    return A_SUBJECT if parameter.default is REQUIRED else parameter.default


def _found_by(file: File) -> str:
    return f"CALL () {{\n{file.text.strip()}\n}}"


@dataclass(frozen=True)
class Answer:
    """The client's value of a root field, what was found wrong on the way, and whether it may be torn."""

    value: Any
    problems: shape.Problems
    torn: bool = False


def answer_of(compiled: Compiled, ask: Ask, key: str, compute: Compute | None = None) -> Answer | None:
    """Send what was compiled, and return the answer, or None when nothing was found.

    Args:
        compiled: the root field.
        ask: sends a statement and returns the values of its one record.
        key: the root field's name in the answer.
        compute: returns the record of an analysis; None where there are no analyses.

    Returns:
        Its value is null where one that may not be null is missing, and `problems` says which.
    """
    record, fences = None, []
    if compiled.computing and compute:
        record = compute(compiled.computing)
    elif compiled.statement:
        record = ask(compiled.statement)
        fences += record[1:] if record else []
    if record is None:
        return None
    problems = shape.Problems()
    if compiled.further:
        more = ask(with_ids(compiled.further, compiled.shape, record[0]))
        problems.further = [dict(rows) for rows in more[0]] if more else []
        fences += more[1:] if more and compiled.statement else []
    try:
        value = compiled.shape.take(record[0], (key,), problems)
    except shape.Missing:  # told in `problems`, with its place
        value = None
    return Answer(value, problems, torn=any(each != [fences[0][0], 0] for each in fences))

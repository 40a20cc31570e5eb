"""The compiler: one root field → one statement that answers with one record, and the shape of that record.

Not here: how a document becomes selections (`schema`), and asking for an answer (`answer`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property, partial
from typing import Any

from graph.model import Model
from graph.model.declaration import camel
from queries.analyses.analysis import Analysis
from queries.compiler import shape
from queries.compiler.computed import Computed, Computing
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Fields
from queries.compiler.further import Further, Slots
from queries.compiler.keys import id_of, label_of
from queries.compiler.limits import LIMITS, Limits
from queries.compiler.paths import Path, way_between
from queries.compiler.projection import Projector
from queries.compiler.selection import Selected
from queries.compiler.statement import Sent, Statement, Writer
from queries.compiler.straight import Taker
from queries.compiler.tree import Part, Subquery, Unwind, listing
from queries.compiler.values import Context, Decisions, made
from queries.compiler.whole import Whole
from queries.questions.question import REQUIRED, Id, Parameter, Question
from queries.questions.question import Statement as File
from queries.questions.words import TextRefused

NODES_OF_AN_ANSWER = 50  # of one kind, about, in the answer of a question
A_SUBJECT = "enterprise:000000000000000000"  # Neo4j plans anew for a text of another magnitude


@dataclass(frozen=True)
class Compiled:
    """A root field, ready to run.

    Args:
        statement: to send; None when the id names no kind, so that nothing can be found.
        shape: what to make of the one value of its one record.
        question: whether the field is a question, whose subject is NOT_FOUND when there is no record.
        further: to send then, one after another, for what is selected beyond what the statement holds.
        computing: the analysis that gives the record in place of a statement.
        nodes: how many things the answer may hold, by the sizes of its pages.
        cells: how many single values.
    """

    statement: Statement | None
    shape: shape.Shape
    question: bool = False
    further: tuple[Slots, ...] = ()
    computing: Computing | None = None
    nodes: int = 0
    cells: int = 0

    @cached_property
    def taker(self) -> Taker:
        """What shapes its answers."""
        return Taker(self.shape)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that is sent, in turn."""
        first = (self.statement,) if self.statement else ()
        return (*first, *(each.statement for each in self.further))


class Compiler:
    """Compiles the root fields of one model and its questions."""

    def __init__(
        self,
        model: Model,
        questions: Iterable[Question] = (),
        analyses: Iterable[Analysis] = (),
        limits: Limits = LIMITS,
    ) -> None:
        self.limits = limits
        self._fields = Fields(model)
        self._analyses = {camel(each.name): each for each in analyses}
        self._questions = {camel(each.name): each for each in questions}
        everything = [*model.kinds.values(), *model.interfaces.values()]
        self._by_name = {kind.name: kind.label for kind in everything}
        self._by_plural = {kind.plural: kind.label for kind in everything}
        areas = {kind.label: frozenset(k.area for k in model.kinds_below(kind.label)) for kind in everything}
        self._areas_of = areas.__getitem__

    def compile(self, root: Selected, as_of: Any, decisions: Decisions) -> Compiled:
        """Compile a root field.

        Args:
            root: the field; its arguments were coerced by the schema, which has no other fields than ours.
            as_of: the day asked about, or the tree that gives it.
            decisions: of the plan that it becomes part of; what is decided here is added.

        Raises:
            SelectionRefused: a limit or a cursor does not hold; the message says what to do.
        """
        writer = self._writer(as_of, decisions)
        if root.name in self._questions:
            return self._question(writer, self._questions[root.name], root)
        if root.name in self._analyses:
            return self._analysis(writer, self._analyses[root.name], root)
        if root.name == "path":
            return self._path(writer, root)
        further = Further(writer)
        projector = Projector(writer, further)
        if root.name in self._by_plural:
            compiled = self._connection(projector, self._by_plural[root.name], root)
        elif root.name == "nodes":
            compiled = self._nodes(projector, root)
        else:
            compiled = self._one(projector, self._by_name.get(root.name), root)
        return _whole(compiled, further)

    def questions(self, as_of: date) -> Iterator[Sent]:
        """Return the whole statement of each question, asked about nothing: to be planned beforehand."""
        for question in self._questions.values():
            for file in question.statements.values():
                context = Context({}, as_of)
                writer = self._writer(as_of, Decisions(context))
                asked = {each.name: _nothing(each) for each in question.parameters if each.name != "as_of"}
                writer.parameters.update(question.values(self._fields.model, asked))
                whole = Whole(self._fields, Further(writer), ())
                writer.parameters["chosen"] = whole.chosen
                for label in _read_by(file, writer.parameters):
                    writer.touch(label)
                yield writer.finish((_found_by(file),), whole.text(question.row)).sent(context)

    def _writer(self, as_of: Any, decisions: Decisions) -> Writer:
        return Writer(self._fields, as_of, self._areas_of, decisions, self.limits)

    def _connection(self, projector: Projector, label: str, root: Selected) -> Compiled:
        text, made_ = projector.root(root, label)
        return Compiled(projector.writer.finish((), text), shape.Required(made_, camel(root.name)))

    def _nodes(self, projector: Projector, root: Selected) -> Compiled:
        """Compile the field of several ids: those of each kind are found together."""
        writer, most = projector.writer, self.limits.ids
        ids = writer.decisions.on(root.arguments["ids"])
        if len(ids) > most:
            raise SelectionRefused("LIMIT_EXCEEDED", f"ids holds {len(ids)}; ask for at most {most} at once.")
        lists = ((root.key, len(ids)),)
        writer.expect(lists)
        projector = replace(projector, lists=lists)
        by_kind: dict[str, list[str]] = {}
        for each in dict.fromkeys(ids):
            if kind := self._fields.model.kind_of(each):
                by_kind.setdefault(kind.label, []).append(each)
        texts: list[Part] = []
        shapes: list[shape.Shape] = []
        for label, some in sorted(by_kind.items()):
            variable = writer.variable()
            reach = writer.reach_by_id(variable, label, "id")
            text, made_ = projector.node(label, variable, root.children)
            texts.append(
                Subquery("COLLECT", (Unwind(writer.parameter(some), "id"), reach), listing(["id", text]))
            )
            shapes.append(made_)
        arranged = shape.Arranged(tuple(ids), tuple(shapes))
        return Compiled(writer.finish((), listing(texts)), shape.Required(arranged, "nodes"))

    def _one(self, projector: Projector, label: str | None, root: Selected) -> Compiled:
        """Compile a field by id or natural key; `node` has no label of its own."""
        writer, model = projector.writer, self._fields.model
        said = {name: value for name, value in root.arguments.items() if name != "asOf"}
        node_id = made(partial(id_of, model, label), said)
        prefix = writer.decisions.on(node_id, _prefix_of)
        kind = model.kind_of(prefix)
        if kind is None:  # a part of its key is empty
            return Compiled(None, shape.Optional(shape.Leaf()))
        if label is not None and label not in (kind.label, *kind.interfaces):
            raise SelectionRefused(
                "BAD_USER_INPUT", f"The id is of a {kind.label}, and no {label}: ask for it by {kind.name}."
            )
        variable = writer.variable()
        way = writer.reach_by_id(variable, kind.label, writer.parameter(node_id))
        text, made_ = projector.node(kind.label, variable, root.children)
        return Compiled(writer.finish((way,), text), shape.Optional(made_))

    def _path(self, writer: Writer, root: Selected) -> Compiled:
        """Compile the way between two ids; of each kind that lies on it is told what is selected."""
        said, model = root.arguments, self._fields.model
        ids = said["from"], said["to"]
        start, end = (
            writer.decisions.on(each, partial(label_of, model, name))
            for name, each in zip(("from", "to"), ids, strict=True)
        )
        way, things = way_between(writer, (start, end), ids, said.get("via"), said["maxLength"])
        lists = ((root.key, things),)
        writer.expect(lists)
        further = Further(writer)
        whole = Whole(self._fields, further, lists)
        made_ = whole.shaped(Path, root.below())
        writer.parameters["chosen"] = whole.chosen
        return _whole(Compiled(writer.finish(way, whole.text(Path)), shape.Optional(made_)), further)

    def _question(self, writer: Writer, question: Question, root: Selected) -> Compiled:
        asked = {each.name: root.arguments.get(camel(each.name)) for each in question.parameters}
        del asked["as_of"]
        self._check_ids(writer, question, asked)
        file = writer.decisions.on(asked[question.subject], partial(_file_of, question))
        writer.spread = made(partial(_values, question, self._fields.model), asked)
        labels = writer.decisions.on(writer.spread, partial(_read_by, file))
        if file is None:
            return Compiled(None, shape.Optional(shape.Leaf()), question=True)
        further = Further(writer)
        whole = Whole(self._fields, further, ((root.key, NODES_OF_AN_ANSWER),))
        made_ = whole.shaped(question.row, root.below())
        writer.parameters["chosen"] = whole.chosen
        for label in labels:
            writer.touch(label)
        statement = writer.finish((_found_by(file),), whole.text(question.row))
        return _whole(Compiled(statement, shape.Optional(made_), True), further)

    def _check_ids(self, writer: Writer, question: Question, asked: Mapping[str, Any]) -> None:
        """Refuse an id of another kind than the question is about, or of none."""
        for each in question.parameters:
            wanted = question.labels_of(self._fields.model, each.name) if each.type is Id else frozenset()
            if not wanted:
                continue
            model, name = self._fields.model, camel(each.name)
            kind = model.kinds[writer.decisions.on(asked[each.name], partial(label_of, model, name))]
            if not wanted & {kind.label, *kind.interfaces}:
                raise SelectionRefused(
                    "BAD_USER_INPUT",
                    f"{name} is the id of a {kind.label}: ask with that of: {', '.join(sorted(wanted))}.",
                )

    def _analysis(self, writer: Writer, analysis: Analysis, root: Selected) -> Compiled:
        computing = Computing.of(analysis, root, writer.as_of, writer.decisions, self.limits)
        lists = ((root.key, max(computing.first, 1)),) if analysis.listing else ()
        further = Further(writer)
        made_ = Computed(self._fields, further, lists).shaped(analysis.row, root.below())
        return _whole(Compiled(None, shape.Optional(made_), True, computing=computing), further)


def _whole(compiled: Compiled, further: Further) -> Compiled:
    """Return the field with its further statements; all of one answer are fenced as one."""
    expected = further.writer.expected
    more = further.statements()
    all_ = replace(compiled, further=more, nodes=expected.nodes, cells=expected.cells)
    areas = frozenset(area for each in all_.statements for area in each.areas)
    return replace(
        all_,
        statement=compiled.statement and compiled.statement.also(areas),
        further=tuple(replace(each, statement=each.statement.also(areas)) for each in more),
    )


def _prefix_of(node_id: str) -> str:
    return node_id.partition(":")[0]


def _file_of(question: Question, subject: Any) -> File | None:
    return question.statement_for(str(subject))


def _values(question: Question, model: Model, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a question; refuse what nothing can be searched for with."""
    try:
        return question.values(model, {name: _plain(value) for name, value in asked.items()})
    except TextRefused as refused:
        raise SelectionRefused("BAD_USER_INPUT", str(refused)) from refused


def _read_by(file: File | None, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels of what a question reads: those in its text, and those in which it searches for words."""
    return (*(sorted(file.labels) if file else ()), *parameters.get("labels", ()))


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

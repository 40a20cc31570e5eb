"""Rows of questions: what is selected of an answer → a Cypher expression over the question's columns.

The question's file is embedded unchanged as `CALL () { … }`; its columns are the fields of its row.

Not here: what a question is (`queries.questions`), and what is selected of nodes (`projection`).
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from graph.model import Node
from graph.model.declaration import camel
from queries.compiler import shape
from queries.compiler.projection import Printed, Projector, needed, printed
from queries.compiler.selection import Selected
from queries.compiler.statement import block
from queries.questions.question import Question, Row, RowField, fields_of


@dataclass(frozen=True)
class Rows:
    """Prints the rows of a question into one statement."""

    projector: Projector

    def answer(self, question: Question, chosen: tuple[Selected, ...]) -> Printed:
        """Print what is selected of a whole answer."""
        return self._values(question.row, "", chosen)

    def _values(self, row: type[Row], prefix: str, chosen: tuple[Selected, ...]) -> Printed:
        known = {camel(each.name): each for each in fields_of(row)}
        texts: list[str] = []
        members: list[tuple[str, shape.Shape]] = []
        for each in chosen:
            if each.name == "__typename":
                members.append((each.key, shape.Constant(row.__name__)))
                continue
            field = known[each.name]
            text, made = self._field(field, f"{prefix}{field.name}", each)
            texts.append(text)
            members.append((each.key, needed(made, field.nullable, f"{row.__name__}.{each.name}")))
        return f"[{', '.join(texts)}]", shape.Object(tuple(members))

    def _field(self, field: RowField, value: str, each: Selected) -> Printed:
        if not _is_compound(field.type):
            return _scalar(field, value)
        if not field.many and issubclass(field.type, Row):
            text, made = self._values(field.type, f"{value}.", each.below())
            return f"CASE WHEN {value} IS NULL THEN null ELSE {text} END", made
        item = self.projector.writer.variable("x")
        text, made = self._item(field.type, item, each)
        if field.many:
            return block("COLLECT", f"UNWIND {value} AS {item}", f"RETURN {text} AS value"), shape.Listed(
                made
            )
        only = f"UNWIND [{value}] AS {item}\nWITH {item} WHERE {item} IS NOT NULL"
        return f"head({block('COLLECT', only, f'RETURN {text} AS value')})", made

    def _item(self, kind: type[Any], item: str, each: Selected) -> Printed:
        if issubclass(kind, Row):
            return self._values(kind, f"{item}.", each.below())
        return self.projector.node(kind.__name__, item, each.children)


def _is_compound(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Row | Node) and not issubclass(kind, Enum)


def _scalar(field: RowField, value: str) -> Printed:
    if field.many and printed("x", field.type) != "x":
        return f"[x IN {value} | {printed('x', field.type)}]", shape.Leaf()
    return (value if field.many else printed(value, field.type)), shape.Leaf()

"""What an analysis is for the API: its name, what it is asked with, the rows it answers with and who
computes it.

It looks like a question, and differs in that its value is computed by `graph.analysis` and not by one
statement.

Not here: how an answer is cut to what a client selected (`queries.compiler`), and when it is computed
(`schema`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any

from pydantic import Field

from graph.analysis import Reader, areas_read
from graph.model import Model, Zh
from queries.questions.question import Row

Compute = Callable[[Reader, str | None], Any]


class Answer(Row):
    """What every analysis says of itself."""

    as_of: Annotated[date, Zh("截至日期")]
    method: Annotated[str, Zh("分析方法"), Field(description="How the answer was found.")]
    computed_at: Annotated[datetime, Zh("计算时间")]
    stale: Annotated[
        bool,
        Zh("是否已过时"),
        Field(description="Whether what it rests on was written to since; a newer answer is being computed."),
    ]


class Listing(Answer):
    """What every analysis that answers with a list says of it beside."""

    total_count: Annotated[int, Zh("总数")]
    has_next_page: Annotated[bool, Zh("是否有下一页")]
    end_cursor: Annotated[
        str | None, Zh("结束游标"), Field(description="Of the last item; give it as `after`.")
    ]


@dataclass(frozen=True)
class Told:
    """What an analysis found, in the terms of its row.

    Args:
        method: how it was found.
        fields: the row's own fields, without the list.
        items: the list, if there is one: each with the text that tells it from the others, and its fields.
        total: how long the list is, perhaps longer than what was kept of it.
    """

    method: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    items: Sequence[tuple[str, Mapping[str, Any]]] = ()
    total: int = 0


@dataclass(frozen=True)
class Analysis:
    """An analysis that can be asked for.

    Args:
        name: snake_case, as its function is named.
        zh: what it answers, in Chinese.
        doc: its description.
        row: what it answers with; a `Listing` has a field `items`.
        statements: what it reads, from which the areas follow that it rests on.
        compute: computes it, for a subject where it has one; None when there is no such subject.
        tell: what was computed, in the terms of the row; given the value of `narrowed`.
        subject: what the argument `of` names; None without such an argument.
        narrowed: by what a list can be narrowed: the argument's name and its values.
    """

    name: str
    zh: str
    doc: str
    row: type[Answer]
    statements: tuple[str, ...]
    compute: Compute
    tell: Callable[[Any, Any], Told]
    subject: str | None = None
    narrowed: tuple[str, type[Enum]] | None = None

    @property
    def listing(self) -> bool:
        """Whether the answer is a list, which comes a page at a time."""
        return issubclass(self.row, Listing)

    def areas(self, model: Model) -> frozenset[str]:
        """Return the areas of the model that it rests on."""
        return areas_read(self.statements, model)

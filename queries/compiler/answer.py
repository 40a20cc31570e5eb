"""An answer: a compiled field's statements sent, one after another, and the client's value of what they say.

Not here: how a statement is sent, and which answers are asked for again (`schema.executor`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from queries.compiler.compiler import Compiled
from queries.compiler.computed import Computing
from queries.compiler.shape import Missing, Problems
from queries.compiler.statement import Sent
from queries.compiler.values import Context

Ask = Callable[[Sent], list[Any] | None]
Compute = Callable[[Computing], list[Any] | None]


@dataclass(frozen=True)
class Answer:
    """The client's value of a root field, what was found wrong on the way, and whether it may be torn."""

    value: Any
    problems: Problems = field(default_factory=Problems)
    torn: bool = False


def answer_of(
    compiled: Compiled, context: Context, ask: Ask, key: str, compute: Compute | None = None
) -> Answer | None:
    """Send what was compiled, and return the answer, or None when nothing was found.

    Args:
        compiled: the root field.
        context: what the request gives.
        ask: sends a statement and returns the values of its one record.
        key: the root field's name in the answer.
        compute: returns the record of an analysis; None where there are no analyses.

    Returns:
        Its value is null where one that may not be null is missing, and `problems` says which.

    Raises:
        SelectionRefused: a value of the request is none that can be asked with.
    """
    record = None
    if compiled.computing and compute:
        record = compute(compiled.computing)
    elif compiled.statement:
        record = ask(compiled.statement.sent(context))
    return None if record is None else answer_from(compiled, context, record, ask, key)


def answer_from(compiled: Compiled, context: Context, record: list[Any], ask: Ask, key: str) -> Answer:
    """Return the answer that a record holds, with what further statements say."""
    said, *fences = record
    problems = Problems()
    waiting = list(compiled.shape.onward(said)) if compiled.further else []
    for level, slots in enumerate(compiled.further):
        sent = slots.statement.sent(context)
        sent.parameters.update(slots.ids(level, iter(waiting)))
        more = ask(sent)
        told: list[dict[str, Any]] = [dict(rows) for rows in more[0]] if more else [{} for _ in slots.shapes]
        problems.further.append(told)
        fences += more[1:] if more and compiled.statement else []
        waiting = [
            each
            for made, rows in zip(slots.shapes, told, strict=True)
            for values in rows.values()
            for each in made.onward(values)
        ]
    try:
        value = compiled.taker.take(said, (None, key), problems)
    except Missing:  # told in `problems`, with its place
        value = None
    return Answer(value, problems, torn=any(each != [fences[0][0], 0] for each in fences))

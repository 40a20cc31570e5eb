"""The compiler: a GraphQL selection → one Cypher statement. Not here: running it, and the HTTP side."""

from queries.compiler.answer import Answer, Ask, Compute, answer_from, answer_of
from queries.compiler.compiler import Compiled, Compiler
from queries.compiler.computed import Computing
from queries.compiler.errors import SelectionRefused
from queries.compiler.limits import LIMITS, Limits
from queries.compiler.merged import Merged, merged
from queries.compiler.selection import Selected
from queries.compiler.shape import Missing, Problems, steps_of
from queries.compiler.statement import Sent, Statement, fence_around
from queries.compiler.tree import outline
from queries.compiler.values import (
    Context,
    Decision,
    Decisions,
    Given,
    Today,
    form_of,
    made,
    opened,
    resolved,
)

__all__ = [
    "LIMITS",
    "Answer",
    "Ask",
    "Compiled",
    "Compiler",
    "Compute",
    "Computing",
    "Context",
    "Decision",
    "Decisions",
    "Given",
    "Limits",
    "Merged",
    "Missing",
    "Problems",
    "Selected",
    "SelectionRefused",
    "Sent",
    "Statement",
    "Today",
    "answer_from",
    "answer_of",
    "fence_around",
    "form_of",
    "made",
    "merged",
    "opened",
    "outline",
    "resolved",
    "steps_of",
]

"""The compiler: a GraphQL selection → one Cypher statement. Not here: running it, and the HTTP side."""

from queries.compiler.compiler import Ask, Compiled, Compiler, Compute, answer_of
from queries.compiler.computed import Computing
from queries.compiler.errors import SelectionRefused
from queries.compiler.selection import Selected
from queries.compiler.shape import Missing, Problems
from queries.compiler.statement import MAXIMUM_HOPS, Statement, fence_around

__all__ = [
    "MAXIMUM_HOPS",
    "Ask",
    "Compiled",
    "Compiler",
    "Compute",
    "Computing",
    "Missing",
    "Problems",
    "Selected",
    "SelectionRefused",
    "Statement",
    "answer_of",
    "fence_around",
]

"""The questions: one complete statement a file, and beside it a signature that says what goes in and out.

Not here: how an answer is cut to what a client selected (`queries.compiler`).
"""

from queries.questions.question import Id, Parameter, Question, Row, RowField, Statement, question
from queries.questions.who_is_responsible import who_is_responsible

__all__ = ["Id", "Parameter", "Question", "Row", "RowField", "Statement", "all_questions", "question"]


def all_questions() -> tuple[Question, ...]:
    """Return every question, ordered by name."""
    return (who_is_responsible,)

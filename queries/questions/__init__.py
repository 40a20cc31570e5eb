"""The questions: one complete statement a file, and beside it a signature that says what goes in and out.

Not here: how an answer is cut to what a client selected (`queries.compiler`).
"""

from queries.questions.applicable_standards import applicable_standards
from queries.questions.credit_record_sharing import credit_record_sharing
from queries.questions.indicator_from_records import indicator_from_records
from queries.questions.question import Id, Parameter, Question, Row, RowField, Statement, question
from queries.questions.rules import QuestionRefused
from queries.questions.target_progress import target_progress
from queries.questions.who_is_responsible import who_is_responsible

__all__ = [
    "Id",
    "Parameter",
    "Question",
    "QuestionRefused",
    "Row",
    "RowField",
    "Statement",
    "all_questions",
    "question",
]


def all_questions() -> tuple[Question, ...]:
    """Return every question, ordered by name."""
    return (
        applicable_standards,
        credit_record_sharing,
        indicator_from_records,
        target_progress,
        who_is_responsible,
    )

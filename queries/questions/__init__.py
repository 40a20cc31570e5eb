"""The questions: one complete statement a file, and beside it a signature that says what goes in and out.

Not here: how an answer is cut to what a client selected (`queries.compiler`).
"""

from queries.questions.applicable_standards import applicable_standards
from queries.questions.clause_context import clause_context
from queries.questions.credit_record_sharing import credit_record_sharing
from queries.questions.duties_of import duties_of
from queries.questions.find_provision import find_provision
from queries.questions.indicator_from_records import indicator_from_records
from queries.questions.outline import outline
from queries.questions.question import Id, Parameter, Question, Row, RowField, Statement, question
from queries.questions.rules import QuestionRefused
from queries.questions.search import search
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
        clause_context,
        credit_record_sharing,
        duties_of,
        find_provision,
        indicator_from_records,
        outline,
        search,
        target_progress,
        who_is_responsible,
    )

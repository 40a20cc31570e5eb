"""A document's text → the document, within its limits and valid, or what is wrong with it.

Not here: the limits (`schema.limits`), and what depends on variables (`schema.executor`).
"""

from collections.abc import Sequence
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)

from schema import errors
from schema.counts import refusal_of_document
from schema.limits import INTROSPECTION_FIELDS, refusal_of, weight_of
from schema.remedies import remedied

MAXIMUM_ERRORS = 20

Errors = list[dict[str, Any]]


def checked(schema: GraphQLSchema, document: str) -> DocumentNode | Errors:
    """Return a document that may be run on a schema, or the errors that refuse it."""
    if refusal := refusal_of(document):
        return [refusal]
    try:
        found = parse(document)
    except GraphQLError as error:
        return located(schema, [error], errors.GRAPHQL_PARSE_FAILED)
    if refusal := refusal_of_document(found):
        return [refusal]
    if weight_of(found) > INTROSPECTION_FIELDS:
        said = f"The schema itself is asked for more than {INTROSPECTION_FIELDS} fields: ask for less."
        return [errors.error(errors.LIMIT_EXCEEDED, said)]
    wrong = validate(schema, found, max_errors=MAXIMUM_ERRORS)
    return located(schema, wrong, errors.GRAPHQL_VALIDATION_FAILED) or found


def writes(document: str, operation_name: str | None) -> bool:
    """Whether the operation that a document means is a mutation; what cannot be read is none."""
    try:
        meant = None if refusal_of(document) else get_operation_ast(parse(document), operation_name)
    except GraphQLError:
        return False
    return meant is not None and meant.operation is OperationType.MUTATION


def located(schema: GraphQLSchema, wrong: Sequence[GraphQLError], code: str) -> Errors:
    """Return graphql-core's errors as they stand in an answer, with their place, remedy and a code."""
    return [
        {**error.formatted, "message": message, "extensions": {"code": code}}
        for error, message in remedied(schema, wrong)
    ]

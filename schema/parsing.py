"""A document's text → the document, within its limits and valid, or what is wrong with it.

Not here: the limits (`schema.limits`), and what depends on variables (`schema.executor`).
"""

from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate

from schema import errors
from schema.counts import refusal_of_document
from schema.limits import INTROSPECTION_FIELDS, refusal_of, weight_of

MAXIMUM_ERRORS = 20

Errors = list[dict[str, Any]]


def checked(schema: GraphQLSchema, document: str) -> DocumentNode | Errors:
    """Return a document that may be run on a schema, or the errors that refuse it."""
    if refusal := refusal_of(document):
        return [refusal]
    try:
        found = parse(document)
    except GraphQLError as error:
        return [located(error, errors.GRAPHQL_PARSE_FAILED)]
    if refusal := refusal_of_document(found):
        return [refusal]
    if weight_of(found) > INTROSPECTION_FIELDS:
        said = f"The schema itself is asked for more than {INTROSPECTION_FIELDS} fields: ask for less."
        return [errors.error(errors.LIMIT_EXCEEDED, said)]
    wrong = validate(schema, found, max_errors=MAXIMUM_ERRORS)
    return [located(each, errors.GRAPHQL_VALIDATION_FAILED) for each in wrong] or found


def located(error: GraphQLError, code: str) -> dict[str, Any]:
    """Return one of graphql-core's errors as it stands in an answer, with its place and a code."""
    return {**error.formatted, "extensions": {"code": code}}

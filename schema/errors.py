"""The errors that the API answers with: each has a code from this list, and a text that says what to mend.

Not here: which HTTP status goes with an answer (`schema.http`), and finding what is wrong.
"""

import logging
import uuid
from typing import Any

BAD_REQUEST = "BAD_REQUEST"
GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_USER_INPUT = "BAD_USER_INPUT"
NOT_FOUND = "NOT_FOUND"
DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND"
DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
TOO_DEEP = "TOO_DEEP"
LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
TIMEOUT = "TIMEOUT"
ANALYSIS_PENDING = "ANALYSIS_PENDING"
FORBIDDEN = "FORBIDDEN"
INTERNAL = "INTERNAL"

CODES = {
    BAD_REQUEST: "The request is no GraphQL request over HTTP: its method, type, body or members.",
    GRAPHQL_PARSE_FAILED: "The document is not written in GraphQL.",
    GRAPHQL_VALIDATION_FAILED: "The document asks for what the schema does not have, or asks for it wrongly.",
    BAD_USER_INPUT: "A variable, an argument or a cursor has a value that it cannot have.",
    NOT_FOUND: "What a question is about does not exist, or is hidden from the caller.",
    DOCUMENT_NOT_FOUND: "No document is known by the documentId of the request.",
    DOCUMENT_NOT_TRUSTED: "Only documents that the operator trusts are run, and this is none of them.",
    PERSISTED_QUERY_NOT_FOUND: "The hash is of no document sent before; send the document with its hash.",
    TOO_DEEP: "The selection goes through more edges than one statement may.",
    LIMIT_EXCEEDED: "The request is larger than one may be, or too many run at once.",
    DATABASE_UNAVAILABLE: "The database does not answer; the same request may succeed later.",
    TIMEOUT: "The request took longer than one may.",
    ANALYSIS_PENDING: "The analysis is being computed; the same request succeeds once it is.",
    FORBIDDEN: "Whoever runs the service does not allow this.",
    INTERNAL: "The fault is the service's; its incident id finds the details in the log.",
}

log = logging.getLogger(__name__)


def error(code: str, message: str, **more: Any) -> dict[str, Any]:
    """Return one error as it stands in an answer.

    Args:
        code: one of `CODES`.
        message: what is wrong and how to mend it, in the caller's words.
        more: further members of `extensions`.
    """
    return {"message": message, "extensions": {"code": code, **more}}


def internal(cause: BaseException) -> dict[str, Any]:
    """Log an unexpected exception and return the error that stands for it, which tells nothing but its id."""
    incident = uuid.uuid4().hex
    log.error("incident %s", incident, exc_info=cause)
    text = f"Something went wrong in the service. Report the incident {incident} to those who run it."
    return error(INTERNAL, text, incident=incident)

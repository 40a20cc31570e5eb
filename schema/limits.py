"""How large a document may be, found out before it is parsed: a parser recurses as deep as its brackets go.

Not here: the limits of what a document asks for (`schema.executor`, `queries.compiler`) and of a body
(`schema.request`).
"""

from typing import Any

from graphql import GraphQLSyntaxError, Lexer, Source, TokenKind

from schema import errors

TOKENS = 2_000
DEPTH = 60
OPENING = (TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L)
CLOSING = (TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R)


def refusal_of(document: str) -> dict[str, Any] | None:
    """Return the error that refuses a document as too large or too deep, or None when it may be parsed.

    A document that is no GraphQL at all may be parsed: the parser says better what is wrong with it.
    """
    lexer, depth, tokens = Lexer(Source(document)), 0, 0
    try:
        while (token := lexer.advance()).kind is not TokenKind.EOF:
            tokens += 1
            depth += (token.kind in OPENING) - (token.kind in CLOSING)
            if tokens > TOKENS:
                return _refused(f"has more than {TOKENS:,} tokens")
            if depth > DEPTH:
                return _refused(f"is nested deeper than {DEPTH} brackets")
    except GraphQLSyntaxError:
        return None
    return None


def _refused(what: str) -> dict[str, Any]:
    return errors.error(errors.LIMIT_EXCEEDED, f"The document {what}; ask for less at once.")

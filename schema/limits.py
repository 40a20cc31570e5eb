"""How large a document may be, found out before it is parsed: a parser recurses as deep as its brackets go.

The other limits of a document stand here too. Not here: counting what a parsed one holds (`schema.counts`),
the limits of what it asks for (`schema.plans`, `queries.compiler`) and of a body (`schema.request`).
"""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSyntaxError,
    Lexer,
    Source,
    TokenKind,
)

from schema import errors

DOCUMENT_CHARACTERS = 20_000
TOKENS = 2_000
DEPTH = 60  # brackets
OPERATIONS = 10
FRAGMENTS = 100
VARIABLES = 100
ALIASES = 30
DIRECTIVES = 50
TEXT_CHARACTERS = 1_000  # of one text given as a value
LIST_VALUES = 250
INTROSPECTION_FIELDS = 300
OPENING = (TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L)
CLOSING = (TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R)


def refusal_of(document: str) -> dict[str, Any] | None:
    """Return the error that refuses a document as too large or too deep, or None when it may be parsed.

    A document that is no GraphQL at all may be parsed: the parser says better what is wrong with it.
    """
    if len(document) > DOCUMENT_CHARACTERS:
        return _refused(f"is longer than {DOCUMENT_CHARACTERS:,} characters")
    lexer, depth, tokens = Lexer(Source(document)), 0, 0
    try:
        while (token := lexer.advance()).kind is not TokenKind.EOF:
            tokens += 1
            depth += (token.kind in OPENING) - (token.kind in CLOSING)
            if tokens > TOKENS:
                return _refused(f"has more than {TOKENS:,} tokens")
            if depth > DEPTH:
                place = f"line {token.line}, column {token.column}"
                return _refused(f"is nested deeper than {DEPTH} brackets at {place}")
    except GraphQLSyntaxError:
        return None
    return None


def weight_of(document: DocumentNode) -> int:
    """Return how many fields stand below `__schema` and `__type`, with fragments expanded, or one too many.

    What they answer grows with each, and no page bounds it. A fragment that names itself is refused later.
    """
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    waiting = [
        (each.selection_set, False, 0) for each in document.definitions if hasattr(each, "selection_set")
    ]
    counted = 0
    while waiting and counted <= INTROSPECTION_FIELDS:
        chosen, inside, depth = waiting.pop()
        for node in chosen.selections if chosen and depth <= DEPTH else ():
            below = inside
            if isinstance(node, FieldNode):
                below = inside or node.name.value in ("__schema", "__type")
                counted += inside
            if isinstance(node, FragmentSpreadNode):
                fragment = fragments.get(node.name.value) if inside else None
                waiting.append((fragment.selection_set if fragment else None, inside, depth + 1))
            else:
                waiting.append((node.selection_set, below, depth + 1))
    return counted


def _refused(what: str) -> dict[str, Any]:
    return errors.error(errors.LIMIT_EXCEEDED, f"The document {what}; ask for less at once.")

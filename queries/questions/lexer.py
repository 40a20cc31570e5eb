"""The words of a statement, for checking: its text without comments and wording, and its patterns.

A small lexer and no parser: it knows strings, comments, brackets and the shapes of node and edge patterns, in
the form in which our files write them. Not here: what is allowed (`rules`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

_TOKEN = re.compile(r"//[^\n]*|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`")
_NODE = re.compile(r"(?<![\w.])\(\s*(\w*)\s*((?::[^\s(){}]*)?)\s*(\{[^{}]*\})?\s*\)")
_EDGE = re.compile(r"-\s*\[([^\[\]]*)\]\s*-")
_BESIDE = (  # an edge before a node, and behind it
    re.compile(r"(<?)-\s*\[[^\[\]:]*:([\w|]+)[^\[\]]*\]\s*-(>?)\s*$"),
    re.compile(r"\s*(<?)-\s*\[[^\[\]:]*:([\w|]+)[^\[\]]*\]\s*-(>?)"),
)
_BARE_EDGE = re.compile(r"\)\s*(<?-->?)\s*\(")


@dataclass(frozen=True)
class Found:
    """Something found in the text, and where: `at` counts characters from the beginning."""

    text: str
    at: int


@dataclass(frozen=True)
class NodePattern:
    """A node as a pattern writes it; `labels` is all that follows its colon."""

    variable: str
    labels: str
    properties: tuple[str, ...]
    at: int
    ends: frozenset[tuple[str, bool]] = frozenset()  # the types of the edges beside it, and which ends there


@dataclass(frozen=True)
class EdgePattern:
    """An edge as a pattern writes it; a `length` is what follows a star."""

    variable: str
    types: tuple[str, ...]
    length: str | None
    at: int


class Words:
    """A statement, split as far as the rules need."""

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = list(_TOKEN.finditer(text))
        self.literals = [Found(t[0][1:-1], t.start()) for t in tokens if t[0][0] in "'\""]
        # Blanks of the same length, so that every place stays what it is; a string leaves its quotes.
        self.bare = _TOKEN.sub(lambda t: _blank(t[0]), text)

    def line(self, at: int) -> int:
        """Return the number of the line in which a place lies, from 1."""
        return self.text.count("\n", 0, at) + 1

    @cached_property
    def nodes(self) -> list[NodePattern]:
        """The node patterns, in order."""
        found = (each for each in _NODE.finditer(self.bare) if self._is_pattern(each))
        return [replace(_node(each), ends=frozenset(self._ends(each))) for each in found]

    @cached_property
    def edges(self) -> list[EdgePattern]:
        """The edge patterns with brackets, in order."""
        return [_edge(found) for found in _EDGE.finditer(self.bare)]

    @cached_property
    def bare_edges(self) -> list[Found]:
        """The edge patterns without brackets, which name neither type nor variable."""
        return [Found(found[1], found.start(1)) for found in _BARE_EDGE.finditer(self.bare)]

    def aliases(self, name: str) -> list[int]:
        """Return where `AS name` gives a value that name."""
        return [found.start() for found in re.finditer(rf"\bAS {name}\b", self.bare)]

    def columns(self) -> list[Found]:
        """Return the names of the last RETURN's columns; a column without `AS` under its whole text."""
        starts = [at for at in self._top_level(r"\bRETURN\b") if at is not None]
        if not starts:
            return []
        return [_column(found) for found in _parts(self.bare, starts[-1] + len("RETURN"))]

    def _top_level(self, pattern: str) -> Iterator[int]:
        depth, last = 0, 0
        for found in re.finditer(pattern, self.bare):
            between = self.bare[last : found.start()]
            depth += sum(between.count(c) for c in "([{") - sum(between.count(c) for c in ")]}")
            last = found.start()
            if depth == 0:
                yield found.start()

    def _ends(self, found: re.Match[str]) -> Iterator[tuple[str, bool]]:
        before, behind = _BESIDE
        if left := before.search(self.bare, 0, found.start()):
            yield from ((name, bool(left[3])) for name in left[2].split("|"))
        if right := behind.match(self.bare, found.end()):
            yield from ((name, bool(right[1])) for name in right[2].split("|"))

    def _is_pattern(self, found: re.Match[str]) -> bool:
        """Whether brackets around a name are a node: after MATCH, with a label, or next to an edge."""
        before, after = self.bare[: found.start()].rstrip(), self.bare[found.end() :].lstrip()
        if before.endswith("CALL"):
            return False
        beside = after.startswith(("-[", "<-", "--")) or before.endswith(("]-", "]->", "--", "-->"))
        return beside or bool(found[2]) or bool(re.search(r"\b(MATCH|EXISTS \{)$", before))


def _blank(token: str) -> str:
    inner = " " * (len(token) - 2)
    return " " * len(token) if token.startswith("//") else f"{token[0]}{inner}{token[-1]}"


def _node(found: re.Match[str]) -> NodePattern:
    keys = re.findall(r"(\w+)\s*:", found[3] or "")
    return NodePattern(found[1], found[2].removeprefix(":"), tuple(keys), found.start())


def _edge(found: re.Match[str]) -> EdgePattern:
    inner, star, length = found[1].partition("*")
    variable, _, types = inner.strip().partition(":")
    named = tuple(part.strip() for part in types.split("|") if part.strip())
    return EdgePattern(variable.strip(), named, length.strip() if star else None, found.start())


def _parts(text: str, begin: int) -> Iterator[Found]:
    """Split what follows at the commas outside of brackets."""
    depth, start = 0, begin
    for at in range(begin, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if text[at] == "," and depth == 0:
            yield Found(text[start:at], start)
            start = at + 1
    yield Found(text[start:], start)


def _column(found: Found) -> Found:
    text = found.text.strip()
    named = re.search(r"\bAS (\w+)$", text)
    return Found(named[1] if named else text, found.at + len(found.text) - len(found.text.lstrip()))

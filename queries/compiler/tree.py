"""The tree of a statement: small nodes that do not change, each of which prints its part of the text.

`Reach` and `Shortest` are the only ones that print a MATCH, so that nothing is read that they do not know of.
No node has a place for a value: values are parameters, by name. Where a part needs no node of its own it is
text.

Not here: which nodes answer a selection (`projection`, `filters`, `pages`, `aggregates`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, Union

INDENT = "  "


class Printing(Protocol):
    """A node of the tree."""

    def text(self) -> str:
        """Return the node as Cypher."""

    def line(self) -> str:
        """Return what the node does, in one line without what lies below it; "" when it only joins others."""

    def below(self) -> tuple["Part", ...]:
        """Return the parts that the node prints within its own text."""


Part = Union[str, Printing]  # noqa: UP007 - a string cannot be joined to a Protocol by |


@dataclass(frozen=True)
class Phrase:
    """Text with nodes in it."""

    parts: tuple[Part, ...]

    def text(self) -> str:
        """Print the parts one after another."""
        return "".join(map(text_of, self.parts))

    def line(self) -> str:
        """Say nothing: it only joins."""
        return ""

    def below(self) -> tuple[Part, ...]:
        """Return its parts."""
        return self.parts


@dataclass(frozen=True)
class Along:
    """The edge by which a node is reached: from where, in which variable, of which type, and against it.

    With `either`, its arrow may point to whichever end; without a type, it is of any.
    """

    source: str
    relation: str
    type: str
    inward: bool
    either: bool = False

    def text(self) -> str:
        """Print the edge's half of the pattern."""
        left, right = ("<-", "-") if self.inward else ("-", "-" if self.either else "->")
        type_ = f":{self.type}" if self.type else ""
        return f"({self.source}){left}[{self.relation}{type_}]{right}"


@dataclass(frozen=True)
class Reach:
    """The way to nodes, and what is wanted of them.

    Args:
        variable: that holds each of them.
        label: what they are; "" where the edge says it, or the variable is bound already.
        key: the parameter that their id equals; "" when it is not known.
        along: the edge that leads there; None for all with the label.
        hint: the property whose index is to be used; "" leaves that to Neo4j.
        optional: whether a row without such a node is kept.
        where: what is wanted, all of it.
    """

    variable: str
    label: str
    key: str = ""
    along: Along | None = None
    hint: str = ""
    optional: bool = False
    where: tuple[Part, ...] = ()

    def text(self) -> str:
        """Print the clause."""
        word = "OPTIONAL MATCH" if self.optional else "MATCH"
        hint = f"\nUSING INDEX {self.variable}:{self.label}({self.hint})" if self.hint else ""
        return f"{word} {self._pattern()}{hint}{where(self.where)}"

    def line(self) -> str:
        """Say what is reached, and how."""
        how = f" by the index of {self.hint}" if self.hint else ""
        return f"reach {self._pattern()}{how}{', filtered' if any(self.where) else ''}"

    def below(self) -> tuple[Part, ...]:
        """Return the predicates."""
        return self.where

    def _pattern(self) -> str:
        label = f":{self.label}" if self.label else ""
        key = f" {{id: {self.key}}}" if self.key else ""
        return f"{self.along.text() if self.along else ''}({self.variable}{label}{key})"


@dataclass(frozen=True)
class Shortest:
    """A shortest way between two nodes along edges in either direction; a row without one is kept.

    Args:
        path: the variable that holds it; null without one.
        start: the variable of the node where it begins.
        end: the variable of the node where it ends.
        relation: the variable of each edge, for what is wanted of it.
        types: what the edges may be.
        most: how many of them it may have.
        holding: what is wanted of each edge.
    """

    path: str
    start: str
    end: str
    relation: str
    types: tuple[str, ...]
    most: int
    holding: Part = ""

    def text(self) -> str:
        """Print the clause."""
        edge = f"()-[{self.relation}:{'|'.join(self.types)}]-(){where((self.holding,))}"
        ways = f"({self.start})({edge}){{1,{self.most}}}({self.end})"
        return f"OPTIONAL MATCH {self.path} = SHORTEST 1 {ways}"

    def line(self) -> str:
        """Say between which nodes."""
        return f"shortest way from ({self.start}) to ({self.end}), up to {self.most} relations"

    def below(self) -> tuple[Part, ...]:
        """Return what is wanted of each edge."""
        return (self.holding,)


@dataclass(frozen=True)
class Carry:
    """What goes on to the next clause, in which order and how much of it: a WITH."""

    names: tuple[Part, ...]
    distinct: bool = False
    order: Part = ""
    limit: str = ""
    where: tuple[Part, ...] = ()

    def text(self) -> str:
        """Print the clause."""
        kept = joined(", ", self.names)
        ending = f" ORDER BY {text_of(self.order)}" if self.order else ""
        ending += f" LIMIT {self.limit}" if self.limit else ""
        return f"WITH {'DISTINCT ' if self.distinct else ''}{text_of(kept)}{ending}{where(self.where)}"

    def line(self) -> str:
        """Say how the rows are ordered and cut."""
        ordered = f" ordered by {text_of(self.order)}" if self.order else ""
        cut = f" up to {self.limit}" if self.limit else ""
        return f"keep{' each once' if self.distinct else ''}{ordered}{cut}"

    def below(self) -> tuple[Part, ...]:
        """Return what is carried, ordered by and wanted."""
        return (*self.names, self.order, *self.where)


@dataclass(frozen=True)
class Unwind:
    """One row for each value of a list."""

    values: str
    name: str

    def text(self) -> str:
        """Print the clause."""
        return f"UNWIND {self.values} AS {self.name}"

    def line(self) -> str:
        """Say what is unwound."""
        return f"each of {self.values}"

    def below(self) -> tuple[Part, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True)
class Subquery:
    """A query within an expression: COLLECT lists its rows, COUNT counts them, EXISTS asks for one."""

    word: str
    clauses: tuple[Part, ...]
    result: Part = ""

    def text(self) -> str:
        """Print the block, a clause a line, indented by how deep it stands."""
        lines = [text_of(each) for each in self.clauses if each]
        if self.result:
            lines.append(f"RETURN {text_of(self.result)} AS row")
        inner = "\n".join(lines).replace("\n", f"\n{INDENT}")
        return f"{self.word} {{\n{INDENT}{inner}\n}}"

    def line(self) -> str:
        """Say what is made of the rows."""
        return self.word.lower()

    def below(self) -> tuple[Part, ...]:
        """Return the clauses and the result."""
        return (*self.clauses, self.result)


def text_of(part: Part) -> str:
    """Print a part."""
    return part if isinstance(part, str) else part.text()


def phrase(*parts: Part) -> Part:
    """Return text with nodes in it; plain text where there is none."""
    return "".join(map(text_of, parts)) if all(isinstance(each, str) for each in parts) else Phrase(parts)


def joined(between: str, parts: Iterable[Part]) -> Part:
    """Return the parts that say something, with a text between each two."""
    said: list[Part] = []
    for each in parts:
        if each:
            said += [between, each]
    return phrase(*said[1:])


def listing(parts: Iterable[Part]) -> Part:
    """Return a list of values."""
    return phrase("[", joined(", ", parts), "]")


def where(predicates: Iterable[Part]) -> str:
    """Print the predicates that say something, or nothing."""
    said = text_of(joined(" AND ", predicates))
    return f"\nWHERE {said}" if said else ""


def head_of(collected: Part) -> Part:
    """Return the first value of a list, or null."""
    return phrase("head(", collected, ")")


def outline(part: Part, depth: int = 0) -> Iterator[str]:
    """Yield the tree as people read it: a node a line, indented by how deep it lies."""
    if isinstance(part, str):
        return
    said = part.line()
    if said:
        yield f"{INDENT * depth}{said}"
    for each in part.below():
        yield from outline(each, depth + bool(said))


def nodes(part: Part) -> Iterator[Printing]:
    """Yield every node of a tree."""
    if not isinstance(part, str):
        yield part
        for each in part.below():
            yield from nodes(each)

"""A small invented region: what its enterprises are called, and what a row says, in words of our own.

All of it is made up. What is said here is what the graph must have: no code of the loader makes it.
Not here: the rows of the departments (`registers`, `inspectors`), and what is loaded beforehand (`ground`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from loaders.sources.sample.names import uscc

Value = str | int | bool
Cell = Any  # as its carrier holds it: text, a number, a day, an object, nothing
BEGIN = date(2013, 1, 1)
ENTERPRISES = 17  # of these the others speak; the registers have more
COUNTIES = ("640104", "640105", "640205", "640302")  # codes of today, each in use since 2002 or later
WORDS = ("枸杞", "乳业", "水泥", "化工", "面粉", "铸造", "羊绒", "葡萄酒")


@dataclass(frozen=True)
class Link:
    """One link that a row claims.

    Args:
        edge: its field in the model.
        to: the id of the other end.
        since: the first day on which it holds, where one is said.
        until: the first day on which it holds no more, where one is said.
        own: what is said of the link itself.
    """

    edge: str
    to: str
    since: str | None = None
    until: str | None = None
    own: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Said:
    """What a row says of one thing."""

    kind: str
    id: str
    fields: tuple[tuple[str, Value], ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Row:
    """What a department knows of one record.

    Args:
        key: what its system calls it.
        cells: by column, as the department writes them.
        says: what follows from them.
        version: what tells which of two is the newer, in the order of text, where the source has that.
        part: of the delivery, where it has parts.
        ends: it says that the record has ended, and no more.
    """

    key: str
    cells: Mapping[str, Cell]
    says: tuple[Said, ...]
    version: str | None = None
    part: str = ""
    ends: bool = False


@dataclass(frozen=True, eq=False)
class Flaw:
    """One way in which a row can be wrong.

    Args:
        column: in which.
        cell: what is written there.
        code: what must be told.
        named: the key of the row can be read all the same.
    """

    column: str
    cell: Cell
    code: str
    named: bool = True


@dataclass(frozen=True)
class Source:
    """What one department delivers.

    Args:
        system: its system.
        department: as its declaration names it.
        make: from the number of a record, the state it is in, and a manner of writing, its row.
        flaws: what can be wrong with a row.
        former: a column, and a name that it had once.
        above: what stands above the header.
        like: the source whose declaration it has but for what `declared` says; its own when left out.
        declared: texts of that declaration, and what stands there instead.
    """

    system: str
    department: str
    make: Callable[[int, int, int], Row]
    flaws: tuple[Flaw, ...]
    former: tuple[str, str] | None = None
    above: tuple[str, ...] = ()
    like: str = ""
    declared: tuple[tuple[str, str], ...] = field(default=())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, in order."""
        return tuple(self.make(0, 0, 0).cells)


def said(kind: str, key: str | tuple[Any, ...], /, *links: Link | None, **fields: Value | None) -> Said:
    """Say something of a thing; what is None is not said, as with an empty cell."""
    given = tuple((name, value) for name, value in fields.items() if value is not None)
    name = kind[0].lower() + kind[1:]
    return Said(kind, f"{name}:{joined(key)}", given, tuple(link for link in links if link))


def joined(key: str | tuple[Any, ...]) -> str:
    """The parts of a key as they stand in an id."""
    parts = key if isinstance(key, tuple) else (key,)
    return "~".join(str(part).replace("%", "%25").replace("~", "%7E") for part in parts)


def pick(some: Sequence[Any], number: int, state: int = 0) -> Any:
    """One of some things, another one in each state."""
    return some[(number * 7 + state) % len(some)]


def code(number: int) -> str:
    """The credit code of an enterprise."""
    return uscc(910_000 + number)


CHECK = code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1")  # its last sign does not fit the others


def name(number: int, state: int = 0) -> str:
    """What an enterprise is called; now and then otherwise, and now and then only written otherwise."""
    plain = f"样例{WORDS[number % len(WORDS)]}{number}厂"
    return (plain, plain, f"{plain}（东区）", f"{plain}(东区)")[state % 4]


def day(number: int, state: int = 0) -> date:
    """A day of a record, later in each state."""
    return date(2011, 1, 4) + timedelta(days=number * 5 + state)


def enterprise(number: int, **fields: Value | None) -> Said:
    """Something about an enterprise."""
    return said("Enterprise", code(number), **{"uscc": code(number), **fields})


def of(edge: str, number: int) -> Link:
    """A link to an enterprise."""
    return Link(edge, f"enterprise:{code(number)}")


def by(edge: str, department: str, since: date | None = None) -> Link:
    """A link to a department of the region."""
    return Link(edge, f"department:nx-2012-{department}", iso(since))


def credit(system: str, key: str, number: int, department: str, since: date, **fields: Value | None) -> Said:
    """A record of credit, which is shared among the departments."""
    return said(
        "CreditRecord",
        (system, key),
        of("enterprise", number),
        by("contributed_by", department, since),
        Link("shared_under", "mechanism:nx-2012-credit-sharing"),
        **{"system": system, "record_key": key, "recorded_on": iso(since), **fields},
    )


def iso(given: date | None) -> str | None:
    """A day as the graph has it."""
    return given.isoformat() if given else None


def written(given: date | None, forms: str, manner: int) -> str:
    """A day as a department may write it: `-`, `/`, `.`, `c` for compact and `年` are its forms."""
    if given is None:
        return ""
    y, m, d = given.year, given.month, given.day
    texts = {
        "-": f"{y}-{m:02}-{d:02}",
        "/": f"{y}/{m}/{d}",
        ".": f"{y}.{m}.{d}",
        "c": f"{y}{m:02}{d:02}",
        "年": f"{y}年{m}月{d}日",
    }
    return texts[forms[manner % len(forms)]]


def yuan(ten_thousands: str) -> str:
    """An amount in units of ten thousand yuan, in yuan, as exact text."""
    return f"{Decimal(ten_thousands) * 10_000:f}"

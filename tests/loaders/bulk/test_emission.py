"""A graph that was imported is the one that loading leaves; Neo4j's own importer makes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import loaders
from graph.database import LTS, Database, missing, prepare, version_of
from graph.model import Link, Node
from loaders import Report
from loaders.delivery import Extent
from loaders.staging import Staged
from tests.loaders import gardens
from tests.loaders.bulk.importing import emitted, imported, told
from tests.loaders.conftest import empty
from tests.loaders.gardens import MODEL, RANKS, Bark, Garden, Tree, rooted
from tests.loaders.staging import ended, row, staging

ON, BEFORE = date(2013, 6, 30), date(2013, 3, 31)
# What the form of a file gives a meaning to, and what has none.
SIGNS = (
    '"',
    ",",
    ";",
    "\n",
    "\r",
    "\r\n",
    "\\",
    "\x1f",
    "\x1e",
    "\x00",
    "'",
    " ",
    "\t",
    "\ufeff",
    "\u2028",
    "#",
)
TEXTS = st.lists(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=12).map("".join)
MANY = 200
# Of a report, what names its run, what is in the words of the database, and the links that lead nowhere: a
# load tells those of other systems' records that it meets, too.
PLACED = {"run": "", "refused": (), "dangling": 0, "examples": ()}


def texts() -> list[str]:
    """Many different ones, of which each has to survive; a server for each would take hours."""
    found = {"": None, "\x1f": None, '"': None}

    @settings(max_examples=MANY, phases=[Phase.generate], deadline=None, database=None)
    @given(TEXTS)
    def meet(text: str) -> None:
        found[text] = None

    meet()
    return list(found)


def deliveries(some: list[str]) -> Iterator[Staged]:
    """Things that two describe and differ about, of all types, with links to what is there and is not."""
    keys = [text for text in some if text]
    yield staging(
        *(
            row(
                key,
                Tree(
                    code=key,
                    name=some[number],
                    height=-number,
                    girth=Decimal("1.50"),
                    bark=Bark.ROUGH,
                    planted_on=date(1 + number, 2, 3),
                    sample=number % 2 == 0,
                    rooted=[rooted(f"g{number % 3}", date(2001, 1, 1), number)],
                    beside=[Link(Tree(code=keys[number - 1]).id), Link(f"tree:none-{number % 5}")],
                ),
                place=f"list, line {number}",
                cells=key,
            )
            for number, key in enumerate(keys)
        ),
        row("first", Tree(code="three", name="a first name")),
        ended("gone", "2"),
        on=ON,
    )
    copy = partial(row, system="copy")
    yield staging(
        *(
            copy(
                f"{number}",
                Tree(code=key, name=some[number - number % 2], keeper=Link("garden:g1")),
                part="x",
            )
            for number, key in enumerate(keys)
        ),
        copy("second", Tree(code="three", name="a second name"), part="y"),
        copy("two", Garden(code="g1", name="one"), Tree(code="new", bark=None), part="y", version="7"),
        system="copy",
        extent=Extent.PARTS,
        on=ON,
    )
    place = partial(row, system="places")
    yield staging(
        place("a", Garden(code="g1", name="first", lies_in=Link("garden:g2"))),
        place("b", Garden(code="g2", name=None, lies_in=Link("garden:g1"))),
        place("third", Tree(code="three", name="a third name")),  # of a conflict that the second opened
        place("long", Garden(code="x" * 40_000)),
        system="places",
    )


@dataclass(frozen=True)
class Both:
    """One graph that was loaded and one that was imported, from the same deliveries."""

    texts: list[str]
    folder: Path
    loaded: list[str]
    graph: Database
    imported: list[str]
    reports: tuple[list[Report], list[Report]]


@pytest.fixture(scope="module")
def both(
    prepared: Database, class_path: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    empty(prepared)
    place, some = tmp_path_factory.mktemp("数据 bulk"), texts()
    reports = [loaders.deliver(prepared, MODEL, each, authority=RANKS) for each in deliveries(some)]
    loaded = told(prepared)
    written = emitted(place / "first", MODEL, deliveries(some), RANKS)
    with imported(place / "first", place / "data", class_path) as graph:
        yield Both(some, place / "first", loaded, graph, told(graph), (reports, written))
    empty(prepared)


def test_it_is_the_graph_that_loading_leaves_whatever_the_texts(both: Both) -> None:
    assert len(both.texts) > MANY / 2
    assert any("Conflict" in line for line in both.loaded)
    assert any("Unresolved" in line for line in both.loaded)
    assert sorted({*both.loaded} - {*both.imported}) == sorted({*both.imported} - {*both.loaded}) == []
    assert both.imported == both.loaded


def test_it_is_reported_as_loading_is(both: Both) -> None:
    for loaded, written in zip(*both.reports, strict=True):
        assert replace(written, **PLACED) == replace(loaded, **PLACED)
    loaded, written = (reports[0] for reports in both.reports)
    assert (written.dangling, len(written.examples)) == (loaded.dangling, len(loaded.examples))
    assert [len(each.refused) for each in both.reports[1]] == [0, 0, 1]


@pytest.mark.lts
def test_it_is_the_same_in_the_long_term_release(
    both: Both, lts_class_path: list[Path], tmp_path: Path
) -> None:
    with imported(both.folder, tmp_path / "data", lts_class_path, LTS) as graph:
        assert told(graph) == both.loaded


def test_loads_go_on_from_it_as_from_any(both: Both) -> None:
    assert version_of(both.graph) == 1  # no migration is to move what is of this model already
    prepare(both.graph, MODEL)
    assert missing(both.graph, MODEL) == []

    for ready in deliveries(both.texts):
        again = loaders.deliver(both.graph, MODEL, ready, authority=RANKS)
        assert (again.applied, again.withdrawn) == (0, 0), again
    changed = {*told(both.graph)} ^ {*both.imported}
    of_runs = ('["node", ["LoadRun"]', '["node", ["LoadStream"]')
    assert [line for line in changed if not line.startswith(of_runs)] == []

    late = staging(row("1", Tree(code="1")), on=BEFORE)
    assert loaders.deliver(both.graph, MODEL, late, authority=RANKS).stale == 1

    targets: list[Node] = [Garden(code="g0"), *(Tree(code=f"none-{number}") for number in range(5))]
    closed = gardens.load(both.graph, "more", {target.id: [target] for target in targets})
    assert (closed.applied, closed.dangling) == (6, 0)
    assert both.graph.read("MATCH (s:Unresolved) RETURN s.missing AS missing", {}) == []

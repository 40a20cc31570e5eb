"""A night of loading: what is in the graph beforehand, one delivery, and what must hold when it is in.

Not here: the faults, and the invariants themselves (`invariants`).
"""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import loaders
from graph.database import Database
from graph.model import quality_model
from tests.faults import invariants, markets
from tests.faults.bolt_proxy import BoltProxy, Fault, Message, acknowledged
from tests.faults.loader import Ended, Loader, Running
from tests.faults.markets import CHECKS, REGISTER, STAFF, Cells, checked, registered, staffed

# What says which model the database follows stays: to prepare it anew takes long.
EMPTY = "MATCH (n) WHERE NOT n:ModelVersion DETACH DELETE n"


@dataclass(frozen=True)
class Given:
    """A delivery: its system, its files with options among them, and how many rows they have."""

    system: str
    files: tuple[object, ...]
    rows: int


@dataclass(frozen=True)
class Clean:
    """What a run without a fault made of a delivery."""

    ended: Ended
    graph: list[str]
    others: list[str]


@dataclass
class Night:
    """One database, its loader, and what was loaded before.

    Args:
        database: open, without a proxy.
        loader: runs commands on it.
        folder: for the extracts.
    """

    database: Database
    loader: Loader
    folder: Path
    before: list[Given] = field(default_factory=list)

    def given(self, system: str, rows: Sequence[Cells], *options: object, name: str | None = None) -> Given:
        """Write an extract, and return it as a delivery."""
        number = len(list(self.folder.glob("*.csv")))
        file = markets.written(self.folder / (name or f"{system}-{number}.csv"), system, rows)
        return Given(system, (file, *options), len(rows))

    def loaded(self, system: str, rows: Sequence[Cells], *options: object) -> Given:
        """Load a delivery that everything else comes after."""
        given = self.given(system, rows, *options)
        self.before.append(given)
        ended = self.load(given)
        assert ended.status in (0, 1), ended
        return given

    def ordinary(self) -> Given:
        """Load what three departments said, and return a delivery of the inspectors with some of everything.

        It says two checks otherwise, adds two, leaves one out, has one bad row and one that stands twice; and
        one check points to an enterprise that nobody knows.
        """
        self.loaded(REGISTER, [registered(number) for number in range(1, 5)])
        self.loaded(STAFF, [staffed(number) for number in (1, 2, 5)])
        self.loaded(CHECKS, [checked(number, number % 4 + 1) for number in range(1, 9)])
        kept = [checked(number, number % 4 + 1) for number in (4, 5, 6, 7)]
        said = [checked(1, 2, result="不合格"), checked(2, 9), checked(3, day="2013-02-30")]
        return self.given(CHECKS, [*said, *kept, kept[0], checked(9, 1), checked(10, 5)])

    def load(self, given: Given, uri: str | None = None) -> Ended:
        """Load a delivery; through a proxy by a process of its own, as it may come to harm."""
        if uri:
            return self.begin(given, uri).wait()
        return self.loader.load(given.system, *given.files)

    def begin(self, given: Given, uri: str | None = None) -> Running:
        """Start to load a delivery."""
        return self.loader.begin(given.system, *given.files, uri=uri)

    def killed(
        self,
        given: Given,
        proxy: BoltProxy,
        n: int,
        when: Callable[[Callable[[], object]], Fault],
        *,
        surely: bool = True,
    ) -> None:
        """Load a delivery, and kill the loader at its n-th commit.

        Args:
            given: the delivery.
            proxy: between the loader and the database.
            n: which commit.
            when: before it, after it, or after its acknowledgement.
            surely: it has that many.
        """
        started: Future[Running] = Future()
        trap = proxy.trap(Message.COMMIT, n, when(lambda: started.result().kill()))
        started.set_result(self.begin(given, proxy.uri))
        ended = started.result().wait()
        if not surely and ended.status >= 0:
            return
        assert trap.sprung.wait(60), ended
        late = when is acknowledged and ended.status >= 0  # it came to its end in that moment
        assert late or ended.status == -signal.SIGKILL, ended

    def clean(self, given: Given, proxy: BoltProxy | None = None) -> Clean:
        """Return what a delivery comes to without a fault; afterwards the graph is as before.

        Args:
            given: the delivery.
            proxy: what counts the messages, from nothing.
        """
        if proxy:
            proxy.passed.clear()
        others = invariants.of_others(self.database, given.system)
        ended = self.load(given, proxy.uri if proxy else None)
        assert ended.status in (0, 1, 3), ended
        clean = Clean(ended, invariants.dump(self.database), others)
        self.again()
        return clean

    def again(self) -> None:
        """Empty the graph, and load what there was before."""
        empty(self.database)
        for each in self.before:
            ended = self.load(each)
            assert ended.status in (0, 1), ended

    def holds(self, given: Given, clean: Clean, ended: Ended) -> None:
        """All that must hold after a delivery, whatever happened to it.

        Args:
            given: the delivery.
            clean: what a run without a fault made of it.
            ended: the run that came to its end.
        """
        invariants.same(invariants.dump(self.database), clean.graph)  # I1, and with it I7
        invariants.adds_up(ended.said, given.rows)
        invariants.nothing_is_there_twice(self.database)
        invariants.nothing_is_left_open(self.database, given.system, self.loader.data)
        invariants.others_are_as_before(self.database, given.system, clean.others)
        invariants.agrees(ended)
        invariants.agrees_with_the_graph(self.database, ended)
        assert (ended.status, numbers(ended)) == (clean.ended.status, numbers(clean.ended))
        self.changes_nothing(given)

    def changes_nothing(self, given: Given) -> None:
        """I5: the same delivery once more."""
        graph, versions = invariants.dump(self.database), invariants.versions(self.database)
        again = self.load(given)
        said = again.said
        assert (said["applied"], said["withdrawn"]) == (0, 0), again
        invariants.adds_up(said, given.rows)
        invariants.agrees(again)
        invariants.same(invariants.dump(self.database), graph)
        assert invariants.versions(self.database) == versions


def numbers(ended: Ended) -> dict[str, object]:
    """The numbers of a report; a run that goes on where another ended tells those of both."""
    names = ("rows", "applied", "added", "unchanged", "quarantined", "stale", "left_out")
    return {name: ended.said[name] for name in (*names, "withdrawn", "retained", "dangling", "issues")}


def empty(database: Database) -> None:
    """Take everything out of the graph."""
    database.write(lambda transaction: transaction.run(EMPTY).consume())


def withdraw(database: Database, system: str) -> None:
    """Take back all that a system said."""
    loaders.withdraw(database, quality_model(), system)

"""A year of nights: each source is loaded as it comes, and all that is told is held to the prediction.

A night's delivery is whole, late, twice there, behind the next day's, damaged in some way, or its loader is
killed; then whoever is on duty does what the report says. All of it follows from one seed.
Not here: the prediction (`predicted`, `settled`), and the whole of the graph (`test_year`).
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import loaders
from cli.load import load_extracts
from cli.problems import KNOWN
from cli.settings import Settings
from cli.status import status_of
from graph.database import Address, Database
from graph.model import quality_model
from loaders.contract import Source as Declaration
from loaders.contract import declared_source
from loaders.extracts import Asked, kept_aside
from tests.faults import invariants
from tests.faults.bolt_proxy import BoltProxy, acknowledged, after, before
from tests.faults.loader import Ended
from tests.faults.night import Given, Night
from tests.faults.year import ground
from tests.faults.year.carriers import Extract, Line, carried, carrier_of, corrected, text_of
from tests.faults.year.predicted import USUAL, Region, Told
from tests.faults.year.region import BEGIN, Source
from tests.faults.year.worlds import World

# What can happen to a delivery, beside that it is whole, in the order in which it does.
HARMS: Mapping[str, str] = {
    "flaws": "some rows hold what they may not",
    "twice": "the same file comes once more",
    "swapped": "the day's file comes behind that of the next day",
    "replayed": "bad rows, which are corrected and replayed",
    "killed": "the loader is killed, and run again",
    "shrunk": "many records are gone indeed, and whoever is on duty says so",
    "repeated": "rows stand there twice, and once say otherwise",
    "late": "nothing comes, and the next night two files",
    "unnamed": "the key of a row cannot be read",
    "torn": "a row comes to harm on its way",
    "cut": "the end of the file is missing",
    "extra": "a new column",
    "half": "the second half is missing",
    "bad": "half of the rows are bad",
    "renamed": "a column has the name that it had once",
    "column": "a column is missing",
    "codec": "the file is in another encoding",
    "empty": "the file is empty",
    "header": "no rows",
}
WHEN = (before, after, acknowledged)
SAID = ("rows", "quarantined", "left_out", "issues", "stale", "retained")


@dataclass
class Year:
    """The nights, and what was seen in them.

    Args:
        night: the database, and the folder for extracts.
        address: of the database.
        proxy: through which the loader goes that is to be killed.
        sources: who delivers.
        seed: what all that happens follows from.
        calm: how many of ten deliveries are whole.
        kills: of how many of ten deliveries that may be killed the loader is.
    """

    night: Night
    address: Address
    proxy: BoltProxy
    sources: Sequence[Source]
    seed: str
    calm: int
    kills: int = 10
    region: Region = field(default_factory=Region)
    seen: Counter[str] = field(default_factory=Counter)
    _waiting: dict[str, tuple[date, list[Line], str]] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The database itself."""
        return self.night.database

    @cached_property
    def departments(self) -> dict[str, str | None]:
        """By system, its department."""
        return {source.system: source.department for source in self.sources} | {ground.SYSTEM: None}

    @cached_property
    def _worlds(self) -> dict[str, World]:
        return {source.system: World(source, self.seed) for source in self.sources}

    @cached_property
    def _settings(self) -> Settings:
        at, data = self.address, self.night.loader.data
        reached = {"neo4j_uri": at.uri, "neo4j_user": at.user, "neo4j_password": at.password}
        return Settings.model_validate({"data_dir": data, **reached})

    def begin(self) -> None:
        """Load what everything else points to."""
        loaders.deliver(self.database, quality_model(), ground.delivery(quality_model()))
        self.region.found(ground.SYSTEM, ground.ground())

    def nights(self, many: int, sources_a_night: int) -> Iterator[date]:
        """Let nights pass; in the first every source is loaded, in the others so many, in turn.

        Args:
            many: nights.
            sources_a_night: how many sources deliver in each.
        """
        turn = 0
        for number in range(many):
            day = BEGIN + timedelta(days=number)
            those = len(self.sources) if number == 0 else sources_a_night
            for each in range(turn, turn + those):
                at = each % len(self.sources)
                self._one(self.sources[at], day, first=number == 0, place=at)
            turn += those
            yield day

    def clean(self) -> None:
        """Load into an empty graph, at once and without a fault, what each source's records say now."""
        self.begin()
        for source in self.sources:
            rows = list(self.region.live[source.system].values())
            extract = self._written(source, [Line(row, row.cells) for row in rows], "")
            ended = self._load(source, extract, self.region.day_of(source.system), USUAL)
            assert ended.status in (0, 1), ended
            assert ended.said["added"] == len(rows), ended

    def _one(self, source: Source, day: date, *, first: bool, place: int) -> None:
        """What happens to one source in one night."""
        world = self._worlds[source.system]
        waiting = self._waiting.pop(source.system, None)
        world.a_night_passes()
        lines = world.lines()
        if first or waiting or world.random.randrange(10) < self.calm:
            self.seen["whole"] += not waiting
            if waiting and waiting[2] == "late":
                self._delivered(source, *waiting[:2])
            self._delivered(source, day, lines)
            if waiting and waiting[2] == "swapped":
                self._delivered(source, *waiting[:2])
            return
        harm = world.next_of(tuple(HARMS), place)
        self.seen[harm] += 1
        if harm in ("late", "swapped"):
            self._waiting[source.system] = day, lines, harm
        else:
            self._harmed(source, world, day, lines, harm)

    def _harmed(self, source: Source, world: World, day: date, lines: list[Line], harm: str) -> None:
        """A delivery to which something happens."""
        carrier = carrier_of(source)
        by_row = {
            "flaws": world.some_wrong,
            "repeated": world.some_repeated,
            "unnamed": world.one_unnamed,
            "torn": world.one_torn,
            "half": world.half,
            "bad": world.half_wrong,
            "cut": world.last_cut,
            "header": world.nothing,
        }
        whole_file = harm in ("empty", "codec", "column", "extra", "renamed", "cut")
        text = carrier in ("csv", "jsonl")
        if whole_file and not (harm == "cut" and text) and self._can(source, harm):
            self._delivered(source, day, lines, harm)
        elif harm in by_row and not (harm == "cut" and not text):
            self._delivered(source, day, by_row[harm](lines), complete=harm != "half")
        elif harm == "replayed":
            wrong = world.random.choice((world.some_wrong, world.one_torn))
            self._replayed(source, day, wrong(lines))
        elif harm == "killed" and world.random.randrange(10) < self.kills:
            self._killed(source, world, day, world.some_wrong(lines))
        elif harm == "shrunk":
            world.lose(8)
            self._delivered(source, day, world.lines())
        else:
            self._delivered(source, day, lines)
            if harm == "twice":
                self._delivered(source, day, lines)

    def _can(self, source: Source, harm: str) -> bool:
        carrier = carrier_of(source)
        unable = {
            "renamed": source.former is None,
            "codec": carrier not in ("csv", "jsonl"),
            "column": carrier in ("sql", "jsonl"),
            "extra": carrier == "sql",
            "empty": carrier == "sql",
        }
        return not unable.get(harm, False)

    def _delivered(
        self, source: Source, day: date, lines: list[Line], whole: str = "", *, complete: bool = True
    ) -> None:
        """Load a delivery; where it is complete, and what is gone was kept, say that it is gone indeed."""
        extract = self._written(source, lines, whole)
        told = self.region.delivered(source, extract, day, whole)
        self._agree(self._load(source, extract, day, USUAL), told, extract)
        if told.kept and complete and not any(line.code or line.torn for line in lines):
            self.seen["forced"] += 1
            forced = self.region.delivered(source, extract, day, whole, 100)
            self._agree(self._load(source, extract, day, 100), forced, extract)

    def _replayed(self, source: Source, day: date, lines: list[Line]) -> None:
        extract = self._written(source, lines, "")
        told = self.region.delivered(source, extract, day)
        ended = self._load(source, extract, day, USUAL)
        self._agree(ended, told, extract)
        rows = [line.row for _, line in extract.lines if line.code or line.torn]
        kept = next(Path(file) for file in ended.said["kept"] if Path(file).name.startswith("rejected"))
        corrected(source, kept, rows)
        asked = kept_aside(kept.parent)
        assert asked
        again = self._ended(asked, USUAL)
        self._agree(again, self.region.replayed(source, rows, day), None)

    def _killed(self, source: Source, world: World, day: date, lines: list[Line]) -> None:
        """Kill the loader at one of its commits; whoever is on duty runs it again."""
        extract = self._written(source, lines, "")
        told = self.region.delivered(source, extract, day)
        options = ("--on", day.isoformat(), "--sample", "--sources", self._folder)
        given = Given(source.system, (extract.place, *options), len(lines))
        self.proxy.forget_traps()
        n, when = world.random.randint(1, 9), world.random.choice(WHEN)
        self.night.killed(given, self.proxy, n, when, surely=False)
        self._agree(self._load(source, extract, day, USUAL), told, extract, exact=False)

    def _agree(self, ended: Ended, told: Told, extract: Extract | None, *, exact: bool = True) -> None:
        """The report says what was predicted, and names each row that was not applied.

        Args:
            ended: what came of it.
            told: what was to come.
            extract: what was loaded; None: rows that were kept aside.
            exact: it came at once; else what the killed process wrote is unchanged for the next, whose report
                may tell of less.
        """
        self.seen["loads"] += 1
        why = f"{extract.name if extract else 'replay'}: {ended}\n{told}"
        assert not exact or ended.status == told.status, why
        if told.numbers is None:
            assert "Traceback" not in ended.err, why
            return
        said, wanted = ended.said, told.numbers
        self.seen["rows"] += said["rows"] + said["left_out"]
        self.seen["rows kept aside"] += said["quarantined"]
        self.seen["rows stale"] += said["stale"]
        invariants.adds_up(said, wanted["rows"] + wanted["left_out"])
        invariants.agrees(ended)
        invariants.agrees_with_the_graph(self.database, ended)
        names = wanted.keys() if exact else SAID
        assert {name: said[name] for name in names} == {name: wanted[name] for name in names}, why
        kept = [Path(file) for file in said["kept"] if Path(file).name == "issues.jsonl"]
        issues = [json.loads(each) for file in kept for each in file.read_text("utf-8").splitlines()]
        found = Counter((each["line"], each["code"], each["severity"]) for each in issues)
        assert found == Counter(told.issues), why
        assert extract is None or {each["file"] for each in issues} <= {extract.name}, why

    # --- The command, without a process of its own --------------------------------------------------------

    def _written(self, source: Source, lines: list[Line], whole: str) -> Extract:
        self.seen["files"] += 1
        return carried(source, self.night.folder / f"{source.system}-{self.seen['files']}", lines, whole)

    @cached_property
    def _folder(self) -> Path:
        """The declarations of those that are not shipped."""
        folder = self.night.folder / "declared"
        for source in self.sources:
            place = folder / source.system.replace("-", "_")
            if source.like:
                place.mkdir(parents=True)
                (place / "source.toml").write_text(text_of(source), encoding="utf-8")
        folder.mkdir(exist_ok=True)
        return folder

    @cached_property
    def _declarations(self) -> dict[str, tuple[Path, Declaration]]:
        from loaders.sources.catalogue import declaration_of

        files = {each.system: declaration_of(each.system, [self._folder]) for each in self.sources}
        return {system: (file, declared_source(file, quality_model())) for system, file in files.items()}

    def _load(self, source: Source, extract: Extract, day: date, most: int) -> Ended:
        file, declaration = self._declarations[source.system]
        return self._ended(Asked(declaration, quality_model(), (extract.place,), day, True, file), most)

    def _ended(self, asked: Asked, most: int) -> Ended:
        try:
            account = load_extracts(self._settings, asked, Decimal(most), dry_run=False)
        except KNOWN as problem:
            return Ended(status_of(problem), "", str(problem))
        return Ended(account.status, account.as_json(), "")

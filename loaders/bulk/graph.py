"""The graph that gathered deliveries add up to, node by node and edge by edge.

It follows from the live claims alone, whatever came first (`loaders.claims`), so it is made in one pass over
the things, each with all that is claimed of it. What an ordinary load leaves beside it is made too: records,
runs, what links miss, conflicts, issues, streams. Of the version of an area only that there is one: how often
it was raised tells of batches.

Not here: the form of the files (`sheets`), and when what is made (`emission`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.database import read_migrations
from graph.model import Kind, Node
from loaders.acceptance import OWN_AREA
from loaders.authority import Authority
from loaders.bulk.gathering import Gathered, Kept, Source, Told
from loaders.bulk.sheets import Sheets
from loaders.claims import Claim, Entity, settle
from loaders.conflicts import conflicts_among, marks_of, settled_conflict
from loaders.entities import Row
from loaders.payload import claims_in, links_of
from loaders.records import edge_to_run, said_of, said_of_all
from loaders.report import Dangling, Report
from loaders.unresolved import EXAMPLES

OF_VERSIONS = {"area": "string", "n": "long"}
OF_MODEL = {"key": "string", "n": "long"}
OF_STREAMS = {"system": "string", "run": "string", "done": "long", "parts": "string[]", "days": "date[]"}
SOME = 1000  # things or records, after which it is told which part is done


class Graph:
    """What all gathered deliveries add up to; its things are written, then its records, then the rest.

    Args:
        gathered: the deliveries.
        sheets: where it is written.
        authority: whom to believe.
    """

    def __init__(self, gathered: Gathered, sheets: Sheets, authority: Authority) -> None:
        self._gathered, self._sheets, self._authority = gathered, sheets, authority
        self._model = gathered.model
        self._sources = {each.number: each for each in gathered.sources()}
        self._areas = {OWN_AREA}

    def things(self) -> Iterator[float]:
        """Write all things with their edges and conflicts, and give now and then which part is done."""
        self._gathered.miss_nothing()
        (count, _), done = self._gathered.counts(), 0
        for number, (thing, told) in enumerate(self._gathered.things(), start=1):
            self._thing(thing, told)
            done += len(told)
            if number % SOME == 0:
                yield done / count

    def records(self) -> Iterator[float]:
        """Write all records, once it is known what their links miss, and give which part is done."""
        _, count = self._gathered.counts()
        for number, kept in enumerate(self._gathered.records(), start=1):
            self._record(kept)
            if number % SOME == 0:
                yield number / count

    def rest(self) -> None:
        """Write what the loader itself says, and by what it goes on."""
        for node in self._gathered.own():
            self._entity(_alone(self._kind(node), node))
        for source in self._sources.values():
            self._stream(source)
        for area in sorted(self._areas):
            self._sheets.free_node("GraphVersion", OF_VERSIONS, {"area": area, "n": 1})
        newest = {"key": "model", "n": len(read_migrations())}
        self._sheets.free_node("ModelVersion", OF_MODEL, newest)

    def _thing(self, thing: str, told: list[Told]) -> None:
        claims = [self._claim(each) for each in told]
        kind = self._kind(claims[0].said)
        self._areas.add(kind.area)
        lost = self._lost(claims)
        conflicts = conflicts_among(self._model, self._authority, {thing: claims})
        settled = settle(kind, claims, self._authority.rules_of(kind))
        self._entity(settled, marks_of([thing], conflicts)[thing], lost)
        for record in sorted({claim.record or "" for claim in claims}):
            self._sheets.bare_edge("DESCRIBES", record, thing)
        if conflicts:
            self._conflicts(thing, told, claims)

    def _lost(self, claims: list[Claim]) -> set[str]:
        """The ids of what links of these claims lead to and is not there, which their records then miss."""
        lost: set[str] = set()
        for claim in claims:
            if missed := {to for to in claim.targets if not self._gathered.has(to)}:
                self._gathered.miss(claim.record or "", missed)
                lost |= missed
        return lost

    def _conflicts(self, thing: str, told: list[Told], claims: list[Claim]) -> None:
        """Write the conflicts of a thing, each with the run that would have met it first."""
        since: dict[str, str] = {}
        for number in sorted({each.source for each in told}):
            until = [claim for claim, each in zip(claims, told, strict=True) if each.source <= number]
            found = conflicts_among(self._model, self._authority, {thing: until}).get(thing, {})
            since = {**dict.fromkeys(found, self._sources[number].run.id), **since}
        for id_, conflict in found.items():
            self._entity(settled_conflict(self._model.kinds["Conflict"], conflict, since[id_]))

    def _claim(self, told: Told) -> Claim:
        system = self._sources[told.source].recording.system
        return Claim(told.said, told.record, self._authority.rank_of(system), told.position, system)

    def _record(self, kept: Kept) -> None:
        under, record = self._sources[kept.source].recording, kept.accepted
        kind = self._model.kinds["SourceRecord"]
        if kept.buried:  # as `records.WITHDRAW` leaves it
            gone: Row = {"system": under.system, "record_key": record.key, "version": record.version}
            gone |= {"recorded_from": under.today, "withdrawn_on": under.today, "sample": False}
            self._sheets.node(kind, record.id, gone)
            return
        said = {**said_of_all(under), **said_of(record, sample=kept.sample)}
        said |= {"missing": list(kept.missing)} if kept.missing else {}
        self._sheets.node(kind, record.id, said, "Unresolved" if kept.missing else "")
        self._sheets.edge(kind, kind.edge("run"), {**edge_to_run(under), "id": record.id})

    def _stream(self, source: Source) -> None:
        said = {"system": source.recording.system, "run": source.run.key, "done": source.steps}
        if source.day is not None:
            # The import has no list of one empty text; that twice means the same (`stream.days_of`).
            parts = source.parts if source.parts != ("",) else ("", "")
            said |= {"parts": list(parts), "days": [source.day] * len(parts)}
        self._sheets.free_node("LoadStream", OF_STREAMS, said)

    def _entity(self, entity: Entity, own: Row | None = None, lost: Iterable[str] = ()) -> None:
        """Write a node with its edges, but those to what is not there."""
        self._sheets.node(entity.kind, entity.id, {**entity.row, **(own or {})})
        for name, rows in entity.edge_rows.items():
            for row in rows:
                if row["to"] not in lost:
                    self._sheets.edge(entity.kind, entity.kind.edge(name), row)

    def _kind(self, node: Node) -> Kind:
        return self._model.kinds[type(node).__name__]


def _alone(kind: Kind, node: Node) -> Entity:
    return settle(kind, [Claim(node)])


def with_missing(gathered: Gathered, source: Source, report: Report) -> Report:
    """Say in a report what the links of its system's records miss."""
    model, count, examples = gathered.model, 0, list[Dangling]()
    for key, payload, target in gathered.lost(source.number):
        count += 1
        if len(examples) < EXAMPLES:
            examples += [
                Dangling(key, f"{model.kinds[type(claim).__name__].name}.{edge.name}", target)
                for claim in claims_in(model, payload)
                for edge, link in links_of(model.kinds[type(claim).__name__], claim)
                if link.to == target
            ]
    return replace(report, dangling=count, examples=tuple(examples[:EXAMPLES]))

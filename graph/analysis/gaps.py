"""Gaps: what has nobody who answers for it, and what rests on an attestation that has run out.

A gap of the text (the policy names nobody) and a gap of the records (nobody is on file) have codes of
their own: the one is mended by a decision, the other by a delivery. Not here: the gaps in one
enterprise's chain, each in its place (the question `who_is_responsible`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.analysis import network
from graph.analysis.network import DEPARTMENT, Network, network_on
from graph.analysis.reading import MOST, Reader
from graph.analysis.stated import ADDRESSED, Stated, stated_in
from graph.model import Vocabulary

STATEMENTS = (
    *network.STATEMENTS, "provisions", "filled", "unheld", "regions", "classes", "makers", "expired",
)  # fmt: skip
# Provisions that ask nobody to do anything: a cited text, a principle, a problem stated, a heading of others.
ASKS_NOBODY = ("INSTRUMENT", "STRATEGY", "ISSUE", "SECTOR_GROUP")


class GapCode(Vocabulary):
    """What is missing, and whether the text or the records lack it."""

    NOT_STATED = "NOT_STATED", "the policy names nobody for it · 文件未载明"
    NOBODY_ACTS = "NOBODY_ACTS", "the policy names only whom it is done to or for · 只载明对象"
    NOBODY_ON_RECORD = (
        "NOBODY_ON_RECORD",
        "the policy names classes, and nobody on file belongs to one · 类别无成员",
    )
    NO_FIRST_RESPONSIBLE_PERSON = (
        "NO_FIRST_RESPONSIBLE_PERSON",
        "of an enterprise: nobody on file as first-responsible person · 无质量第一责任人",
    )
    NO_QUALITY_MANAGER = (
        "NO_QUALITY_MANAGER",
        "of an enterprise: nobody on file as quality manager · 无质量主管人员",
    )
    NO_SUPERVISOR = (
        "NO_SUPERVISOR",
        "of a product class in a county: no department with a remit over it · 无监管部门",
    )
    EXPIRED_BUT_RELIED_ON = (
        "EXPIRED_BUT_RELIED_ON",
        "an attestation that has run out and that something rests on · 过期仍被依赖",
    )


class Reliance(Vocabulary):
    """What rests on an attestation that has run out."""

    STILL_NAMED = "STILL_NAMED", "the register still names a product as covered by it · 产品仍列其下"
    REQUIRED = (
        "REQUIRED",
        "a product that is still made needs one of the sort, and there is no later one · 在产且无新证",
    )
    RECORDED_AS_VALID = (
        "RECORDED_AS_VALID",
        "its issuer's record says valid, and there is no later one · 记录仍为有效",
    )


STATED_METHOD = "set difference: provisions that ask for something, without actors whom the text names for it"
EXPIRED_METHOD = (
    "date comparison: attestations past their last day, without a later one of the sort, still rested on"
)
METHODS = {
    GapCode.NOT_STATED: STATED_METHOD,
    GapCode.NOBODY_ACTS: f"{STATED_METHOD}, who only have a part of {', '.join(sorted(ADDRESSED))}",
    GapCode.NOBODY_ON_RECORD: "set difference: provisions for classes of actors, without members on file",
    GapCode.NO_FIRST_RESPONSIBLE_PERSON: "set difference: enterprises without a held post of PRIMARY duty",
    GapCode.NO_QUALITY_MANAGER: "set difference: enterprises without a held post of DIRECT duty",
    GapCode.NO_SUPERVISOR: "set difference: county × product class, without HAS_JURISDICTION ∧ HAS_REMIT",
    GapCode.EXPIRED_BUT_RELIED_ON: EXPIRED_METHOD,
}
METHOD = "set difference; date comparison; each code names its own in counts"
POSTS = {GapCode.NO_FIRST_RESPONSIBLE_PERSON: "PRIMARY", GapCode.NO_QUALITY_MANAGER: "DIRECT"}


@dataclass(frozen=True)
class Gap:
    """One thing that nobody answers for; which of the ids are given follows from the code.

    Args:
        code: what is missing.
        provision: what the policy sets up.
        actors: whom its text names all the same.
        enterprise: who has nobody in the post.
        county, product_class: what has no supervisor, and where.
        makers: how many enterprises there make products of the class.
        certificate, licence: what has run out.
        products: the first of those that rest on it.
        reliance: in which ways something rests on it.
    """

    code: GapCode
    provision: str | None = None
    actors: tuple[str, ...] = ()
    enterprise: str | None = None
    county: str | None = None
    product_class: str | None = None
    makers: int | None = None
    certificate: str | None = None
    licence: str | None = None
    products: tuple[str, ...] = ()
    reliance: tuple[Reliance, ...] = ()


@dataclass(frozen=True)
class GapCount:
    """How many gaps there are of a code, and how they are found; `kept` of them are listed."""

    code: GapCode
    count: int
    kept: int
    method: str


@dataclass(frozen=True)
class Gaps:
    """All gaps of a day, by code; of each code no more than `MOST` are kept."""

    counts: tuple[GapCount, ...]
    items: tuple[Gap, ...]
    method: str = METHOD


def responsibility_gaps(reader: Reader) -> Gaps:
    """Return what has nobody who answers for it on the reader's day."""
    drawn = network_on(reader)
    found: dict[GapCode, list[Gap]] = {code: [] for code in GapCode}
    counted = dict.fromkeys(GapCode, 0)
    for gap in (*_of_provisions(reader, drawn), *_of_counties(reader, drawn)):
        found[gap.code].append(gap)
        counted[gap.code] += 1
    for code, grade in POSTS.items():
        (row,) = reader.rows("unheld", grade=grade)
        found[code], counted[code] = [Gap(code, enterprise=each) for each in row["first"]], row["count"]
    (row,) = reader.rows("expired")
    found[GapCode.EXPIRED_BUT_RELIED_ON] = [_expired(each) for each in row["first"]]
    counted[GapCode.EXPIRED_BUT_RELIED_ON] = row["count"]
    kept = {code: gaps[:MOST] for code, gaps in found.items()}
    counts = (GapCount(code, counted[code], len(kept[code]), METHODS[code]) for code in GapCode)
    return Gaps(tuple(counts), tuple(gap for gaps in kept.values() for gap in gaps))


def _of_provisions(reader: Reader, drawn: Network) -> Iterator[Gap]:
    filled = {row["class"] for row in reader.rows("filled")}
    ties = stated_in(drawn)
    for row in reader.rows("provisions", asks_nobody=ASKS_NOBODY):
        stated = Stated.of(ties.get(row["provision"], ()))
        acting = stated.acting | set(row["same_clause"])
        if not acting:
            code = GapCode.NOBODY_ACTS if stated.addressed else GapCode.NOT_STATED
            yield Gap(code, provision=row["provision"], actors=tuple(sorted(stated.addressed)))
        elif all(actor.startswith("orgClass:") and actor not in filled for actor in acting):
            yield Gap(GapCode.NOBODY_ON_RECORD, provision=row["provision"], actors=tuple(sorted(acting)))


def _of_counties(reader: Reader, drawn: Network) -> Iterator[Gap]:
    classes = [row["class"] for row in reader.rows("classes")]
    makers = {(row["region"], row["class"]): row["makers"] for row in reader.rows("makers")}
    over = {each: drawn.with_remit([each]) for each in classes}
    gaps = [
        Gap(GapCode.NO_SUPERVISOR, county=county, product_class=each, makers=makers.get((county, each), 0))
        for county, here in _departments(drawn, (row["county"] for row in reader.rows("regions")))
        for each in classes
        if not here & over[each]
    ]
    # Where somebody makes it, the gap is felt.
    yield from sorted(gaps, key=lambda gap: (-(gap.makers or 0), gap.product_class or "", gap.county or ""))


def _departments(drawn: Network, counties: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for county in counties:
        serving = drawn.authorities([county])
        yield county, frozenset(each for each in serving if each.startswith(DEPARTMENT))


def _expired(row: dict[str, Any]) -> Gap:
    paper: str = row["paper"]
    return Gap(
        GapCode.EXPIRED_BUT_RELIED_ON,
        certificate=paper if paper.startswith("certificate:") else None,
        licence=paper if paper.startswith("licence:") else None,
        products=tuple(sorted(row["products"])),
        reliance=tuple(sorted((Reliance(each) for each in row["reasons"]), key=lambda each: each.value)),
    )

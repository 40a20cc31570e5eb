"""Certificates and licences of the sample's enterprises. Not here: schemes, bodies and offices themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Link
from graph.model.classification import Scope
from graph.model.conformity import AttestationStatus, Certificate, Licence, LicenceKind
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.catalogue import Scheme, Ware, bodies, holds, schemes, standards_for
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import inspector_of
from loaders.sources.sample.products import Item

_CERTIFICATE_YEARS = 3
_LICENCE_YEARS = 5


@dataclass(frozen=True)
class Attested:
    """One attestation: its number within the enterprise, its days and whether it stands."""

    place: int
    issued_on: date
    expires_on: date
    status: AttestationStatus

    @property
    def ends(self) -> date:
        """The first day on which it does not hold any more."""
        return self.expires_on + timedelta(days=1)


def certificate_record(
    holder: Profile, scheme: Scheme, issuer: str, attested: Attested, items: tuple[Item, ...]
) -> Record:
    """Return what a certification body's register says of one certificate.

    Args:
        holder: who holds it.
        scheme: under which it was issued; it conforms to the standards that the scheme requires on that day.
        issuer: the id of the certification body.
        attested: number, days and status.
        items: the products that it names; none for a management system.
    """
    number = f"{MARK}-{holder.uscc}-{attested.place}"
    issued = attested.issued_on
    certificate = Certificate(
        issuer=Link(issuer),
        number=number,
        issued_on=issued,
        expires_on=attested.expires_on,
        status=attested.status,
        scheme=Link(scheme.id),
        holder=holder.link,
        products=[Link(item.id(holder), issued, attested.ends) for item in items],
        standards=[Link(link.to) for link in scheme.requires if holds(link, issued)],
        sample=True,
    )
    return Record(f"certificates~{number}", (certificate,))


def licence_record(holder: Profile, ware: Ware, attested: Attested) -> Record:
    """Return what the register of licences says of one licence to make a class of product."""
    number = f"{MARK}许可-{holder.uscc}-{attested.place}"
    issued, ends = attested.issued_on, attested.ends
    covers: list[Link[Scope]] = [Link(ware.id, issued, ends)]
    licence = Licence(
        issuer=Link(inspector_of(holder.place_on(issued), issued)),
        number=number,
        kind=LicenceKind.PRODUCTION,
        issued_on=issued,
        expires_on=attested.expires_on,
        status=attested.status,
        holder=holder.link,
        covers=covers,
        requires=[Link(standard, issued, ends) for standard in standards_for(ware, issued)],
        sample=True,
    )
    return Record(f"licences~{number}", (licence,))


def draw_attestations(seed: int, holder: Profile, items: tuple[Item, ...]) -> Iterator[Record]:
    """Draw the certificates and licences of an enterprise."""
    chance = Chance(seed, "conformity", holder.number)
    yield from _certificates(chance, holder, items)
    wares = dict.fromkeys(item.ware for item in items if item.ware.licensed)
    for place, ware in enumerate(wares, start=1):
        if chance.happens(share.LICENSED):
            yield licence_record(holder, ware, _attested(chance, holder, place, _LICENCE_YEARS))


def _certificates(chance: Chance, holder: Profile, items: tuple[Item, ...]) -> Iterator[Record]:
    scopes = {trade.id for trade in holder.trades} | {item.ware.id for item in items}
    place = 0
    for scheme in schemes():
        covered = not scheme.covers.isdisjoint(scopes)
        if covered and chance.happens(share.CERTIFIED[holder.size]):
            place += 1
            named = tuple(item for item in items if item.ware.id in scheme.covers)
            attested = _attested(chance, holder, place, _CERTIFICATE_YEARS)
            yield certificate_record(holder, scheme, chance.one(bodies()), attested, named)


def _attested(chance: Chance, holder: Profile, place: int, years: int) -> Attested:
    issued_on = chance.day(holder.founded_on, share.LAST_DAY)
    expires_on = issued_on + timedelta(days=365 * years)
    status = chance.weighted(share.STANDING)
    if expires_on <= share.LAST_DAY and status is AttestationStatus.VALID:
        status = AttestationStatus.EXPIRED
    return Attested(place, issued_on, expires_on, status)

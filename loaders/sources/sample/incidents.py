"""Quality incidents of the sample, and what was done about those responsible.

Some incidents have no action on purpose. Not here: who was responsible beforehand (`posts`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Link
from graph.model.accountability import AccountabilityAction, Incident, Severity
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import SAMPLE
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import inspector_of
from loaders.sources.sample.products import Item

_SEVERITIES = {Severity.MINOR: 0.6, Severity.ORDINARY: 0.35, Severity.MAJOR: 0.05}
_ACTION_AFTER = timedelta(days=60)


@dataclass(frozen=True)
class Mishap:
    """What happened with one product of an enterprise."""

    on: date
    severity: Severity
    item: Item


def incident_record(profile: Profile, mishap: Mishap) -> Record:
    """Return what the register of incidents says."""
    incident = Incident(
        system=SAMPLE,
        record_key=_key(profile),
        title=f"{mishap.item.name}质量事故",
        occurred_on=mishap.on,
        severity=mishap.severity,
        enterprises=[profile.link],
        products=[mishap.item.link(profile)],
        sample=True,
    )
    return Record(f"incidents~{_key(profile)}", (incident,))


def action_record(profile: Profile, mishap: Mishap, place: int, against: str, category: str) -> Record:
    """Return what was decided after an incident against one actor.

    Args:
        profile: the enterprise whose incident it was.
        mishap: what happened.
        place: the number of the action within the incident.
        against: the id of the actor.
        category: what was decided.
    """
    decided_on = mishap.on + _ACTION_AFTER
    key = f"action-{profile.uscc}-{place}"
    action = AccountabilityAction(
        system=SAMPLE,
        record_key=key,
        category=f"{category}（{MARK}）",
        decided_on=decided_on,
        incident=Link(f"incident:{SAMPLE}~{_key(profile)}"),
        against=Link(against),
        decided_by=Link(inspector_of(profile.place_on(decided_on), decided_on)),
        sample=True,
    )
    return Record(f"actions~{key}", (action,))


def draw_incidents(seed: int, profile: Profile, items: tuple[Item, ...]) -> Iterator[Record]:
    """Draw whether an enterprise with products had an incident, and what followed."""
    chance = Chance(seed, "incidents", profile.number)
    if not items or not chance.happens(share.INCIDENT):
        return
    item = chance.one(items)
    mishap = Mishap(chance.day(item.since, share.LAST_DAY), chance.weighted(_SEVERITIES), item)
    yield incident_record(profile, mishap)
    if chance.happens(share.ACTION_TAKEN):
        yield action_record(profile, mishap, 1, profile.id, chance.one(("约谈", "责令整改", "罚款")))


def _key(profile: Profile) -> str:
    return f"incident-{profile.uscc}"

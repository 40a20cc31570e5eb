"""The quality posts of the sample's enterprises, and who holds them from when until when.

A post that was never registered and a post that nobody holds are gaps on purpose. Not here: the posts of the
leading group, which the policy names and which have no holder on file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Link, Node
from graph.model.actors import OrgClass, Person, Post
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import FIRST_RESPONSIBLE, QUALITY_MANAGER
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK, person_name

FIRST = "first"
MANAGER = "manager"
_TITLES = {FIRST: f"质量第一责任人（{MARK}）", MANAGER: f"质量主管（{MARK}）"}
_ROLES = {FIRST: FIRST_RESPONSIBLE, MANAGER: QUALITY_MANAGER}


@dataclass(frozen=True)
class Tenure:
    """The time in which one person holds a post; `person` is the key in the register of posts."""

    person: str
    name: str
    since: date
    until: date | None = None


def post_id(profile: Profile, role: str) -> str:
    """Return the id of the post with a role (`FIRST`, `MANAGER`) in an enterprise."""
    return f"post:{profile.uscc}-{role}"


def post_record(profile: Profile, role: str, tenures: tuple[Tenure, ...]) -> Record:
    """Return what the register of posts says of one post of an enterprise and its holders."""
    role_class: Link[OrgClass] = _ROLES[role]
    post = Post(
        key=f"{profile.uscc}-{role}",
        name=_TITLES[role],
        organisation=Link(profile.id),
        role=role_class,
        sample=True,
    )
    holders = (_holder(profile, role, tenure) for tenure in tenures)
    claims: tuple[Node, ...] = (post, *holders)
    return Record(f"posts~{profile.uscc}~{role}", claims)


def draw_posts(seed: int, profile: Profile) -> Iterator[Record]:
    """Draw the posts of an enterprise and their holders."""
    chance = Chance(seed, "posts", profile.number)
    if not chance.happens(share.NO_FIRST_POST):
        yield post_record(profile, FIRST, _tenures(chance, profile, FIRST, share.FIRST_VACANT))
    if not chance.happens(share.NO_MANAGER_POST):
        yield post_record(profile, MANAGER, _tenures(chance, profile, MANAGER, share.MANAGER_VACANT))


def _tenures(chance: Chance, profile: Profile, role: str, vacant: float) -> tuple[Tenure, ...]:
    changes = 0
    if chance.happens(share.HOLDER_CHANGED):
        changes = 2 if chance.happens(share.HOLDER_CHANGED_TWICE / share.HOLDER_CHANGED) else 1
    left = 1 if chance.happens(vacant) else 0
    breaks = {chance.day(profile.founded_on, share.LAST_DAY) for _ in range(changes + left)}
    days = sorted(breaks - {profile.founded_on})
    begins = [profile.founded_on, *(days[:-1] if left else days)]
    ends = [*days, None][: len(begins)]
    return tuple(
        Tenure(f"{role}-{place}", person_name(chance.below(100)), since, until)
        for place, (since, until) in enumerate(zip(begins, ends, strict=True), start=1)
    )


def _holder(profile: Profile, role: str, tenure: Tenure) -> Person:
    return Person(
        organisation=profile.uscc,
        register_key=tenure.person,
        name=tenure.name,
        holds=[Link(post_id(profile, role), tenure.since, tenure.until)],
        sample=True,
    )

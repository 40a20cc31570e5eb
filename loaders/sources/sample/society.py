"""What is drawn of society's part: complaints by hotline, and models of quality management.

Few of each, so that a large sample stays as large as it was. Not here: what is written by hand (the tables
`complaints`, `awards`, `conferrals`).
"""

from collections.abc import Iterator
from datetime import timedelta

from graph.model import Link
from graph.model.complaints import Complaint, ComplaintKind
from graph.model.conferrals import Conferral, ConferralKind, ConferralStage
from graph.model.policy import Figure
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import QUALITY_MODELS, QUALITY_MODELS_NUMBER, SAMPLE
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import inspector_of
from loaders.sources.sample.products import Item

_CHANNELS = {"12365": 0.4, "12315": 0.45, "网络": 0.15}
_SUBJECTS = ("净含量不足", "标识与实物不符", "拒绝退换", "使用中损坏")


def draw_society(seed: int, profile: Profile, items: tuple[Item, ...]) -> Iterator[Record]:
    """Draw whether an enterprise with products was complained of, and whether it is a model of management."""
    chance = Chance(seed, "society", profile.number)
    if items and chance.happens(share.COMPLAINED_OF):
        yield _complaint(chance, profile, chance.one(items))
    if chance.happens(share.MODEL[profile.size]):
        yield _model(chance, profile)


def _complaint(chance: Chance, profile: Profile, item: Item) -> Record:
    key = f"complaint-{profile.uscc}-1"
    received_on = chance.day(item.since, share.LAST_DAY)
    closed_on = received_on + timedelta(days=3 + chance.below(40))
    closed = closed_on < share.LAST_DAY and chance.happens(share.COMPLAINT_CLOSED)
    complaint = Complaint(
        system=SAMPLE,
        record_key=key,
        kind=ComplaintKind.COMPLAINT,
        channel=chance.weighted(_CHANNELS),
        subject=f"{item.name}{chance.one(_SUBJECTS)}（{MARK}）",
        received_on=received_on,
        closed_on=closed_on if closed else None,
        about=profile.link,
        product=item.link(profile),
        handled_by=Link(inspector_of(profile.place_on(received_on), received_on)),
        sample=True,
    )
    return Record(f"complaints~{key}", (complaint,))


def _model(chance: Chance, profile: Profile) -> Record:
    key = f"model-{profile.uscc}"
    conferred_on = chance.day(profile.founded_on, share.LAST_DAY)
    counts_toward: list[Link[Figure]] = [QUALITY_MODELS_NUMBER]
    title = Conferral(
        system=SAMPLE,
        record_key=key,
        kind=ConferralKind.TITLE,
        title=f"企业质量管理标兵（{MARK}）",
        stage=ConferralStage.CONFERRED,
        year=conferred_on.year,
        conferred_on=conferred_on,
        under=Link(QUALITY_MODELS.to),
        holder=Link(profile.id),
        counts_toward=counts_toward,
        sample=True,
    )
    return Record(f"conferrals~{key}", (title,))

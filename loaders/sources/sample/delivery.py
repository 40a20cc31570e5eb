"""The sample region as a delivery: invented enterprises and all that hangs on them, of any number.

Not here: how a delivery is loaded and withdrawn (`loaders`).
"""

from collections.abc import Iterator
from itertools import chain

from graph.model import quality_model
from loaders.delivery import Delivery, Record
from loaders.sources.sample.anchors import anchor_records
from loaders.sources.sample.budgets import budget_records
from loaders.sources.sample.catalogue import catalogue_records
from loaders.sources.sample.conformity import draw_attestations
from loaders.sources.sample.credit import draw_credit
from loaders.sources.sample.drawn import draw_supervision
from loaders.sources.sample.duties import draw_duties
from loaders.sources.sample.elsewhere import SAMPLE
from loaders.sources.sample.enterprises import draw_profile, draw_tax_records, register_record
from loaders.sources.sample.incidents import draw_incidents
from loaders.sources.sample.inspections import draw_visits, inspection_record
from loaders.sources.sample.observations import observation_records
from loaders.sources.sample.offices import office_records
from loaders.sources.sample.plans import plan_records
from loaders.sources.sample.posts import draw_posts
from loaders.sources.sample.products import draw_items, product_record
from loaders.sources.sample.schemes import scheme_records
from loaders.sources.sample.society import draw_society
from loaders.sources.sample.teams import team_records
from loaders.sources.sample.written import ABOUT_REGION, written_records

DEFAULT_SEED = 20120
MOST_ENTERPRISES = 999_999  # as many as have a code


def sample_delivery(enterprises: int, seed: int = DEFAULT_SEED) -> Delivery:
    """Return the sample region: the same records for the same numbers, everywhere.

    An enterprise is the same in a larger sample of the same seed; the first two are the same in any.

    Args:
        enterprises: how many; 0 gives no records, which `loaders.deliver` refuses: withdraw instead.
        seed: what the draws start from.

    Raises:
        ValueError: the number of enterprises is below 0 or above 999 999.
    """
    if not 0 <= enterprises <= MOST_ENTERPRISES:
        raise ValueError(f"a sample has 0 to {MOST_ENTERPRISES} enterprises, not {enterprises}; choose fewer")
    name = f"sample region, {enterprises} enterprises, seed {seed}"
    return Delivery(SAMPLE, name, tuple(sample_records(enterprises, seed)))


def sample_records(enterprises: int, seed: int = DEFAULT_SEED) -> Iterator[Record]:
    """Yield the records of a sample one by one, so that a large one need not be kept.

    Args:
        enterprises: how many.
        seed: what the draws start from.
    """
    quality_model()  # completes the kinds, which refer to each other
    if enterprises:
        yield from catalogue_records()
        yield from office_records()
        yield from team_records()
        yield from plan_records()
        yield from scheme_records()
        yield from budget_records()
        yield from written_records(ABOUT_REGION)
        yield from observation_records()
    for number in range(1, enterprises + 1):
        yield from _records(seed, number)


def _records(seed: int, number: int) -> Iterator[Record]:
    written = anchor_records(number)
    return _drawn(seed, number) if written is None else chain(written, written_records(number))


def _drawn(seed: int, number: int) -> Iterator[Record]:
    profile = draw_profile(seed, number)
    yield register_record(profile)
    yield from draw_tax_records(seed, profile)
    yield from draw_posts(seed, profile)
    items = draw_items(seed, profile)
    yield from (product_record(profile, item) for item in items)
    yield from draw_attestations(seed, profile, items)
    visits = draw_visits(seed, profile, items)
    yield from (inspection_record(profile, visit) for visit in visits)
    yield from draw_credit(seed, profile, visits)
    yield from draw_supervision(seed, profile, visits)
    yield from draw_incidents(seed, profile, items)
    yield from draw_duties(seed, profile, items)
    yield from draw_society(seed, profile, items)

"""A year of nightly loads of every shipped source, with every kind of damage, ends as predicted.

After each night the report has the predicted numbers and names each row that was not applied, and the graph
is the predicted one. At the end it is, by its digest, also what a single load without a fault makes of an
empty graph. Between these two only this is left out: runs, deliveries and issues with all that leads to them,
the days of recording, records that were taken back, and of each record the place and the mark of the cells
from which it was read last: what is delivered at once was never read before.

Not here, since no shipped source says such a thing: two records that lead one link of one thing to two ends,
of which the one that is not served loses its end. It is told to miss it only when it is settled again.
"""

import pytest

from graph.database import Address, Database
from tests.faults import invariants
from tests.faults.bolt_proxy import BoltProxy
from tests.faults.night import Night, empty
from tests.faults.year import carriers
from tests.faults.year.deciders import DECIDERS
from tests.faults.year.found import difference, found
from tests.faults.year.inspectors import INSPECTORS
from tests.faults.year.modes import MODES
from tests.faults.year.nights import HARMS, Year
from tests.faults.year.registers import REGISTERS
from tests.faults.year.settled import digest, settled
from tests.faults.year.standards import STANDARDS

SHIPPED = (*REGISTERS, *DECIDERS, *INSPECTORS, *STANDARDS)
EVERY = (*SHIPPED, *MODES)


def is_as_predicted(year: Year, database: Database) -> None:
    """The graph has what it must have, and nothing else."""
    is_there, must_be = found(database), settled(year.region, year.departments)
    assert digest(is_there) == digest(must_be), difference(is_there, must_be)


def told(year: Year, nights: int, sources_a_night: int) -> None:
    """Let the year pass, and hold it to all that is predicted."""
    year.begin()
    for day in year.nights(nights, sources_a_night):
        try:
            is_as_predicted(year, year.database)
        except AssertionError as differs:
            raise AssertionError(f"after the night of {day}:\n{differs}") from None
    invariants.nothing_is_there_twice(year.database)
    whole = invariants.dump(year.database, history=False)
    empty(year.database)
    year.clean()
    at_once = invariants.dump(year.database, history=False)
    assert digest(whole) == digest(at_once), difference(whole, at_once)


def test_every_shipped_source_takes_part() -> None:
    assert {source.system for source in SHIPPED} == {
        file.parent.name.replace("_", "-") for file in carriers.SHIPPED.glob("*/source.toml")
    }


def test_a_week_of_nights_ends_as_predicted(night: Night, neo4j_address: Address, proxy: BoltProxy) -> None:
    year = Year(night, neo4j_address, proxy, SHIPPED, "week", calm=0)

    told(year, nights=8, sources_a_night=3)

    assert year.seen["rows kept aside"]
    assert year.seen["rows stale"]


@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_a_year_of_nights_ends_as_predicted(night: Night, neo4j_address: Address, proxy: BoltProxy) -> None:
    year = Year(night, neo4j_address, proxy, EVERY, "year", calm=5, kills=3)

    told(year, nights=365, sources_a_night=10)  # each in six nights of ten

    print(dict(year.seen))  # shown with -s: how much there was of what
    assert set(HARMS) <= set(year.seen)

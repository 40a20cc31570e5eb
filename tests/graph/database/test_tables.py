"""The driver without the tables that it does not need: the same numbers, texts and days as with them."""

from calendar import monthrange
from datetime import date

import pytest
from neo4j import time
from neo4j._codec.packstream import v1, v2

from graph.database import Database
from graph.database.tables import forget_tables


def test_the_driver_has_the_tables_that_are_dropped() -> None:
    forget_tables()
    assert not v1.PACKED_UINT_16
    assert not v1.UNPACKED_UINT_16
    assert v2.PACKED_UINT_16 is v1.PACKED_UINT_16
    assert not time._DAYS_IN_MONTH


def test_the_driver_knows_every_month_without_them() -> None:
    forget_tables()
    for year in (1, 1899, 1900, 2000, 2012, 2023, 9999):
        for month in range(1, 13):
            last = monthrange(year, month)[1]
            assert time.Date(year, month, last).to_native() == date(year, month, last)
            with pytest.raises(ValueError, match="out of range"):
                time.Date(year, month, last + 1)
    assert not time._DAYS_IN_MONTH, "nothing is kept"


def test_values_of_every_size_come_back_without_them(neo4j: Database) -> None:
    forget_tables()
    sizes = (0, 15, 16, 255, 256, 65_535, 65_536)
    values = {
        "numbers": [*sizes, -129, -32_769, 2**62],
        "texts": ["字" * size for size in sizes],
        "lists": [list(range(size)) for size in sizes],
        "maps": [{f"k{i}": i for i in range(size)} for size in (16, 300)],
    }
    for name, value in values.items():
        assert neo4j.read("RETURN $value AS value", {"value": value}) == [{"value": value}], name

"""The API on graphs of growing size: that all is asked and judged, on a small one.

Not here: how fast it is, which no test asserts.
"""

from pathlib import Path

import pytest

from bench.growth.measure import Found, Size, measure
from bench.growth.report import holds, table
from bench.growth.shapes import ASKED
from bench.peers.fill import Filled


@pytest.mark.faults
def test_every_shape_is_answered_and_its_hits_are_counted(small: Filled, tmp_path: Path) -> None:
    (size,) = measure([small], tmp_path, 0, lambda line: None)

    assert list(size.found) == [shape.name for shape in ASKED]
    assert all(found.p50 > 0 and found.hits > 0 and not found.refused for found in size.found.values())


def test_a_shape_holds_when_it_is_answered_and_neither_its_time_nor_its_hits_grow() -> None:
    first = Found((2.0,), 4.0, 100)

    assert holds([first, Found((2.9,), 40.0, 110)])
    assert not holds([first, Found((3.1,), 4.0, 100), Found((2.0,), 4.0, 100)])
    assert not holds([first, Found((2.0,), 4.0, 130)])
    assert not holds([first, Found((2.0,), 4.0, 100, refused=1)])


def test_rounds_are_compared_one_by_one_since_a_busy_moment_hits_every_graph() -> None:
    assert Found((2.0, 9.0, 2.2), 9.0, 1).over(Found((2.0, 3.0, 2.0), 9.0, 1)) == 1.1


def test_the_table_compares_each_size_with_the_smallest() -> None:
    of_all = {shape.name: Found((2.0,), 4.0, 100) for shape in ASKED}
    grown = {**of_all, "q1": Found((4.0,), 5.0, 1_000), "search": Found((4.0,), 5.0, 1_000)}

    head, _, first, *_, last = table([Size(1_000, 5_000, of_all), Size(9_000, 50_000, grown)])

    assert head == "| Shape | 1,000 nodes | 9,000 nodes | × at 9,000 nodes |  |"
    assert first.endswith("| 2.00 / 4.00, 100 | 4.00 / 5.00, 1,000 | 2.00, 10.00 | **misses** |")
    assert last.endswith("| 2.00, 10.00 | told |")

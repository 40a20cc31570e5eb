"""What of Python is set otherwise while a delivery is loaded, and is as before afterwards."""

import gc
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from loaders.interpreter import SELDOM, SOON, seldom_collected, soon_answered

SET = pytest.mark.parametrize(
    ("meanwhile", "read", "within"),
    [
        (seldom_collected, lambda: gc.get_threshold()[0], SELDOM),
        (soon_answered, sys.getswitchinterval, pytest.approx(SOON)),
    ],
    ids=["garbage", "threads"],
)
Meanwhile = Callable[[], AbstractContextManager[None]]


@SET
def test_it_is_set_otherwise_and_as_before_afterwards(
    meanwhile: Meanwhile, read: Callable[[], Any], within: Any
) -> None:
    before = read()
    with meanwhile():
        assert read() == within != before
    assert read() == before


@SET
def test_it_is_as_before_where_the_load_fails(
    meanwhile: Meanwhile, read: Callable[[], Any], within: Any
) -> None:
    before = read()
    with pytest.raises(RuntimeError, match="gone"), meanwhile():
        raise RuntimeError("the database is gone")
    assert read() == before

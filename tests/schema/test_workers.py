import asyncio
import threading

import pytest

from schema.workers import Busy, Workers


def test_a_call_that_is_given_up_keeps_its_place_until_it_ends() -> None:
    async def scenario() -> None:
        workers, end, ended = Workers(1, "test"), threading.Event(), threading.Event()

        def slow() -> None:
            end.wait(60)
            ended.set()

        with pytest.raises(TimeoutError):
            await workers.run(slow, 0.01)
        with pytest.raises(Busy):
            await workers.run(int, 60)
        end.set()
        ended.wait(60)
        assert await _as_soon_as_free(workers) == 0

    asyncio.run(scenario())


async def _as_soon_as_free(workers: Workers) -> int:
    while True:
        try:
            return await workers.run(int, 60)
        except Busy:
            await asyncio.sleep(0.01)


def test_a_call_that_fails_frees_its_place() -> None:
    async def scenario() -> None:
        workers = Workers(1, "test")

        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await _patiently(workers)

    asyncio.run(scenario())


async def _patiently(workers: Workers) -> float:
    while True:
        try:
            return await workers.run(lambda: 1 / 0, 60)
        except Busy:
            await asyncio.sleep(0.01)

"""
What the language server does when nobody waits.
"""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from disclint.lsp import resting
from disclint.lsp.resting import Rest
from tests.lspclient import Client

EXAMPLE = Path(__file__).parent.parent / "examples" / "2021-faulty.html"


@pytest.fixture
def collector(monkeypatch):
    before = gc.get_threshold()
    monkeypatch.setattr(resting, "PAUSE", 0.05)
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def rested(*steps):
    """
    How often a check was repeated by steps of which each begins a rest or ends it, and waits.
    """

    async def lived():
        numbers = count()
        with ThreadPoolExecutor(1) as thread:
            rest = Rest(thread)
            for begins, wait in steps:
                if begins:
                    rest.begin(lambda: next(numbers))
                else:
                    rest.end()
                await asyncio.sleep(wait)
        return next(numbers)

    return asyncio.run(lived())


@pytest.mark.usefixtures("collector")
def test_in_the_first_pause_a_check_is_repeated_and_what_was_made_stays() -> None:
    assert rested((True, 0.3)) == resting.MORE
    assert gc.get_freeze_count() > 0


@pytest.mark.usefixtures("collector")
def test_later_pauses_only_take_garbage_away() -> None:
    assert rested((True, 0.3), *[(True, 0.1)] * 3) == resting.MORE
    assert gone_after((0.2,))


@pytest.mark.usefixtures("collector")
def test_who_gives_no_time_to_breathe_does_not_fill_the_memory() -> None:
    assert not gone_after([0.0] * (resting._LATEST - 2))  # noqa: SLF001
    assert gone_after([0.0] * (resting._LATEST + 2))  # noqa: SLF001


def gone_after(waits):
    """
    Whether garbage that a check leaves is gone when others followed, each after such a wait.
    """

    async def lived():
        with ThreadPoolExecutor(1) as thread:
            rest = Rest(thread)
            rest.begin(lambda: None)
            await asyncio.sleep(0.3)
            # In a process with much in it a look at all of it takes longer, and what it meets grows old.
            await asyncio.wrap_future(thread.submit(bool))
            # What refers to itself and to nothing else is garbage.
            loop: list[object] = []
            loop.append(loop)
            loop.append(seen := _Seen())
            watch = seen.gone
            del loop, seen
            for wait in waits:
                rest.begin(lambda: None)
                await asyncio.sleep(wait)
            rest.end()
        return watch == [True]

    gc.disable()
    try:
        return asyncio.run(lived())
    finally:
        gc.enable()


class _Seen:
    def __init__(self) -> None:
        self.gone: list[bool] = []

    def __del__(self) -> None:
        self.gone.append(True)


@pytest.mark.usefixtures("collector")
def test_who_goes_on_typing_is_not_disturbed() -> None:
    assert rested(*[(True, 0.01), (False, 0.01)] * 8) == 0


def test_who_types_in_the_first_pause_is_answered() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    with Client(EXAMPLE.parent) as client:
        uri = "file:///rested/2021-faulty.html"
        client.open(uri, text)
        found = client.published(uri, 1)
        # The pause begins while these are typed.
        for version in range(2, 40):
            client.change(uri, version, {"text": text + " " * (version % 7)})
            assert client.published(uri, version) == found
        assert found

"""Long lists are freed a little at a time, so that another thread gets the interpreter meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from db.collector import FREED_AT_ONCE, let_go


@pytest.fixture
def prompt_switches() -> Iterator[None]:
    """Threads take turns as they do in the window."""
    own = sys.getswitchinterval()
    sys.setswitchinterval(0.0001)
    yield
    sys.setswitchinterval(own)


def test_piles_are_empty_afterwards_and_nothing_else_is_freed() -> None:
    kept = object()
    first, second = [kept] * (2 * FREED_AT_ONCE + 1), [kept]
    let_go(first, second, [])
    assert first == second == []
    let_go(third := [1, 2, 3], at_once=2)
    assert third == []


def test_another_thread_runs_before_a_pile_is_empty(prompt_switches: None) -> None:
    pile = [[number] for number in range(1_000_000)]
    seen: list[int] = []
    begun = Event()

    def look() -> None:
        begun.set()
        while pile:
            seen.append(len(pile))

    looking = Thread(target=look)
    looking.start()
    begun.wait()
    let_go(pile)
    looking.join()
    assert len([size for size in set(seen) if 0 < size < 1_000_000]) > 1

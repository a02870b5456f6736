"""Hundreds of thousands of objects: made without a search for cyclic garbage, freed without holding up the window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

FREED_AT_ONCE = 1000
_LOCK = Lock()
_paused = 0
_was_on = False


def let_go(*piles: list[Any], at_once: int = FREED_AT_ONCE) -> None:
    """Empty long lists that nobody else holds, a little at a time.

    Freeing a list in one go keeps the interpreter to this thread: a tenth of a second for a large import.
    """
    for pile in piles:
        while pile:
            del pile[-at_once:]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic collector for the length of the block; blocks may lie within each other and on several threads.

    What was made meanwhile counts as long-lived afterwards: looking through all of it at once would hold up the window
    for a quarter of a second. Memory without cycles is freed as always.
    """
    global _paused, _was_on  # noqa: PLW0603 (the collector is one for the whole process)
    with _LOCK:
        if not _paused:
            _was_on = gc.isenabled()
            gc.disable()
        _paused += 1
    try:
        yield
    finally:
        with _LOCK:
            _paused -= 1
            if not _paused and _was_on:
                gc.freeze()
                gc.unfreeze()  # both only move lists: from the young generations to the oldest
                gc.enable()

"""Watching a long job: how far it is, and the chance to stop it."""

from __future__ import annotations

from collections.abc import Callable

Watch = Callable[[int, int], None]
"""Called with (done, in all; 0 while that is not known). Whatever it raises stops the work."""


def unwatched(done: int, total: int) -> None:
    """Watch nothing."""
    del done, total

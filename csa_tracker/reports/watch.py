"""Watching a long paper being made: pages done, pages in all."""

from __future__ import annotations

from csa_tracker.watch import Watch as Watch
from csa_tracker.watch import unwatched as unwatched

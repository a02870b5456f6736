"""What can be shown of a plan before it is open: its name and the first lines of its list (docs/adr/0011)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.plan.list_rows import action_row
from csa_tracker.values import ActionRow
from db.glance import read_glance

ROWS = 60
"""More lines than the tallest screen shows."""


@dataclass(frozen=True, slots=True)
class PlanGlance:
    """A plan's names and marking, how many live actions it has, and the first of them by reference."""

    name: str
    partnership_name: str
    marking: str
    actions: int
    rows: tuple[ActionRow, ...]


def glance_at(path: Path, today: dt.date) -> PlanGlance | None:
    """Return what can be read of a plan at once; None where it has to be opened first. Nothing is written."""
    seen = read_glance(path, today, rows=ROWS)
    if seen is None:
        return None
    return PlanGlance(
        seen.name, seen.partnership, seen.marking, seen.actions, tuple(action_row(row) for row in seen.rows)
    )

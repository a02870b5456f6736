"""How a person has arranged the grid: which columns, in which order, how wide, and grouped by what.

Kept with the person's settings, not in the plan. What cannot be read there counts as not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csa_tracker.plan.list_rows import GROUPINGS
from csa_tracker.profile import Profile
from ui.actions.columns import ACTION, COLUMNS

_SETTING = "actions_grid"
LEAST_WIDTH, MOST_WIDTH = 40, 600
"""Widths of a column at 100 % text, in pixels, that can be set."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Columns by number: `shown` None shows those that fit; `widths` are pixels at 100 % text where changed."""

    shown: frozenset[int] | None = None
    order: tuple[int, ...] = tuple(range(len(COLUMNS)))
    widths: Mapping[int, int] = field(default_factory=dict)
    group: str = ""


def read_arrangement(profile: Profile) -> Arrangement:
    """Read how the person arranged the grid last."""
    stored = profile.read_settings().get(_SETTING)
    if not isinstance(stored, dict):
        return Arrangement()
    shown, widths, group = stored.get("columns"), stored.get("widths"), stored.get("group")
    listed = _columns(stored.get("order"))
    order = (*listed, *(number for number in range(len(COLUMNS)) if number not in listed))
    wide = {name: width for name, width in (widths if isinstance(widths, dict) else {}).items() if _is_width(width)}
    return Arrangement(
        shown=frozenset((*_columns(shown), ACTION)) if isinstance(shown, list) else None,
        order=order,
        widths={number: wide[column.heading] for number, column in enumerate(COLUMNS) if column.heading in wide},
        group=group if isinstance(group, str) and group in GROUPINGS else "",
    )


def keep_arrangement(profile: Profile, arrangement: Arrangement) -> None:
    """Remember how the grid is arranged."""
    names = [column.heading for column in COLUMNS]
    profile.change_settings({
        _SETTING: {
            "columns": None if arrangement.shown is None else [names[number] for number in sorted(arrangement.shown)],
            "order": [names[number] for number in arrangement.order],
            "widths": {names[number]: width for number, width in sorted(arrangement.widths.items())},
            "group": arrangement.group,
        }
    })  # fmt: skip


def _columns(names: object) -> tuple[int, ...]:
    known = {column.heading: number for number, column in enumerate(COLUMNS)}
    listed = names if isinstance(names, list) else []
    return tuple(dict.fromkeys(known[name] for name in listed if isinstance(name, str) and name in known))


def _is_width(width: object) -> bool:
    return isinstance(width, int) and not isinstance(width, bool) and LEAST_WIDTH <= width <= MOST_WIDTH

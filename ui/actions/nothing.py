"""What the page shows in place of an empty list: why there is nothing, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from csa_tracker.plan.lists import ListQuery
from ui.kit.empty_state import EmptyState
from ui.session import Session
from ui.shown import plural


def nothing_to_show(
    session: Session, query: ListQuery, *, clear: Callable[[], object] | None, want: Callable[[str], object]
) -> EmptyState:
    """Return the empty state of a list; `clear` takes filters off (None: there are none), `want` does a command."""
    if clear is not None:
        all_of_them = len(session.keys(ListQuery(deleted=query.deleted)))
        return EmptyState(
            "filter", "No actions match these filters.", f"{plural(all_of_them, 'action')} left out.",
            step="Clear filters", keys="Esc", act=clear,
        )  # fmt: skip
    if query.deleted:
        return EmptyState(
            "inbox", "The Bin is empty.", "Actions you move here can be restored at any time.",
            step="Back to the actions", keys="Esc", act=lambda: want("bin"),
        )  # fmt: skip
    if session.read_only:
        return EmptyState(
            "actions", "No actions yet.", session.read_only,
            step="Open another plan", keys="Ctrl+O", act=lambda: want("open"),
        )  # fmt: skip
    return EmptyState(
        "actions", "No actions yet.", "Add the first action, or import a spreadsheet from the File menu.",
        step="New action", keys="Ctrl+N", act=lambda: want("new"),
    )  # fmt: skip

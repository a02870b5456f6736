"""What the queue says when it has nobody left to ask about: all well, some left, or a plan without actions."""

from __future__ import annotations

from ui.shown import plural


def end_words(quarter: str, *, actions: int, left: int) -> tuple[str, str]:
    """Return a headline and what follows from it, for a plan of so many `actions` of which `left` owe an update."""
    if not actions:
        return "No actions yet.", "Once the plan has actions, this asks for an update of each, every quarter."
    if left:
        return (
            "You have been through the queue.",
            f"{plural(left, 'action')} still owe{'s' if left == 1 else ''} an update for {quarter}. "
            "Open the queue again when there is something to report.",
        )
    return f"Every action has its update for {quarter}.", "There is nothing to do here until the next quarter."

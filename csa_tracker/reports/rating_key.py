"""The key in force, in plain words: what each rating means and how it is worked out (rule: docs/rating.md)."""

from __future__ import annotations

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.reports.board_values import KeyEntry
from csa_tracker.rules.brag import DUE_SOON_DAYS, MILESTONE_SHARE_PERCENT, UPDATE_INTERVAL_DAYS
from csa_tracker.values import Brag

_MEANINGS: tuple[tuple[Brag | None, str, str], ...] = (
    (Brag.RED, "", "The due date has passed and the action is not complete, or its owner says it is off track."),
    (
        Brag.AMBER,
        "",
        (
            "The owner says the action is at risk, or its start date has come and it has not started, or it is due "
            f"within {DUE_SOON_DAYS} days with fewer than {MILESTONE_SHARE_PERCENT}% of its milestones done."
        ),
    ),
    (Brag.GREEN, "", "The action is under way, has a recent update, and none of the warnings above applies."),
    (Brag.BLUE, "", "The action has been completed."),
    (
        Brag.GREY,
        "Not started, Paused or No update",
        (
            "The action starts later or has no start date yet, or it is paused, or there has been no update for more "
            f"than {UPDATE_INTERVAL_DAYS} days. An action without news is never shown as on track."
        ),
    ),
    (None, "Withdrawn or Carried forward", "No rating. Listed in the schedule and left out of the totals."),
)

METHOD: tuple[str, ...] = (
    (
        "Ratings are worked out by one rule from the dates, milestones and updates in the plan. The rule looks first "
        "for withdrawn, carried forward, complete and paused actions, then for reasons to warn. It calls an action on "
        "track only when it finds none."
    ),
    "The owner's own rating can lower the result and never raises it. Where the two differ, this paper prints both.",
    "Each rating has a letter, a shape and a word as well as a colour, so the paper can be read in black and white.",
)


def key_in_force() -> tuple[KeyEntry, ...]:
    """Return the key as printed: five ratings, worst first, then the actions that have none."""
    return tuple(
        KeyEntry(brag, word or RATING_LOOKS[brag].word if brag else word, meaning) for brag, word, meaning in _MEANINGS
    )

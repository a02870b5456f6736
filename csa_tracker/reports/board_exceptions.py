"""The actions a board has to talk about: off track, at risk, and those nobody has reported on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from csa_tracker.rating_look import GREY_WORDS, RATING_LOOKS
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.board_values import ExceptionGroup
from csa_tracker.values import Action, Brag

SHOWN_AT_MOST = 50
"""Exceptions printed per rating: beyond that a list is a second schedule, so the rest is counted and pointed to."""

NO_UPDATE = GREY_WORDS["no-update"]


def exception_groups(
    actions: Sequence[Action], moved: Mapping[str, str] = MappingProxyType({})
) -> tuple[ExceptionGroup, ...]:
    """Return the exceptions, worst rating first, most urgent first within each; groups without any are left out."""
    red = [action for action in actions if action.brag is Brag.RED]
    amber = [action for action in actions if action.brag is Brag.AMBER]
    silent = [action for action in actions if action.brag is Brag.GREY and action.rating_word == NO_UPDATE]
    groups = (
        _group(Brag.RED, RATING_LOOKS[Brag.RED].word, sorted(red, key=_by_due), moved),
        _group(Brag.AMBER, RATING_LOOKS[Brag.AMBER].word, sorted(amber, key=_by_due), moved),
        _group(Brag.GREY, NO_UPDATE, sorted(silent, key=_by_last_update), moved),
    )
    return tuple(group for group in groups if group.total)


def _group(brag: Brag, word: str, actions: Sequence[Action], moved: Mapping[str, str]) -> ExceptionGroup:
    rest = len(actions) - SHOWN_AT_MOST
    first = "longest without an update" if brag is Brag.GREY else "earliest due dates"
    more = f"These are the {SHOWN_AT_MOST} with the {first}. The schedule lists the other {rest:,}." if rest > 0 else ""
    return ExceptionGroup(
        brag=brag,
        heading=f"{word}: {len(actions):,} action{'' if len(actions) == 1 else 's'}",
        total=len(actions),
        entries=tuple(schedule_entry(action, moved.get(action.id, "")) for action in actions[:SHOWN_AT_MOST]),
        more=more,
    )


def _by_due(action: Action) -> dt.date:
    return action.due or dt.date.max


def _by_last_update(action: Action) -> dt.date:
    return action.latest_update_on or dt.date.min

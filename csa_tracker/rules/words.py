"""Status and rating words as people write them, and what they mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from csa_tracker.errors import UserError
from csa_tracker.rules.date_forms import MONTH
from csa_tracker.values import Lifecycle, Rag

_LIFECYCLE_WORDS = {
    Lifecycle.NOT_STARTED: (
        "not started, not yet started, new, pending, to do, todo, unassigned, planned, not due, not yet due, "
        "yet to start, to start, not commenced, proposed, outstanding, awaiting start, backlog"
    ),
    Lifecycle.IN_PROGRESS: (
        "in progress, ongoing, on target, on track, under control, assigned, monitor, monitoring, started, under way, "
        "commenced, active, live, doing, in hand, partially complete, partly complete, part complete, wip, "
        "work in progress, working on it"
    ),
    Lifecycle.PAUSED: "paused, suspended, on hold, in abeyance, deferred, held, postponed, stalled",
    Lifecycle.COMPLETE: (
        "complete, completed, done, closed, achieved, blue, b, yes, finished, fully complete, action complete, "
        "delivered, resolved, closed complete"
    ),
    Lifecycle.WITHDRAWN: (
        "withdrawn, deleted, cancelled, canceled, superseded, no longer appropriate, no longer required, merged, "
        "no longer needed, not required, not proceeding, abandoned, removed, dropped, rejected, duplicate"
    ),
    Lifecycle.CARRIED_FORWARD: (
        "carried forward, brought forward, rolled over, carried over, rolled forward, c/f, cfwd, carry forward"
    ),
}
_RAG_WORDS = {
    Rag.RED: "r, red, off track, overdue, lagging, behind schedule, 🔴",
    Rag.AMBER: "a, amber, y, yellow, warning, at risk, 🟠, 🟡",
    Rag.GREEN: "g, green, on track, on target, 🟢",
    Rag.BLUE: "b, blue, complete, completed, done, closed, achieved, 🔵",
}
_NO_WORD = "⚪, ⚫, -, n/a, na, none, grey, gray, not rated, no rating, no update, not started, tbc"
_ONGOING = ("ongoing", "continuous", "continuing", "rolling")
_FIRST_WORDS = re.compile(r"(?P<word>.{2,30}?)(?: ?[–—:;,(] ?| - |-(?= )| (?=to |with |into ))(?P<more>.+)")
_WHEN = re.compile(rf"(?:[0-9 ./-]|{MONTH.replace('?P<month>', '?:')}|st|nd|rd|th|on |in |[)])+", re.IGNORECASE)
_SHOWN = 40


class WordRefusal(UserError):  # noqa: N818 - a refusal is the word of this house, as in UserError
    """A status or rating word that has no known meaning; its message quotes it."""


@dataclass(frozen=True, slots=True)
class LifecycleReading:
    """What a status word says: a lifecycle or None (nothing said), "ongoing" or "", and why work ended, as written.

    `more` is the whole text where it says more than its status.
    """

    lifecycle: Lifecycle | None
    recurrence: str = ""
    closure_reason: str = ""
    more: str = ""


@lru_cache(maxsize=4096)  # an import asks for the same few labels thousands of times
def spelling(text: str) -> str:
    """A text reduced to what makes its spelling: no case, spaces or punctuation, "&" as "and"; for comparing labels."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    kept = "".join(char for char in folded if char.isalnum())
    return kept or folded.strip()  # signs only, such as a coloured dot, stand for themselves


def read_lifecycle(text: str) -> LifecycleReading:
    """Read a status word; "Ongoing" is work in progress that recurs, "Superseded" is withdrawn with that reason.

    Raises WordRefusal for a word that is not a status.
    """
    key = spelling(text)
    if key in ("", "-"):
        return LifecycleReading(None)
    if key in _ONGOING:
        return LifecycleReading(Lifecycle.IN_PROGRESS, recurrence="ongoing")
    lifecycle = _LIFECYCLES.get(key)
    if lifecycle is None:
        return _with_words(" ".join(text.split()))
    if lifecycle is Lifecycle.WITHDRAWN and key not in ("withdrawn", "deleted"):
        return LifecycleReading(lifecycle, closure_reason=" ".join(text.split()))
    return LifecycleReading(lifecycle)


def _with_words(text: str) -> LifecycleReading:
    """A status word with more words after it ("Withdrawn – no funding"), which are kept."""
    found = _FIRST_WORDS.fullmatch(text)
    lifecycle = _LIFECYCLES.get(spelling(found["word"])) if found is not None else None
    part = found is not None and lifecycle is Lifecycle.COMPLETE and not _WHEN.fullmatch(found["more"])
    if lifecycle is None or part:  # "Complete: phase 1 only" is not complete
        raise WordRefusal(
            "unknown-status",
            f"'{_shown(text)}' is not a status.",
            "Use not started, in progress, paused, complete, withdrawn or carried forward.",
        )
    if lifecycle in (Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD):
        return LifecycleReading(lifecycle, closure_reason=text)
    return LifecycleReading(lifecycle, more=text)


def read_rag(text: str) -> Rag | None:
    """Read a rating by letter or word (B is blue: complete); None for a blank, a dash or grey, which say nothing.

    Raises WordRefusal for a word that is not a rating.
    """
    key = spelling(text)
    if key in _NO_RATING:
        return None
    rag = _RATINGS.get(key)
    if rag is None:
        raise WordRefusal(
            "unknown-rating", f"'{_shown(text)}' is not a rating.", "Use R, A, G or B, or leave it blank."
        )
    return rag


def _shown(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text.strip())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _split(words: str) -> tuple[str, ...]:
    return tuple(spelling(word) for word in re.split(", ", words))


_LIFECYCLES = {key: lifecycle for lifecycle, words in _LIFECYCLE_WORDS.items() for key in _split(words)}
_RATINGS = {key: rag for rag, words in _RAG_WORDS.items() for key in _split(words)}
_NO_RATING = frozenset(("", *_split(_NO_WORD)))

"""What needs attention, in plain words: what happened, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from csa_tracker.plan.names import BY_LOG
from csa_tracker.rules.wording import in_words, many

if TYPE_CHECKING:
    from csa_tracker.plan.authors import Authors
    from csa_tracker.plan.conflicts import Conflict
    from db.queries.attention import Kept, LostPart, SharedRef

DECIDE = "Decide which value stands."
RENUMBER = "Give it a number of its own."
RESTORE = "Restore the action, or delete what was added."
TYPE_AGAIN = "Enter the value again. What came is kept in the history."
NEWER_VERSION = "Install the newest version of CSA Tracker. What came is kept and passed on unchanged."
EXCHANGE = "Exchange files with them: both copies then go on as offices of their own. Nothing is lost."

_TITLE = 60
_PARTS = {"progress_update": "update", "milestone": "milestone"}
_ADDED = {"progress_update": "An update", "milestone": "A milestone"}
_WHY = {
    "not-text": "it is not text",
    "too-long": "it is too long",
    "empty": "it is empty",
    "not-a-date": "it is not a date",
    "out-of-range": "it is out of range",
    "not-a-number": "it is not a whole number",
    "not-yes-or-no": "it is neither yes nor no",
    "reserved": "a reference cannot hold “~”",
}


def changed_apart(fields: int, actions: int) -> str:
    """Fields that two offices changed, each without the other."""
    was = "was" if fields == 1 else "were"
    return f"{many(fields, 'field')} of {many(actions, 'action')} {was} changed in two offices."


def met_delete(conflict: Conflict) -> str:
    """An action that was moved to the Bin in one office and changed in another."""
    kept, gone = conflict.values
    return f"{named(conflict.ref, conflict.title)} was moved to the Bin by {gone.by} and changed by {kept.by}."


def shared_ref(one: SharedRef) -> str:
    """An action whose reference an older one has as well."""
    return f"{named(one.ref, one.title)} has the same reference as “{_short(one.first)}”."


def orphan(one: LostPart, authors: Authors) -> str:
    """An update or milestone of an action that somebody else moved to the Bin."""
    return f"{_ADDED[one.entity]} by {authors(one.member)} came for {named(one.ref, one.title)}, which is in the Bin."


def lost_parts(author: str, parts: Sequence[LostPart]) -> str:
    """Updates and milestones of actions that never came."""
    counts = Counter(part.entity for part in parts)
    told = in_words([many(counts[entity], noun) for entity, noun in _PARTS.items() if counts[entity]])
    return f"{told} by {author} belong to actions that are not here."


def unusable(one: Kept) -> str:
    """A value that came in and that nothing here can show."""
    why = _WHY.get(one.why, "this version does not know it")
    if one.action is None:
        return f"A value of the lists ({_field(one)}) is not shown, because {why}."
    return f"{_field(one)} of {named(one.ref, one.title)} is not shown, because {why}."


def gap(author: str, missing: int) -> str:
    """Changes of somebody that have not come yet."""
    return f"{many(missing, 'earlier change')} by {author} {'is' if missing == 1 else 'are'} missing here."


def fork(author: str) -> str:
    """Two copies of one plan file that were both written."""
    return f"A plan file of {author} was copied, and both copies were changed."


def newer(count: int) -> str:
    """Values of a newer version."""
    so = "so it is" if count == 1 else "so they are"
    return f"{many(count, 'value')} came from a newer version of CSA Tracker, {so} not shown here."


def ask_for_all(author: str) -> str:
    """What mends whatever is missing."""
    return f"The next file from {author} brings what is missing. If it does not, ask for a full file."


def named(ref: str | None, title: str | None) -> str:
    """An action by its reference and the beginning of its title."""
    called = f"“{_short(title)}”" if title else ""
    return " ".join(filter(None, [ref, called])) or "an action without a title"


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"


def _field(one: Kept) -> str:
    if one.entity == "action":
        known = BY_LOG.get(one.field)
        return known.spoken if known is not None else one.field.replace("_", " ").capitalize()
    part = _PARTS.get(one.entity, one.entity.replace("_", " ")).capitalize()
    return f"{part}: {one.field.strip('_').removesuffix('_on').replace('_', ' ')}"

"""Remove words for good: find every value that holds them, also old ones, and take them out of the plan everywhere.

For personal data that should never have been typed (UK GDPR, Article 17). All other changes, their seals and their
order stay as they are (docs/adr/0014).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson

from csa_tracker.care.backups import backup_folder, make_backup, stamps
from csa_tracker.care.scouring import scour
from csa_tracker.errors import UserError
from csa_tracker.plan.authors import read_authors
from csa_tracker.plan.names import BY_LOG
from csa_tracker.values import Head
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.files import discard
from db.log.clock import instant_of
from db.log.redact import REASON, REDACTION, REMOVES
from db.log.values import decode_value
from db.log.write import Edit
from db.queries import dashboard
from db.queries.words import WrittenValue, values_at, values_with

REMOVE = "redact"
"""The deed of a removal: Undo passes it by."""
FEWEST = 3
"""Characters that words to look for have at least."""
_MOST_NAMED = 500
"""Operations that one row of a removal names at most, so that its transaction stays small."""
_THINGS = {
    "plan": "The plan",
    "progress_update": "Update",
    "milestone": "Milestone",
    "action_partner": "Partner",
    "snapshot": "Snapshot",
    REDACTION: "Removal",
}


@dataclass(frozen=True, slots=True)
class Removable:
    """One value that can be removed. `where` is its field in words; `shown` says that it is what stands there now.

    `ref` and `action_id` are empty for a value outside of actions. `at` is an aware instant.
    """

    head: Head
    action_id: str
    ref: str
    where: str
    text: str
    by: str
    at: dt.datetime
    shown: bool


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed: how many values, of which actions (references); `backups` made before lie on this computer.

    `warning` is empty, or says what is still to be done.
    """

    values: int
    refs: tuple[str, ...]
    backups: int
    warning: str


def find_words(plan: OpenPlan, words: str) -> list[Removable]:
    """Every value of the plan that holds these words, in capitals or not, oldest first.

    Raises UserError for fewer than three characters.
    """
    wanted = words.strip()
    if len(wanted) < FEWEST:
        raise UserError(
            "too-few-letters",
            f"Words to be removed need at least {FEWEST} characters.",
            "Type the name or the words as they were written.",
        )
    escaped = orjson.dumps(wanted).decode()[1:-1].casefold()
    with plan.store.reading() as connection:
        return _told(connection, plan, values_with(connection, lambda text: escaped in text.casefold()))


def find_alike(plan: OpenPlan, head: Head) -> list[Removable]:
    """The value of one change and every other value that says just the same. Raises UserError where there is none."""
    with plan.store.reading() as connection:
        found = values_at(connection, [head])
        if not found:
            raise _nothing()
        return _told(connection, plan, values_with(connection, lambda text: text == found[0].text))


def remove_for_good(plan: OpenPlan, heads: Sequence[Head], reason: str) -> Removal:
    """Remove the values of these changes from this plan now and, with the next files, from every partner's.

    `reason` goes to the partners and stays. Raises UserError where nothing is left to remove, no reason is given or the
    plan can only be read; then nothing is removed.
    """
    if not reason.strip():
        raise UserError("no-reason", "A removal needs a reason.", "Say why in a few words, without what is removed.")
    with plan.store.writing() as connection:
        found = values_at(connection, heads)
        if not found:
            raise _nothing()
        told = _told(connection, plan, found)
        if any(one.text in reason for one in told if len(one.text) >= FEWEST):
            raise UserError(
                "reason-repeats",
                "The reason repeats what is to be removed, and it stays in the plan.",
                "Say why without these words, such as “a person's name”.",
            )
        edits = [edit for part in _parts(found) for edit in _edits(part, reason.strip())]
        plan.store.write(connection, edits, author=plan.author, deed=REMOVE)
    refs = dict.fromkeys(one.ref for one in told if one.ref)
    return Removal(len(found), tuple(refs), count_backups(plan), scour(plan))


def count_backups(plan: OpenPlan) -> int:
    """How many backups of this plan lie in the profile: those made before a removal still hold what was removed."""
    return len(stamps(backup_folder(plan.profile, plan.meta.plan)))


def renew_backups(plan: OpenPlan) -> int:
    """Make a new backup, then delete all older ones in the profile. Returns how many were deleted.

    Raises UserError when the new one cannot be made; then none is deleted.
    """
    fresh = make_backup(plan)
    old = [one for one in stamps(backup_folder(plan.profile, plan.meta.plan)) if one.path != fresh.path]
    for one in old:
        discard(one.path)
    return len(old)


def _parts(found: Sequence[WrittenValue]) -> Iterable[Sequence[WrittenValue]]:
    """The values by scope, since a removal reaches as far as what it removes, and in rows of bounded length."""
    for scope in dict.fromkeys(one.scope for one in found):
        same = [one for one in found if one.scope == scope]
        for start in range(0, len(same), _MOST_NAMED):
            yield same[start : start + _MOST_NAMED]


def _edits(part: Sequence[WrittenValue], reason: str) -> list[Edit]:
    row, scope = str(uuid.uuid4()), part[0].scope
    removes = tuple(one.head for one in part)
    return [
        Edit(REDACTION, row, REMOVES, True, scope=scope, removes=removes),
        Edit(REDACTION, row, REASON, reason, scope=scope),
    ]


def _told(connection: Connection, plan: OpenPlan, found: Sequence[WrittenValue]) -> list[Removable]:
    named = dashboard.name_actions(connection, {one.action for one in found if one.action})
    authors = read_authors(connection, plan.profile)
    return [
        Removable(
            one.head, one.action, (named[one.action].ref or "") if one.action in named else "", _where(one),
            str(decode_value(one.text)), authors(one.member), instant_of(one.hlc), one.shown,
        )
        for one in found
    ]  # fmt: skip


def _where(one: WrittenValue) -> str:
    if one.entity == "action":
        return BY_LOG[one.field].spoken if one.field in BY_LOG else one.field.replace("_", " ").capitalize()
    thing = _THINGS.get(one.entity, one.entity)
    return thing if one.field in ("text", "title", "name") else f"{thing}: {one.field.replace('_', ' ')}"


def _nothing() -> UserError:
    return UserError(
        "nothing-to-remove",
        "There are no words to remove: the value is a choice, a date or a number, or was removed already.",
        "Choose a change in which somebody wrote words.",
    )

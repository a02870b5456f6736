"""What changed since a moment, in plain words: a line for each action, one for a whole import or other large step."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from csa_tracker.plan.names import BY_LOG
from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import in_words, many
from csa_tracker.values import Brag, Lifecycle
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.clock import instant_of, last_hlc_before
from db.log.values import decode_value
from db.queries import dashboard as sql

REACH = 5000
"""Transactions looked back over at most."""
LINES = 50
"""Lines told at most; `Changes.count` counts all."""
TOGETHER = 6
"""A step that touches so many actions is one line."""
MEMBERS = 20
"""Actions named under a line about many."""
_SILENT = frozenset({"new-plan", "opening", "take-snapshot", "publish-report"})
_WHOLE = frozenset({"import", "merge"})
_LINKS = {"action_topic": "issues and themes", "action_area": "areas", "action_partner": "partners"}
_UNTOLD = frozenset({"original_due_on", "due_text", "completed_on", "rag_reason", "closure_reason"})
"""Fields that are written beside another one."""


class ChangeKind(StrEnum):
    """What a line is about, for the mark before it."""

    ADDED = "added"
    UPDATED = "updated"
    COMPLETED = "completed"
    CHANGED = "changed"
    BINNED = "binned"
    RESTORED = "restored"
    IMPORTED = "imported"
    RECEIVED = "received"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Member:
    """An action named under a line about many."""

    id: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line: what happened, a second line of detail, when it was last so, and the action to open.

    `action_id` is empty for a line about many; `members` are then the first of them and `count` how many there are.
    """

    kind: ChangeKind
    words: str
    detail: str
    at: dt.datetime
    action_id: str
    count: int = 1
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a moment, the latest first; `count` counts the lines there would be without a limit."""

    since: dt.datetime | None
    count: int
    lines: tuple[ChangeLine, ...]


NO_CHANGES = Changes(None, 0, ())


Touched = Mapping[str, Sequence[sql.TouchedField]]
"""What a step wrote, by action."""


def read_changes(plan: OpenPlan, since: dt.datetime) -> Changes:
    """Read what was written after `since` (an aware instant), by anybody, from the change log."""
    lines: list[ChangeLine] = []
    single: dict[str, list[tuple[int, Sequence[sql.TouchedField]]]] = defaultdict(list)
    with plan.store.reading() as connection:
        for late in sql.gestures_since(connection, last_hlc_before(since), plan.replica(connection), reach=REACH):
            if late.gesture.deed in _SILENT:
                continue
            if late.received or late.gesture.deed in _WHOLE or sql.is_large(late.gesture):
                lines += _whole_line(connection, late, what="")
                continue
            touched = _by_action(sql.fields_touched(connection, late.gesture.transactions))
            if len(touched) >= TOGETHER:
                lines += _whole_line(connection, late, what=_what(touched))
                continue
            for action, fields in touched.items():
                single[action].append((late.hlc, fields))
        named = sql.name_actions(connection, single)
    lines += [_line(named[action], found) for action, found in single.items() if action in named]
    lines.sort(key=lambda line: line.at, reverse=True)
    return Changes(since, len(lines), tuple(lines[:LINES]))


def _by_action(fields: Iterable[sql.TouchedField]) -> dict[str, list[sql.TouchedField]]:
    found: dict[str, list[sql.TouchedField]] = defaultdict(list)
    for field in fields:
        found[field.action].append(field)
    return found


def _whole_line(connection: Connection, late: sql.LateGesture, *, what: str) -> list[ChangeLine]:
    """An import, what a colleague sent, or another step that touched many actions; nothing where it touched none."""
    whole = sql.whole_gesture(connection, late.gesture)
    count = len(whole.added) + len(whole.changed)
    if not count:
        return []
    told = [many(len(ids), f"{word} action") for ids, word in ((whole.added, "new"), (whole.changed, "changed")) if ids]
    if late.gesture.deed == "import":
        kind, words, detail = ChangeKind.IMPORTED, "A spreadsheet was imported", in_words(told)
    elif late.received or late.gesture.deed == "merge":
        kind, words, detail = ChangeKind.RECEIVED, "Changes were received", in_words(told)
    else:
        done = _DEEDS.get(late.gesture.deed, "added" if whole.added and not whole.changed else "changed")
        kind, words, detail = ChangeKind.MANY, f"{many(count, 'action')} {done}", what
    named = sql.name_actions(connection, [*whole.added, *whole.changed], at_most=MEMBERS)
    members = tuple(Member(action.id, action.ref or "", action.title or "") for action in named.values())
    return [ChangeLine(kind, words, detail, instant_of(late.hlc), "", count, members)]


_DEEDS = {
    "delete-action": "moved to the Bin",
    "restore-action": "taken out of the Bin",
    "undo": "changed by Undo",
    "redo": "changed by Redo",
}


def _line(action: sql.NamedAction, steps: Sequence[tuple[int, Sequence[sql.TouchedField]]]) -> ChangeLine:
    """Everything that single steps did to one action; they come the latest first."""
    fields = [field for _, touched in reversed(steps) for field in touched]
    kind = _kind(fields)
    words = f"{action.ref or action.title or 'An action'} {_VERBS[kind]}"
    return ChangeLine(kind, words, _detail(kind, action, fields), instant_of(steps[0][0]), action.id)


_VERBS = {
    ChangeKind.ADDED: "was added",
    ChangeKind.UPDATED: "has an update",
    ChangeKind.COMPLETED: "is complete",
    ChangeKind.CHANGED: "was changed",
    ChangeKind.BINNED: "was moved to the Bin",
    ChangeKind.RESTORED: "was taken out of the Bin",
}


def _kind(fields: Sequence[sql.TouchedField]) -> ChangeKind:
    """What matters most of what was written, the last word counting: gone, new, complete, an update, another change."""
    own = {field.field: field.value for field in fields if field.entity == "action"}
    if own.get("_deleted") == "true":
        return ChangeKind.BINNED
    if _is_added(fields):
        return ChangeKind.ADDED
    if "_deleted" in own:
        return ChangeKind.RESTORED
    lifecycle = own.get("lifecycle")
    if lifecycle is not None and decode_value(lifecycle) == Lifecycle.COMPLETE:
        return ChangeKind.COMPLETED
    if any(field.entity == "progress_update" and field.field == "text" for field in fields):
        return ChangeKind.UPDATED
    return ChangeKind.CHANGED


def _is_added(fields: Iterable[sql.TouchedField]) -> bool:
    return any(field.entity == "action" and field.field == "partnership" for field in fields)


def _detail(kind: ChangeKind, action: sql.NamedAction, fields: Sequence[sql.TouchedField]) -> str:
    """The news itself where there is one, else what was changed, else what the action is called."""
    if kind in (ChangeKind.ADDED, ChangeKind.BINNED, ChangeKind.RESTORED):
        return action.title or ""
    texts = [field.value for field in fields if field.entity == "progress_update" and field.field == "text"]
    if texts and texts[-1] is not None:
        return str(decode_value(texts[-1]))
    return _new_value(fields) or _what({action.id: fields}) or action.title or ""


def _new_value(fields: Sequence[sql.TouchedField]) -> str:
    """What the one field that was changed says now: "Status: Paused"; empty for several, and for long texts."""
    told = [field for field in fields if field.field not in _UNTOLD]
    if len({(field.entity, field.field) for field in told}) != 1 or told[-1].entity != "action":
        return ""
    name, text = told[-1].field, told[-1].value
    if text is None or name not in _SHOWN:  # removed for good, or too long to say
        return ""
    value = decode_value(text)
    try:
        shown = "none" if value in (None, "") else _SHOWN[name](str(value))
    except ValueError:  # a colleague's newer version knows values that this one does not
        return ""
    return f"{BY_LOG[name].spoken}: {shown}"


_SHOWN: Mapping[str, Callable[[str], str]] = {
    "lifecycle": lambda text: Lifecycle(text).word,
    "owner_rag": lambda text: RATING_LOOKS[Brag(text)].word,
    "due_on": lambda text: show_date(dt.date.fromisoformat(text)),
    "start_on": lambda text: show_date(dt.date.fromisoformat(text)),
    "percent": lambda text: f"{text} %",
    "lead_organisation": str,
    "lead_role": str,
}


def _what(touched: Touched) -> str:
    """The names of what was written: "Due date and status"; "4 fields" when there are more than three."""
    spoken: dict[str, None] = {}
    for field in (field for fields in touched.values() for field in fields):
        if field.entity == "action" and field.field in BY_LOG and field.field not in _UNTOLD:
            spoken[BY_LOG[field.field].spoken] = None
        elif field.entity == "milestone":
            spoken["milestones"] = None
        elif field.entity == "progress_update":
            spoken["updates"] = None
        elif field.entity in _LINKS:
            spoken[_LINKS[field.entity]] = None
    names = [name[:1].lower() + name[1:] for name in spoken]
    shown = in_words(names) if len(names) <= 3 else f"{len(names)} fields"
    return shown[:1].upper() + shown[1:]

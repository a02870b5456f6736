"""Change many cells at once: what is pasted, filled down or applied to a selection becomes one step, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.plan.change import REASON_NEEDED, change_actions, with_consequences
from csa_tracker.plan.checks import check_draft
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.entry import read_entry, read_rag
from csa_tracker.plan.list_rows import AREAS, RATING
from csa_tracker.plan.vocabulary import Vocabulary, find_choice, match_choice, read_vocabulary
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from db.queries import details, lists

BULK_FIELDS = ("lead", "lead_role", "status", "due", RATING, "key_issue")
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A text for one cell: `field` is a JSON name, "rating" or "areas"; `place` names the cell in a refusal ("")."""

    action_id: str
    field: str
    text: str
    place: str = ""


def cell_drafts(plan: OpenPlan, entries: Sequence[CellEntry]) -> list[ActionDraft]:
    """One draft for each action that the entries change, in their order; what a cell holds already is left out.

    Raises UserError for the first text its field cannot take, with the place of the cell before the sentence.
    """
    vocabulary = read_vocabulary(plan, used=False)
    ids = list(dict.fromkeys(entry.action_id for entry in entries))
    stored = _stored(plan, ids)
    areas = _areas(plan, ids, vocabulary) if any(entry.field == AREAS for entry in entries) else {}
    read: dict[tuple[str, str], Mapping[str, Value]] = {}
    fields: dict[str, dict[str, Value]] = {action: {} for action in ids}
    wanted: dict[str, frozenset[str]] = {}
    for entry in entries:
        known = stored[entry.action_id]
        try:
            if entry.field == AREAS:
                wanted[entry.action_id] = read_areas(vocabulary, entry.text)
            elif entry.field == RATING:
                fields[entry.action_id] |= _changed(rating_fields(entry.text, known.get("lifecycle")), known)
            else:
                asked = (entry.field, entry.text)
                if asked not in read:
                    read[asked] = read_entry(plan, entry.field, entry.text)
                fields[entry.action_id] |= _changed(read[asked], known)
        except UserError as error:
            raise _placed(error, entry.place) from error
    drafts = [
        ActionDraft(
            id=action,
            fields=fields[action],
            areas=wanted.get(action, areas.get(action, frozenset())) - areas.get(action, frozenset()),
            unlink_areas=areas.get(action, frozenset()) - wanted.get(action, areas.get(action, frozenset())),
        )
        for action in ids
    ]
    return [draft for draft in drafts if draft.fields or draft.areas or draft.unlink_areas]


def change_cells(plan: OpenPlan, entries: Sequence[CellEntry], *, deed: str, reason: str = "") -> int:
    """Save the entries as one step. Returns how many actions changed.

    Raises UserError as `change_actions` does, once for all that need a reason; a refusal of one action names its place.
    Then nothing is saved.
    """
    drafts = cell_drafts(plan, entries)
    if not drafts:
        return 0
    try:
        change_actions(plan, drafts, reason=reason, deed=deed)
    except UserError as error:
        if error.code == REASON_NEEDED:
            raise
        raise _named(plan, drafts, entries) or error from error
    return len(drafts)


def count_changes(plan: OpenPlan, ids: Sequence[str], texts: Mapping[str, str]) -> Mapping[str, int]:
    """How many of these actions each text would change, by its field. Raises UserError as `cell_drafts` does."""
    counted: Counter[str] = Counter()
    for field, text in texts.items():
        counted[field] = len(cell_drafts(plan, [CellEntry(action, field, text) for action in ids]))
    return counted


def common_values(plan: OpenPlan, ids: Sequence[str]) -> Mapping[str, str | None]:
    """The text of each bulk field that all these actions share, None where they differ."""
    vocabulary = read_vocabulary(plan, used=False)
    rows = list(_stored(plan, ids).values())
    found: dict[str, str | None] = {}
    for field in BULK_FIELDS:
        texts = {_text(field, row, vocabulary) for row in rows}
        found[field] = texts.pop() if len(texts) == 1 else None
    return found


def count_filled(plan: OpenPlan, ids: Sequence[str]) -> Mapping[str, int]:
    """How many of these actions hold something in each bulk field: what clearing it would change."""
    vocabulary = read_vocabulary(plan, used=False)
    rows = list(_stored(plan, ids).values())
    return {field: sum(bool(_text(field, row, vocabulary)) for row in rows) for field in BULK_FIELDS}


def rating_fields(text: str, lifecycle: Value) -> Mapping[str, Value]:
    """The log fields a rating word sets: the owner's word, or complete, which is a status (as Alt+R 4 in a sheet).

    A complete action that gets another word is in progress again. Raises UserError for a word that is no rating.
    """
    rag = None if not text.strip() else _read_word(text)
    if rag is Rag.BLUE:
        return {"lifecycle": Lifecycle.COMPLETE.value}
    fields: dict[str, Value] = {"owner_rag": rag.value if rag is not None else None}
    if lifecycle == Lifecycle.COMPLETE.value:
        fields["lifecycle"] = Lifecycle.IN_PROGRESS.value
    return fields


def read_areas(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    """The row ids of the areas a text names, parted by semicolons, commas or lines; empty for none.

    Raises UserError for a name that is no area of the plan.
    """
    found: set[str] = set()
    for part in text.replace("\n", ";").split(";"):
        whole = match_choice(vocabulary.areas, part)
        names = [part] if whole is not None else part.split(",")  # a name may hold a comma of its own
        found |= {find_choice(vocabulary.areas, name, kind="area").id for name in names if name.strip()}
    return frozenset(found)


def _read_word(text: str) -> Rag | None:
    from csa_tracker.rules.words import read_rag as read_word

    return read_word(text) if text.strip().casefold() in ("no rating", "not rated", "none") else read_rag(text)


def _changed(fields: Mapping[str, Value], stored: Mapping[str, Value]) -> dict[str, Value]:
    return {field: value for field, value in fields.items() if (value or None) != (stored.get(field) or None)}


def _stored(plan: OpenPlan, ids: Sequence[str]) -> dict[str, dict[str, Value]]:
    with plan.store.reading() as connection:
        found = details.stored_columns(connection, ids)
    if set(ids) - found.keys():
        raise UserError("unknown-action", "The action is not in this plan.", "List the actions again, then choose one.")
    return {action: found[action] for action in ids}


def _areas(plan: OpenPlan, ids: Sequence[str], vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    known = {choice.label: choice.id for choice in vocabulary.areas}
    named: dict[str, list[str]] = {}
    with plan.store.reading() as connection:
        for first in range(0, len(ids), _IDS_AT_ONCE):
            named |= lists.areas_of(connection, ids[first : first + _IDS_AT_ONCE])
    return {action: frozenset(known[name] for name in names if name in known) for action, names in named.items()}


def _text(field: str, row: Mapping[str, Value], vocabulary: Vocabulary) -> str:
    match field:
        case "lead":
            return str(row["lead_organisation"] or "")
        case "lead_role":
            return str(row["lead_role"] or "")
        case "status":
            return str(row["lifecycle"] or "")
        case "due":
            due = row["due_on"]
            return str(row["due_text"] or "") or (show_date(due) if isinstance(due, dt.date) else "")
        case "key_issue":
            topic = vocabulary.topics.get(str(row["key_issue"]))
            return topic.code if topic is not None else ""
        case _:
            complete = row["lifecycle"] == Lifecycle.COMPLETE.value
            return Rag.BLUE.value if complete else str(row["owner_rag"] or "")


def _placed(error: UserError, place: str) -> UserError:
    return UserError(error.code, f"{place}: {error.message}", error.next_step) if place else error


def _named(plan: OpenPlan, drafts: Iterable[ActionDraft], entries: Sequence[CellEntry]) -> UserError | None:
    """The refusal of the first draft that is refused by itself, with the place of its first cell; None for none."""
    vocabulary = read_vocabulary(plan, used=False)
    places = {entry.action_id: entry.place for entry in reversed(entries)}
    stored = _stored(plan, list(places))
    for draft in drafts:
        try:
            # The reason stands for the one that may still be asked for; here only other refusals count.
            (whole,) = with_consequences(plan, [draft], reason="r", notes=False)
            check_draft(whole, stored[draft.id or ""], vocabulary)
        except UserError as error:
            return _placed(error, places[draft.id or ""])
    return None

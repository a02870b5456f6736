"""What an action must be before it is saved: refusals in the words of the form (GOV.UK error style)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.names import BY_LOG
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.fields import MARKINGS, MAX_TEXT, check_field

TRY_AGAIN = "Change it and save again. Nothing was saved."


def refuse(code: str, message: str, next_step: str = TRY_AGAIN) -> UserError:
    """A refusal of something typed."""
    return UserError(code, message, next_step)


def check_draft(draft: ActionDraft, stored: Mapping[str, Value], vocabulary: Vocabulary) -> None:
    """Refuse a draft whose fields, together with what is stored, do not make an action. Raises UserError."""
    if stored.get("deleted"):
        raise refuse("in-bin", f"{stored.get('ref') or 'This action'} is in the Bin.", "Restore it, then change it.")
    whole = {**stored, **draft.fields}
    if not str(whole.get("title") or "").strip():
        raise refuse("empty-title", "Enter an action title.", "Say in one sentence what will be done.")
    for field, value in draft.fields.items():
        check_value("action", field, value, spoken=BY_LOG[field].spoken if field in BY_LOG else field)
    _check_dates(whole)
    if "key_issue" in draft.fields or draft.id is None:
        _check_key_issue(whole.get("key_issue"), vocabulary)
    for update in draft.updates:
        check_update(update)
    for milestone in draft.milestones:
        check_milestone(milestone)


def check_value(entity: str, field: str, value: Value, *, spoken: str) -> None:
    """Refuse one value that its field cannot hold. Raises UserError."""
    problem = check_field(entity, field, value)
    if problem is None:
        return
    match problem:
        case "empty":
            raise refuse("empty-title", f"Enter the {spoken.lower()}.", "Say in a few words what it is.")
        case "too-long":
            raise refuse(
                "too-long", f"{spoken} must be {MAX_TEXT:,} characters or fewer.", "Shorten it and save again."
            )
        case "out-of-range" if field == "percent":
            raise refuse("bad-percent", "Progress must be between 0 and 100.")
        case "out-of-range":
            raise refuse("bad-date", f"{spoken} must be between the years 1900 and 2199.")
        case "unknown-word" if field == "marking":
            raise refuse("bad-marking", f"{spoken} must be one of: {', '.join(filter(None, MARKINGS))}.")
        case _:
            raise refuse(f"bad-{field.replace('_', '-')}", f"{spoken} does not fit what this field holds.")


def check_update(update: UpdateDraft) -> None:
    """Refuse an update without text or with a progress outside 0 to 100. Raises UserError."""
    if not update.text.strip():
        raise refuse("empty-update", "Enter what has happened.", "One sentence is enough.")
    check_value("progress_update", "text", update.text, spoken="The update")
    check_value("progress_update", "percent", update.percent, spoken="Progress")
    check_value("progress_update", "made_on", update.made_on, spoken="The update's date")


def check_milestone(milestone: MilestoneDraft) -> None:
    """Refuse a milestone without a title. Raises UserError."""
    if not milestone.title.strip():
        raise refuse("empty-milestone", "Enter a milestone title.", "Say in a few words what will be reached.")
    check_value("milestone", "title", milestone.title, spoken="Milestone")
    for day, spoken in ((milestone.due, "The milestone's date"), (milestone.done, "The milestone's completion date")):
        check_value("milestone", "due_on", day, spoken=spoken)


def _check_dates(whole: Mapping[str, Value]) -> None:
    start, due = whole.get("start_on"), whole.get("due_on")
    if isinstance(start, dt.date) and isinstance(due, dt.date) and due < start:
        raise refuse("due-before-start", f"Due date must be the same as or after the start date, {show_date(start)}.")


def _check_key_issue(topic: Value, vocabulary: Vocabulary) -> None:
    if topic is None:
        codes = ", ".join(choice.code for choice in vocabulary.key_issues)
        raise refuse("no-key-issue", "Choose the key issue this action serves.", f"Use one of: {codes}.")
    for choice in vocabulary.owned_elsewhere:
        if choice.id == topic:
            raise owned_elsewhere(choice.label, choice.short)
    if topic not in vocabulary.topics:
        raise refuse("unknown-key-issue", "The key issue is not one of this plan's agreement.")


def owned_elsewhere(label: str, note: str) -> UserError:
    """The refusal of a key issue that another body owns, with the agreement's footnote."""
    return UserError(
        "owned-elsewhere",
        f"{label} cannot be an action's key issue. {note}",
        "Choose one of the agreement's other key issues.",
    )


def check_distinct(drafts: Sequence[ActionDraft]) -> None:
    """Refuse two drafts for one action: nobody could tell which of them was meant. Raises UserError."""
    ids = [draft.id for draft in drafts if draft.id is not None]
    if len(ids) != len(set(ids)):
        raise refuse("twice", "One action appears twice in this change.", "Keep one of the two rows and try again.")

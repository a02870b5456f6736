"""Read what somebody typed into a field: the same reading for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from csa_tracker.errors import UserError
from csa_tracker.plan.checks import owned_elsewhere, refuse
from csa_tracker.plan.drafts import Value
from csa_tracker.plan.names import BY_JSON
from csa_tracker.plan.vocabulary import Vocabulary, find_choice, match_choice, read_vocabulary
from csa_tracker.rules import words
from csa_tracker.rules.dates import read_date, read_due
from csa_tracker.rules.markings import read_marking
from csa_tracker.rules.words import read_lifecycle
from csa_tracker.values import Choice, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan

FIXED = frozenset({"ref", "source_ref", "partnership", "original_due", "due_text"})
"""Fields nobody types into: references are permanent, and the words of a due date come with the date."""

EDITABLE = tuple(name for name in BY_JSON if name not in FIXED)


def read_entry(plan: OpenPlan, field: str, text: str) -> Mapping[str, Value]:
    """The log fields and values that `text` means in the field with this JSON name; empty text clears it.

    Raises UserError for an unknown field and for text that the field cannot take, in the words of a form.
    """
    if field not in BY_JSON or field in FIXED:
        raise UserError(
            "unknown-field", f"“{field[:40]}” is not a field you can set.", f"Use one of: {', '.join(EDITABLE)}."
        )
    log_field, spoken = BY_JSON[field].log, BY_JSON[field].spoken
    if field == "due":
        due = read_due(text, today=plan.today, field=spoken)
        if due.text and due.on is None and not due.recurrence:
            raise refuse(
                "not-a-date", f"{spoken} must be a date, a period or “Ongoing”.", "Enter a date, like 27 3 2027."
            )
        return {"due_on": due.on, "due_text": due.text or None, "recurrence": due.recurrence or None}
    if field == "status":
        return {log_field: read_status(text).value}
    if not text.strip() and field not in ("title", "key_issue"):
        return {log_field: None}
    if field in _DATES:
        return {log_field: read_date(text, today=plan.today, field=spoken)}
    if field == "key_issue":
        return {log_field: read_key_issue(read_vocabulary(plan), text).id}
    reader = _READERS.get(field)
    if reader is not None:
        return {log_field: reader(text)}
    if field in ("lead", "board"):
        vocabulary = read_vocabulary(plan)
        return {log_field: as_listed(vocabulary.organisations if field == "lead" else vocabulary.boards, text)}
    return {log_field: text if field in ("title", "description") else text.strip()}


_DATES = frozenset({"start", "review_on", "completed_on"})


def read_key_issue(vocabulary: Vocabulary, text: str) -> Choice:
    """The key issue that `text` names. Raises UserError, with the agreement's footnote for one owned elsewhere."""
    elsewhere = match_choice([Choice(c.id, c.code, c.label) for c in vocabulary.owned_elsewhere], text)
    if elsewhere is not None:
        note = next(choice.short for choice in vocabulary.owned_elsewhere if choice.id == elsewhere.id)
        raise owned_elsewhere(elsewhere.label, note)
    return find_choice(vocabulary.key_issues, text, kind="key issue")


def read_status(text: str) -> Lifecycle:
    """The lifecycle that a word means. Raises UserError for any other."""
    lifecycle = read_lifecycle(text.replace("_", " ")).lifecycle
    if lifecycle is None:
        raise refuse("empty-status", "An action must keep a status.", f"Use one of: {', '.join(Lifecycle)}.")
    return lifecycle


def read_percent(text: str) -> int:
    """A whole percentage, with or without the sign. Raises UserError outside 0 to 100."""
    digits = text.strip().removesuffix("%").strip()
    if digits.isascii() and digits.isdigit() and len(digits.lstrip("0")) <= 3 and int(digits[-3:]) <= 100:
        return int(digits[-3:])
    raise refuse("bad-percent", "Progress must be between 0 and 100.", "Enter a whole number, like 40.")


def read_rag(text: str) -> Rag:
    """The rating that a word or letter means. Raises UserError for any other."""
    rag = words.read_rag(text)
    if rag is None:
        raise refuse("bad-rag", f"“{text[:40]}” is not a rating.", "Use red, amber or green.")
    return rag


def _read_owner_rag(text: str) -> str:
    rag = read_rag(text)
    if rag is Rag.BLUE:
        raise refuse("bad-rag", "Blue means complete, which is a status.", "Set the status to complete instead.")
    return rag.value


def _read_marking(text: str) -> str:
    reading = read_marking(text)
    if reading.ask:
        raise refuse("old-marking", reading.ask, "Use OFFICIAL or OFFICIAL-SENSITIVE.")
    return reading.marking


_READERS: Mapping[str, Callable[[str], Value]] = {
    "percent": read_percent,
    "rag": _read_owner_rag,
    "marking": _read_marking,
}


def as_listed(choices: tuple[Choice, ...], text: str) -> str:
    """A name as the plan already spells it, or else as typed."""
    known = match_choice(choices, text)
    return known.label if known is not None else text.strip()

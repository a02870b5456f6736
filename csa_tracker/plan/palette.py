"""The grammar of the command palette: "u DA-05 text" read into what Enter would do, in words.

Nothing here saves: a proposal holds a draft that the window hands to the services. `read` is `entry.read_entry` of
the plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.entry import as_listed, read_key_issue
from csa_tracker.plan.find import Named, NameIndex, find_named, split_reference
from csa_tracker.plan.vocabulary import Vocabulary, folded
from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.rules.date_forms import WEEKDAYS
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Brag, Choice, Lifecycle

_SHOWN = 60
_NO_WORD = frozenset({"clear", "none", "no rating", "-"})

Read = Callable[[str, str], Mapping[str, Value]]


class Deed(StrEnum):
    """What one letter and a space at the beginning ask for."""

    UPDATE = "u"
    DUE = "d"
    RATING = "s"
    NEW = "n"


HINTS: Mapping[Deed, str] = {
    Deed.UPDATE: "Type a reference and what has happened, like u DA-05 Met the panel.",
    Deed.DUE: "Type a reference and a date, like d DA-05 fri.",
    Deed.RATING: "Type a reference and a rating, like s DA-05 amber.",
    Deed.NEW: "Type what will be done, like n Open a drop-in #domestic-abuse @lead due:+14.",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What Enter would do, in words; `problem` says why it cannot, and what to type instead.

    An update with `text` is logged at once, one without opens the sheet; everything else saves its draft. `said` tells
    it when it is done ("" for a new action, whose reference nobody knows yet).
    """

    deed: Deed
    words: str
    note: str = ""
    action: Named | None = None
    text: str = ""
    draft: ActionDraft | None = None
    said: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NewWords:
    """The parts of "n title @lead due:+14 #issue", as typed."""

    title: str
    lead: str = ""
    due: str = ""
    issue: str = ""


def read_deed(text: str) -> tuple[Deed, str] | None:
    """The deed a text begins with and the rest of it; None for a text that asks for none."""
    found = re.match(r"\s*([udsn])(?:\s+(.*)|)$", text, re.IGNORECASE | re.DOTALL)
    if found is None or found[2] is None:
        return None
    return Deed(found[1].lower()), found[2].strip()


def propose(index: NameIndex, text: str, *, vocabulary: Vocabulary, read: Read) -> list[Proposal]:
    """What Enter could do about a text that begins with a deed, the likeliest first; nothing for any other text."""
    asked = read_deed(text)
    if asked is None:
        return []
    deed, rest = asked
    if not rest:
        return [Proposal(deed, HINTS[deed], problem=HINTS[deed])]
    if deed is Deed.NEW:
        return [propose_new(rest, vocabulary=vocabulary, read=read)]
    found, after = split_reference(index, rest)
    if len(found) == 1:
        return [_about(deed, found[0], after, read)]
    if found:
        refs = ", ".join(name.ref for name in found[:4])
        problem = f"{len(found)} actions are called {rest.split()[0]}: {refs}. Type the whole reference."
        return [Proposal(deed, problem, problem=problem)]
    likely = [name for _, name in find_named(index, rest, limit=8)]
    if deed is Deed.UPDATE and likely:
        return [_about(deed, name, "", read) for name in likely]
    problem = f"No action is called “{_shortened(rest.split()[0])}”. {HINTS[deed]}"
    return [Proposal(deed, problem, problem=problem)]


def _about(deed: Deed, action: Named, text: str, read: Read) -> Proposal:
    if deed is Deed.UPDATE:
        words = f"Log update on {action.ref}: {text}" if text else f"Log update on {action.ref}…"
        return Proposal(deed, words, action.title, action, text, said=f"Update added to {action.ref}.")
    if not text:
        return Proposal(deed, f"{action.ref}: {action.title}", action=action, problem=HINTS[deed])
    try:
        fields = dict(read("due", text)) if deed is Deed.DUE else _rating(text, read)
    except UserError as error:
        return Proposal(deed, f"{action.ref}: {text}", action=action, problem=f"{error.message} {error.next_step}")
    value = show_due(fields) if deed is Deed.DUE else _rating_word(fields)
    what = "due date" if deed is Deed.DUE else "owner’s rating"
    words = f"Set the {what} of {action.ref} to {value}" if value else f"Clear the {what} of {action.ref}"
    told = f"The {what} of {action.ref} is now {value}." if value else f"The {what} of {action.ref} is cleared."
    return Proposal(deed, words, action.title, action, text, ActionDraft(id=action.id, fields=fields), told)


def _rating(text: str, read: Read) -> dict[str, Value]:
    return dict(read("rag", "" if text.casefold() in _NO_WORD else text))


def _rating_word(fields: Mapping[str, Value]) -> str:
    value = fields["owner_rag"]
    return f"{RATING_LOOKS[Brag(value)].word} ({value})" if isinstance(value, str) else ""


def show_due(fields: Mapping[str, Value]) -> str:
    """A due date that was read, as people read it: "Fri 9 Oct 2026", "Ongoing", or empty for none."""
    day = fields["due_on"]
    if isinstance(day, dt.date):
        return f"{WEEKDAYS[day.weekday()][:3]} {show_date(day)}"
    return str(fields["due_text"] or "")


_PART = re.compile(r"(?<!\S)(?P<sign>[@#]|due:)(?:[\"“”](?P<quoted>[^\"“”]*)[\"“”]?|(?P<bare>[^\s\"“”]\S*))", re.I)
_SIGNS = {"@": "lead", "#": "issue", "due:": "due"}


def read_new_words(rest: str) -> NewWords:
    """Take "@lead", "#issue" and "due:when" out of a title; several words stand in quotation marks."""
    parts: dict[str, str] = {}
    for found in _PART.finditer(rest):
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        parts[_SIGNS[found["sign"].lower()]] = " ".join(value.split())
    return NewWords(" ".join(_PART.sub(" ", rest).split()), **parts)


def propose_new(rest: str, *, vocabulary: Vocabulary, read: Read) -> Proposal:
    """The action that "title @lead due:+14 #issue" would add, or why it cannot be added yet."""
    typed = read_new_words(rest)
    words = f"Add action: {typed.title}" if typed.title else "Add action"
    if not typed.title:
        return Proposal(Deed.NEW, words, problem=HINTS[Deed.NEW])
    fields: dict[str, Value] = {"lifecycle": Lifecycle.NOT_STARTED.value, "title": typed.title}
    told: list[str] = []
    try:
        issue = _find_issue(vocabulary, typed.issue)
        fields["key_issue"] = issue.id
        told.append(issue.label)
        if typed.lead:
            lead = _find_lead(vocabulary.organisations, typed.lead)
            fields["lead_organisation"] = lead
            told.append(f"lead {lead}")
        if typed.due:
            fields |= read("due", typed.due)
            told.append(f"due {show_due(fields)}")
    except UserError as error:
        return Proposal(Deed.NEW, words, problem=f"{error.message} {error.next_step}")
    return Proposal(Deed.NEW, words, " · ".join(told), draft=ActionDraft(fields=fields))


def _find_issue(vocabulary: Vocabulary, text: str) -> Choice:
    """The key issue of that name, or the one whose name holds it. Raises UserError where there is none or several."""
    wanted = folded(text)
    fitting = [
        choice for choice in vocabulary.key_issues if wanted and wanted in folded(f"{choice.code} {choice.label}")
    ]
    exact = [
        choice for choice in fitting if wanted in (folded(choice.code), folded(choice.label), folded(choice.short))
    ]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    codes = ", ".join(f"#{choice.code}" for choice in fitting or vocabulary.key_issues)
    if fitting:
        raise UserError(
            "several-issues", f"{len(fitting)} key issues fit #{_shortened(text)}.", f"Use one of: {codes}."
        )
    if not wanted:
        raise UserError("no-key-issue", "Add the key issue this action serves.", f"Use one of: {codes}.")
    return read_key_issue(vocabulary, text)


def _find_lead(organisations: tuple[Choice, ...], text: str) -> str:
    """The organisation of that name, or the only one whose name holds it, or else the name as typed."""
    listed = as_listed(organisations, text)
    fitting = [choice.label for choice in organisations if folded(text) and folded(text) in folded(choice.label)]
    return fitting[0] if len(fitting) == 1 and listed == text else listed


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

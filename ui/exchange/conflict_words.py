"""How a conflict reads: whose value is whose, who wrote it and when, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.exchange.trust import list_members
from csa_tracker.plan.conflicts import DELETED, Conflict, ConflictValue
from csa_tracker.plan.entry import EDITABLE
from csa_tracker.plan.written import field_key
from csa_tracker.workspace import OpenPlan
from ui.exchange.words import card_words, place_words
from ui.history.words import value_words, when_words

CHOOSE = "Choose a value, or press Later."
MEANWHILE = "This was decided in another office meanwhile. What you typed is still here: apply it, or press Later."
CHANGED = "Another value came in meanwhile. Look again and choose."
NOTHING = "No conflicts. Everyone’s changes fit together."
MINE, THEIRS = 0, 1
"""Places of the values that M and T choose."""
_PROSE = frozenset(
    {
        "title",
        "description",
        "rag_reason",
        "measure",
        "outcome",
        "funding",
        "closure_reason",
        "progress_update.text",
        "milestone.title",
    }
)


@dataclass(frozen=True, slots=True)
class People:
    """This person's member id, and what is known of the others: (what they are, their place) by member id."""

    own: str
    known: Mapping[str, tuple[str, str]]

    def is_own(self, value: ConflictValue) -> bool:
        """Say whether this person wrote a value."""
        return value.member == self.own

    def author(self, value: ConflictValue) -> str:
        """Return who wrote a value, with role and organisation where they are known."""
        what, _ = self.known.get(value.member, ("", ""))
        return value.by if what in ("", value.by) else f"{value.by}, {what}"

    def place(self, value: ConflictValue) -> str:
        """Return where a value comes from: "Burnley"; the name of its author where no more is known."""
        _, place = self.known.get(value.member, ("", ""))
        return place or value.by


def read_people(plan: OpenPlan) -> People:
    """Return who can have written in this plan."""
    cards = {one.member: one.card for one in list_members(plan)}
    known = {member: (card_words(card), place_words(card.partnership)) for member, card in cards.items()}
    return People(plan.profile.keys().member, known)


def sides(conflict: Conflict, people: People) -> list[ConflictValue]:
    """Return the values as they stand from left to right: this person's own, else the one shown now, then the rest."""
    return sorted(conflict.values, key=lambda value: (not people.is_own(value), not value.shown, value.n))


def captions(values: Sequence[ConflictValue], people: People) -> list[tuple[str, str, str]]:
    """Return for each value what stands over it, what chooses it, and the key that does."""
    first_own = people.is_own(values[MINE])
    found = []
    for place, value in enumerate(values):
        if place == MINE and first_own:
            found.append(("Yours", "Keep yours", "M"))
        elif people.is_own(value):
            found.append(("Also yours", "Use this one", "T" if place == THEIRS else f"{place + 1}"))
        elif first_own and len(values) == THEIRS + 1:
            found.append(("Theirs", "Use theirs", "T"))
        else:
            key = f"{place + 1}" if place > THEIRS or not first_own else "T"
            found.append((value.by, f"Use {value.by}’s", key))
    return found


def facts(value: ConflictValue, values: Sequence[ConflictValue]) -> str:
    """Return when a value was written, and whether it is the newest or the one shown now."""
    said = [when_words(value.at)]
    if all(value.at > other.at for other in values if other is not value):
        said.append("newer")
    if value.shown:
        said.append("shown\N{NO-BREAK SPACE}now")
    return " · ".join(said)


def shown_text(conflict: Conflict, text: str) -> str:
    """Return a value as people read it; empty for none."""
    return value_words(conflict.field, text)


def is_prose(conflict: Conflict) -> bool:
    """Say whether the values are words of which both can be kept."""
    return conflict.field in _PROSE


def can_be_typed(conflict: Conflict) -> bool:
    """Say whether another value can be typed in place of these."""
    return is_prose(conflict) or (conflict.entity == "action" and conflict.field in EDITABLE)


def cell_of(conflict: Conflict) -> str:
    """Return the key of the field a conflict is about, also of what is typed there."""
    return f"conflict:{conflict.row}:{conflict.field}"


def draft_key(cell: str) -> str:
    """Return the key under which what is typed for a field of an action outlives a crash, as in its own editor."""
    _, row, field = cell.split(":")
    return field_key(row, field)


def question(conflict: Conflict) -> str:
    """Return what to know about a field before one chooses."""
    if conflict.field == DELETED:
        return "One side moved it to the Bin while the other went on with it"
    return "Underlined: added. Struck through: taken away." if is_prose(conflict) else "Changed apart from each other"


def theirs_of(conflict: Conflict, member: str) -> ConflictValue | None:
    """Return a member's latest value that can be taken unseen: none where it would move an action to the Bin."""
    values = [value for value in conflict.values if value.member == member and not value.removed]
    return max(values, key=lambda value: value.at) if values and conflict.field != DELETED else None

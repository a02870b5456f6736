"""What becomes of a row, in words, with the icon and ink that go with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from csa_tracker.importing.preview import ImportPreview
from csa_tracker.importing.rows import POSSIBLE, ImportRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """A kind of row: its name in the preview, and how it is shown."""

    key: str
    words: str
    mark: str
    ink: str


OUTCOMES = (
    Outcome("new", "New", "plus", "good"),
    Outcome("update", "Update", "edit", "accent"),
    Outcome(POSSIBLE, "Possible duplicate", "help", "ink"),
    Outcome("ask", "Waits for an answer", "help", "ink"),
    Outcome("duplicate", "Unchanged", "check", "ink2"),
    Outcome("cannot", "Cannot import", "warn", "danger"),
)
_BY_KEY = {one.key: one for one in OUTCOMES}
ALWAYS = ("new", "update", POSSIBLE, "duplicate", "cannot")
"""Kinds that are counted also where there is none."""


def outcome_of(row: ImportRow) -> Outcome:
    """Return how a row is shown."""
    return _BY_KEY.get(row.outcome) or Outcome(row.outcome, row.outcome.capitalize(), "info", "ink2")


def counted(preview: ImportPreview) -> list[tuple[Outcome, int]]:
    """Return the kinds with the number of their rows."""
    counts = Counter(row.outcome for row in preview.rows)
    known = [(one, counts[one.key]) for one in OUTCOMES if counts[one.key] or one.key in ALWAYS]
    return [
        *known,
        *((Outcome(key, key.capitalize(), "info", "ink2"), counts[key]) for key in counts if key not in _BY_KEY),
    ]


def title_of(row: ImportRow) -> str:
    """Return what a row is about, as far as it says."""
    own = str(row.values.get("title") or "") or (row.before.title if row.before is not None else "")
    return own or (row.reasons[0] if row.reasons else "") or f"{row.ref} is in the plan as the file has it."


def where_of(row: ImportRow) -> str:
    """Return where a row stands: its number, and its sheet and reference where it has them."""
    return " · ".join(part for part in (f"Row {row.row}", row.spot.sheet, row.ref) if part)


def row_words(row: ImportRow) -> str:
    """Return a row as one sentence for a screen reader."""
    parts = [outcome_of(row).words, f"row {row.row}", row.ref, title_of(row)]
    parts += [reason for reason in row.reasons[:2] if reason != title_of(row)]
    return ", ".join(part for part in parts if part)

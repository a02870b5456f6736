"""What the foot of the wizard says: what a step still waits for, and what the button onward does."""

from __future__ import annotations

from collections.abc import Mapping

from csa_tracker.importing.asks import Step
from csa_tracker.importing.preview import ImportPreview
from ui.imports.asking import waiting
from ui.shown import plural

CHECK, RESULT = 3, 4
_STEPS = (Step.FILE, Step.COLUMNS, Step.VALUES, Step.ROWS)
_ONWARD = ("Next: match columns", "Next: dates and values", "Next: check")
_NOUNS = {Step.FILE: "question", Step.COLUMNS: "column", Step.VALUES: "question", Step.ROWS: "row"}


def missing_words(preview: ImportPreview | None, given: Mapping[str, str], at: int) -> str:
    """Return what a step still waits for, without a full stop; "" when one may go on."""
    if preview is None:
        return "Choose a file first"
    left = len(waiting(preview, given, _STEPS[at])) if at < RESULT else 0
    if not left:
        return ""
    needs = "needs" if left == 1 else "need"
    return f"{plural(left, _NOUNS[_STEPS[at]])} {needs} {'a choice' if at == 1 else 'an answer'}"


def next_words(preview: ImportPreview | None, at: int) -> str:
    """Return what the button onward does."""
    if at == RESULT:
        return "Done"
    if at < CHECK or preview is None:
        return _ONWARD[min(at, 2)]
    left, comes = preview.counts["cannot"], preview.counts["new"] + preview.counts["update"]
    if not comes:
        return "Finish, nothing to import"
    return f"Import {plural(comes, 'row')}, leave out {left:,}" if left else f"Import {plural(comes, 'row')}"


def read_words(preview: ImportPreview) -> str:
    """Return what was read, for a screen reader."""
    return f"{plural(len(preview.rows), 'row')}, {plural(len(preview.asks), 'question')}."

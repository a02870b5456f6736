"""The last step: what was done, how to take it back, and the rows that were left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.importing.apply import ImportResult
from csa_tracker.importing.preview import ImportPreview
from ui.imports.step_page import StepPage
from ui.kit.boxes import Part, column, empty, frame, row, rule
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import px
from ui.shown import plural

_MOST = 12


class ResultStep(StepPage):
    """Says what the import did."""

    show_wanted = Signal()
    undo_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self.see = button("Show the imported actions", mark="actions")
        self.undo = button("Undo this import", mark="undo")
        self.save = button("Save the rows that were left out…", mark="sheet")
        self.save.clicked.connect(self.save_wanted)
        self._saved = label("", ink="ink2", wraps=True)
        self._saved.hide()
        self.see.clicked.connect(self.show_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self._told = QVBoxLayout()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(px(12))
        steps = (self.see, self.undo, self.save)
        buttons = column(*(row(one, None) for one in steps), gap=8) if narrow else row(*steps, None)
        self.setLayout(column(self._told, buttons, self._saved, None, margins=(20, 18, 20, 14), gap=14))

    def show_preview(self, preview: ImportPreview, given: Mapping[str, str]) -> None:
        """Nothing is to be previewed any more."""

    def show_result(self, result: ImportResult) -> None:
        """Show what was done, and the remarks about rows."""
        empty(self._told)
        did = bool(result.added or result.changed or result.milestones or result.updates)
        head = "The import is done." if did else "Nothing was changed: everything in the file is in the plan already."
        parts: list[Part] = [row(icon_label("check", "good", 24), label(head, size=12, weight=700, wraps=True), gap=12)]
        for count, words in result_lines(result):
            line = row(label(f"{count:,}", weight=700), label(words, ink="ink2"), None, margins=(36, 0, 0, 0), gap=8)
            parts.append(line)
        self._told.addWidget(frame(column(*parts, margins=(20, 16, 20, 16), gap=8), ground="card"))
        if result.notes:
            self._told.addWidget(_notes(result.notes))
        self.undo.setVisible(did)
        self.see.setVisible(did)
        self.save.setVisible(result.left_out > 0)
        self._saved.hide()
        self.resized.emit()

    def say_saved(self, words: str) -> None:
        """Say where the rows that were left out are now, or why they were not saved."""
        self._saved.setText(words)
        self._saved.show()
        self.resized.emit()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.see, self.undo, self.save]


def result_lines(result: ImportResult) -> list[tuple[int, str]]:
    """Return what was done as numbers with words; nothing that is nought."""
    told = [
        (result.added, "action added", "actions added"),
        (result.changed, "action changed", "actions changed"),
        (result.milestones, "milestone added", "milestones added"),
        (result.updates, "update added", "updates added"),
        (result.unchanged, "row unchanged", "rows unchanged"),
        (result.left_out, "row left out", "rows left out"),
    ]
    return [(count, one if count == 1 else many) for count, one, many in told if count]


def imported_words(result: ImportResult) -> str:
    """Return what an import did in one sentence."""
    parts = [f"{plural(result.added, 'action')} added"] if result.added else []
    parts += [f"{plural(result.changed, 'action')} changed"] if result.changed else []
    parts += [plural(result.milestones, "milestone"), plural(result.updates, "update")]
    parts += [f"{plural(result.left_out, 'row')} left out"] if result.left_out else []
    return ", ".join(parts) + "."


def _notes(notes: Sequence[str]) -> QWidget:
    parts: list[Part] = [label(plural(len(notes), "remark"), size=10.5, weight=700), rule()]
    parts += [DataLabel(note, size=9.5, ink="ink2", lines=4) for note in notes[:_MOST]]
    if len(notes) > _MOST:
        parts.append(label(f"And {len(notes) - _MOST:,} more.", size=9.5, ink="ink3"))
    return frame(column(*parts, margins=(20, 14, 20, 14), gap=6), ground="card")

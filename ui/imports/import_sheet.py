"""The import sheet: what the file would bring, what it asks, and what cannot come in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.importing.apply import ImportResult
from csa_tracker.importing.preview import ImportPreview
from ui.imports.jobs import write_import
from ui.imports.reading_sheet import at_work
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.combo import Combo
from ui.kit.field import Field
from ui.kit.job import Job
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import look
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural

_MOST_REASONS = 8


class ImportSheet(Sheet):
    """Shows a preview and applies it. `imported` carries what was done."""

    imported = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, preview: ImportPreview, files: Sequence[Path]) -> None:
        super().__init__("Import a spreadsheet")
        self._session, self._preview = session, preview
        self._files = ", ".join(path.name for path in files)
        self.answers: dict[str, Combo] = {}
        self.leave_out = Tick("Leave these rows out")
        self.bring = button("Import", kind="primary")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        self._problem = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._problem.hide()
        self._busy = at_work("Importing… The plan is written in one step, all or nothing.")
        self._busy.hide()
        self._writing = False
        blocked = [line for line in preview.rows if line.outcome == "cannot" and not line.left_out]
        self._blocked = [reason for line in blocked for reason in line.reasons]
        self.nothing_new = not (preview.counts["new"] or preview.counts["update"] or preview.counts["ask"])
        self.bring.setEnabled(not self.nothing_new)
        self.first = self.cancel if self.nothing_new else self.bring
        self.assemble(self._head(), self._body(), self._foot())
        self.cancel.clicked.connect(self.reject)
        self.bring.clicked.connect(self.try_import)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_import)

    def _head(self) -> QHBoxLayout:
        self.shut.clicked.connect(self.reject)
        names = column(
            None,
            label("Import a spreadsheet", size=13, weight=700),
            DataLabel(self._files, size=9.5, ink="ink2"),
            None,
            gap=1,
        )
        box = row(icon_label("sheet", "ink2", 24), names, self.shut, margins=(24, 0, 16, 0), gap=12)
        box.setStretch(1, 1)
        return box

    def _body(self) -> QVBoxLayout:
        parts: list[Part] = [label(self._headline(), size=12, weight=700, wraps=True), 4]
        parts.append(label(self._rest(), ink="ink2", wraps=True))
        for ask in self._preview.asks:
            combo = Combo()
            combo.offer((option, option) for option in ask.options)
            self.answers[ask.id] = combo
            parts += [12, Field(ask.question, combo)]
        if self._blocked:
            parts += [14, *self._reasons(), 8, self.leave_out]
        parts += [8, self._problem, self._busy]
        return column(*parts, margins=(24, 16, 24, 18), gap=0)

    def _headline(self) -> str:
        counts = self._preview.counts
        if self.nothing_new:
            return "Everything in this file is already in the plan."
        found = [plural(counts["new"] + counts["ask"], "new action")] if counts["new"] or counts["ask"] else []
        found += [plural(counts["update"], "changed action")] if counts["update"] else []
        found += [plural(counts["milestones"], "milestone")] if counts["milestones"] else []
        found += [plural(counts["updates"], "update")] if counts["updates"] else []
        return ", ".join(found)

    def _rest(self) -> str:
        counts = self._preview.counts
        words = [f"Read from: {', '.join(self._preview.sheets)}."]
        if counts["duplicate"]:
            words.append(f"{plural(counts['duplicate'], 'row')} already in the plan, and left alone.")
        words.append("Your file is not changed. Nothing is saved until you press Import.")
        return " ".join(words)

    def _reasons(self) -> list[QWidget]:
        shown: list[QWidget] = [label(f"{plural(len(self._blocked), 'problem')} to know about", weight=700)]
        shown += [DataLabel(reason, size=9.5, ink="ink2", lines=3) for reason in self._blocked[:_MOST_REASONS]]
        more = len(self._blocked) - _MOST_REASONS
        if more > 0:
            shown.append(label(f"And {more:,} more.", size=9.5, ink="ink3"))
        return shown

    def _foot(self) -> QHBoxLayout:
        caps = [KeyCap("Ctrl+Enter")] if look().scale < 1.5 else []
        return row(None, self.cancel, self.bring, *caps, margins=(24, 0, 24, 0))

    def try_import(self) -> None:
        """Import everything on a thread, or say what stands in the way."""
        if self.nothing_new or self._writing:
            return
        if self._blocked and not self.leave_out.isChecked():
            self._fail("Some rows cannot be imported. Correct the file, or tick that they are left out.")
            self.leave_out.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        answers = {ask: combo.value() or "" for ask, combo in self.answers.items()}
        plan = self._session.plan
        work = partial(
            write_import, plan.path, self._preview, answers=answers, leave_out=self.leave_out.isChecked(),
            profile=plan.profile, clock=plan.clock,
        )  # fmt: skip
        job = Job(work, self.window())
        job.done.connect(self._imported)
        job.refused.connect(self._refused)
        job.broke.connect(lambda _error: self._work(on=False))
        self._work(on=True)
        job.start()

    def _work(self, *, on: bool) -> None:
        """Show that the plan is being written; from here on it is all or nothing, so there is no way out."""
        self._writing = on
        self._problem.hide()
        self._busy.setVisible(on)
        for part in (self.cancel, self.shut, self.leave_out, *self.answers.values()):
            part.setEnabled(not on)
        self.bring.setText("Importing…" if on else "Import")
        if on:
            announce(self, "Importing.")
        self.resized.emit()

    def reject(self) -> None:
        """Give up, unless the plan is being written at this moment."""
        if not self._writing:
            super().reject()

    def _imported(self, result: ImportResult) -> None:
        self._writing = False
        self.accept()
        self.imported.emit(result)
        # By itself: closing the sheet and reading a large plan again in one go would keep a key press waiting.
        QTimer.singleShot(0, self._session, self._session.tell)

    def _refused(self, error: UserError) -> None:
        self._work(on=False)
        self._fail(f"{error.message} {error.next_step}")

    def _fail(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
        announce(self, sentence)
        self.resized.emit()


def imported_words(result: ImportResult) -> str:
    """Return what an import did, for the toast."""
    parts = [f"{plural(result.added, 'action')} added"] if result.added else []
    parts += [f"{plural(result.changed, 'action')} changed"] if result.changed else []
    parts += [plural(result.milestones, "milestone"), plural(result.updates, "update")]
    parts += [f"{plural(result.left_out, 'row')} left out"] if result.left_out else []
    return ", ".join(parts) + "."

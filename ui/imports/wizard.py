"""The import wizard: file, columns, dates and values, check, result. Nothing is written before the fourth step ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from csa_tracker.errors import UserError
from csa_tracker.importing.apply import ImportResult
from csa_tracker.importing.preview import ImportPreview
from ui.ask import SHEETS, WORKBOOKS, Ask
from ui.imports.foot_words import CHECK, RESULT, missing_words, next_words, read_words
from ui.imports.jobs import Into, write_rejected
from ui.imports.previews import Previews
from ui.imports.step_result import imported_words
from ui.imports.wizard_frame import NAMES, WizardFrame
from ui.imports.writing import Writing
from ui.kit.announce import announce
from ui.kit.focus import holds_focus
from ui.session import Session
from ui.shell.doors import documents
from ui.shown import plural

STOPPED = UserError(
    "import-stopped",
    "The import was stopped.",
    "Nothing was changed; press Import to try again.",
)


class ImportWizard(WizardFrame):
    """Five steps. `imported` carries what was done; `wanted` the command that the last step asks for."""

    imported = Signal(object)
    wanted = Signal(str)
    resized = Signal()

    def __init__(self, session: Session, ask: Ask, window: QWidget, *, narrow: bool) -> None:
        super().__init__(narrow=narrow)
        self._session, self._ask = session, ask
        plan = session.plan
        into = Into(plan.path, plan.profile, plan.clock)
        self.previews = Previews(into, window)
        self.writing = Writing(into, window)
        self.given: dict[str, str] = {}
        self.files: tuple[Path, ...] = ()
        self.outcome: ImportResult | None = None
        self._onward = False
        self._came_from: QWidget | None = None
        self._connect()
        self.go(0, focus=False)

    def _connect(self) -> None:
        self.previews.made.connect(self._show)
        self.previews.refused.connect(self._refused)
        self.previews.turned.connect(self._say)
        self.previews.progressed.connect(self.file.show_progress)
        self.writing.done.connect(self._written)
        self.writing.refused.connect(self._not_written)
        self.writing.progressed.connect(self._say)
        self.writing.progressed.connect(self._say_progress)
        for page in self.pages:
            page.answered.connect(self.answer)
        self.file.zone.dropped.connect(self.read)
        self.file.zone.browse.clicked.connect(self.browse)
        self.file.zone.paste.clicked.connect(self.paste)
        self.file.stop_wanted.connect(self.stop_reading)
        self.check.moved.connect(self._say)
        self.foot.back.clicked.connect(self.back)
        self.foot.next.clicked.connect(self.next)
        self.foot.leave_out.clicked.connect(self.columns.leave_out)
        self.foot.stay.clicked.connect(self._stay)
        self.foot.leave.clicked.connect(self._leave)
        self.cancel.clicked.connect(self.reject)
        self.done_page.show_wanted.connect(lambda: self._want("show"))
        self.done_page.save_wanted.connect(self.save_left_out)
        self.done_page.undo_wanted.connect(lambda: self._want("undo"))
        for keys in ("Alt+N", "Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.next)
        self.on_key("Alt+B", self.back)
        self.on_key("Ctrl+V", self.paste)
        self.on_key("Ctrl+O", self.browse)
        self.finished.connect(self.previews.give_up)

    # What comes in.

    def browse(self) -> None:
        """Ask for files."""
        if self.at == 0 and not self.writing.is_on:
            files = self._ask.open_files(self.window(), "Import a spreadsheet", SHEETS)
            if files:
                self.read(files)

    def paste(self) -> None:
        """Read the cells on the clipboard."""
        if self.at != 0:
            return
        self._begin("Cells from the clipboard")
        self.previews.paste(QGuiApplication.clipboard().text())

    def read(self, files: Sequence[Path]) -> None:
        """Read files from scratch; what was answered about others is forgotten."""
        self.files = tuple(files)
        self._begin(", ".join(path.name for path in files))
        self.previews.read(self.files)

    def _begin(self, name: str) -> None:
        self.go(0, focus=False)
        self.given.clear()
        self._named.setText(name)
        self._tell_problem("")
        self.file.show_reading(on=True)
        self.file.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"Reading {name}.")

    def stop_reading(self) -> None:
        """Give up reading."""
        self.previews.give_up()
        self.file.show_reading(on=False)
        self._named.setText("")
        self.file.zone.browse.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "Reading was stopped. Nothing was changed.")

    # What is answered.

    def answer(self, answers: Mapping[str, str]) -> None:
        """Take answers: shown at once, and the preview follows."""
        self.given |= answers
        self._tell_problem("")
        if self.previews.now is not None:
            self._page().show_preview(self.previews.now, self.given)
        self.previews.answer(self.given)
        self._say()

    def _show(self, preview: ImportPreview) -> None:
        """Show a new preview on the step that is open."""
        seen = self.previews.seen
        if seen is not None:
            self.columns.found = seen.preview.columns
            self.file.left, self.file.remembered = seen.preview.left, seen.remembered
        was_reading = not self.file.stop.isHidden() and holds_focus(self.file) and not self.given
        self.file.show_reading(on=False)
        known = {ask.id for ask in (*preview.asks, *preview.settled)}
        self.given = {ask: answer for ask, answer in self.given.items() if ask in known}
        if self.at < RESULT:
            self._page().show_preview(preview, self.given)
        self._order()
        self._say()
        if self.at == 0 and was_reading:
            stop = self.file.open_stop() or self.foot.next
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"Read. {read_words(preview)}")
        if self._onward and not self.previews.is_busy:
            self._onward = False
            self.next()

    def _refused(self, error: UserError) -> None:
        self._onward = False
        self.file.show_reading(on=False)
        announce(self, f"{error.message} {error.next_step}")
        if self.at == 0 and self.previews.now is None:
            self.file.show_problem(error)
            self.file.zone.browse.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._tell_problem(f"{error.message} {error.next_step}")
        self._say()

    # The way through.

    def go(self, to: int, *, focus: bool = True) -> None:
        """Show a step, and give the keyboard to its first question or else to the button onward."""
        self.show_page(to)
        if self.previews.now is not None and to < RESULT:
            self._page().show_preview(self.previews.now, self.given)
        self._order()
        self._say()
        if focus:
            stop = self._page().first_stop() or self.foot.next
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self.show_stop)  # the page has no heights before it was laid out
            says = self.foot.says.text()
            announce(self, f"Step {to + 1} of {len(NAMES)}: {NAMES[to]}. {says}".strip())

    def missing(self) -> str:
        """Return what the step still waits for in a sentence, "" when one may go on."""
        return missing_words(self.previews.now, self.given, self.at)

    def next(self) -> None:
        """Go on; or go to the first question that waits; or once the answers are read."""
        if self.writing.is_on or self.foot.asks:
            return
        if self.at == RESULT:
            self.accept()
            return
        if self.missing():
            self._go_to_missing()
        elif self.previews.is_busy:
            self._onward = True
            self.previews.hurry()
            self._say()
        elif self.at == CHECK:
            self._write()
        else:
            self.go(self.at + 1)

    def _go_to_missing(self) -> None:
        stop = self._page().open_stop() or (self.file.zone.browse if self.at == 0 else self.foot.next)
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(stop)
        announce(self, f"{self.missing()}.")

    def back(self) -> None:
        """Go to the step before; answers are kept."""
        if 0 < self.at < RESULT and not self.writing.is_on and not self.foot.asks:
            self._onward = False
            self.go(self.at - 1)

    def _say(self) -> None:
        """Bring the foot up to date."""
        foot, ended = self.foot, self.at == RESULT
        missing = self.missing()
        busy = self.previews.is_busy and self.previews.now is not None
        foot.back.setVisible(0 < self.at < RESULT)
        foot.remember.setVisible(self.at == 1)
        foot.leave_out.setVisible(self.at == 1)
        foot.leave_out.setEnabled(self.columns.can_leave_out())
        foot.next.setText(next_words(self.previews.now, self.at))
        says = missing or ("Reading your answers…" if busy else "")
        says = "Importing… All of it, or nothing." if self.writing.is_on else says
        foot.says.setText(says if not ended and (self.at or self.previews.now is not None) else "")
        foot.next.setAccessibleName(foot.next.text())
        foot.next.setAccessibleDescription(missing)
        self.cancel.setVisible(not ended)
        self.cancel.setText("Stop importing" if self.writing.is_on else "Cancel import")
        for part in (foot.back, foot.next):
            part.setEnabled(not self.writing.is_on)

    def _say_progress(self, done: int, total: int) -> None:
        if self.writing.is_on and total:
            self.foot.says.setText(f"Importing… {done:,} of {total:,}")

    # What is written.

    def _write(self) -> None:
        if self.previews.now is not None:
            self.writing.start(self.previews.now, keep=self.foot.remember.isChecked())
            self._say()
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, "Importing.")

    def _not_written(self, error: UserError) -> None:
        self._refused(STOPPED if error.code == "stopped" else error)
        self.foot.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, result: ImportResult) -> None:
        self.outcome = result
        self.done_page.show_result(result)
        self.go(RESULT)
        announce(self, imported_words(result))
        self.imported.emit(result)
        # By itself: showing the step and reading a large plan again in one go would keep a key press waiting.
        QTimer.singleShot(0, self._session, self._session.tell)

    def save_left_out(self) -> None:
        """Save the rows that did not come in as a workbook, each with its reason."""
        preview = self.outcome.preview if self.outcome is not None else None
        stem = self.files[0].stem if self.files else "Pasted table"
        proposed = documents() / f"{stem} - rows left out.xlsx"
        target = self._ask.save_file(self.window(), "Save the rows that were left out", WORKBOOKS, proposed=proposed)
        if target is None or preview is None:
            return
        try:
            count = write_rejected(preview, target)
        except UserError as error:
            words = f"{error.message} {error.next_step}"
        else:
            words = f"{plural(count, 'row')} with the reason saved in {target.name}."
        self.done_page.say_saved(words)
        announce(self, words)

    def _want(self, name: str) -> None:
        self.accept()
        self.wanted.emit(name)

    # The way out.

    def reject(self) -> None:
        """Give up; asks first where answers would be lost, and goes back from a row to the list before that."""
        if self.writing.is_on:
            self.writing.stop()
        elif self.at == RESULT:
            self.accept()
        elif self.foot.asks:
            self._stay()
        elif self.at == CHECK and self.check.close_row():
            return
        elif self.given:
            self._came_from = QApplication.focusWidget()
            self.foot.ask(on=True)
            self.foot.stay.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, "Leave this import? Your answers are not kept.")
        else:
            super().reject()

    def _stay(self) -> None:
        self.foot.ask(on=False)
        back = self._came_from if self._came_from is not None and self._came_from.isVisible() else self.foot.next
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        super().reject()

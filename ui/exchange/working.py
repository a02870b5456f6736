"""Waiting for a thread: a sheet that does nothing else, and the line of a sheet that does its own step on one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.job import Job
from ui.kit.text import DataLabel, icon_label, label
from ui.kit.working import at_work
from ui.shell.sheet import Sheet


class OpeningFile(Sheet):
    """Stays until a file is opened and looked through; Escape or Cancel gives up."""

    def __init__(self, name: str) -> None:
        super().__init__("Opening the file")
        self.wanted_width = 520
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.first = self.cancel
        titles = column(
            None, label("Opening the file", size=13, weight=700), DataLabel(name, size=9.5, ink="ink2"), None, gap=1
        )
        head = row(icon_label("inbox", "ink2", 24), titles, margins=(24, 0, 24, 0), gap=12)
        head.setStretch(1, 1)
        words = label("Your plan stays as it is. You see what the file would bring first.", wraps=True)
        body = column(words, 8, at_work("Checking… A large file takes a moment."), margins=(24, 16, 24, 18), gap=0)
        self.assemble(head, body, row(None, self.cancel, margins=(24, 0, 24, 0)))
        announce(self, f"Opening {name}.")


class Work(QWidget):
    """The line of a sheet that does one step on a thread, all or nothing: what is going on, or why it was refused.

    While `is_on` the `parts` (first the one that does the step) are off and the sheet offers no way out. `resized`
    fires when the line comes or goes.
    """

    resized = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.parts: list[QWidget] = []
        self.is_on = False
        self._words = words
        self.problem = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._busy = at_work(words)
        self.setLayout(column(self.problem, self._busy, gap=0))
        for part in (self.problem, self._busy):
            part.hide()

    def run(self, step: Callable[[], object], then: Callable[[object], object]) -> None:
        """Do the step on a thread and hand on what it returns, or say why it was refused."""
        if self.is_on:
            return
        job = Job(step, self.window())
        job.done.connect(lambda result: self._end(lambda: then(result)))
        job.refused.connect(lambda error: self._end(lambda: self.fail(error)))
        job.broke.connect(lambda _error: self._end(lambda: None))
        self._show(on=True)
        announce(self, self._words)
        job.start()

    def fail(self, error: UserError) -> None:
        """Say why it could not be done."""
        self.problem.setText(f"{error.message} {error.next_step}")
        self.problem.show()
        self.parts[0].setFocus(Qt.FocusReason.OtherFocusReason)  # what was off has lost the keyboard
        announce(self, self.problem.text())
        self.resized.emit()

    def _end(self, then: Callable[[], object]) -> None:
        self._show(on=False)
        then()

    def _show(self, *, on: bool) -> None:
        self.is_on = on
        self.problem.hide()
        self._busy.setVisible(on)
        for part in self.parts:
            part.setEnabled(not on)
        self.resized.emit()

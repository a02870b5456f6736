"""The line that says how far a report is that is being saved or published, and lets one give it up."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from ui.kit.announce import announce
from ui.kit.boxes import column, row, rule
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label
from ui.look.worn import px

SLOW_MS = 400


class ProgressLine(QFrame):
    """Comes into sight when something takes a while; `given_up` is the person's wish to stop it."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._doing = ""
        self._words = DataLabel("", weight=500)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(px(120), px(8))
        self.bar.setAccessibleName("Pages made")
        self.cancel = button("Cancel", small=True, name="Cancel: stop making the report")
        self.cancel.clicked.connect(self.given_up)
        inside = row(
            icon_label("clock", "ink2", 18), self._words, self.bar, self.cancel, margins=(20, 6, 16, 6), gap=10
        )
        inside.setStretch(1, 1)
        self.setLayout(column(inside, rule(), gap=0))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._appear)
        self.hide()

    def words(self) -> str:
        """Return what it says now."""
        return self._words.text()

    def begin(self, doing: str) -> None:
        """Say what is being done ("Saving the board progress report"), unless it is over in a moment."""
        self._doing = doing
        self.say(0, 0)
        self._slow.start()

    def say(self, done: int, total: int) -> None:
        """Say how far it is; `total` 0 while that is not known."""
        self.bar.setVisible(total > 0)
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
        self._words.setText(f"{self._doing}: page {done:,} of {total:,}" if total else f"{self._doing}…")

    def say_stopping(self) -> None:
        """Say that it is being given up."""
        self._words.setText("Stopping…")
        announce(self, "Stopping…")

    def end(self) -> bool:
        """Go away; says whether the keyboard was here."""
        self._slow.stop()
        had_focus = self.cancel.hasFocus()
        self.hide()
        return had_focus

    def _appear(self) -> None:
        self.show()
        announce(self, self.words())

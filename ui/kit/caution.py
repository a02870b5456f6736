"""A quiet line under a text that says what in it looks like personal data; it never stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from csa_tracker.rules.scanner import scan
from ui.kit.announce import announce
from ui.kit.boxes import row
from ui.kit.text import icon_label, label

_PAUSE_MS = 250


class Caution(QWidget):
    """Watches a text while somebody types in it. `resized` fires when the line comes or goes."""

    resized = Signal()

    def __init__(self, text: QPlainTextEdit, *, indent: float = 0) -> None:
        super().__init__()
        self._text = text
        mark = icon_label("shield", "ink2", 16)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._line = label("", size=9.5, ink="ink2", wraps=True)
        self._line.setObjectName("caution")
        inside = row(mark, self._line, gap=6, margins=(indent, 2, 0, 2))
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        text.textChanged.connect(self._pause.start)
        text.document().modificationChanged.connect(lambda _changed: self._pause.start())

    def words(self) -> str:
        """Return the line now shown, empty for none."""
        return self._line.text()

    def look(self) -> None:
        """Read the text as it is now; one that nobody has changed since it was saved needs no word."""
        self._pause.stop()
        changed = self._text.document().isModified()
        findings = scan(self._text.toPlainText()) if changed else ()
        words = " ".join(dict.fromkeys(finding.message for finding in findings))
        if words == self._line.text():
            return
        self._line.setText(words)
        self.setVisible(bool(words))
        if words:
            announce(self._text, words)
        self.resized.emit()

"""What the person should know about the open plan: sentences over the page, each until it is put away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.boxes import column, empty, frame, row
from ui.kit.buttons import button
from ui.kit.text import icon_label, label


class Notices(QWidget):
    """One strip a sentence. `put_away` carries a sentence the person has read."""

    put_away = Signal(str)

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.show_sentences(sentences)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these and no others."""
        empty(self._box)
        for sentence in sentences:
            self._box.addWidget(self._strip(sentence))
        if self.parent() is not None or not sentences:  # shown before it has a place it would be a window of its own
            self.setVisible(bool(sentences))

    def _strip(self, sentence: str) -> QFrame:
        shut = button("", kind="quiet", mark="close", small=True, name="Put this notice away")
        shut.clicked.connect(lambda: self.put_away.emit(sentence))
        words = label(sentence, weight=500, wraps=True)
        inside = row(icon_label("info", "ink2", 18), column(None, words, None), shut, margins=(24, 4, 12, 4))
        inside.setStretch(1, 1)
        return frame(inside, ground="strip")

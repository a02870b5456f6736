"""What a list shows when it has nothing to show: why, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.boxes import row
from ui.kit.buttons import KeyCap, button
from ui.kit.text import icon_label, label
from ui.look.worn import px


class EmptyState(QWidget):
    """An icon, one sentence, why, and one button with its key."""

    def __init__(self, mark: str, sentence: str, why: str, *, step: str, keys: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.step = button(step)
        self.step.clicked.connect(lambda: act())
        headline = label(sentence, size=11, weight=700, wraps=True)
        reason = label(why, ink="ink2", wraps=True)
        for text in (headline, reason):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = icon_label(mark, "ink2", 34)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(24))
        box.setSpacing(px(6))
        box.addStretch(2)
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(headline)
        box.addWidget(reason)
        box.addSpacing(px(8))
        box.addLayout(row(None, self.step, KeyCap(keys), None))
        box.addStretch(3)

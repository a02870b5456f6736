"""The shell of a plan that is being opened: painted first of all, so it needs nothing but Qt and the colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QWidget

from ui.kit.boxes import column, frame, row, rule
from ui.look.fonts import font

if TYPE_CHECKING:
    from ui.start.glance_page import GlancePage


class OpeningPage(QFrame):
    """The grounds in their places and one line of words; then, where one can be had, a glance at the plan."""

    def __init__(self, name: str, title: str, *, narrow: bool) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAccessibleName(f"Opening {name}")
        self.glance: GlancePage | None = None
        side = frame(column(None), ground="sidebar", width=46 if narrow else 224)
        head = frame(row(_words(title, size=15, weight=700), None, margins=(24, 0, 20, 0)), height=56)
        foot = frame(
            row(_words(f"Opening {name[:60]}…", size=9), None, margins=(24, 0, 12, 0)), ground="sidebar", height=28
        )
        right = column(head, rule(), None, rule(), foot, gap=0)
        layout = row(side, rule(upright=True), right, gap=0)
        layout.setStretchFactor(right, 1)
        shell = QWidget()
        shell.setLayout(layout)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shell)

    def show_glance(self, glance: GlancePage) -> None:
        """Show what can be read of the plan at once."""
        self.glance = glance
        self._stack.addWidget(glance)
        self._stack.setCurrentWidget(glance)
        glance.rows.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(text: str, *, size: float, weight: int = 400) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, weight))
    return made

"""How many rows become one thing; pressed, only those are listed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.imports.outcomes import Outcome
from ui.kit.paint import draw_box, draw_text, text_width
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px
from ui.shown import plural

_HIGH = 32


class OutcomeChip(QPushButton):
    """A pill with an icon, a word and a number."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome
        self._count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        words = f"{self.outcome.words}: {plural(count, 'row')}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the width of icon, word and number."""
        words = text_width(self.outcome.words, font(9.5, 500)) + text_width(f"{self._count:,}", font(9.5, 700))
        return QSize(round(words) + px(58), px(_HIGH))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the same: the row of chips breaks where it is too long."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the pill; the one that filters has a strong edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, on = QRectF(self.rect()), self.isChecked()
        edge, width = ("accent", 2) if on else ("edge", 1)
        fill = "selection" if on else "sunken" if self.underMouse() else "surface"
        draw_box(painter, box, box.height() / 2, fill=fill, edge=edge, width=width)
        ink = self.outcome.ink if self._count else "ink2"
        painter.drawPixmap(QPointF(px(12), box.center().y() - px(8)), icon_pixmap(self.outcome.mark, ink, 16))
        face = font(9.5, 500)
        left = px(34)
        draw_text(painter, box.adjusted(left, 0, 0, 0), self.outcome.words, face=face)
        left += round(text_width(self.outcome.words, face)) + px(8)
        draw_text(painter, box.adjusted(left, 0, 0, 0), f"{self._count:,}", face=font(9.5, 700, tabular=True))
        painter.end()

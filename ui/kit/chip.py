"""Chips: a linked thing or a filter in force, with a cross when it can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from csa_tracker.values import Brag
from ui.kit.paint import draw_box, draw_text, one_line, text_width
from ui.kit.text import escape_tip
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens


class Chip(QPushButton):
    """A pill with a word, an icon or badge before it; pressing a removable one takes it away."""

    def __init__(self, text: str, *, mark: str = "", brag: Brag | None = None, removable: bool = False) -> None:
        super().__init__()
        self._text, self._mark, self._brag, self._removable = one_line(text), mark, brag, removable
        self._face = font(9.5, 500)
        self.setFixedHeight(px(26))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if removable else Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(f"Remove {self._text}" if removable else self._text)
        self.setToolTip(escape_tip(self.accessibleName()))

    def _lead(self) -> int:
        return px(20) if self._mark or self._brag else 0

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the width of the word and its marks."""
        width = text_width(self._text, self._face) + 2 * px(11) + self._lead() + (px(18) if self._removable else 0)
        return QSize(round(width) + 1, px(26))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(min(self.sizeHint().width(), px(60)), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        edge = "edge" if tokens().is_contrast or (self._removable and self.underMouse()) else "line"
        draw_box(painter, box, box.height() / 2, fill="sunken", edge=edge)
        left = px(11)
        middle = box.center().y()
        if self._brag is not None:
            paint_badge(painter, self._brag, QRectF(left - px(1), middle - px(7), px(14), px(14)))
        elif self._mark:
            painter.drawPixmap(QPointF(left - px(2), middle - px(8)), icon_pixmap(self._mark, "ink2", 16))
        place = box.adjusted(left + self._lead(), 0, -px(11) - (px(18) if self._removable else 0), 0)
        draw_text(painter, place, self._text, face=self._face)
        if self._removable:
            painter.drawPixmap(QPointF(box.right() - px(24), middle - px(7)), icon_pixmap("close", "ink2", 14))
        painter.end()

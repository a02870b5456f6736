"""Rows of the Dashboard's lists: an action with its rating, a milestone, or what changed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from csa_tracker.values import Brag
from ui.dashboard.press import Press, Target
from ui.kit.paint import MIDDLE, RIGHT, draw_box, draw_text, line_height, text_width
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens


class TwoLines(Press):
    """A badge or icon, a line and a smaller one under it, and a few words at the right."""

    def __init__(
        self,
        key: str,
        target: Target,
        *,
        name: str,
        upper: str,
        under: str,
        end: str,
        ref: str = "",
        brag: Brag | None = None,
        mark: str = "",
        ends_late: bool = False,
    ) -> None:
        """Make a row; `ref` stands before the upper line.

        `ends_late` shows the words at the right as a warning, which they must say themselves.
        """
        super().__init__(key, target, name=name)
        self._upper, self._under, self._end = upper, under, end
        self._ref, self._brag, self._mark, self._late = ref, brag, mark, ends_late
        self._faces = font(10, 500), font(9)
        self._end_face = font(10, 600, tabular=True) if ends_late else font(9.5, 500, tabular=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(line_height(self._faces[0]) + line_height(self._faces[1])) + px(8))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a usual width; the words are cut to the width given."""
        return QSize(px(300), self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(px(120), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_hover(painter)
        box = QRectF(self.rect()).adjusted(px(4), 0, -px(4), 0)
        left = self._paint_mark(painter, box)
        first, second = self._faces
        end = min(text_width(self._end, self._end_face) + 2, box.width() / 2)
        top = QRectF(left, px(4), box.right() - left - end - px(10), line_height(first))
        if self._ref:
            wide = min(text_width(self._ref, first) + 1, top.width() / 2)
            draw_text(painter, QRectF(top.x(), top.y(), wide, top.height()), self._ref, face=first, ink="ink2")
            top.setLeft(top.x() + wide + px(8))
        draw_text(painter, top, self._upper, face=first)
        right = QRectF(box.right() - end, top.y(), end, top.height())
        ink = "danger" if self._late else "ink2"
        draw_text(painter, right, self._end, face=self._end_face, ink=ink, align=RIGHT | MIDDLE)
        lower = QRectF(left, top.bottom(), box.right() - left, line_height(second))
        draw_text(painter, lower, self._under, face=second, ink="ink2")
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF) -> float:
        middle = box.center().y()
        if self._mark:
            tile = QRectF(box.x(), middle - px(14), px(28), px(28))
            draw_box(painter, tile, px(6), fill="sunken", edge="edge" if tokens().is_contrast else "")
            painter.drawPixmap(QPointF(tile.x() + px(6), tile.y() + px(6)), icon_pixmap(self._mark, "ink2", 16))
            return tile.right() + px(12)
        if self._brag is not None:
            paint_badge(painter, self._brag, QRectF(box.x(), middle - px(10), px(20), px(20)))
        return box.x() + px(30)

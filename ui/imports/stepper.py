"""The line of steps over the wizard: which are done, which one is shown, which follow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import CENTRE, draw_box, draw_text, text_width
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px

_DISC, _GAP, _LINE = 26, 10, 32
_HIGH = 56


class Stepper(QWidget):
    """Steps in a line. Where there is no room for all words, only the present step says its own."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self.at = 0
        self.setFixedHeight(px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Mark a step as the one shown; those before it are done."""
        self.at = at
        self.setAccessibleName(f"Step {at + 1} of {len(self._names)}: {self._names[at]}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size it likes."""
        return QSize(round(self._wide(whole=True)), px(_HIGH))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the sheet wider."""
        return QSize(px(120), px(_HIGH))

    def _wide(self, *, whole: bool) -> float:
        words = sum(
            px(_GAP) + text_width(name, font(10, 700))
            for place, name in enumerate(self._names)
            if whole or place == self.at
        )
        return words + len(self._names) * px(_DISC) + (len(self._names) - 1) * (px(_LINE) + 2 * px(_GAP))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw a disc and a word for each step, and lines between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self._wide(whole=True) <= self.width()
        left, middle = 0.0, self.height() / 2
        for place, name in enumerate(self._names):
            disc = QRectF(left, middle - px(_DISC) / 2, px(_DISC), px(_DISC))
            self._draw_disc(painter, disc, place)
            left = disc.right()
            if whole or place == self.at:
                face = font(10, 700 if place == self.at else 600 if place < self.at else 500)
                wide = text_width(name, font(10, 700))
                box = QRectF(left + px(_GAP), 0, min(wide + 2, self.width() - left), self.height())
                draw_text(painter, box, name, face=face, ink="ink" if place <= self.at else "ink2")
                left += px(_GAP) + wide
            if place < len(self._names) - 1:
                line = QRectF(left + px(_GAP), middle - 0.5, px(_LINE), 1)
                painter.fillRect(line, colour("edge"))
                left = line.right() + px(_GAP)
        painter.end()

    def _draw_disc(self, painter: QPainter, disc: QRectF, place: int) -> None:
        radius = disc.height() / 2
        if place < self.at:
            draw_box(painter, disc, radius, fill="primary")
            size = px(16)
            corner = QPointF(disc.center().x() - size / 2, disc.center().y() - size / 2)
            painter.drawPixmap(corner, icon_pixmap("check", "on_primary", 16))
            return
        now = place == self.at
        draw_box(painter, disc, radius, fill="accent" if now else "surface", edge="" if now else "edge")
        draw_text(painter, disc, str(place + 1), face=font(9.5, 700), ink="on_accent" if now else "ink2", align=CENTRE)

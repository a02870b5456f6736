"""A large choice of the first screen: icon, name, what it means, and its key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.kit.paint import CENTRE, draw_box, draw_lines, draw_text, line_height, wrap
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens


class ChoiceCard(QPushButton):
    """One way to begin; the current one has the accent edge and is what Enter does."""

    focused = Signal()
    moved = Signal(int)

    def __init__(self, number: int, mark: str, title: str, meaning: str) -> None:
        super().__init__()
        self.number, self.title = number, title
        self._mark, self._meaning = mark, meaning
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{title}, key {number}")
        self.setAccessibleDescription(meaning)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        high = line_height(font(11, 700)) + 2 * line_height(font(9.5)) + px(32)
        self.setFixedHeight(max(px(92), round(high)))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size at 100 %."""
        return QSize(px(330), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a narrower size."""
        return QSize(px(230), self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Become the choice that Enter takes."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move between the cards with arrows; leave digits and Enter to the page."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        on, contrast = self.isChecked(), tokens().is_contrast
        ground = "sunken" if self.underMouse() and not on else "surface"
        draw_box(painter, box, px(10), fill=ground, edge="accent" if on else "edge", width=2 if on else 1)
        tile = QRectF(px(18), px(18), px(40), px(40))
        draw_box(painter, tile, px(10), fill="" if contrast else "selection", edge="edge" if contrast else "")
        centre = tile.center()
        painter.drawPixmap(
            QPointF(centre.x() - px(22) / 2, centre.y() - px(22) / 2), icon_pixmap(self._mark, "accent", 22)
        )
        title, small = font(11, 700), font(9.5)
        upper = QRectF(px(72), px(15), box.width() - px(112), line_height(title))
        draw_text(painter, upper, self.title, face=title)
        room = box.width() - px(92)
        lines = wrap(self._meaning, small, room, at_most=2)
        under = QRectF(px(72), upper.bottom() + px(2), room, 10)
        draw_lines(painter, under, lines, face=small, ink="ink2", centred=False)
        cap = QRectF(box.right() - px(36), px(16), px(20), px(20))
        draw_box(painter, cap, px(4), edge="edge" if contrast else "line")
        draw_text(painter, cap, str(self.number), face=font(8.5, 500), ink="ink3", align=CENTRE)
        painter.end()


_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 2, Qt.Key.Key_Up: -2}

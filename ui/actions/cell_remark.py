"""The sentence under a cell that says why what was typed cannot be kept."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.boxes import row
from ui.kit.paint import draw_box
from ui.kit.text import icon_label, label
from ui.look.worn import px

_WIDTH = 300


class CellRemark(QFrame):
    """Stands under the cell being edited, or over it where there is no room."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._words = label("", size=9.5, weight=600, ink="danger", wraps=True)
        mark = icon_label("warn", "danger", 16)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._inside = row(mark, self._words, gap=6, margins=(10, 8, 10, 8))
        self._inside.setStretch(1, 1)
        self.setLayout(self._inside)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def words(self) -> str:
        """Return the sentence now shown, empty for none."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, cell: QRect) -> None:
        """Show a sentence beside a cell of the viewport."""
        room = self.parentWidget()
        if room is None:
            return
        self._words.setText(sentence)
        width = min(max(cell.width(), px(_WIDTH)), room.width() - px(8))
        height = self._inside.totalHeightForWidth(width)
        left = max(px(4), min(cell.left(), room.width() - width - px(4)))
        under = cell.bottom() + px(2)
        top = under if under + height <= room.height() else max(0, cell.top() - height - px(2))
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the ground and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.rect().toRectF(), px(6), fill="surface", edge="danger", width=1.5)
        painter.end()

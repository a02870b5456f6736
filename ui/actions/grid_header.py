"""The headings of the grid: they sort, can be dragged to another place and pulled wider."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.actions.columns import ACTION, COLUMNS, RATING
from ui.kit.paint import draw_text, text_width
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px


class GridHeader(QHeaderView):
    """Headings with our own arrow for the order in force."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(px(34))
        self.setMinimumSectionSize(10)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)

    def let_arrange(self) -> None:
        """Let people drag headings and pull their edges; the action has what the others leave."""
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionResizeMode(ACTION, QHeaderView.ResizeMode.Fixed)

    def arrange(self, order: tuple[int, ...]) -> None:
        """Put the columns into an order."""
        for place, column in enumerate(order):
            self.moveSection(self.visualIndex(column), place)

    def order(self) -> tuple[int, ...]:
        """Return the columns in the order they stand."""
        return tuple(self.logicalIndex(place) for place in range(self.count()))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Draw one heading, a hairline under it, and the arrow."""
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour("line"))
        face = font(9, 600)
        heading = COLUMNS[logicalIndex].heading
        left = px(16 if logicalIndex == RATING else 8)
        box = QRectF(rect).adjusted(left, 0, -px(4), 0)
        draw_text(painter, box, heading, face=face, ink="ink2")
        if self.sortIndicatorSection() == logicalIndex:
            mark = "down" if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else "up"
            place = QPointF(box.x() + text_width(heading, face) + px(4), box.center().y() - px(6))
            painter.drawPixmap(place, icon_pixmap(mark, "accent", 12))
        painter.restore()

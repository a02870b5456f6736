"""The headings of the grid: they sort, can be dragged to another place and pulled wider."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from ui.actions.columns import ACTION, COLUMNS, RATING
from ui.kit.paint import draw_text, text_width
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px

_ARROW, _GAP = 12, 4


class GridHeader(QHeaderView):
    """Headings with our own arrow for the order in force."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(px(34))
        self.setMinimumSectionSize(10)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self._face = font(9, 600)

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
        words, sorts = self._words_box(logicalIndex, QRectF(rect)), self.sortIndicatorSection() == logicalIndex
        draw_text(painter, words, COLUMNS[logicalIndex].heading, face=self._face, ink="ink2")
        if sorts:
            mark = "down" if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else "up"
            place = QPointF(words.right() + px(_GAP), words.center().y() - px(_ARROW) / 2)
            painter.drawPixmap(place, icon_pixmap(mark, "accent", _ARROW))
        painter.restore()

    def _words_box(self, section: int, rect: QRectF) -> QRectF:
        """Return where a heading is written: no wider than its words, and with the arrow beside it within `rect`."""
        box = rect.adjusted(px(16 if section == RATING else 8), 0, -px(4), 0)
        if self.sortIndicatorSection() == section:
            box.setRight(box.right() - px(_ARROW) - px(_GAP))
        box.setWidth(max(0.0, min(box.width(), text_width(COLUMNS[section].heading, self._face))))
        return box

    def is_cut(self, section: int) -> bool:
        """Say whether a heading ends in … because its column is narrow."""
        box = self._words_box(section, QRectF(0, 0, self.sectionSize(section), self.height()))
        return text_width(COLUMNS[section].heading, self._face) > box.width() + 1

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Show a heading whole where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        section = self.logicalIndexAt(event.pos())
        cut = section >= 0 and self.is_cut(section)
        QToolTip.showText(event.globalPos(), escape_tip(COLUMNS[section].heading) if cut else "", self)
        return True

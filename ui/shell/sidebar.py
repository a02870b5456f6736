"""The sidebar: whose plan this is, and the pages there are; a rail of icons where room is short."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from csa_tracker.values import PlanInfo
from ui.kit.boxes import column
from ui.kit.paint import MIDDLE, RIGHT, draw_box, draw_text
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to."""

    key: str
    words: str
    mark: str
    count: int | None = None


class PlacesModel(QAbstractListModel):
    """The pages, with their counts in words for a screen reader."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__()
        self._places = places

    def set_count(self, key: str, count: int) -> None:
        """Change a page's count."""
        for row, place in enumerate(self._places):
            if place.key == key and place.count != count:
                self._places[row] = Place(place.key, place.words, place.mark, count)
                self.dataChanged.emit(self.index(row), self.index(row))

    def place(self, row: int) -> Place:
        """Return a page."""
        return self._places[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's shape)
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's words."""
        place = self._places[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return place.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return place.words if place.count is None else f"{place.words}, {place.count}"
            case Qt.ItemDataRole.ToolTipRole:
                return escape_tip(place.words)
            case _:
                return None


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, *, rail: bool) -> None:
        super().__init__(parent)
        self._rail = rail

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        return QSize(0, px(32) if not self._rail else px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, PlacesModel)
        place = model.place(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(4 if self._rail else 8)
        box = QRectF(option.rect).adjusted(side, px(1), -side, -px(1))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        worn = tokens()
        if current:
            ground = "surface" if worn.name == "light" else "selection"
            edge = "accent" if worn.is_contrast or focused else ("line" if worn.name == "light" else "")
            draw_box(painter, box, px(6), fill=ground, edge=edge, width=2 if worn.is_contrast or focused else 1)
            bar = QRectF(box.x(), box.y() + px(7), px(3), box.height() - px(14))
            draw_box(painter, bar, px(1.5), fill="accent")
        ink = "accent" if current else "ink2"
        left = (box.width() - px(18)) / 2 if self._rail else px(11)
        painter.drawPixmap(QPointF(box.x() + left, box.center().y() - px(18) / 2), icon_pixmap(place.mark, ink, 18))
        if not self._rail:
            draw_text(painter, box.adjusted(px(38), 0, -px(44), 0), place.words, face=font(10, 600 if current else 500))
            if place.count is not None:
                count = f"{place.count:,}"
                right = box.adjusted(0, 0, -px(10), 0)
                draw_text(painter, right, count, face=font(9, tabular=True), ink="ink3", align=RIGHT | MIDDLE)
        painter.restore()


class PlanBadge(QWidget):
    """The mark of the program, the partnership and the plan's name."""

    def __init__(self, info: PlanInfo, *, rail: bool) -> None:
        super().__init__()
        self._title = info.partnership_name.replace("Community Safety Partnership", "CSP")
        self._plan, self._rail = info.name, rail
        self.setFixedHeight(px(54))
        self.setAccessibleName(f"{info.partnership_name}: {info.name}")
        self.setToolTip(escape_tip(f"{info.partnership_name}: {info.name}"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the mark and the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        left = (self.width() - px(30)) / 2 if self._rail else px(14)
        paint_mark(painter, QRectF(left, middle - px(15), px(30), px(30)))
        if not self._rail:
            place = QRectF(px(54), middle - px(18), self.width() - px(62), px(19))
            draw_text(painter, place, self._title, face=font(10, 700))
            draw_text(painter, place.translated(0, px(18)), self._plan, face=font(9), ink="ink2")
        painter.end()


def paint_mark(painter: QPainter, box: QRectF, *, ground: str = "primary", dots: str = "on_primary") -> None:
    """Draw the program's mark: four squares, one of them ours."""
    unit = box.width() / 30
    draw_box(painter, box, 7 * unit, fill=ground)
    for number in range(4):
        x, y = box.x() + (7 + 9 * (number % 2)) * unit, box.y() + (7 + 9 * (number // 2)) * unit
        own = "accent" if not tokens().is_contrast else dots
        draw_box(painter, QRectF(x, y, 7 * unit, 7 * unit), 2 * unit, fill=own if number == 1 else dots)


class Sidebar(QFrame):
    """Plan and pages; `gone_to` carries the key of the page chosen."""

    gone_to = Signal(str)

    def __init__(self, info: PlanInfo, places: list[Place], *, rail: bool) -> None:
        super().__init__()
        self.setProperty("ground", "sidebar")
        self.is_rail = rail
        self.setFixedWidth(px(46 if rail else 224))
        self.list = QListView()
        self.list.setProperty("ground", "sidebar")
        self.list.setObjectName("pages")
        self.list.setAccessibleName("Pages")
        self.model = PlacesModel(places)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_PlaceDelegate(self.list, rail=rail))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.activated.connect(self._go)
        self.list.clicked.connect(self._go)
        self.setLayout(column(PlanBadge(info, rail=rail), self.list, gap=0))

    def _go(self, index: QModelIndex) -> None:
        self.gone_to.emit(self.model.place(index.row()).key)

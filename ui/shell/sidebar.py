"""The sidebar: whose plan this is, the pages there are and the person's views; a rail of icons where room is short."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.paint import MIDDLE, RIGHT, draw_box, draw_text, text_width
from ui.kit.text import escape_tip, label
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens
from ui.shell.places import PAGES, Place
from ui.shell.places_model import PlacesModel

_Index = QModelIndex | QPersistentModelIndex


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, *, rail: bool, tall: int) -> None:
        super().__init__(parent)
        self._rail, self._tall = rail, tall

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        return QSize(0, px(self._tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, PlacesModel)
        place = model.place(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(4 if self._rail else 8)
        box = QRectF(option.rect).adjusted(side, px(1), -side, -px(1))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        worn = tokens()
        if current:
            ground = "surface" if worn.name == "light" else "selection"
            edge = "accent" if worn.is_contrast else ("line" if worn.name == "light" else "")
            draw_box(painter, box, px(6), fill=ground, edge=edge, width=2 if worn.is_contrast else 1)
            bar = QRectF(box.x(), box.y() + px(7), px(3), box.height() - px(14))
            draw_box(painter, bar, px(1.5), fill="accent")
        ink = "accent" if current else "ink2"
        left = (box.width() - px(18)) / 2 if self._rail else px(11)
        painter.drawPixmap(QPointF(box.x() + left, box.center().y() - px(18) / 2), icon_pixmap(place.mark, ink, 18))
        if not self._rail:
            count, small = f"{place.count:,}" if place.count is not None else "", font(9, tabular=True)
            inside = box.adjusted(px(38), 0, -px(10), 0)
            words = inside.adjusted(0, 0, -round(text_width(count, small)) - px(4), 0)
            draw_text(painter, words, place.words, face=font(10, 600 if current else 500))
            draw_text(painter, inside, count, face=small, ink="ink3", align=RIGHT | MIDDLE)
        painter.restore()


class PlanBadge(QWidget):
    """The mark of the program, the partnership and the plan's name."""

    def __init__(self, plan: str, partnership: str, *, rail: bool) -> None:
        super().__init__()
        self._title = partnership.replace("Community Safety Partnership", "CSP")
        self._plan, self._rail = plan, rail
        self.setFixedHeight(px(54))
        self.setAccessibleName(f"{partnership}: {plan}")
        self.setToolTip(escape_tip(f"{partnership}: {plan}"))

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


class PlacesList(QListView):
    """A list of places; `chosen` carries the key of the one gone to, `dropped` that of an own one to be let go of."""

    chosen = Signal(str)
    dropped = Signal(str)

    def __init__(self, name: str, places: list[Place], *, rail: bool, tall: int) -> None:
        super().__init__()
        self.setProperty("ground", "sidebar")
        self.setAccessibleName(name)
        self._tall = tall
        self.places = PlacesModel(places)
        self.setModel(self.places)
        self.setItemDelegate(_PlaceDelegate(self, rail=rail, tall=tall))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.activated.connect(self._go)
        self.clicked.connect(self._go)

    def _go(self, index: QModelIndex) -> None:
        self.chosen.emit(self.places.place(index.row()).key)

    def mark(self, key: str) -> None:
        """Show where one is; an unknown key marks nothing."""
        row = self.places.row_of(key)
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.places.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Delete lets go of an own place; Enter goes to one, also where the platform has no such key for lists."""
        place = self.places.place(self.currentIndex().row()) if self.currentIndex().isValid() else None
        if place is not None and place.own and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(place.key)
        elif place is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(place.key)
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Be as tall as the places need."""
        self.setMaximumHeight(px(self._tall) * self.places.rowCount() + 2)


class Sidebar(QFrame):
    """Plan, pages, views, and below them settings and help. `gone_to` carries a page's key, `viewed` a view's name."""

    gone_to = Signal(str)
    viewed = Signal(str)
    forgotten = Signal(str)
    wanted = Signal(str)

    def __init__(self, plan: str, partnership: str, *, rail: bool) -> None:
        super().__init__()
        self.setProperty("ground", "sidebar")
        self.is_rail = rail
        self.setFixedWidth(px(46 if rail else 224))
        self.pages = PlacesList("Pages", list(PAGES), rail=rail, tall=38 if rail else 32)
        self.pages.setObjectName("pages")
        self.views = PlacesList("Views", [], rail=rail, tall=38 if rail else 30)
        self.views.setObjectName("views")
        self.pages.chosen.connect(self.gone_to)
        self.views.chosen.connect(self.viewed)
        self.views.dropped.connect(self.forgotten)
        head = label("Views", size=9, weight=600, ink="ink3")
        head.setContentsMargins(px(18), px(12), 0, px(4))
        if rail:  # icons alone would not tell one view from another: the palette lists them
            head.hide()
            self.views.hide()
        parts = [self._step("settings", "Settings", "Ctrl+,"), self._step("help", "Help", "F1")]
        foot = column(*parts, gap=2, margins=(4, 4, 4, 8)) if rail else row(*parts, None, gap=2, margins=(8, 6, 8, 8))
        self.pages.fit()
        box = column(PlanBadge(plan, partnership, rail=rail), self.pages, head, self.views, None, foot, gap=0)
        for places in (self.pages, self.views):  # all they need; what is left over stands below
            box.setStretchFactor(places, 100)
        self.setLayout(box)

    def _step(self, mark: str, words: str, keys: str) -> QPushButton:
        made = button("" if self.is_rail else words, kind="quiet", mark=mark, small=True, name=f"{words} ({keys})")
        made.clicked.connect(lambda: self.wanted.emit(mark))
        return made

    def show_views(self, views: list[Place]) -> None:
        """List the views; their counts follow."""
        self.views.places.put(views)
        self.views.fit()

    def mark(self, page: str, view: str) -> None:
        """Show which page is open, and which view its list shows."""
        self.pages.mark("" if view else page)
        self.views.mark(view)

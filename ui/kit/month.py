"""A month to choose a day from: a popover of weeks that begin on Monday, walked by keys or clicked."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from csa_tracker.rules.dates import show_date
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.paint import CENTRE, draw_box, draw_text
from ui.kit.text import label
from ui.look.fonts import font
from ui.look.worn import colour, px

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WEEKS, _DAYS = 6, 7
_CELL_WIDTH, _CELL_HEIGHT, _HEAD = 38, 32, 28
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Ours, because Python's follow the computer's language, and the rest of the window does not."""
DAY_ROLE = Qt.ItemDataRole.UserRole + 1
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""The days that can be walked to; any other can still be typed."""


def months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later (or earlier, when negative), the month's last where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    wanted = min(max(year, EARLIEST.year), LATEST.year), month + 1
    return dt.date(*wanted, min(day.day, calendar.monthrange(*wanted)[1]))


def first_shown(day: dt.date) -> dt.date:
    """Return the Monday that the first week of a day's month begins on."""
    first = day.replace(day=1)
    return first - dt.timedelta(days=first.weekday())


class MonthModel(QAbstractTableModel):
    """Six weeks around the month of a day."""

    def __init__(self, day: dt.date, today: dt.date, parent: QObject) -> None:
        super().__init__(parent)
        self.day, self._today = day, today

    def show_month(self, day: dt.date) -> None:
        """Show the month of a day."""
        moved = first_shown(day) != first_shown(self.day)
        self.day = day
        if moved:
            self.dataChanged.emit(self.index(0, 0), self.index(_WEEKS - 1, _DAYS - 1))

    def day_at(self, index: _Index) -> dt.date:
        """Return the day of a cell."""
        return first_shown(self.day) + dt.timedelta(days=index.row() * _DAYS + index.column())

    def index_of(self, day: dt.date) -> QModelIndex:
        """Return the cell of a day of the month shown."""
        return self.index(*divmod((day - first_shown(self.day)).days, _DAYS))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return the number of weeks."""
        return 0 if parent.isValid() else _WEEKS

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return the number of days in a week."""
        return 0 if parent.isValid() else _DAYS

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a weekday."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < _DAYS:
            if role == Qt.ItemDataRole.DisplayRole:
                return WEEKDAYS[section][:3]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return WEEKDAYS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a day's number, and the whole date for a screen reader."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(day.day)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{WEEKDAYS[day.weekday()]} {show_date(day)}{', today' if day == self._today else ''}"
            case _:
                return day if role == DAY_ROLE else None


class _DayDelegate(QStyledItemDelegate):
    def __init__(self, model: MonthModel, today: dt.date) -> None:
        super().__init__(model)
        self._model, self._today = model, today

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, day = QRectF(option.rect).adjusted(2, 2, -2, -2), self._model.day_at(index)
        chosen = day == self._model.day
        painter.fillRect(option.rect, colour("surface"))  # over the square that the table draws under a selected cell
        if chosen:
            draw_box(painter, box, px(6), fill="accent")
        elif day == self._today:
            draw_box(painter, box, px(6), edge="accent", width=2)
        here = day.month == self._model.day.month
        face = font(10, 600 if chosen or day == self._today else 400, tabular=True)
        ink = "on_accent" if chosen else "ink" if here else "ink3"
        draw_text(painter, box, str(day.day), face=face, ink=ink, align=CENTRE)
        painter.restore()


class MonthPopover(QFrame):
    """A month over the page. `taken` carries the day chosen, `left` fires once it is gone, chosen or not.

    Arrows move by day and week, Page Up and Page Down by month (with Shift by year), Home and End to the month's ends;
    Enter takes the day, Esc leaves.
    """

    taken = Signal(object)
    left = Signal()

    def __init__(self, day: dt.date, *, today: dt.date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName("Choose a date")
        self._before = button("", kind="quiet", mark="left", small=True, name="Month before (Page Up)")
        self._after = button("", kind="quiet", mark="right", small=True, name="Month after (Page Down)")
        self._title = label("", size=10.5, weight=700)
        for pressed, months in ((self._before, -1), (self._after, 1)):
            pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays with the days
            pressed.clicked.connect(lambda _on=False, months=months: self.go_to(months_on(self.day, months)))
        self._model = MonthModel(min(max(day, EARLIEST), LATEST), today, self)
        self.days = QTableView()
        self._set_up(today)
        head = row(self._before, None, self._title, None, self._after, gap=0)
        self.setLayout(column(head, self.days, margins=(8, 8, 8, 8), gap=4))
        self.go_to(self.day)

    def _set_up(self, today: dt.date) -> None:
        table = self.days
        table.setModel(self._model)
        table.setItemDelegate(_DayDelegate(self._model, today))
        table.setAccessibleName("Days")
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        for header, size in ((table.horizontalHeader(), _CELL_WIDTH), (table.verticalHeader(), _CELL_HEIGHT)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(10)
            header.setDefaultSectionSize(px(size))
        names = table.horizontalHeader()
        names.setFont(font(9, 600))
        names.setStyleSheet("QHeaderView::section { padding: 0 }")  # a narrow column has no room for a list's margins
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        names.setHighlightSections(False)
        names.setSectionsClickable(False)
        names.setFixedHeight(px(_HEAD))
        table.setFixedSize(px(_CELL_WIDTH) * _DAYS, px(_CELL_HEIGHT) * _WEEKS + px(_HEAD))
        table.clicked.connect(lambda index: self._take(self._model.day_at(index)))
        table.installEventFilter(self)

    @property
    def day(self) -> dt.date:
        """The day the keyboard is on."""
        return self._model.day

    def title(self) -> str:
        """Return the month now shown: "October 2026"."""
        return self._title.text()

    def open_under(self, anchor: QWidget) -> None:
        """Show the month under its field, or over it where there is no room below."""
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + px(2)))
        frame = anchor.window().frameGeometry()
        left = max(frame.left(), min(place.x(), frame.right() - self.width()))
        below = place.y() + self.height() <= frame.bottom()
        above = place.y() - self.height() - anchor.height() - px(4)
        self.move(left, place.y() if below else max(frame.top(), above))
        self.show()
        self.days.setFocus(Qt.FocusReason.PopupFocusReason)
        self.go_to(self.day)

    def go_to(self, day: dt.date) -> None:
        """Move to a day, in its month."""
        wanted = min(max(day, EARLIEST), LATEST)
        self._model.show_month(wanted)
        self._title.setText(f"{MONTHS[wanted.month - 1]} {wanted.year}")
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.days.selectionModel().setCurrentIndex(self._model.index_of(wanted), flag)
        self.days.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Read the keys that move, take and leave."""
        if watched is self.days and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        wanted = moved(self.day, event)
        if wanted is not None:
            self.go_to(wanted)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.day)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close()
        else:
            return False
        return True

    def _take(self, day: dt.date) -> None:
        self.close()
        self.taken.emit(day)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Say that it is gone, however it went."""
        super().hideEvent(event)
        self.left.emit()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), px(8), fill="surface", edge="edge")
        painter.end()


def moved(day: dt.date, event: QKeyEvent) -> dt.date | None:
    """Return the day a key goes to from another, None for a key that does not move."""
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return None
    months = 12 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
    match event.key():
        case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_DAYS, Qt.Key.Key_Down: _DAYS}
            return day + dt.timedelta(days=steps[Qt.Key(event.key())])
        case Qt.Key.Key_PageUp:
            return months_on(day, -months)
        case Qt.Key.Key_PageDown:
            return months_on(day, months)
        case Qt.Key.Key_Home:
            return day.replace(day=1)
        case Qt.Key.Key_End:
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        case _:
            return None

"""Gives a line that takes a date a month to choose from: Alt+Down, or the button at its end. Typing works as before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from csa_tracker.errors import UserError
from csa_tracker.rules.dates import read_date, show_date
from ui.kit.focus import is_alive
from ui.kit.month import MonthPopover
from ui.kit.paint import draw_box
from ui.kit.text import escape_tip
from ui.look.icons import icon_pixmap
from ui.look.worn import px

NAME = "Choose from a calendar (Alt+Down)"
_SIDE = 26


class CalendarButton(QAbstractButton):
    """The button at the end of a line. Alt+Down is its key, so that Tab goes to the next field."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.setAccessibleName(NAME)
        self.setToolTip(escape_tip(NAME))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the icon, on a ground of its own under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, size = QRectF(self.rect()).adjusted(1, 1, -1, -1), px(16)
        if self.underMouse():
            draw_box(painter, box, px(5), fill="sunken", edge="edge")
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, icon_pixmap("calendar", "ink2", 16))
        painter.end()


class DatePicker(QObject):
    """Watches a line. `taken` fires once a day was chosen and stands in the line, as if typed.

    `calm` shows the button while the line is used or pointed at; `bare` leaves it out, where the line is too short.
    """

    taken = Signal()

    def __init__(
        self,
        line: QLineEdit,
        *,
        today: Callable[[], dt.date],
        show: Callable[[dt.date], str] = show_date,
        calm: bool = False,
        bare: bool = False,
    ) -> None:
        super().__init__(line)
        self._line, self._today, self._show = line, today, show
        self._calm, self._bare = calm, bare
        self.popover: MonthPopover | None = None
        self.button = CalendarButton(line)
        self.button.clicked.connect(self.open)
        line.installEventFilter(self)
        self._offer()

    def open(self) -> None:
        """Open the month of the date in the line, else of today."""
        line = self._line
        if self.popover is not None or not line.isEnabled():
            return
        line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.popover = MonthPopover(self._day(), today=self._today(), parent=line)
        self.popover.taken.connect(self._take)
        self.popover.left.connect(self._left)
        self.popover.open_under(line)

    def _day(self) -> dt.date:
        try:
            return read_date(self._line.text(), today=self._today(), field="Date")
        except UserError:  # nothing yet, or words such as "Ongoing"
            return self._today()

    def _take(self, day: dt.date) -> None:
        self._line.selectAll()
        self._line.insert(self._show(day))  # as if typed: what listens to typing hears it
        self.taken.emit()

    def _left(self) -> None:
        self.popover = None
        if is_alive(self._line) and self._line.isVisible():
            self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take Alt+Down from the window, where it means the next action, and keep the button at the end of the line."""
        if watched is not self._line:
            return False
        if isinstance(event, QKeyEvent) and _is_ours(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.open()
                return True
        if event.type() in _SHOWING:
            self._offer(leaving=event.type() == QEvent.Type.Leave, left=event.type() == QEvent.Type.FocusOut)
        return False

    def _offer(self, *, leaving: bool = False, left: bool = False) -> None:
        line = self._line
        used = (line.hasFocus() and not left) or (line.underMouse() and not leaving)
        shown = line.isEnabled() and not self._bare and (used or not self._calm)
        side = min(px(_SIDE), line.height())
        self.button.setVisible(shown)
        self.button.setGeometry(line.width() - side - px(3), (line.height() - side) // 2, side, side)
        line.setTextMargins(0, 0, side if shown else 0, 0)


_SHOWING = (
    QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.EnabledChange, QEvent.Type.Enter, QEvent.Type.Leave,
    QEvent.Type.FocusIn, QEvent.Type.FocusOut,
)  # fmt: skip


def _is_ours(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Down and plain == Qt.KeyboardModifier.AltModifier

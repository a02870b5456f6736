"""One focus ring for a window: 2 px outside the control that has the keyboard, or within its list.

A style sheet cannot draw outside a control, and an accent border on a dark button would hardly show.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QScrollArea, QTextBrowser, QWidget

from ui.kit.focus import bring_into_sight, is_alive
from ui.kit.paint import draw_box
from ui.look.worn import px

_GAP, _WIDTH = 2, 2
_MARGINS: tuple[tuple[type[QWidget], int], ...] = (
    (QAbstractButton, _GAP + _WIDTH), (QScrollArea, _WIDTH), (QTextBrowser, _WIDTH), (QListView, 0),
)  # fmt: skip
"""How far outside each kind of control its ring lies; the other kinds show the keyboard themselves."""


_AROUND_WAITING = 4


def _margin(widget: QWidget) -> int | None:
    if widget.property("waits") == "true":  # its own edge is strong already: a change of that would not be seen
        return _AROUND_WAITING
    return next((margin for kind, margin in _MARGINS if isinstance(widget, kind)), None)


class FocusRing(QWidget):
    """Follows the focus within one window, which shows whatever has it.

    On a ground of its own colour a control names the token of its ring by the dynamic property `ring`.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None and is_alive(self._target):
            self._target.removeEventFilter(self)
            self._target.destroyed.disconnect(self._lost)
        self._target = None
        if new is not None and self.window().isAncestorOf(new):
            bring_into_sight(new)
            self._target = new if _margin(new) is not None else None
        if self._target is None:
            self.hide()
            return
        self._target.installEventFilter(self)
        self._target.destroyed.connect(self._lost)
        self._place()
        self.show()

    def _lost(self) -> None:
        self._target = None
        self.hide()

    def _place(self) -> None:
        if self._target is None or not is_alive(self._target):
            return
        margin = _margin(self._target) or 0
        place = self._in_window(self._target)
        above = self._target.parentWidget()
        while above is not None and above is not self.window():
            if isinstance(above, QScrollArea):  # a list taller than its view has its ring around what is seen of it
                place &= self._in_window(above.viewport())
            above = above.parentWidget()
        self.setGeometry(place.adjusted(-margin, -margin, margin, margin) if place.isValid() else QRect())
        self.raise_()

    def _in_window(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window(), QPoint(0, 0)), widget.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Move with the target, and go away with it."""
        if watched is self._target:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Paint):
                self._place()
            elif event.type() == QEvent.Type.Hide:
                self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the ring."""
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = self._target.property("ring") or "accent"
        draw_box(painter, QRectF(self.rect()), px(6) + _GAP + 1, edge=shade, width=_WIDTH)
        painter.end()

"""One focus ring for a window, drawn 2 px outside whatever button or tick box has the keyboard.

A style sheet cannot draw outside a control, and an accent border on a dark button would hardly show.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.kit.focus import is_alive
from ui.kit.paint import draw_box
from ui.look.worn import px

_GAP, _WIDTH = 2, 2


class FocusRing(QWidget):
    """Follows the focus within one window."""

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
        wanted = isinstance(new, QAbstractButton) and self.window().isAncestorOf(new)
        self._target = new if wanted else None
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
        margin = _GAP + _WIDTH
        corner = self._target.mapTo(self.window(), QPoint(0, 0))
        self.setGeometry(QRect(corner, self._target.size()).adjusted(-margin, -margin, margin, margin))
        self.raise_()

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), px(6) + _GAP + 1, edge="accent", width=_WIDTH)
        painter.end()

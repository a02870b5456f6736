"""A toast: what has just happened, at the bottom of the window, for a few seconds, without taking the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.announce import announce
from ui.kit.boxes import row
from ui.kit.focus import holds_focus
from ui.kit.paint import draw_box
from ui.kit.text import DataLabel, icon_label
from ui.look.fonts import font
from ui.look.worn import px, tokens

SHOWN_MS = 8000


class Toast(QWidget):
    """One message with at most one thing to do about it."""

    def __init__(
        self, window: QWidget, words: str, *, step: str = "", keys: str = "", act: Callable[[], object] | None = None
    ) -> None:
        super().__init__(window)
        self.words, self._window = words, window
        message = DataLabel(words, weight=500, ink="on_toast")
        message.setMaximumWidth(max(px(120), window.width() - px(320)))
        parts: list[QWidget] = [icon_label("check", "on_toast", 18), message]
        if act is not None:
            parts.append(self._step(step, act))
            if keys:
                parts.append(DataLabel(keys, size=9, ink="on_toast"))
        self.setLayout(row(*parts, margins=(14, 0, 16, 0), gap=10))
        self.setFixedHeight(px(44))
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        announce(window, f"{words} {step} {keys}." if keys else words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self._timer.start(SHOWN_MS)

    def _step(self, words: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("kind", "link")
        made.setProperty("small", "true")
        made.setProperty("ring", "on_toast")
        face = font(10, 700)
        face.setUnderline(True)
        made.setFont(face)
        made.setStyleSheet(f"color: {tokens().on_toast}")
        made.clicked.connect(lambda: act())
        made.clicked.connect(self.deleteLater)
        return made

    def place(self) -> None:
        """Stand centred above the status bar."""
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - px(28) - px(16))

    def _time_is_up(self) -> None:
        if self.underMouse() or holds_focus(self):
            self._timer.start(SHOWN_MS)
        else:
            self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, QRectF(self.rect()), px(8), fill="toast")
        painter.end()


def show_toast(
    window: QWidget, words: str, *, step: str = "", keys: str = "", act: Callable[[], object] | None = None
) -> Toast:
    """Show a toast in place of any older one."""
    for old in window.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.hide()
        old.deleteLater()
    return Toast(window, words, step=step, keys=keys, act=act)

"""A drop-down list that looks like the rest: our chevron, our popup, any length of text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px


class Combo(QComboBox):
    """A choice among labelled values; `value` is the value chosen, None for the blank entry."""

    def __init__(self, *, flat: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(10, 500 if flat else 400))
        if flat:
            self.setProperty("flat", "true")
        self._flat = flat
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        # Without an own delegate a popup ignores the style sheet's rules for items.
        self.setItemDelegate(QStyledItemDelegate(self))

    def offer(self, choices: Iterable[tuple[str, str | None]]) -> None:
        """Replace the choices: (label, value) pairs."""
        self.clear()
        for text, value in choices:
            self.addItem(text, value)

    def value(self) -> str | None:
        """Return the value chosen."""
        data = self.currentData()
        return data if isinstance(data, str) else None

    def choose(self, value: str | None) -> None:
        """Show a value without telling anyone; one that is not offered shows as nothing chosen."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findData(value) if value is not None else self.findData(None))
        self.blockSignals(blocked)

    def showPopup(self) -> None:  # noqa: N802 (Qt's name)
        """Open the list in a frame without the system's square edge."""
        window = self.view().window()
        window.setWindowFlags(
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        window.setStyleSheet("background: transparent; border: 0")
        super().showPopup()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(px(64), super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Let the page scroll: a wheel turned over a list must not change the plan."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the field, then the chevron (in a flat field only while it is being used)."""
        super().paintEvent(event)
        if self._flat and not (self.isEnabled() and (self.underMouse() or self.hasFocus())):
            return
        painter = QPainter(self)
        painter.drawPixmap(
            QPointF(self.width() - px(16) - px(8), (self.height() - px(16)) / 2), icon_pixmap("down", "ink2", 16)
        )
        painter.end()

"""A sheet over the page: a dialog inside the window, with a scrim behind it and the keyboard kept within."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.boxes import frame, rule
from ui.kit.focus import is_alive
from ui.look.worn import look, px, tokens

WIDTH = 660


class Sheet(QDialog):
    """Head and foot stay, the body scrolls when there is no room. Subclasses give the three and a `first` field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("ground", "sheet")
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.first: QWidget | None = None
        self.wanted_width = WIDTH

    def assemble(self, head: QLayout, body: QLayout, foot: QLayout) -> None:
        """Put the three parts together."""
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = frame(body)
        self.scroller.setWidget(self.inside)
        self.scroller.viewport().setAutoFillBackground(False)
        self._top, self._bottom = frame(head, height=66), frame(foot, height=60)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        for part in (self._top, rule(), self.scroller, rule(), self._bottom):
            box.addWidget(part, 1 if part is self.scroller else 0)

    def on_key(self, keys: str, act: Callable[[], object]) -> None:
        """Bind a key within the sheet."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act())

    def fit(self, width: int, height: int) -> None:
        """Take the size wanted, within the room there is."""
        wide = min(round(self.wanted_width * look().scale), width - px(24))
        self.setFixedWidth(wide)
        layout = self.inside.layout()
        body = layout.totalHeightForWidth(wide - 2) if layout is not None and layout.hasHeightForWidth() else -1
        tall = (body if body > 0 else self.inside.sizeHint().height()) + self._top.height() + self._bottom.height() + 4
        self.setFixedHeight(min(tall, height - px(16)))


class Overlay(QWidget):
    """Covers a window with a scrim and holds one sheet; `closed` fires when it is gone, however it went."""

    closed = Signal()

    def __init__(self, window: QWidget, sheet: Sheet) -> None:
        super().__init__(window)
        self.sheet, self._window = sheet, window
        sheet.setParent(self)
        self._came_from = window.focusWidget()
        sheet.finished.connect(self._finish)
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        sheet.show()
        self._place()  # once more: wrapped text knows its height only in the type it is shown in
        (sheet.first or sheet).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self.sheet.fit(self.width(), self.height())
        high = (self.height() - self.sheet.height()) // 2
        self.sheet.move((self.width() - self.sheet.width()) // 2, max(px(8), min(high, px(112))))

    def refit(self) -> None:
        """Fit the sheet again after its contents grew or shrank."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 (Qt's name)
        """Keep Tab within the sheet: what lies under a scrim cannot be reached."""
        focused = QApplication.focusWidget()
        start: QWidget = focused if focused is not None and self.sheet.isAncestorOf(focused) else self.sheet
        step = start
        while True:
            following: QWidget | None = step.nextInFocusChain() if forward else step.previousInFocusChain()
            if following is None or following is start:
                return True
            step = following
            takes = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and step.isEnabled() and step.isVisibleTo(self) and self.sheet.isAncestorOf(step):
                reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                step.setFocus(reason)
                self.sheet.scroller.ensureWidgetVisible(step)
                return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let nothing through to the page."""
        event.accept()

    def _finish(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        if is_alive(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the scrim and the sheet's shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(*tokens().scrim))
        if not tokens().is_contrast:
            paint_shadow(painter, QRectF(self.sheet.geometry()), px(12))
        painter.end()


def paint_shadow(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw a soft shadow under something that floats: thin rounded layers, each a little larger."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(8, 12, 24, 5))
    for spread in range(14):
        layer = box.adjusted(-spread, 5 - spread, spread, 5 + spread)
        painter.drawRoundedRect(layer, radius + spread, radius + spread)

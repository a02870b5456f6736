"""Choose several from a list: a popup of ticks over the button that opened it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from csa_tracker.values import Choice
from ui.kit.paint import draw_box, draw_text
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens

_ROLE_ID = Qt.ItemDataRole.UserRole


class _TickDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, px(5), fill="selection", edge="accent" if tokens().is_contrast else "", width=2)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked  # comes as a number
        tick = QRectF(box.x() + px(8), box.center().y() - px(8), px(16), px(16))
        draw_box(painter, tick, px(4), fill="accent" if on else "surface", edge="accent" if on else "edge")
        if on:
            painter.drawPixmap(tick.adjusted(px(1), px(1), 0, 0).topLeft(), icon_pixmap("check", "on_accent", 14))
        draw_text(painter, box.adjusted(px(34), 0, -px(8), 0), str(index.data()), face=font(10))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002, N802
        return QSize(px(120), px(32))


@cache
def _our_keys() -> tuple[Qt.Key, ...]:
    return (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class ManyChoices(QFrame):
    """A popup list of ticks; `chosen` fires with the ids once it closes, when they changed."""

    chosen = Signal(object)

    def __init__(self, choices: Iterable[Choice], picked: frozenset[str], *, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._before = picked
        self._keep = True
        self.list = QListWidget()
        self.list.setProperty("popup", "true")
        self.list.setAccessibleName(name)
        self.list.setItemDelegate(_TickDelegate(self.list))
        for choice in choices:
            item = QListWidgetItem(choice.label)
            item.setData(_ROLE_ID, choice.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if choice.id in picked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemClicked.connect(self._flip)
        self.list.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list)

    def open_under(self, anchor: QWidget) -> None:
        """Show the list under the widget it belongs to, within the window."""
        width = max(anchor.width(), px(300))
        height = min(self.list.count(), 10) * px(32) + px(12)
        place = anchor.mapToGlobal(QPoint(0, anchor.height()))
        frame = anchor.window().frameGeometry()
        left = min(place.x(), frame.right() - width)
        top = place.y() if place.y() + height <= frame.bottom() else place.y() - height - anchor.height()
        self.setGeometry(left, top, width, height)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self.list.setCurrentRow(0)

    def picked(self) -> frozenset[str]:
        """Return the ids now ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(item.data(_ROLE_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Tick with Space, keep with Enter, leave unchanged with Escape."""
        match event.key():
            case Qt.Key.Key_Space:
                self._flip(self.list.currentItem())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.close()
            case Qt.Key.Key_Escape:
                self._keep = False
                self.close()
            case _:
                super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take the keys that tick, keep and leave from the list, which would keep Space to itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _our_keys():
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell the choice when the list goes away, however it does."""
        super().hideEvent(event)
        picked = self.picked()
        if self._keep and picked != self._before:
            self._before = picked
            self.chosen.emit(picked)
        self.deleteLater()

    def _flip(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

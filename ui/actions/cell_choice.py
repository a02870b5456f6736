"""A cell's list of choices: picked by letter, digit or arrow keys where one is right, ticked where several may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from csa_tracker.values import Brag
from ui.kit.paint import CENTRE, draw_box, draw_text
from ui.kit.rating_picker import CHOICES
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens

_LINE = 34
_OPTION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: `value` is what is saved; `keys` are the letters and digits that pick it, the first one shown."""

    value: str
    words: str
    brag: Brag | None = None
    keys: str = ""


RATINGS = tuple(
    Option("" if brag is Brag.GREY else brag.value, word, brag, keys)
    for (brag, word), keys in zip(CHOICES, ("R1", "A2", "G3", "C4B", "N5"), strict=True)
)
"""The owner's word by its letter or by its digit in a sheet; C is complete, N none."""


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a choice: a tick where several may be, a badge where it is a rating, its words, its letter."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one choice."""
        shown = index.data(_OPTION)
        option_shown = shown if isinstance(shown, Option) else Option("", str(index.data()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, px(5), fill="selection", edge="accent" if tokens().is_contrast else "", width=2)
        left = px(8)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            self._paint_tick(painter, box, on=Qt.CheckState(state) is Qt.CheckState.Checked)
            left += px(26)
        if option_shown.brag is not None:
            paint_badge(painter, option_shown.brag, QRectF(box.x() + left, box.center().y() - px(9), px(18), px(18)))
            left += px(26)
        draw_text(painter, box.adjusted(left, 0, -px(34), 0), option_shown.words, face=font(10))
        if option_shown.keys:
            cap = QRectF(box.right() - px(28), box.center().y() - px(9), px(20), px(18))
            draw_box(painter, cap, px(4), edge="edge" if tokens().is_contrast else "line")
            draw_text(painter, cap, option_shown.keys[0], face=font(8.5, 500), ink="ink3", align=CENTRE)
        painter.restore()

    @staticmethod
    def _paint_tick(painter: QPainter, box: QRectF, *, on: bool) -> None:
        tick = QRectF(box.x() + px(8), box.center().y() - px(8), px(16), px(16))
        draw_box(painter, tick, px(4), fill="accent" if on else "surface", edge="accent" if on else "edge")
        if on:
            painter.drawPixmap(tick.adjusted(px(1), px(1), 0, 0).topLeft(), icon_pixmap("check", "on_accent", 14))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002, N802
        """Return the size of a line."""
        return QSize(px(120), px(_LINE))


class ChoiceCell(QListWidget):
    """The choices of a cell, over the cell while it is edited. `picked` fires at a click that decides."""

    picked = Signal(QWidget)

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget, *, many: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("popup", "true")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ChoiceDelegate(self))
        self.setAutoFillBackground(True)
        self._many = many
        for option in options:
            item = QListWidgetItem(option.words)
            item.setData(_OPTION, option)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if many:
                item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.itemClicked.connect(self._clicked)
        self._before = ""

    def choose(self, value: str) -> None:
        """Show a stored value; of several, they stand with semicolons between."""
        values = value.split("; ") if self._many else [value]
        picked = [item for item in self._items() if item.data(_OPTION).value in values]
        if self._many:
            for item in picked:
                item.setCheckState(Qt.CheckState.Checked)
        self.setCurrentItem(picked[0] if picked else self.item(0))
        self._before = self.value()

    def value(self) -> str:
        """Return the value picked, or those ticked with semicolons between."""
        if self._many:
            ticked = (item for item in self._items() if item.checkState() == Qt.CheckState.Checked)
            return "; ".join(item.data(_OPTION).value for item in ticked)
        return str(self.currentItem().data(_OPTION).value) if self.currentRow() >= 0 else ""

    def is_changed(self) -> bool:
        """Say whether another value is picked than was stored."""
        return self.value() != self._before

    def place(self, cell: QRect, room: QRect) -> None:
        """Lay the list over its cell, within the viewport."""
        width = max(cell.width(), px(236))
        height = min(self.count() * px(_LINE) + px(12), room.height())
        left = max(room.left(), min(cell.left(), room.right() - width))
        top = max(room.top(), min(cell.top(), room.bottom() - height))
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Pick by letter or digit, tick with Space; arrows and other letters move as in any list."""
        typed = event.text().upper()
        if typed.strip():
            for item in self._items():
                if typed in item.data(_OPTION).keys:
                    self.setCurrentItem(item)
                    return
        if event.key() == Qt.Key.Key_Space and self._many:
            self._flip(self.currentItem())
            return
        super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _clicked(self, item: QListWidgetItem) -> None:
        if self._many:
            self._flip(item)
        else:
            self.picked.emit(self)

    @staticmethod
    def _flip(item: QListWidgetItem | None) -> None:
        if item is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

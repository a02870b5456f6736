"""The list of changes, newest first: field, when and who on one line, what became of the value on the next."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csa_tracker.values import HistoryEntry
from ui.history.differences import Mark, Piece, around_change, compare
from ui.history.words import change_words, field_words, value_words, when_words
from ui.kit.paint import RIGHT, draw_box, draw_text, one_line, text_width
from ui.kit.told_rows import ToldRows
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px, tokens

_Index = QModelIndex | QPersistentModelIndex
ROW = 56
NOTHING = "no value"
_LONGEST_COMPARED = 2000
_SHORTEST_WOVEN = 24
"""Shorter values, such as dates, stand one after the other."""


class ChangesModel(ToldRows):
    """Changes in the order given."""

    def __init__(self) -> None:
        super().__init__(change_words)

    def entry(self, row: int) -> HistoryEntry | None:
        """Return a change, None past the end."""
        found: HistoryEntry | None = self.thing(row)
        return found


class ChangesList(QListView):
    """The changes. `opened` asks for the whole text (Enter), `restore_wanted` for the value again (R)."""

    opened = Signal()
    restore_wanted = Signal()
    moved = Signal()

    def __init__(self, model: ChangesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_ChangeDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Changes, newest first")
        self.doubleClicked.connect(lambda: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda: self.moved.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Open with Enter, restore with R; single letters count only here, where the list has the keyboard."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and event.key() == Qt.Key.Key_R:
            self.restore_wanted.emit()
        else:
            super().keyPressEvent(event)


class _ChangeDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        return QSize(0, px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, ChangesModel)
        entry = model.entry(index.row())
        if entry is None:
            return
        rect, state = option.rect, option.state
        painter.save()
        _paint_ground(painter, QRectF(rect), selected=bool(state & QStyle.StateFlag.State_Selected))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(rect).adjusted(px(24), px(6), -px(14), -px(6))
        half = inside.height() / 2
        _paint_head(painter, QRectF(inside.x(), inside.y(), inside.width(), half), entry)
        _paint_change(painter, QRectF(inside.x(), inside.y() + half, inside.width(), half), entry)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, *, selected: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, colour("selection" if selected else "surface"))
    painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), colour("line"))
    if selected:
        painter.fillRect(QRectF(box.x(), box.y(), px(3), box.height()), colour("accent"))
        if tokens().is_contrast:
            draw_box(painter, box.adjusted(1, 1, -1, -2), 0, edge="accent", width=2)


def _paint_head(painter: QPainter, box: QRectF, entry: HistoryEntry) -> None:
    facts, face = f"{when_words(entry.at)} · {entry.by}", font(9, tabular=True)
    wide = min(text_width(facts, face) + 2, box.width() * 0.6)
    side = QRectF(box.right() - wide, box.y(), wide, box.height())
    draw_text(painter, side, facts, face=face, ink="ink2", align=RIGHT)
    draw_text(painter, box.adjusted(0, 0, -wide - px(10), 0), field_words(entry.field), face=font(9.5, 600), ink="ink")


def _paint_change(painter: QPainter, box: QRectF, entry: HistoryEntry) -> None:
    left = box.x()
    pieces = shown_pieces(entry)
    apart = [piece.mark for piece in pieces] == [Mark.GONE, Mark.NEW]
    for number, piece in enumerate(pieces):
        room = box.right() - left
        if room < px(8):
            return
        if apart and number == 1:
            painter.drawPixmap(QPointF(left + px(4), box.center().y() - px(7)), icon_pixmap("arrow", "ink2", 14))
            left += px(24)
            room -= px(24)
        elif apart:
            room *= 0.5  # both values get their share of the line
        elif number and piece.mark is Mark.NEW and pieces[number - 1].mark is Mark.GONE:
            left += px(3)
            room -= px(3)
        face = font(10, 500 if piece.mark is Mark.NEW else 400, tabular=True)
        face.setStrikeOut(piece.mark is Mark.GONE)
        face.setUnderline(piece.mark is Mark.NEW and bool(entry.before and entry.after))
        text = piece.text.replace("\n", " ")
        place = QRectF(left, box.y(), room, box.height())
        _draw_piece(painter, place, text, face=face, ink="ink2" if piece.mark is Mark.GONE else "ink")
        left += min(room, text_width(text, face))


def _draw_piece(painter: QPainter, box: QRectF, text: str, *, face: QFont, ink: str) -> None:
    """Draw a stretch of a line; unlike `draw_text` it keeps the spaces between this stretch and the next."""
    painter.setFont(face)
    painter.setPen(colour(ink))
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    painter.drawText(box, flags, shown)


@lru_cache(maxsize=512)
def shown_pieces(entry: HistoryEntry) -> list[Piece]:
    """Return what a line of the list shows of a change, cut to what can matter there."""
    before, after = (
        one_line(value_words(entry.field, text)[:_LONGEST_COMPARED]) for text in (entry.before, entry.after)
    )
    if not before and not after:
        return [Piece(NOTHING, Mark.SAME)]
    if not after:
        return [Piece(before, Mark.GONE), Piece(NOTHING, Mark.NEW)]
    if min(len(before), len(after)) < _SHORTEST_WOVEN:
        return [Piece(before, Mark.GONE), Piece(after, Mark.NEW)] if before else [Piece(after, Mark.NEW)]
    return around_change(compare(before, after))

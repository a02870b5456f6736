"""The list of reports: a name and a line about each, as a model, so that a screen reader reads both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csa_tracker.reports.registry import REPORTS
from ui.kit.paint import draw_box, draw_text, line_height
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report one can choose: its key, its title and a fact about it ("12 pages"), empty until it is known."""

    key: str
    title: str
    fact: str = ""


class ReportModel(QAbstractListModel):
    """The reports there are."""

    def __init__(self) -> None:
        super().__init__()
        self._entries = [ReportEntry(report.name, report.title) for report in REPORTS.values()]

    def entry(self, row: int) -> ReportEntry:
        """Return a report."""
        return self._entries[row]

    def row_of(self, key: str) -> int:
        """Return where a report stands."""
        return next(row for row, entry in enumerate(self._entries) if entry.key == key)

    def say(self, key: str, fact: str) -> None:
        """Change the line about a report."""
        for row, entry in enumerate(self._entries):
            if entry.key == key and entry.fact != fact:
                self._entries[row] = replace(entry, fact=fact)
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many reports there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a report's title and its fact."""
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.title}, {entry.fact}" if entry.fact else entry.title
            case Qt.ItemDataRole.ToolTipRole:
                return escape_tip(entry.title)
            case _:
                return None


class _ReportDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, ReportModel)
        entry = model.entry(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, px(2), 0, -px(2))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            draw_box(painter, box, px(6), fill="selection", edge="accent" if tokens().is_contrast else "", width=2)
            bar = QRectF(box.x(), box.y() + px(8), px(3), box.height() - px(16))
            draw_box(painter, bar, px(1.5), fill="accent")
        ink = "accent" if current else "ink2"
        place = QPointF(box.x() + px(12), box.center().y() - px(9))
        painter.drawPixmap(place, icon_pixmap("reports", ink, 18))
        name, about = font(10, 600), font(9.5)
        words = box.adjusted(px(40), 0, -px(8), 0)
        first, second = line_height(name), line_height(about) if entry.fact else 0
        top = box.center().y() - (first + second) / 2
        draw_text(painter, QRectF(words.x(), top, words.width(), first), entry.title, face=name)
        if entry.fact:
            draw_text(
                painter, QRectF(words.x(), top + first, words.width(), second), entry.fact, face=about, ink="ink2"
            )
        painter.restore()


def row_height() -> int:
    """Return the height of a row: two lines of text and the room around them."""
    return round(line_height(font(10, 600)) + line_height(font(9.5))) + px(16)


class ReportList(QListView):
    """The reports, one of them always chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reports")
        self.setAccessibleName("Reports")
        self.entries = ReportModel()
        self.setModel(self.entries)
        self.setItemDelegate(_ReportDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(row_height())
        self.setCurrentIndex(self.entries.index(0))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return room for every report."""
        return QSize(super().sizeHint().width(), self.entries.rowCount() * row_height() + px(4))

    def choose(self, key: str) -> None:
        """Choose a report."""
        self.setCurrentIndex(self.entries.index(self.entries.row_of(key)))

    def chosen(self) -> ReportEntry:
        """Return the report that is chosen."""
        return self.entries.entry(max(self.currentIndex().row(), 0))

"""What a file brings or brought: counts, what to know beside them, and each change in a list that can be filtered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from csa_tracker.exchange.receipt import MOST_CHANGES, Receipt
from ui.exchange.lines import Line, LinesList
from ui.exchange.telling import change_lines, notes_of
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, frame, row
from ui.kit.field import line_edit
from ui.kit.text import icon_label, label
from ui.look.worn import RAIL_FROM, look

_TILES = (("added", "Added"), ("changed", "Changed"), ("removed", "Removed"), ("conflicting", "To decide"))
_FILTER_FROM = 6
"""So many changes are seen at a glance."""


class ReceiptView(QWidget):
    """The body of a sheet about a file."""

    def __init__(self, receipt: Receipt, *, headline: str) -> None:
        super().__init__()
        self._lines, self._is_cut = change_lines(receipt.changes), len(receipt.changes) >= MOST_CHANGES
        self.list = LinesList("Changes", object_name="received")
        self.search = line_edit(hint="Filter the changes, such as a reference or a name")
        self.search.setAccessibleName("Filter the changes")
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self.found = label("", size=9.5, ink="ink2", wraps=True)
        parts: list[Part] = [label(headline, size=12, weight=700, wraps=True)]
        if not receipt.nothing_new:
            parts.append(row(*(_tile(receipt.counts[kind], words) for kind, words in _TILES), gap=10))
        parts += [_note(sentence) for sentence in notes_of(receipt)]
        if self._lines:
            parts += [self.search, frame(column(self.list, margins=(1, 1, 1, 1), gap=0), ground="card"), self.found]
        self.setLayout(column(*parts, gap=12))
        if self._lines:  # what is not in the layout and shown all the same would be a window of its own
            self.search.setVisible(len(self._lines) >= _FILTER_FROM)
            self._show(self._lines)

    def lines(self) -> list[Line]:
        """Return the changes as they are listed without a filter."""
        return list(self._lines)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        found = [one for one in self._lines if all(word in one.spoken.casefold() for word in wanted)]
        self._show(found)
        announce(self, self.found.text())

    def _show(self, lines: list[Line]) -> None:
        self.list.show_lines(lines)
        self.list.fit(5 if look().scale < RAIL_FROM else 2)
        told = f"The first {MOST_CHANGES:,} changes are listed; the counts count all." if self._is_cut else ""
        if len(lines) < len(self._lines):
            told = f"{len(lines):,} of {len(self._lines):,} changes"
        self.found.setText(told)
        self.found.setVisible(bool(self.found.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Go on to the list with the arrow down."""
        typed = watched is self.search and event.type() == QEvent.Type.KeyPress
        if typed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)


def _tile(count: int, words: str) -> QFrame:
    made = frame(
        column(
            label(f"{count:,}", size=15, weight=700), label(words, size=9.5, ink="ink2"), margins=(14, 8, 10, 9), gap=0
        ),
        ground="notice" if count and words == "To decide" else "card",
    )
    made.setAccessibleName(f"{words}: {count:,}")
    return made


def _note(sentence: str) -> QWidget:
    mark = icon_label("info", "ink2", 18)
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    box = row(mark, label(sentence, wraps=True), gap=8)
    box.setStretch(1, 1)
    box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    made.setLayout(box)
    return made

"""The card beside the columns: what the values of one are, and how they will read."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.imports.column_facts import ColumnFacts
from ui.kit.boxes import column, empty, row, rule
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import px
from ui.shown import plural

_WIDTH = 240
_PROMISE = "Your file is not changed. Rows that cannot be used are saved to a new file with the reason."


class ColumnPane(QFrame):
    """Facts of one column."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.setFixedWidth(px(_WIDTH))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(px(20), px(16), px(18), px(16))
        self._box.setSpacing(px(6))
        self.facts: ColumnFacts | None = None
        self.show_facts(None)

    def show_facts(self, facts: ColumnFacts | None) -> None:
        """Show other facts, none where there is no column."""
        if facts is not None and facts is self.facts:
            return
        self.facts = facts
        empty(self._box)
        if facts is not None:
            self._box.addWidget(DataLabel(facts.heading, size=11, weight=700, lines=3))
            self._box.addWidget(label(f"{plural(facts.filled, 'row')} in this column", size=9.5, ink="ink2"))
            self._box.addSpacing(px(4))
            for count, words in facts.counted:
                number = label(f"{count:,}", size=10, weight=700)
                number.setMinimumWidth(px(24))
                line = row(number, DataLabel(words, size=9.5, ink="ink2", lines=2), gap=8)
                line.setStretch(1, 1)
                self._box.addLayout(line)
            if facts.readings:
                self._rule()
                self._box.addWidget(label("How they will read", size=9.5, weight=700))
                for before, after in facts.readings:
                    self._box.addLayout(_reading(before, after))
            self._rule()
        mark = icon_label("info", "ink2", 16)
        promise = column(row(mark, None, gap=0), None, gap=0)
        line = row(promise, label(_PROMISE, size=9.5, ink="ink2", wraps=True), gap=8)
        line.setStretch(1, 1)
        self._box.addLayout(line)
        self._box.addStretch(1)

    def _rule(self) -> None:
        self._box.addSpacing(px(6))
        self._box.addWidget(rule())
        self._box.addSpacing(px(6))


def _reading(before: str, after: str) -> QVBoxLayout:
    line = row(
        DataLabel(before, size=9.5, ink="ink2"),
        icon_label("arrow", "ink2", 14),
        DataLabel(after, size=9.5, weight=700),
        gap=6,
    )
    line.setStretch(0, 1)
    line.setStretch(2, 1)
    return column(line, gap=0)

"""All of one row: what becomes of it and why, each value before and after, and the question it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.importing.asks import Ask
from csa_tracker.importing.changes import Change
from csa_tracker.importing.rows import ImportRow
from ui.imports.ask_line import AskLine
from ui.imports.outcomes import outcome_of, title_of, where_of
from ui.kit.boxes import column, empty, row, rule
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import px


class RowPane(QFrame):
    """Shows one row. `left` asks to go back to the list."""

    answered = Signal(str, str)
    left = Signal()

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.back = button("Back to the list", kind="quiet", mark="left", small=True)
        self.back.clicked.connect(self.left)
        self.line: AskLine | None = None
        self._shown: object = None
        self._box = QVBoxLayout()
        self._box.setContentsMargins(px(20), px(14), px(18), px(16))
        self._box.setSpacing(px(6))
        inside = QWidget()
        inside.setLayout(self._box)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setWidget(inside)
        self.scroller.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.scroller.setAccessibleName("The row in full")
        outer = column(row(self.back, None, margins=(12, 8, 12, 0)), self.scroller, margins=(1, 1, 1, 1), gap=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.back.setVisible(narrow)  # only now: shown without a parent it would be a window of its own

    def show_row(self, shown: ImportRow | None, ask: Ask | None, given: Mapping[str, str]) -> None:
        """Show another row, or what became of the same one; a question that stays keeps the keyboard."""
        if self.line is not None and ask is not None and self.line.ask.id == ask.id and (shown, ask) == self._shown:
            self._show_ask(self.line, ask, given)
            return
        had = self.line is not None and self.line.combo.hasFocus()
        self._shown = (shown, ask)
        empty(self._box)
        self.line = None
        if shown is None:
            self._box.addWidget(label("Choose a row to see what it brings.", ink="ink2", wraps=True))
            self._box.addStretch(1)
            return
        self._fill(shown, shown.changes)
        if ask is not None:
            self._box.addWidget(rule())
            line = self.line = AskLine(ask, blank="Choose an answer", open_words="Needs an answer")
            line.lay_as_question(narrow=True)
            line.answered.connect(self.answered)
            self._box.addWidget(line)
            self._show_ask(line, ask, given)
            if had:
                line.combo.setFocus()
        self._box.addStretch(1)

    @staticmethod
    def _show_ask(line: AskLine, ask: Ask, given: Mapping[str, str]) -> None:
        line.show_ask(ask, name=ask.question, detail="", answer=given.get(ask.id, ""))

    def _fill(self, shown: ImportRow, changes: Sequence[Change]) -> None:
        outcome = outcome_of(shown)
        kind = row(icon_label(outcome.mark, outcome.ink, 18), label(outcome.words, weight=700, ink="ink"), None, gap=8)
        self._box.addLayout(kind)
        self._box.addWidget(DataLabel(title_of(shown), size=11, weight=700, lines=4))
        self._box.addWidget(DataLabel(where_of(shown), size=9.5, ink="ink2"))
        for reason in shown.reasons:
            line = row(column(icon_label("info", "ink2", 16), None), DataLabel(reason, size=9.5, lines=6), gap=8)
            line.setStretch(1, 1)
            self._box.addLayout(line)
        if changes:
            self._box.addSpacing(px(4))
            self._box.addWidget(rule())
        for _, name, before, after in changes:
            self._box.addWidget(label(name, size=9, ink="ink3"))
            brought = after or "nothing"
            if before:
                line = row(DataLabel(before, size=9.5, ink="ink2", lines=4), gap=6)
                self._box.addLayout(line)
                arrow = row(
                    column(2, icon_label("arrow", "ink2", 14), None), DataLabel(brought, weight=500, lines=6), gap=6
                )
                arrow.setStretch(1, 1)
                self._box.addLayout(arrow)
            else:
                self._box.addWidget(DataLabel(brought, weight=500, lines=6))

    def take_keyboard(self) -> None:
        """Go to the question, else to the text."""
        stop: QWidget = self.line.combo if self.line is not None else self.scroller
        stop.setFocus()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.back, self.scroller, *([self.line.combo] if self.line is not None else [])]

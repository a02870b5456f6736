"""The step where columns are matched: one line each, and beside them what the column looked at holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.importing.asks import LEAVE_OUT, Ask, Step
from csa_tracker.importing.columns import Column
from csa_tracker.importing.preview import ImportPreview
from ui.imports.ask_line import GOES, NAME, WHY, AskLine
from ui.imports.asking import asks_of
from ui.imports.column_facts import ColumnFacts, facts_of
from ui.imports.column_pane import ColumnPane
from ui.imports.step_page import StepPage
from ui.kit.boxes import column, empty, frame, row, rule
from ui.kit.text import label
from ui.look.worn import px

CHOOSE_FIELD = "Choose a field"
_NOT_MATCHED = "No match found"


class ColumnsStep(StepPage):
    """The columns of the file, each with the field it goes to."""

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self._columns: dict[str, Column] = {}
        self._preview: ImportPreview | None = None
        self._kept: dict[str, ColumnFacts] = {}
        self.at = ""
        self.found: Sequence[Column] = ()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        heads = row(
            _head("Column in your file", NAME), _head("First values"), 28, _head("Goes to", GOES), _head("Why", WHY),
            margins=(20, 10, 12, 8), gap=12,
        )  # fmt: skip
        heads.setStretch(1, 1)
        inside = column(heads, rule(), self._list, gap=0) if not narrow else column(self._list, gap=0)
        self.pane = ColumnPane()
        card = frame(inside, ground="card")
        left = column(card, None, gap=0)
        box = row(left, gap=16) if narrow else row(left, column(self.pane, gap=0), gap=14)
        box.setStretch(0, 1)
        box.setContentsMargins(px(20), px(14), px(20), px(14))
        if narrow:
            self.pane.hide()
        self.setLayout(box)

    def show_preview(self, preview: ImportPreview, given: Mapping[str, str]) -> None:
        """Show every column there is; lines of columns that stay keep the keyboard."""
        if self._preview is None or preview.source is not self._preview.source:
            self._kept.clear()
        self._preview = preview
        self._columns = {one.ask: one for one in reversed(self.found)}
        asks = {ask.id: ask for ask in asks_of(preview, Step.COLUMNS)}
        known = dict.fromkeys(one.ask for one in self.found if one.ask in asks)
        order = [*known, *(ask for ask in asks if ask not in known)]
        if list(self.lines) != order:
            self._fill([asks[ask] for ask in order])
        for place, line in self.lines.items():
            self._show_line(line, asks[place], given)
        if self.at not in self.lines:
            self.at = next((place for place, line in self.lines.items() if line.is_open), next(iter(self.lines), ""))
        self.look_at(self.at)

    def _fill(self, asks: list[Ask]) -> None:
        kept = {ask.id: self.lines.get(ask.id) for ask in asks}
        for line in kept.values():
            if line is not None:
                self._list.removeWidget(line)
        empty(self._list)
        self.lines = {}
        for ask in asks:
            line = kept[ask.id] or self._line(ask)
            if self._list.count():
                self._list.addWidget(rule())
            self._list.addWidget(line)
            line.show()
            self.lines[ask.id] = line

    def _line(self, ask: Ask) -> AskLine:
        line = AskLine(ask, blank=CHOOSE_FIELD, open_words=_NOT_MATCHED)
        line.lay_in_columns(narrow=self._narrow)
        line.answered.connect(lambda place, answer: self.answered.emit({place: answer}))
        line.entered.connect(self.look_at)
        return line

    def _show_line(self, line: AskLine, ask: Ask, given: Mapping[str, str]) -> None:
        held = self._columns.get(ask.id)
        name = held.heading if held is not None else ask.question
        samples = ", ".join(held.sample) if held is not None else ""
        line.show_ask(ask, name=name, detail=samples or "empty", answer=given.get(ask.id, ""))

    def look_at(self, place: str) -> None:
        """Show the facts of a column beside the list."""
        self.at = place
        for other, line in self.lines.items():
            line.choose(on=other == place)
        held = self._columns.get(place)
        if held is None or self._preview is None or self._narrow:
            self.pane.show_facts(None)
            return
        answer = self.lines[place].combo.answer() if place in self.lines else ""
        key = f"{place}\n{answer}"
        if key not in self._kept:
            self._kept[key] = facts_of(self._preview, held, answer)
        self.pane.show_facts(self._kept[key])

    def can_leave_out(self) -> bool:
        """Whether the column looked at may be left out and is not yet."""
        line = self.lines.get(self.at)
        return line is not None and LEAVE_OUT in line.ask.options and line.combo.answer() != LEAVE_OUT

    def leave_out(self) -> None:
        """Leave out the column looked at, and go to the next that waits."""
        if self.can_leave_out():
            place = self.at
            self.answered.emit({place: LEAVE_OUT})
            following = self.open_stop() or self.lines[place].stop()
            following.setFocus(Qt.FocusReason.OtherFocusReason)


def _head(words: str, width: float = 0) -> QWidget:
    made = label(words, size=9, weight=600, ink="ink2")
    if width:
        made.setFixedWidth(px(width))
    return made

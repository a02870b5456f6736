"""The step before anything is written: every row with what becomes of it, each to be opened."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from csa_tracker.importing.asks import Ask, Step
from csa_tracker.importing.preview import ImportPreview
from csa_tracker.importing.rows import ImportRow
from ui.imports.asking import asks_of
from ui.imports.outcome_chip import OutcomeChip
from ui.imports.outcomes import counted
from ui.imports.row_pane import RowPane
from ui.imports.rows_list import RowsList, RowsModel
from ui.imports.step_page import StepPage
from ui.kit.announce import announce
from ui.kit.boxes import column, empty, frame, row
from ui.kit.flow import Flow
from ui.kit.focus import holds_focus
from ui.kit.text import label
from ui.look.worn import px
from ui.shown import plural

_PANE = 380
_LEAST = 180


class CheckStep(StepPage):
    """Counts that filter, the rows, and beside them one row in full. `moved` tells that another row is looked at."""

    moved = Signal()

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self._preview: ImportPreview | None = None
        self._given: Mapping[str, str] = {}
        self._asks: dict[str, Ask] = {}
        self.filter = ""
        self.chips: dict[str, OutcomeChip] = {}
        self._flow = Flow(gap=8)
        self.words = label("", ink="ink2", wraps=True)
        self.model = RowsModel()
        self.list = RowsList(self.model)
        self.list.setMinimumHeight(px(_LEAST))
        self.pane = RowPane(narrow=narrow)
        self.pane.answered.connect(lambda place, answer: self.answered.emit({place: answer}))
        self.pane.left.connect(self.close_row)
        self.list.moved.connect(self._look_at)
        self.list.opened.connect(self.open_row)
        self._card = frame(column(self.list, margins=(1, 8, 1, 8), gap=0), ground="card")
        if narrow:
            self.pane.hide()
        else:
            self.pane.setFixedWidth(px(_PANE))
        both = row(self._card, self.pane, gap=14)
        both.setStretch(0, 1)
        chips = self._chips = QWidget()
        chips.setLayout(self._flow)
        box = column(chips, self.words, both, margins=(20, 14, 20, 14), gap=10)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_preview(self, preview: ImportPreview, given: Mapping[str, str]) -> None:
        """Show the rows; the one looked at stays, and so does the filter."""
        same = self._preview is preview
        self._preview, self._given = preview, given
        self._asks = {ask.id: ask for ask in asks_of(preview, Step.ROWS)}
        if same:
            self._look_at(self.list.currentIndex().row())
            return
        self._count(preview)
        at = self.model.row(self.list.currentIndex().row())
        self._list_rows(at)

    def _count(self, preview: ImportPreview) -> None:
        kinds = counted(preview)
        if [one.key for one, _ in kinds] != list(self.chips):
            empty(self._flow)
            self.chips = {one.key: OutcomeChip(one) for one, _ in kinds}
            for key, chip in self.chips.items():
                chip.setChecked(key == self.filter)
                chip.clicked.connect(lambda _on=False, key=key: self.show_only(key))
                self._flow.addWidget(chip)
                chip.show()
        for one, count in kinds:
            self.chips[one.key].show_count(count)

    def show_only(self, key: str) -> None:
        """List the rows of one kind; the same one again lists them all."""
        self.filter = "" if key == self.filter else key
        for other, chip in self.chips.items():
            chip.setChecked(other == self.filter)
        self._list_rows(self.model.row(self.list.currentIndex().row()))
        announce(self.list, f"{plural(self.model.rowCount(), 'row')} listed")

    def _list_rows(self, at: ImportRow | None) -> None:
        if self._preview is None:
            return
        rows = [one for one in self._preview.rows if not self.filter or one.outcome == self.filter]
        waiting = self._waiting()
        if waiting and not self.filter:
            rows.sort(key=lambda one: one.ask not in waiting)
        self.model.show(rows)
        self.words.setText(self._summary(rows))
        place = 0
        if at is not None:
            place = next((number for number, one in enumerate(rows) if one.spot == at.spot), 0)
        if rows:
            self.list.setCurrentIndex(self.model.index(place))
            self.list.scrollTo(self.model.index(place))
        self._look_at(place if rows else -1)

    def _summary(self, rows: list[ImportRow]) -> str:
        if not rows:
            return "No row is like that."
        waiting = self._waiting()
        waits = sum(one.ask in waiting for one in rows) if waiting else 0
        if waits:
            return f"{plural(waits, 'row')} first that need an answer: press Enter on a row to give it."
        missing = len(self._preview.missing) if self._preview is not None else 0
        more = " 1 action of the plan is not in this file any more; it stays as it is." if missing == 1 else ""
        if missing > 1:
            more = f" {missing:,} actions of the plan are not in this file any more; they stay as they are."
        return f"Nothing is saved yet. Press Enter on a row to see what it brings.{more}"

    def ask_of(self, shown: ImportRow) -> Ask | None:
        """Return the question about a row, if there is one."""
        return self._asks.get(shown.ask)

    def _waiting(self) -> set[str]:
        """The ids of the questions about rows that have no answer."""
        return {name for name, ask in self._asks.items() if ask.is_open and name not in self._given}

    def _look_at(self, place: int) -> None:
        shown = self.model.row(place)
        ask = self.ask_of(shown) if shown is not None else None
        self.pane.show_row(shown, ask, self._given)
        self.moved.emit()

    def open_row(self) -> None:
        """Go into the row looked at; in a narrow sheet it takes the place of the list."""
        if self.model.row(self.list.currentIndex().row()) is None:
            return
        if self._narrow:
            self.pane.show()
            for part in (self._card, self._chips, self.words):
                part.hide()
        self.pane.take_keyboard()

    def close_row(self) -> bool:
        """Go back to the list. False where the keyboard was not in a row."""
        if not (holds_focus(self.pane) or (self._narrow and not self.pane.isHidden())):
            return False
        if self._narrow:
            for part in (self._card, self._chips, self.words):
                part.show()
            self.pane.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_stop(self) -> QWidget | None:
        """Return the list where rows wait; else the button that imports is next."""
        return self.list if self.open_stop() is not None else None

    def open_stop(self) -> QWidget | None:
        """Return the list, at the first row that waits."""
        waiting = self._waiting()
        if not waiting:
            return None
        if self.filter:
            self.show_only(self.filter)
        for place in range(self.model.rowCount()):
            shown = self.model.row(place)
            if shown is not None and shown.ask in waiting:
                self.list.setCurrentIndex(self.model.index(place))
                break
        return self.list

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [*self.chips.values(), self.list, *self.pane.stops()]


class Filling(QScrollArea):
    """Scrolls a step where it is higher than the sheet, and asks for no room of its own."""

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return little: the sheet has a height of its own."""
        return QSize(px(300), px(200))

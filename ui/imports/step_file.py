"""The first step: which file, what was found in it, and what a sheet is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Ask, Step
from csa_tracker.importing.preview import ImportPreview
from ui.imports.ask_line import AskLine
from ui.imports.asking import asks_of
from ui.imports.drop_zone import DropZone
from ui.imports.found import Line, found_lines
from ui.imports.step_page import StepPage
from ui.kit.boxes import Part, column, empty, frame, row, rule
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.kit.working import at_work
from ui.look.worn import px


class FileStep(StepPage):
    """Takes a file and says what is in it. `stop_wanted` gives reading up."""

    stop_wanted = Signal()

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self.left: Sequence[str] = ()
        self.remembered = ""
        self._found: list[Line] = []
        self.zone = DropZone()
        self.stop = button("Stop reading")
        self.stop.clicked.connect(self.stop_wanted)
        self._progress = label("", ink="ink2")
        self._progress.hide()
        self._reading = QWidget()
        self._reading.setLayout(
            column(
                at_work("Reading… A large file takes a moment."),
                self._progress,
                row(self.stop, None),
                margins=(4, 4, 4, 4),
                gap=10,
            )
        )
        self._problem = QWidget()
        self._said = label("", weight=600, ink="danger", wraps=True)
        self._next = label("", ink="ink2", wraps=True)
        told = row(column(icon_label("warn", "danger", 20), None), column(self._said, self._next, gap=2), gap=12)
        told.setStretch(1, 1)
        self._problem.setLayout(column(frame(column(told, margins=(18, 14, 18, 14)), ground="card")))
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(px(12))
        self._reading.hide()
        self._problem.hide()
        body = column(self.zone, self._reading, self._problem, self._cards, None, margins=(20, 14, 20, 14), gap=12)
        self.setLayout(body)

    def show_reading(self, *, on: bool) -> None:
        """Show that a file is being read, with a way to stop."""
        self._reading.setVisible(on)
        self._progress.hide()
        if on:
            self._problem.hide()
            self._clear()
        for part in (self.zone.browse, self.zone.paste):
            part.setEnabled(not on)
        self.resized.emit()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far reading is, where that is known."""
        self._progress.setText(f"{done:,} of {total:,}" if total else "")
        self._progress.setVisible(total > 0)

    def show_problem(self, error: UserError) -> None:
        """Say why a file was not read."""
        self._said.setText(error.message)
        self._next.setText(error.next_step)
        self._problem.show()
        self._clear()
        self.resized.emit()

    def _clear(self) -> None:
        empty(self._cards)
        self.lines = {}

    def show_preview(self, preview: ImportPreview, given: Mapping[str, str]) -> None:
        """Show what was found; questions that stay keep the keyboard."""
        self._problem.hide()
        asks = asks_of(preview, Step.FILE)
        lines = found_lines(preview, self.left, self.remembered)
        if not self._cards.count() or lines != self._found or [ask.id for ask in asks] != list(self.lines):
            self._fill(lines, asks)
        for ask in asks:
            self.lines[ask.id].show_ask(ask, name=ask.question, detail="", answer=given.get(ask.id, ""))
        self.resized.emit()

    def _fill(self, lines: list[Line], asks: Sequence[Ask]) -> None:
        at = next((ask for ask, line in self.lines.items() if line.combo.hasFocus()), "")
        self._clear()
        self._found = lines
        parts: list[Part] = [label("What was found", size=10.5, weight=700), 4]
        for mark, ink, words in lines:
            line = row(icon_label(mark, ink, 16), DataLabel(words, lines=3), gap=10)
            line.setStretch(1, 1)
            parts.append(line)
        self._cards.addWidget(frame(column(*parts, margins=(20, 14, 20, 14), gap=6), ground="card"))
        if not asks:
            return
        questions: list[Part] = [
            row(label("How the file is read", size=10.5, weight=700), None, margins=(20, 12, 20, 8))
        ]
        for ask in asks:
            asked = AskLine(ask, blank="Choose an answer", open_words="Needs an answer")
            asked.lay_as_question(narrow=self._narrow)
            asked.answered.connect(lambda place, answer: self.answered.emit({place: answer}))
            questions += [rule(), asked]
            self.lines[ask.id] = asked
        self._cards.addWidget(frame(column(*questions, gap=0), ground="card"))
        if at in self.lines:
            self.lines[at].combo.setFocus()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.zone.browse, self.zone.paste, self.stop, *super().stops()]

"""One question as a line of a card: what it is about, what it may become, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from csa_tracker.importing.asks import Ask
from ui.imports.answer_combo import AnswerCombo
from ui.kit.boxes import column, row
from ui.kit.text import DataLabel, icon_label, restyle
from ui.look.icons import icon_pixmap
from ui.look.worn import px

NAME, GOES, WHY = 150, 178, 190
"""Widths of the columns; what is between name and combo takes the rest."""
_YOURS = "Your answer"


class AskLine(QFrame):
    """A line; `entered` tells that the keyboard came to it. `is_open` while it waits for an answer."""

    answered = Signal(str, str)
    entered = Signal(str)

    def __init__(self, ask: Ask, *, blank: str, open_words: str) -> None:
        super().__init__()
        self.setProperty("ground", "line")
        self.ask = ask
        self.is_open = False
        self._open_words = open_words
        self.name = DataLabel("", weight=600, lines=1)
        self.detail = DataLabel("", ink="ink2")
        self.combo = AnswerCombo(ask, blank=blank)
        self.name.setBuddy(self.combo)
        self._mark = icon_label("check", "good", 16)
        self.why = DataLabel("", size=9.5, ink="ink2", lines=3)
        self.combo.answered.connect(self.answered)
        self.combo.entered.connect(self.entered)

    def lay_in_columns(self, *, narrow: bool) -> None:
        """Name, detail, arrow, answer and reason side by side; in a narrow sheet under one another."""
        reason = row(self._mark, column(None, self.why, None, gap=0), gap=8)
        reason.setStretch(1, 1)
        if narrow:
            self._stack(column(self.name, self.detail, self.combo, reason, margins=(16, 10, 16, 10), gap=4))
            return
        self.name.setFixedWidth(px(NAME))
        self.combo.setFixedWidth(px(GOES))
        self.why.setFixedWidth(px(WHY - 24))
        box = row(
            self.name, self.detail, icon_label("arrow", "ink2", 16), self.combo, reason, margins=(20, 4, 12, 4), gap=12
        )
        box.setStretch(1, 1)
        self.setMinimumHeight(px(44))
        self._stack(box)

    def lay_as_question(self, *, narrow: bool) -> None:
        """The whole question over its reason, the answer beside them."""
        self.name = DataLabel("", weight=500, lines=8)
        self.name.setBuddy(self.combo)
        reason = row(self._mark, self.why, gap=8)
        reason.setStretch(1, 1)
        said = column(self.name, self.detail, reason, gap=4)
        if narrow:
            self._stack(column(said, self.combo, margins=(16, 10, 16, 10), gap=6))
            return
        self.combo.setFixedWidth(px(250))
        box = row(said, self.combo, margins=(20, 10, 20, 10), gap=20)
        box.setStretch(0, 1)
        box.setAlignment(self.combo, Qt.AlignmentFlag.AlignTop)
        self._stack(box)

    def _stack(self, box: QLayout) -> None:
        self.setLayout(box)

    def show_ask(self, ask: Ask, *, name: str, detail: str, answer: str) -> None:
        """Show a question as it now stands; `answer` is what was just answered, "" for what the preview says."""
        self.ask = ask
        taken = answer or ask.chosen
        self.is_open = not taken
        self.name.setText(name)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.combo.setAccessibleName(name)
        self.combo.show_ask(ask, taken)
        self.combo.setEnabled(len(ask.options) > 1 or self.is_open)
        if self.is_open:
            self._say("warn", "ink", self._open_words, loud=True)
        elif answer and answer != ask.chosen:
            self._say("check", "good", _YOURS)
        else:
            guessed = ask.why.startswith("Suggested")
            self._say("info" if guessed else "check", "accent" if guessed else "good", ask.why or _YOURS)

    def _say(self, mark: str, ink: str, words: str, *, loud: bool = False) -> None:
        self._mark.setPixmap(icon_pixmap(mark, ink, 16))
        self.why.set_look(words, weight=600 if loud else 400, ink="ink" if loud else "ink2")

    def choose(self, *, on: bool) -> None:
        """Show that the line is the one being looked at."""
        ground = "chosen" if on else "line"
        if self.property("ground") != ground:
            self.setProperty("ground", ground)
            restyle(self)

    def stop(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.combo

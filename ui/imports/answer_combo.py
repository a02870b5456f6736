"""The list of answers to one question: what was decided, or, loud until one is chosen, what could be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from csa_tracker.importing.asks import Ask
from ui.kit.combo import Combo
from ui.kit.text import restyle

CHOOSE = "Choose an answer"


class AnswerCombo(Combo):
    """`answered` carries the question's id and the answer; `entered` its id when the keyboard comes to it."""

    answered = Signal(str, str)
    entered = Signal(str)

    def __init__(self, ask: Ask, *, blank: str = CHOOSE) -> None:
        super().__init__()
        self.ask = ask
        self._blank = blank
        self.activated.connect(self._told)

    def show_ask(self, ask: Ask, answer: str) -> None:
        """Show a question as it now stands; `answer` is "" while it waits."""
        self.ask = ask
        offered = [self.itemData(place) for place in range(self.count())]
        options: list[str | None] = list(ask.options)
        if answer and answer not in options:
            options.insert(0, answer)
        if not answer:
            options.insert(0, None)
        if offered != options:
            blocked = self.blockSignals(True)
            self.offer((option or self._blank, option) for option in options)
            self.blockSignals(blocked)
        self.choose(answer or None)
        waits = "false" if answer else "true"
        if self.property("waits") != waits:
            self.setProperty("waits", waits)
            restyle(self)
        self.setAccessibleDescription(
            f"{ask.question} {ask.why}".strip() if answer else f"{ask.question} No answer yet."
        )

    def answer(self) -> str:
        """Return the answer now chosen, "" for none."""
        return self.value() or ""

    def _told(self, _place: int) -> None:
        if self.answer():
            self.answered.emit(self.ask.id, self.answer())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Say that the keyboard came."""
        super().focusInEvent(event)
        self.entered.emit(self.ask.id)

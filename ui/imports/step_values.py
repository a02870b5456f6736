"""The step of dates and values: a card for each kind of question, and what was settled by itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from csa_tracker.importing.asks import Ask, Step
from csa_tracker.importing.preview import ImportPreview
from ui.imports.ask_line import AskLine
from ui.imports.asking import asks_of, grouped, suggested
from ui.imports.step_page import StepPage
from ui.kit.boxes import Part, column, empty, frame, row, rule
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.look.worn import px
from ui.shown import plural

MOST = 40
"""Questions on the page at a time; more follow when these are answered."""
_NEEDS = "Needs an answer"
_REST = "Show what was decided without asking"


class ValuesStep(StepPage):
    """Questions about what cells mean. `take` answers all of them as suggested."""

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self._preview: ImportPreview | None = None
        self._given: Mapping[str, str] = {}
        self._shown_all = False
        self.words = label("", size=11, weight=700, wraps=True)
        self._more = label("", ink="ink2", wraps=True)
        self.take = button("Take all suggestions", mark="check")
        self.rest = button(_REST, kind="link")
        self.take.clicked.connect(self.take_all)
        self.rest.clicked.connect(self._turn_rest)
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(px(12))
        head = column(self.words, self.take, gap=8) if narrow else row(self.words, self.take, gap=12)
        head.setStretch(0, 1)
        if narrow:
            head.setAlignment(self.take, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(
            column(head, self._cards, self._more, row(self.rest, None), None, margins=(20, 14, 20, 14), gap=12)
        )

    def show_preview(self, preview: ImportPreview, given: Mapping[str, str]) -> None:
        """Show the questions; those on the page stay where they are while they are answered."""
        self._preview, self._given = preview, given
        asks = asks_of(preview, Step.VALUES)
        by_id = {ask.id: ask for ask in asks}
        mine = [ask for ask in asks if ask.is_open or ask.id in given or ask.id in self.lines]
        own = [ask for ask in asks if ask not in mine]
        stays = [by_id[one] for one in self.lines if one in by_id]
        new = [ask for ask in mine if ask.id not in self.lines]
        wanted = [*stays, *new][: max(MOST, len(stays))]
        if self._shown_all:
            wanted += [ask for ask in own if ask not in wanted][:MOST]
        if [ask.id for ask in wanted] != list(self.lines):
            self._fill(wanted)
        for ask in wanted:
            self.lines[ask.id].show_ask(ask, name=ask.question, detail="", answer=given.get(ask.id, ""))
        self._say(asks, own, len(mine) - sum(ask in mine for ask in wanted))

    def _say(self, asks: list[Ask], own: list[Ask], hidden: int) -> None:
        left = sum(ask.is_open and ask.id not in self._given for ask in asks)
        if left:
            words = f"{plural(left, 'question')} about dates and values"
        elif asks:
            words = "Every question about dates and values is answered."
        else:
            words = "There is nothing to ask: every date and value was understood."
        self.words.setText(words)
        self.take.setVisible(left > 0)
        self._more.setText(f"{plural(hidden, 'more question')} will follow." if hidden > 0 else "")
        self._more.setVisible(hidden > 0)
        self.rest.setVisible(bool(own) and not self._shown_all)
        self.rest.setText(f"{_REST} ({len(own):,})")
        self.rest.setAccessibleName(self.rest.text())
        self.resized.emit()

    def _fill(self, asks: list[Ask]) -> None:
        held = {ask.id: self.lines.get(ask.id) for ask in asks}
        for line in held.values():
            if line is not None:
                line.setParent(self)
        empty(self._cards)
        self.lines = {}
        for group in grouped(asks):
            parts: list[Part] = [_title(group.title, len(group.asks))]
            for ask in group.asks:
                line = held[ask.id] or self._line(ask)
                parts += [rule(), line]
                self.lines[ask.id] = line
            self._cards.addWidget(frame(column(*parts, gap=0), ground="card"))
        for line in self.lines.values():
            line.show()
        if not asks:
            self._cards.addWidget(_nothing())

    def _line(self, ask: Ask) -> AskLine:
        line = AskLine(ask, blank="Choose an answer", open_words=_NEEDS)
        line.lay_as_question(narrow=self._narrow)
        line.answered.connect(lambda place, answer: self.answered.emit({place: answer}))
        line.entered.connect(self._entered)
        return line

    def _entered(self, place: str) -> None:
        for other, line in self.lines.items():
            line.choose(on=other == place)

    def take_all(self) -> None:
        """Answer everything that waits as suggested, also what is not on the page yet."""
        if self._preview is None:
            return
        taken = suggested(self._preview, self._given, Step.VALUES)
        if taken:
            self.answered.emit(taken)

    def _turn_rest(self) -> None:
        self._shown_all = True
        before = set(self.lines)
        if self._preview is not None:
            self.show_preview(self._preview, self._given)
        following = next((line for place, line in self.lines.items() if place not in before), None)
        if following is not None:
            following.stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.take, *super().stops(), self.rest]


def _title(words: str, count: int) -> QFrame:
    return frame(
        row(label(words, size=10.5, weight=700), label(f"{count:,}", ink="ink3"), None, margins=(20, 10, 20, 8), gap=8)
    )


def _nothing() -> QFrame:
    words = label(
        "Words, dates and ratings read as they stand. Look at the rows in the next step.", ink="ink2", wraps=True
    )
    box = row(icon_label("check", "good", 24), words, margins=(20, 18, 20, 18), gap=12)
    box.setStretch(1, 1)
    return frame(box, ground="card")

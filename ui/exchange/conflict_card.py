"""One field to decide: its values side by side, what was there before, and room to type another."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QScrollArea, QWidget

from csa_tracker.plan.conflicts import DELETED, Conflict, ConflictValue
from ui.exchange.conflict_cell import Cell, Choice, marked_value, plain_value
from ui.exchange.conflict_combine import combine
from ui.exchange.conflict_words import (
    THEIRS,
    People,
    can_be_typed,
    captions,
    facts,
    is_prose,
    question,
    shown_text,
    sides,
)
from ui.history.differences import Mark, Piece, compare, difference_words
from ui.kit.boxes import column, frame, row
from ui.kit.buttons import KeyCap, button
from ui.kit.field import Field
from ui.kit.growing_text import GrowingText
from ui.kit.text import DataLabel, label
from ui.look.worn import RAIL_FROM, look, px

_ACROSS = 3


class FieldCard(QFrame):
    """A conflict to decide. `picked` says that something was chosen, `typed` that the text of one's own changed."""

    picked = Signal()
    typed = Signal()
    resized = Signal()

    def __init__(self, conflict: Conflict, people: People, *, narrow: bool) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.conflict = conflict
        self.values = sides(conflict, people)
        self._people, self._narrow = people, narrow
        self._group = QButtonGroup(self)
        self.choices: list[Choice] = []
        self.keys: list[str] = []
        self.both, self.edit = button("Keep both", small=True), button("Edit", mark="edit", small=True)
        self._caps: list[QWidget] = []
        self._problem = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._told = label("", size=9.5, ink="ink2", wraps=True)
        self.text = GrowingText(size=10.5, fewest=2, most=10, lines_wanted=True)
        self.field = Field("In your own words", self.text)
        self.own = Choice("Use this text")
        self._group.addButton(self.own)
        self._box = Cell("", (), self.field, self.own, "")
        self.setLayout(
            column(self._head(), self._problem, self._told, self._cells(), self._box, margins=(16, 10, 16, 14), gap=8)
        )
        for part in (self._problem, self._told, self._box):
            part.hide()
        self._connect()
        self.setAccessibleName(f"{conflict.label} of {conflict.ref}")

    def _connect(self) -> None:
        self.both.clicked.connect(self.keep_both)
        self.edit.clicked.connect(self.start_typing)
        self.text.textChanged.connect(self._typed)
        self._group.buttonClicked.connect(self._was_picked)
        self._group.buttonToggled.connect(self._was_picked)

    def _head(self) -> QWidget:
        prose, typed = is_prose(self.conflict), can_be_typed(self.conflict)
        name = self.conflict.label
        self.both.setAccessibleName(f"Keep both, {name}")
        self.edit.setAccessibleName(f"Edit, {name}")
        steps: list[QWidget] = []
        for step, key, wanted in ((self.both, "B", prose), (self.edit, "E", typed)):
            if wanted:
                steps += [step, KeyCap(key)] if look().scale < RAIL_FROM else [step]
            else:
                step.setParent(self)
                step.hide()
        names = column(
            label(name, size=10.5, weight=700), DataLabel(question(self.conflict), size=9, ink="ink2", lines=2), gap=1
        )
        box = row(names, *steps)
        box.setStretch(0, 1)
        return frame(box)

    def _cells(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(10))
        across = 1 if self._narrow else _ACROSS
        for place, cell in enumerate(self._each_cell()):
            grid.addWidget(cell, place // across, place % across)
        for place in range(across):
            grid.setColumnStretch(place, 1)
        return grid

    def _each_cell(self) -> Iterator[Cell]:
        conflict, base = self.conflict, shown_text(self.conflict, self.conflict.base)
        prose = is_prose(conflict)
        for value, (caption, words, key) in zip(self.values, captions(self.values, self._people), strict=True):
            text = shown_text(conflict, value.text)
            choice = Choice(value.text if conflict.field == DELETED else words)
            who = ("" if self._people.is_own(value) else self._people.author(value), facts(value, self.values))
            said = "" if conflict.field == DELETED else f": {text or 'nothing'}"
            choice.setAccessibleName(f"{conflict.label}, {choice.text()}{said}")
            choice.setAccessibleDescription(f"{caption}: {', '.join(filter(None, who))}")
            if value.removed:
                choice.setEnabled(False)
            self._group.addButton(choice)
            self.choices.append(choice)
            self.keys.append(key)
            compared = prose and bool(base) and bool(text)
            pieces = compare(base, text) if compared else [Piece(text, Mark.SAME)]
            if compared:
                choice.setAccessibleDescription(f"{choice.accessibleDescription()}. {difference_words(pieces)}")
            if conflict.field == DELETED:
                shown: QWidget = QWidget()
            else:
                shown = (
                    marked_value(pieces, f"{caption}: {text}", marked=compared) if prose and text else plain_value(text)
                )
            yield Cell(caption, who, shown, choice, key)
        if conflict.field != DELETED:
            before = (
                marked_value([Piece(base, Mark.SAME)], "When you last agreed", marked=False)
                if prose and base
                else plain_value(base)
            )
            yield Cell("When you last agreed", (), before, None)

    def decision(self) -> ConflictValue | str | None:
        """Return the value chosen, the text typed where that is chosen, or None."""
        if self.own.isChecked():
            return self.text.toPlainText()
        return next(
            (value for value, choice in zip(self.values, self.choices, strict=True) if choice.isChecked()), None
        )

    def own_text(self) -> str:
        """Return what was typed here, "" for nothing."""
        return self.text.toPlainText() if self.text.is_changed() else ""

    def choose(self, place: int) -> bool:
        """Choose the value at a place from the left. False where there is none that can be chosen."""
        if not (0 <= place < len(self.choices) and self.choices[place].isEnabled()):
            return False
        self.choices[place].setChecked(True)
        self.choices[place].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keep_both(self) -> None:
        """Propose one text with what everybody changed, to be changed before it is saved."""
        if is_prose(self.conflict):
            texts = [value.text for value in self.values if value.text and not value.removed]
            self._type(combine(self.conflict.base, texts) if texts else "")

    def start_typing(self) -> None:
        """Open the field for a value of one's own, begun with the value chosen; what was typed already stays."""
        if not can_be_typed(self.conflict):
            return
        if self.own_text():
            self._type(self.text.toPlainText())
            return
        chosen = self.decision()
        value = chosen if isinstance(chosen, ConflictValue) else self.values[0]
        self._type("" if value.removed else shown_text(self.conflict, value.text))

    def _type(self, text: str) -> None:
        self.take_up(text)
        self.own.setChecked(True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._bring_into_sight(self._box)

    def take_up(self, text: str) -> None:
        """Show a text as typed here."""
        self._box.show()
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.text.document().setModified(True)
        self._typed()
        self.resized.emit()

    def _typed(self) -> None:
        if self.text.hasFocus():
            self.own.setChecked(True)
        self.field.clear()
        self.typed.emit()

    def _was_picked(self) -> None:
        self._say_problem("")
        self.picked.emit()

    def fail(self, sentence: str) -> None:
        """Say why this cannot be applied, beside the text where one is typed, and give it the keyboard."""
        if self.own.isChecked():
            self.field.fail(sentence)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say_problem(sentence)
            self.take_focus()
        self.resized.emit()

    def _say_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def tell(self, sentence: str) -> None:
        """Say what happened to this field meanwhile."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Give the keyboard to what is chosen, or to the first value."""
        chosen = next((choice for choice in self.choices if choice.isChecked()), None)
        part = chosen or next((choice for choice in self.choices if choice.isEnabled()), self.own)
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bring_into_sight(self)

    def _bring_into_sight(self, part: QWidget) -> None:
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))  # once what is shown now has its place

    def _scroll_to(self, part: QWidget) -> None:
        over = self.parentWidget()
        while over is not None and not isinstance(over, QScrollArea):
            over = over.parentWidget()
        if over is not None:
            over.ensureWidgetVisible(part, 0, px(12))

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in reading order."""
        texts = [text for text in self.findChildren(GrowingText) if text is not self.text]
        return [self.both, self.edit, *self.choices, *texts, self.text, self.own]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose by M, T or a digit, B for both, E to edit; where a text is typed the letters are letters."""
        letter = event.text().upper() if event.modifiers() in _PLAIN else ""
        place = {"M": 0, "T": THEIRS}.get(letter, int(letter) - 1 if letter.isdecimal() and letter.isascii() else -1)
        if letter == "B":
            self.keep_both()
        elif letter == "E":
            self.start_typing()
        elif not self.choose(place):
            super().keyPressEvent(event)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)

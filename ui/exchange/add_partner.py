"""The sheet that adds a partner: who a card says it is, and its six words to be compared over the phone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.trust import Doubt, add_member, default_scopes
from ui.exchange.six_words import SixWords
from ui.exchange.words import card_words, sent_words
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, frame, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.session import Session
from ui.shell.sheet import Sheet

_STRANGER = "This may be somebody else in their name. If they have not told you of new keys, press Cancel."
_COMPARE = "Have them read their six words to you over the phone, on a number you knew before this card came."


class AddPartner(Sheet):
    """Adds a card once its words were heard; `doubt` is whose place it would take. `added` carries the Member."""

    TITLE, STEP = "Add a partner", "Add"
    REPLACED = "They told me that their old key is not used any more"

    added = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, card: Card, doubt: Doubt | None) -> None:
        super().__init__(self.TITLE)
        self._session, self._card, self._doubt = session, card, doubt
        self.words = SixWords(card.words)
        self.heard = Tick("I heard these words from them")
        self.heard.setAccessibleDescription(f"The words on the card: {self.words.spoken}")
        self.replaced = Tick(self.REPLACED)
        self.add = button(self.STEP, kind="primary", name=f"{self.STEP}, {card.name}")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        self._mark = icon_label("warn", "danger", 16)
        self._problem = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._trouble = QWidget()
        self._trouble.setLayout(row(self._mark, self._problem, gap=6))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._trouble.hide()
        self.first = self.heard if doubt is None else self.cancel  # the warning is read before anything is ticked
        self.assemble(self._head(), self._body(), self._foot())
        for way_out in (self.cancel, self.shut):
            way_out.clicked.connect(self.reject)
        self.add.clicked.connect(self.try_add)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_add)
        announce(self, f"{card.name}, {card_words(card)}. {_COMPARE}")

    def problem(self) -> str:
        """Return the sentence now shown, empty for none."""
        return self._problem.text()

    def _head(self) -> QHBoxLayout:
        title = label(self.TITLE, size=13, weight=700)
        return row(icon_label("key", "ink2", 22), title, None, self.shut, margins=(24, 0, 16, 0), gap=12)

    def _body(self) -> QVBoxLayout:
        card = self._card
        parts: list[Part] = [
            DataLabel(card.name, size=15, weight=700, lines=3),
            DataLabel(card_words(card), ink="ink2", lines=4),
            14,
        ]
        if self._doubt is not None:
            parts += [self._warning(self._doubt), 14]
        parts += [label(_COMPARE, wraps=True), 10, self.words, 10, self._trouble, 2, self.heard]
        if self._doubt is not None:
            parts += [4, self.replaced]
        parts += [8, label(self._outlook(), size=9.5, ink="ink2", wraps=True)]
        return column(*parts, margins=(24, 16, 24, 18), gap=0)

    def _outlook(self) -> str:
        """What follows, in a sentence or two."""
        sent = sent_words(default_scopes(self._card))
        return f"They will be sent {sent}. You can change that in the list of partners."

    def _warning(self, doubt: Doubt) -> QWidget:
        mark = icon_label("warn", "danger", 20)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = column(DataLabel(doubt.message, weight=700, lines=4), label(_STRANGER, wraps=True), gap=2)
        inside = row(mark, words, margins=(14, 11, 14, 11), gap=10)
        inside.setStretch(1, 1)
        return frame(inside, ground="notice")

    def _foot(self) -> QHBoxLayout:
        caps = [KeyCap("Ctrl+Enter")] if look().scale < RAIL_FROM else []
        return row(None, self.cancel, self.add, *caps, margins=(24, 0, 24, 0))

    def try_add(self) -> None:
        """Add the partner, or say what is still in the way."""
        if not self._was_heard():
            return
        if self._doubt is not None and not self.replaced.isChecked():
            self._fail("Ask whether their old key is still used, and tick that it is not.", self.replaced)
            return
        replaces = self._doubt.known.member if self._doubt is not None else ""
        try:
            member = add_member(self._session.plan, self._card, replaces=replaces)
        except UserError as error:
            self._fail(f"{error.message} {error.next_step}", self.cancel)
            return
        self._session.tell()
        self.accept()
        self.added.emit(member)

    def _was_heard(self) -> bool:
        """Whether the words were heard; says what is to be done when not."""
        if not self.heard.isChecked():
            self._fail("Compare the six words first, and tick that you heard them.", self.heard)
        return self.heard.isChecked()

    def _fail(self, sentence: str, then: QWidget) -> None:
        self._problem.setText(sentence)
        self._trouble.show()
        then.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, sentence)
        self.resized.emit()

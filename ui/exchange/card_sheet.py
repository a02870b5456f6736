"""The sheet with one's own card: who partners will see, the six words to read to them, and the file to send."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import CARD_SUFFIX, make_card, write_card
from ui.ask import CARDS, Ask
from ui.exchange.six_words import SixWords
from ui.exchange.words import who_words
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.text import DataLabel, icon_label, label, tint
from ui.look.worn import RAIL_FROM, look
from ui.session import Session
from ui.shell.sheet import Sheet

_SEND = "Send this card to your partners, and read the words to each of them over the phone. It holds nothing secret."


class CardSheet(Sheet):
    """Shows who works here, saves the card and copies the words."""

    resized = Signal()

    def __init__(self, session: Session, ask: Ask) -> None:
        super().__init__("Your card")
        self._session, self._ask = session, ask
        self._identity = session.plan.profile.read_identity()
        self.words = SixWords(self._identity.fingerprint)
        self.save = button("Save card…", kind="primary")
        self.copy = button("Copy words")
        self.shut = button("Close")
        self.told = label("", size=9.5, weight=600, ink="good", wraps=True)
        self.told.hide()
        self.first = self.save
        self.assemble(self._head(), self._body(), self._foot())
        self.save.clicked.connect(self.save_card)
        self.copy.clicked.connect(self.copy_words)
        self.shut.clicked.connect(self.reject)
        self.on_key("Ctrl+S", self.save_card)
        announce(self, f"Your six words: {self.words.spoken}.")

    def _head(self) -> QHBoxLayout:
        cross = button("", kind="quiet", mark="close", small=True, name="Close without saving")
        cross.clicked.connect(self.reject)
        title = label("Your card", size=13, weight=700)
        return row(icon_label("key", "ink2", 22), title, None, cross, margins=(24, 0, 16, 0), gap=12)

    def _body(self) -> QVBoxLayout:
        known = self._identity
        what = who_words(known.role, known.organisation, self._session.plan.meta.partnership)
        name = DataLabel(known.name or "No name yet", size=15, weight=700, lines=3)
        return column(
            name, DataLabel(what, ink="ink2", lines=4), 14, label(_SEND, wraps=True), 10, self.words, 10, self.told,
            margins=(24, 16, 24, 18), gap=0,
        )  # fmt: skip

    def _foot(self) -> QHBoxLayout:
        caps = [KeyCap("Ctrl+S")] if look().scale < RAIL_FROM else []
        return row(self.copy, None, self.shut, self.save, *caps, margins=(24, 0, 24, 0))

    def save_card(self) -> None:
        """Ask for a name and write the card there, or say why there can be none."""
        try:
            card = make_card(self._session.plan.profile, self._session.plan.meta.partnership)
            target = self._ask.save_file(self.window(), "Save your card", CARDS, proposed=_proposed(card.name))
            if target is None:
                return
            target = target if target.suffix.lower() == CARD_SUFFIX else target.with_name(target.name + CARD_SUFFIX)
            write_card(target, card)
        except UserError as error:
            self._tell(f"{error.message} {error.next_step}", ink="danger")
            return
        self._tell(f"Saved as {target.name}.", ink="good")

    def copy_words(self) -> None:
        """Put the six words on the clipboard."""
        QGuiApplication.clipboard().setText(self.words.words)
        self._tell("Words copied.", ink="good")

    def _tell(self, sentence: str, *, ink: str) -> None:
        tint(self.told, ink)
        self.told.setText(sentence)
        self.told.show()
        announce(self, sentence)
        self.resized.emit()


def _proposed(name: str) -> Path:
    safe = "".join(character if character.isalnum() or character in " -" else " " for character in name)
    return Path.home() / f"{' '.join(f'Card {safe}'.split())[:80]}{CARD_SUFFIX}"

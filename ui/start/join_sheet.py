"""The sheet that joins a partner's plan: who made the file, their six words, whom one works for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card
from ui.exchange.six_words import SixWords
from ui.exchange.words import card_words
from ui.exchange.working import Work
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.combo import Combo
from ui.kit.field import Field
from ui.kit.focus import bring_whole_into_sight
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.shell.sheet import Sheet

_COMPARE = "Have them read their six words to you over the phone, on a number you knew before this file came."
_MADE = "A plan of your own is made on this computer, with everything in the file. Their card is added with it."
_NOT_HEARD = UserError("not-heard", "The six words were not compared yet.", "Tick that you heard them from the sender.")


class JoinSheet(Sheet):
    """`wanted` carries the code of the partnership one works for; `work` shows how making the plan goes."""

    wanted = Signal(str)
    resized = Signal()

    def __init__(self, sender: Card, partnerships: Mapping[str, str], file: str) -> None:
        super().__init__("Join a partner’s plan")
        self.words = SixWords(sender.words)
        self.heard = Tick("I heard these words from them")
        self.heard.setAccessibleDescription(f"The words on the card: {self.words.spoken}")
        self.partnership = Combo()
        self.partnership.offer((name, code) for code, name in partnerships.items())
        self.join = button("Join", kind="primary")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        self.work = Work("Making your plan…")
        self.work.parts = [self.join, self.heard, self.partnership, self.cancel, self.shut]
        self.work.resized.connect(self.resized)
        self.first = self.heard
        body = column(
            label("This file was made by", size=9.5, weight=600),
            DataLabel(sender.name, size=15, weight=700, lines=3),
            DataLabel(card_words(sender), ink="ink2", lines=4),
            12,
            label(_COMPARE, wraps=True),
            10, self.words, 10, self.heard, 14,
            Field("Whom do you work for?", self.partnership),
            10,
            label(_MADE, size=9.5, ink="ink2", wraps=True),
            6, self.work,
            margins=(24, 16, 24, 18), gap=0,
        )  # fmt: skip
        caps = [KeyCap("Ctrl+Enter")] if look().scale < RAIL_FROM else []
        self.assemble(self._head(file), body, row(None, self.cancel, self.join, *caps, margins=(24, 0, 24, 0)))
        for way_out in (self.cancel, self.shut):
            way_out.clicked.connect(self.reject)
        self.join.clicked.connect(self.try_join)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_join)
        announce(self, f"This file was made by {sender.name}, {card_words(sender)}. {_COMPARE}")

    def _head(self, file: str) -> QHBoxLayout:
        titles = column(
            None,
            label("Join a partner’s plan", size=13, weight=700),
            DataLabel(file, size=9.5, ink="ink2"),
            None,
            gap=1,
        )
        head = row(icon_label("inbox", "ink2", 24), titles, self.shut, margins=(24, 0, 16, 0), gap=12)
        head.setStretch(1, 1)
        return head

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the tick whole, which has the keyboard, also where the sheet has to scroll."""
        super().showEvent(event)
        QTimer.singleShot(0, self, partial(bring_whole_into_sight, self.heard))

    def try_join(self) -> None:
        """Ask for the plan, or say what is still in the way."""
        if not self.heard.isChecked():
            self._stop(_NOT_HEARD, self.heard)
        else:
            self.wanted.emit(self.partnership.value() or "")

    def _stop(self, error: UserError, then: QWidget) -> None:
        self.work.fail(error)
        then.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Give up, unless the plan is being made at this moment."""
        if not self.work.is_on:
            super().reject()

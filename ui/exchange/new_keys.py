"""A file with changes by a colleague who has other keys now: the six words are compared before anything comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.trust import ChangedKey, Doubt, add_member
from ui.exchange.add_partner import AddPartner

if TYPE_CHECKING:
    from ui.session import Session
    from ui.shell.window import MainWindow


@dataclass(frozen=True, slots=True)
class Heard:
    """Six words that the person has heard for a file, and the cards that take an old one's (member id) place after it.

    After it: what the old key has signed and the file brings is still to come in.
    """

    words: tuple[str, ...] = ()
    replacing: tuple[tuple[Card, str], ...] = ()


NOBODY = Heard()


class NewKeys(AddPartner):
    """Asks whether the words were heard. `agreed` carries whether the old key is not used any more."""

    TITLE, STEP = "New keys of a colleague", "Look through the file"
    REPLACED = "Their old key is not used any more: trust this one in its place"

    agreed = Signal(bool)

    def __init__(self, session: Session, card: Card, doubt: Doubt) -> None:
        self._has_old_key = doubt.known.member != card.member
        super().__init__(session, card, doubt)
        self.replaced.setVisible(self._has_old_key)

    def _outlook(self) -> str:
        return "The file holds changes made with these keys. Nothing comes in before you have seen what it brings."

    def try_add(self) -> None:
        """Go on to the file, or say what is still in the way."""
        if self._was_heard():
            self.accept()
            self.agreed.emit(self._has_old_key and self.replaced.isChecked())


def ask_about_new_keys(window: MainWindow, error: ChangedKey, heard: Heard, go_on: Callable[[Heard], object]) -> None:
    """Have the words compared, then go on with what was heard so far; nothing happens when the person thinks better."""
    session = window.session
    if session is None:
        return
    sheet = NewKeys(session, error.card, error.doubt)

    def agreed(replaced: bool) -> None:
        old = ((error.card, error.doubt.known.member),) if replaced else ()
        more = Heard((*heard.words, error.card.words), (*heard.replacing, *old))
        QTimer.singleShot(0, window, partial(go_on, more))

    sheet.agreed.connect(agreed)
    window.open_sheet(sheet)


def take_over(window: MainWindow, heard: Heard) -> None:
    """Trust the new keys in place of the old ones, once the file is in."""
    session = window.session
    if session is None or not heard.replacing:
        return
    try:
        for card, old in heard.replacing:
            add_member(session.plan, card, replaces=old)
    except UserError as error:
        window.refuse("The new keys were not added", error)
    session.tell()

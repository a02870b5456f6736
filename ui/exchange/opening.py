"""Opens the sheets about partners over the window: the list, a card to add, one's own card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card, read_card
from csa_tracker.exchange.trust import Member, doubt_about
from ui.ask import CARDS, open_one
from ui.exchange.add_partner import AddPartner
from ui.exchange.card_sheet import CardSheet
from ui.exchange.trust_sheet import TrustSheet

if TYPE_CHECKING:
    from ui.session import Session
    from ui.shell.window import MainWindow

NOT_ADDED = "The card was not added"


def open_partners(window: MainWindow) -> None:
    """Open the list of partners of the open plan."""
    session = _ready(window)
    if session is None:
        return
    sheet = TrustSheet(session)

    def leave_for_card() -> None:
        sheet.accept()
        ask_for_card(window)

    def leave_for_check(card: Card) -> None:
        sheet.accept()
        add_partner(window, card)

    sheet.add_wanted.connect(leave_for_card)
    sheet.check_wanted.connect(leave_for_check)
    window.open_sheet(sheet)


def ask_for_card(window: MainWindow) -> None:
    """Ask for a partner's card and open the sheet that adds it."""
    session = _ready(window)
    if session is None or session.read_only:
        return
    try:
        file = open_one(
            window.ask, window, "Add a partner’s card", CARDS,
            what="card", next_step="Add one at a time: each is checked over the phone.",
        )  # fmt: skip
    except UserError as error:
        window.refuse(NOT_ADDED, error)
        return
    if file is not None:
        add_card_file(window, file)


def add_card_file(window: MainWindow, file: Path) -> bool:
    """Open the sheet that adds the card in a file, or say why it cannot be added. Returns whether it is one."""
    try:
        card = read_card(file)
    except UserError as error:
        window.refuse(NOT_ADDED, error)
        return False
    add_partner(window, card)
    return True


def add_partner(window: MainWindow, card: Card) -> None:
    """Open the sheet that adds a card, or say why it can never be added."""
    session = _ready(window)
    if session is None or session.read_only:
        return
    try:
        sheet = AddPartner(session, card, doubt_about(session.plan, card))
    except UserError as error:
        window.refuse(NOT_ADDED, error)
        return

    def tell(member: Member) -> None:
        window.say(f"{member.name} added.")

    sheet.added.connect(tell)
    window.open_sheet(sheet)


def open_card(window: MainWindow) -> None:
    """Open one's own card."""
    session = _ready(window)
    if session is not None:
        window.open_sheet(CardSheet(session, window.ask))


def _ready(window: MainWindow) -> Session | None:
    """The session when a sheet can be opened over its plan now."""
    return window.session if window.overlay is None and window.finish_typing() else None

"""What tests of partners look at: who is known, what they are sent, what a sheet says."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from csa_tracker.exchange.trust import Status, list_members
from tests.ui.acting import session_of, sheet_of
from ui.exchange.add_partner import AddPartner
from ui.exchange.card_sheet import CardSheet
from ui.exchange.opening import open_partners
from ui.exchange.trust_sheet import TrustSheet
from ui.shell.window import MainWindow

NAME = "<b>Ben</b> & Ash"
"""A name that would be markup."""


def known(window: MainWindow) -> dict[str, Status]:
    """The status of everybody by member id."""
    return {one.member: one.status for one in list_members(session_of(window).plan)}


def shown(sheet: AddPartner | TrustSheet | CardSheet) -> list[str]:
    """Every text to be read in a sheet."""
    return [part.text() for part in sheet.findChildren(QLabel) if part.isVisible() and part.text()]


def sent(window: MainWindow) -> tuple[str, ...]:
    """What the only member is sent."""
    (member,) = list_members(session_of(window).plan)
    return member.scopes


def partners(window: MainWindow) -> TrustSheet:
    """Open the list of partners."""
    open_partners(window)
    return sheet_of(window, TrustSheet)

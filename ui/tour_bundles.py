"""The places of the tour that have to do with files of partners: the page, what is sent, what comes, what it did."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.receipt import Receipt
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, Status, add_member, list_members
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.read import find_action
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from ui.exchange.add_partner import AddPartner
from ui.exchange.page import ExchangePage
from ui.exchange.passing import open_receipt, receive_file
from ui.exchange.receipt_sheet import ReceiptSheet
from ui.exchange.receive_sheet import ReceiveSheet
from ui.exchange.send_sheet import SendSheet
from ui.exchange.sent_sheet import SentSheet
from ui.exchange.undo_sheet import UndoFileSheet
from ui.exchange.working import OpeningFile
from ui.shell.sheet import Sheet
from ui.tour import Opened, Place, Tour

_BEN = ("Ben Ashworth", "Community Safety Officer", "Pendle Borough Council", "PEN")
_FILE = "PEN-to-BUR.cspx"
_THEIRS = "plan of the partner.csplan"
_CHANGED = ("ASB-01", "ASB-02", "ASB-03", "ASB-04")
_LATER = dt.timedelta(minutes=5)


def _profile(tour: Tour, name: str, role: str, organisation: str) -> Profile:
    profile = Profile(tour.folder / name)
    profile.set_identity(name=name, role=role, organisation=organisation)
    return profile


def partner_file(tour: Tour) -> Path:
    """A file of a partner who joined and changed three actions; the first one that was received stays behind it."""
    file = tour.folder / _FILE
    plan, profile = tour.session.plan, _profile(tour, *_BEN[:3])
    if not any(one.name == _BEN[0] and one.status is Status.TRUSTED for one in list_members(plan)):
        add_member(plan, make_card(profile, _BEN[3]), scopes=EVERYTHING)
    if file.exists():
        return file
    ids = [find_action(plan, ref) for ref in _CHANGED]
    clock = Clock(plan.clock.now() + _LATER)
    first = send(plan, [_BEN[0]], tour.folder, full=True)
    joined = tour.folder / _THEIRS
    card = make_card(plan.profile, plan.meta.partnership)
    join(first.path, joined, partnership=_BEN[3], sender=card, profile=profile, clock=clock)
    with open_plan(joined, profile=profile, clock=clock) as theirs:
        _change(theirs, ids[0], "Neighbourhood Inspector")
        receive(plan, send(theirs, [plan.profile.keys().member], tour.folder).path)
        due: dict[str, Value] = {"due_on": dt.date(2027, 3, 31), "lead_role": "Violence Reduction Analyst"}
        save_actions(theirs, [ActionDraft(id=ids[1], fields=due)], label="edit")
        _change(theirs, ids[2], "Housing Options Manager")
        delete_actions(theirs, [ids[3]])
        send(theirs, [plan.profile.keys().member], file)
    tour.session.tell()
    return file


def _change(plan: OpenPlan, action: str, words: str) -> None:
    save_actions(plan, [ActionDraft(id=action, fields={"lead_role": words})], label="edit")


def _sheet(tour: Tour, kind: type[Sheet]) -> None:
    """Wait for a sheet that a thread brings."""
    tour.until(lambda: tour.window.overlay is not None and isinstance(tour.window.overlay.sheet, kind))


def exchange_page(tour: Tour) -> ExchangePage:
    """The Exchange page with everything on it."""
    tour.window.run("page:exchange")
    assert tour.window.view is not None
    page = tour.window.view.other_page()
    assert isinstance(page, ExchangePage)
    tour.until(lambda: page.is_idle)
    return page


def _filled(tour: Tour) -> None:
    partner_file(tour)
    exchange_page(tour)


def _empty(tour: Tour) -> None:
    exchange_page(tour)


def _send(tour: Tour) -> None:
    _filled(tour)
    tour.window.run("send")


def _nobody_ticked(tour: Tour) -> None:
    _send(tour)
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, SendSheet)
    for tick in sheet.ticks.values():
        tick.setChecked(False)
    sheet.try_send()


def _sent(tour: Tour) -> None:
    _filled(tour)
    tour.window.run("send-all")
    _sheet(tour, SentSheet)


def _opening(tour: Tour) -> None:
    tour.window.open_sheet(OpeningFile(partner_file(tour).name))


def _receive(tour: Tour) -> None:
    receive_file(tour.window, partner_file(tour))
    _sheet(tour, ReceiveSheet)


def stranger_file(tour: Tour) -> Path:
    """A file of somebody nobody here knows."""
    plan = tour.session.plan
    partner_file(tour)
    profile = _profile(tour, "Sam Holt", "Community Safety Officer", "Rossendale Borough Council")
    joined, file = tour.folder / "third office.csplan", tour.folder / "ROS-to-BUR.cspx"
    if not file.exists():
        with open_plan(tour.folder / _THEIRS, profile=_profile(tour, *_BEN[:3]), clock=plan.clock) as theirs:
            add_member(theirs, make_card(profile, "ROS"), scopes=EVERYTHING)
            first = send(theirs, ["Sam Holt"], tour.folder, full=True)
            card = make_card(theirs.profile, theirs.meta.partnership)
        clock = Clock(plan.clock.now() + _LATER)
        join(first.path, joined, partnership="ROS", sender=card, profile=profile, clock=clock)
        with open_plan(joined, profile=profile, clock=clock) as third:
            add_member(third, make_card(plan.profile, plan.meta.partnership), scopes=EVERYTHING)
            send(third, [plan.profile.keys().member], file)
    return file


def _stranger(tour: Tour) -> None:
    receive_file(tour.window, stranger_file(tour))
    _sheet(tour, AddPartner)


def _is_plain(receipt: Receipt) -> bool:
    return bool(receipt.changes) and not receipt.counts["conflicting"]


def _received(tour: Tour) -> None:
    """The receipt of the file that came first."""
    _filled(tour)
    assert tour.window.view is not None
    page = tour.window.view.other_page()
    assert isinstance(page, ExchangePage)
    one = next(file for file in page.shown_files() if file.receipt is not None and _is_plain(file.receipt))
    assert one.receipt is not None
    open_receipt(tour.window, one.receipt, one.file)


def _undo(tour: Tour) -> None:
    _received(tour)
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, ReceiptSheet)
    sheet.undo.click()
    _sheet(tour, UndoFileSheet)


BUNDLE_PLACES: tuple[Place, ...] = (
    Place("exchange", Opened.FILLED, _filled),
    Place("send", Opened.FILLED, _send, SendSheet),
    Place("send-nobody", Opened.FILLED, _nobody_ticked, SendSheet),
    Place("sent", Opened.FILLED, _sent, SentSheet),
    Place("receive-opening", Opened.FILLED, _opening, OpeningFile),
    Place("receive", Opened.FILLED, _receive, ReceiveSheet),
    Place("receive-stranger", Opened.FILLED, _stranger, AddPartner),
    Place("receipt", Opened.FILLED, _received, ReceiptSheet),
    Place("undo-file", Opened.FILLED, _undo, UndoFileSheet),
    Place("exchange-empty", Opened.EMPTY, _empty),
)

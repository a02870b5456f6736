"""Files that go between partners, step by step over the window: send, send to all, receive, receipt, undo."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from csa_tracker.errors import UserError
from csa_tracker.exchange.partners import list_partners
from csa_tracker.exchange.receipt import Receipt
from csa_tracker.exchange.receiving import Received
from csa_tracker.exchange.refusals import UnknownSender
from csa_tracker.exchange.sending import SentBundle
from csa_tracker.exchange.standing import PassedFile
from csa_tracker.exchange.trust import ChangedKey
from csa_tracker.exchange.undoing import Undoing
from csa_tracker.rules.wording import in_words
from ui.exchange.add_partner import AddPartner
from ui.exchange.jobs import PlanFile
from ui.exchange.new_keys import NOBODY, Heard, ask_about_new_keys, take_over
from ui.exchange.opening import add_partner
from ui.exchange.receipt_sheet import ReceiptSheet
from ui.exchange.receive_sheet import ReceiveSheet
from ui.exchange.send_sheet import BUNDLES, SendSheet, keep_folder, send_folder
from ui.exchange.sent_sheet import SentSheet
from ui.exchange.telling import receipt_words
from ui.exchange.undo_sheet import UndoFileSheet
from ui.exchange.working import OpeningFile
from ui.kit.job import Job
from ui.shown import plural

if TYPE_CHECKING:
    from ui.session import Session
    from ui.shell.window import MainWindow

NOT_SENT, NOT_RECEIVED = "Nothing was sent", "The file was not received"
_NO_PARTNER = UserError(
    "no-partner",
    "There is nobody to send to yet.",
    "Add a partner’s card under Exchange first; they need yours as well.",
)


def open_send(window: MainWindow, chosen: Collection[str] = ()) -> None:
    """Open the sheet that makes files; the only partner there is, or those chosen (ids), are ticked."""
    session = _ready(window)
    if session is None:
        return
    partners = list_partners(session.plan)
    if not partners:
        window.refuse(NOT_SENT, _NO_PARTNER)
        return
    ticked = chosen or ([partners[0].member] if len(partners) == 1 else [])
    sheet = SendSheet(session, window.ask, partners, ticked)
    sheet.sent.connect(partial(_tell_sent, window))
    window.open_sheet(sheet)


def send_to_all(window: MainWindow) -> None:
    """Make a file for every partner, where files were put last."""
    session = _ready(window)
    if session is None:
        return
    members = [one.member for one in list_partners(session.plan)]
    if not members:
        window.refuse(NOT_SENT, _NO_PARTNER)
        return

    def done(made: list[SentBundle]) -> None:
        keep_folder(session, made)
        session.look_for_changes()
        _tell_sent(window, made)

    job = Job(partial(PlanFile(session.plan).send, members, send_folder(session), full=False), window)
    job.done.connect(done)
    job.refused.connect(partial(window.refuse, NOT_SENT))
    window.say(f"Making {plural(len(members), 'file')}…")
    job.start()


def _tell_sent(window: MainWindow, made: list[SentBundle]) -> None:
    """Say what was made and where it lies: it still has to be handed on, by e-mail or on a stick."""
    names = in_words([name for one in made for name in one.to])
    words = f"{plural(len(made), 'file')} made for {names}."
    show = partial(window.ask.show_folder, made[0].path)
    if window.overlay is None:
        sheet = SentSheet(made, words)
        sheet.folder.clicked.connect(lambda: show())
        window.open_sheet(sheet)
    window.say_step(words, "Show in folder", show)  # the sheet says nothing aloud itself


def receive_dialog(window: MainWindow) -> None:
    """Ask for a file from a partner and show what it would bring."""
    session = _ready(window)
    if session is not None:
        files = window.ask.open_files(window, "Receive a file from a partner", BUNDLES)
        if files:
            receive_file(window, files[0])


def receive_file(window: MainWindow, file: Path, heard: Heard = NOBODY) -> None:
    """Look through a file on a thread, then show what it would bring; whom nobody knows yet is to be checked first.

    `heard` is whose new keys the person has checked for this file.
    """
    session = _ready(window)
    if session is None:
        return
    sheet = OpeningFile(file.name)
    job = Job(partial(PlanFile(session.plan).preview, file, heard.words), window)
    job.done.connect(partial(_offer, window, sheet, file, heard))
    job.refused.connect(partial(_refuse, window, sheet, file, heard))
    sheet.rejected.connect(job.abandon)
    window.open_sheet(sheet)
    job.start()


def _offer(window: MainWindow, waiting: OpeningFile, file: Path, heard: Heard, seen: Received) -> None:
    session = window.session
    if session is None or not _is_awaited(window, waiting):
        return
    if seen.receipt.nothing_new:
        _take_note(window, waiting, session, file, heard)
        return
    waiting.accept()
    sheet = ReceiveSheet(session, file, seen, heard=heard.words)
    sheet.brought.connect(partial(_brought, window, heard))
    window.open_sheet(sheet)


def _take_note(window: MainWindow, waiting: OpeningFile, session: Session, file: Path, heard: Heard) -> None:
    """A file without changes still says what its sender has, so it is received all the same."""

    def told(done: Received) -> None:
        if _is_awaited(window, waiting):
            waiting.accept()
            session.look_for_changes()
            take_over(window, heard)
            open_receipt(window, done.receipt, file.name)

    job = Job(partial(PlanFile(session.plan).receive, file, heard.words), window)
    job.done.connect(told)
    job.refused.connect(partial(_refuse, window, waiting, file, heard))
    waiting.cancel.setEnabled(False)
    job.start()


def _refuse(window: MainWindow, waiting: OpeningFile, file: Path, heard: Heard, error: UserError) -> None:
    if not _is_awaited(window, waiting):
        return
    waiting.accept()
    if isinstance(error, ChangedKey):
        ask_about_new_keys(window, error, heard, lambda more: receive_file(window, file, more))
        return
    if not isinstance(error, UnknownSender) or error.card is None:
        window.refuse(NOT_RECEIVED, error)
        return
    add_partner(window, error.card)
    sheet = window.overlay.sheet if window.overlay is not None else None
    if isinstance(sheet, AddPartner):
        window.say("This file is from somebody new. Check who it is first.")
        sheet.added.connect(lambda _member: QTimer.singleShot(0, window, partial(receive_file, window, file, heard)))


def _brought(window: MainWindow, heard: Heard, done: Received) -> None:
    take_over(window, heard)
    receipt = done.receipt
    words = f"From {receipt.sender}: {receipt_words(receipt)}."
    if receipt.counts["conflicting"]:
        window.say(words, step="Decide", act=partial(window.run, "conflicts"))
    else:
        window.say(words, step="Undo…", act=partial(ask_to_undo, window, receipt))


def open_passed(window: MainWindow, one: PassedFile) -> None:
    """Show the receipt of a file that came, or the folder of one that went."""
    if one.receipt is not None:
        open_receipt(window, one.receipt, one.file)
    elif window.session is not None:
        made = send_folder(window.session) / one.file
        if made.is_file():
            window.ask.show_folder(made)
        else:
            window.say(f"{one.file} is not in {made.parent} any more.")


def open_receipt(window: MainWindow, receipt: Receipt, file: str) -> None:
    """Show what a file brought."""
    session = _ready(window)
    if session is None:
        return
    sheet = ReceiptSheet(receipt, file, read_only=session.read_only)

    def leave_for_undo() -> None:
        sheet.accept()
        ask_to_undo(window, receipt)

    sheet.undo_wanted.connect(leave_for_undo)
    window.open_sheet(sheet)


def ask_to_undo(window: MainWindow, receipt: Receipt) -> None:
    """Say what undoing a file would do, then do it where the person goes on."""
    session = _ready(window)
    if session is None:
        return
    job = Job(partial(PlanFile(session.plan).look_at_undoing, receipt.bundle), window)
    job.done.connect(partial(_offer_undo, window, session, receipt))
    job.refused.connect(partial(window.refuse, "The file was not undone"))
    job.start()


def _offer_undo(window: MainWindow, session: Session, receipt: Receipt, seen: Undoing) -> None:
    sheet = UndoFileSheet(session, receipt, seen)
    sheet.undone.connect(lambda _done: window.say_undoable(f"The file from {receipt.sender} is undone."))
    window.open_sheet(sheet)


def _is_awaited(window: MainWindow, sheet: OpeningFile) -> bool:
    """Whether the sheet still stands: a job may end in the moment it is given up."""
    return window.overlay is not None and window.overlay.sheet is sheet


def _ready(window: MainWindow) -> Session | None:
    """The session when a sheet can be opened over its plan now."""
    return window.session if window.overlay is None and window.finish_typing() else None

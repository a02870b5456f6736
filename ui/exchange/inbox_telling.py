"""What the window tells of the inbox: counts in sidebar and bell, a word when files come; and what opens one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csa_tracker.errors import UserError
from csa_tracker.exchange.inbox import Waiting, WaitingFile
from csa_tracker.rules.wording import in_words
from ui.exchange.inbox_watch import watch_of
from ui.kit.announce import announce
from ui.shown import plural

if TYPE_CHECKING:
    from ui.session import Session
    from ui.shell.plan_view import PlanView
    from ui.shell.window import MainWindow

_ARRIVING = "This file is still arriving or incomplete. It is looked at again by itself."
_NEW = "somebody new"


class InboxTelling(QObject):
    """Goes with the view of a plan, and with it away."""

    def __init__(self, view: PlanView, window: MainWindow) -> None:
        super().__init__(view)
        self._view, self._window = view, window
        watch = watch_of(view.session)
        watch.changed.connect(self.count)
        watch.arrived.connect(self.tell)
        self.count()

    def count(self) -> None:
        """Count what waits."""
        waiting = files_waiting(self._view.session)
        self._view.sidebar.pages.places.set_arrived("exchange", waiting)
        self._view.header.bell.show_files(waiting)

    def tell(self, fresh: Sequence[WaitingFile]) -> None:
        """Say that files came, to a screen reader; the counts are there to be seen, and nothing takes the keyboard."""
        names = in_words(list(dict.fromkeys(one.sender if _is_known(one) else _NEW for one in fresh)))
        announce(self._window, f"{plural(len(fresh), 'file waits', 'files wait')} in the inbox, from {names}.")


def _is_known(one: WaitingFile) -> bool:
    return one.state is Waiting.VERIFIED


def files_waiting(session: Session) -> int:
    """Return how many files wait in the inbox for the person."""
    state = watch_of(session).state
    return state.waiting if state is not None else 0


def open_waiting(window: MainWindow, one: WaitingFile) -> None:
    """Look through a file of the inbox, or say what is the matter with it."""
    from ui.exchange.passing import NOT_RECEIVED, receive_file

    if one.state is Waiting.ARRIVING:
        window.say(_ARRIVING)
    elif one.problem is not None:
        window.refuse(NOT_RECEIVED, one.problem)
    else:
        receive_file(window, one.path)


def show_inbox(window: MainWindow) -> None:
    """Go to the inbox and give it the keyboard."""
    from ui.exchange.page import ExchangePage

    if window.view is not None:
        page = window.view.go("exchange")
        if isinstance(page, ExchangePage):
            page.inbox.focus_first()


def choose_folder(window: MainWindow) -> None:
    """Ask for the folder of the inbox and look into it."""
    session = window.session
    if session is None or window.overlay is not None or not window.finish_typing():
        return
    watch = watch_of(session)
    start = watch.folder if watch.folder is not None and watch.folder.is_dir() else Path.home()
    folder = window.ask.choose_folder(window, "Choose the folder where partners’ files arrive", start=start)
    if folder is not None:
        _use(window, folder)


def forget_folder(window: MainWindow) -> None:
    """Look into no folder any more."""
    _use(window, None)


def _use(window: MainWindow, folder: Path | None) -> None:
    session = window.session
    if session is None:
        return
    watch = watch_of(session)
    before = watch.folder
    try:
        watch.choose(folder)
    except UserError as error:
        window.refuse("The inbox folder was not changed", error)
        return
    if folder is not None:
        window.say(f"Files from partners are looked for in {folder.name or folder}.")
    elif before is not None:
        window.say("No folder is looked into any more.", step="Use it again", act=partial(_use, window, before))

"""Looks into the inbox every few seconds, off the window's thread, for as long as a plan is open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from csa_tracker.exchange.inbox import Books, Inbox, InboxState, inbox_folder, keep_inbox_folder, read_books
from ui.crash import raise_later

if TYPE_CHECKING:
    from ui.session import Session

LOOK_MS = 10_000
SOON_MS = 2_000
"""When a look found something that the next one will know more about."""


class InboxWatch(QObject):
    """`changed` says that `state` is another, `arrived` carries the WaitingFiles that were not there before.

    A folder on a network that went away can keep a look waiting for minutes, so it runs on a thread that nothing waits
    for, the closing of the window least of all; no second look begins meanwhile.
    """

    changed = Signal()
    arrived = Signal(object)
    _done = Signal(object)
    _broke = Signal(object)

    def __init__(self, session: Session, *, make: Callable[[Path], Inbox] = Inbox) -> None:
        super().__init__(session)
        self._session, self._make = session, make
        self.state: InboxState | None = None
        self._inbox: Inbox | None = None
        self._books: Books | None = None
        self._is_looking = self._is_wanted = self._is_asked = False
        self._told: set[Path] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._done.connect(self._show)
        self._broke.connect(self._give_up)
        session.changed.connect(self._recount)
        self.begin()

    @property
    def folder(self) -> Path | None:
        """The folder looked into, None where none is chosen."""
        return self._inbox.folder if self._inbox is not None else None

    @property
    def is_looking(self) -> bool:
        """Whether a look is going on or wanted at once."""
        return self._is_looking

    def choose(self, folder: Path | None) -> None:
        """Look into another folder from now on, or into none. Raises UserError when it cannot be remembered."""
        keep_inbox_folder(self._session.plan.profile, self._session.plan.meta.plan, folder)
        self.begin()

    def begin(self) -> None:
        """Look into the folder that is remembered for this plan."""
        plan = self._session.plan
        folder = inbox_folder(plan.profile, plan.meta.plan) if not plan.read_only else None
        self._inbox, self._told = (self._make(folder), set()) if folder is not None else (None, set())
        self._is_looking = self._is_wanted = self._is_asked = False  # a look at another folder may never end
        self._put(None)
        self.look()

    def look(self, *, again: bool = False) -> None:
        """Look now; with `again`, which a person asked for, what could not be opened is opened once more."""
        if self._inbox is None or self._session.is_closed:
            return
        self._is_asked = self._is_asked or again
        if self._is_looking:
            self._is_wanted = True
            return
        self._books = read_books(self._session.plan)
        step = partial(self._inbox.look, self._books, again=self._is_asked)
        self._is_looking, self._is_wanted, self._is_asked = True, False, False
        Thread(target=self._work, args=(self._inbox, step), name="inbox", daemon=True).start()

    def _work(self, inbox: Inbox, step: partial[InboxState]) -> None:
        with suppress(RuntimeError):  # the plan was closed meanwhile: nobody is there to be told
            try:
                found = step()
            except Exception as error:  # noqa: BLE001 (handed on to the window's thread)
                self._broke.emit(error)
            else:
                self._done.emit((inbox, found))

    def _show(self, looked: tuple[Inbox, InboxState]) -> None:
        inbox, found = looked
        if self._session.is_closed or inbox is not self._inbox:
            return
        self._is_looking = False
        if self._is_wanted:
            self.look()
        else:
            self._timer.start(SOON_MS if found.is_settling else LOOK_MS)
        self._put(found)

    def _give_up(self, error: Exception) -> None:
        """Our own mistake: told like any other, and this folder is left alone until the plan is opened again."""
        self._is_looking = False
        raise_later(error)

    def _recount(self) -> None:
        """See at once that a file came in, or that a card was added, without a look at the folder."""
        state = self.state
        if self._inbox is None or state is None or self._session.is_closed:
            return
        books = read_books(self._session.plan)
        if books == self._books:
            return
        if self._is_looking:
            self._is_wanted = True
        else:
            self._books = books
            self._put(replace(state, files=() if state.trouble else self._inbox.waiting(books)))

    def _put(self, state: InboxState | None) -> None:
        if state == self.state and state is not None:
            return
        self.state = state
        waiting = [one for one in state.files if one.can_be_received] if state is not None else []
        fresh = [one for one in waiting if one.path not in self._told]
        if state is not None and not state.trouble:
            self._told = {one.path for one in waiting}
        self.changed.emit()
        if fresh:
            self.arrived.emit(fresh)


def watch_of(session: Session) -> InboxWatch:
    """Return the watch of a session, begun when it is first asked for."""
    return session.findChild(InboxWatch) or InboxWatch(session)

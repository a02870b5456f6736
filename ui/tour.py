"""A tour of one window: it is brought to each place there is, for pictures to be taken and tests to look."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, QThread
from PySide6.QtWidgets import QApplication, QWidget

from csa_tracker.plan.read import find_action
from csa_tracker.workspace import open_plan
from ui.actions.page import ActionsPage
from ui.exchange.inbox_watch import watch_of
from ui.help.pane import HelpPane
from ui.kit.many_choices import ManyChoices
from ui.reports.page import ReportsPage
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shell.toast import Toast
from ui.shell.window import MainWindow

_PATIENCE_SECONDS = 30


class Opened(Enum):
    """Which plan is open at a place."""

    NONE = "none"
    FILLED = "filled"
    EMPTY = "empty"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a person can be. `reach` brings the window there and returns a window or popup of its own, if any.

    `sheet` is the kind of sheet that then lies over the page.
    """

    name: str
    opened: Opened
    reach: Callable[[Tour], QWidget | None]
    sheet: type[Sheet] | None = None


class Tour:
    """One window with plans to show, each a file of the tour's own."""

    def __init__(self, window: MainWindow, plans: Mapping[Opened, Path], *, folder: Path) -> None:
        self.window, self.folder = window, folder
        self._plans = plans
        self._opened = Opened.NONE

    @property
    def session(self) -> Session:
        """The plan now open."""
        assert self.window.session is not None
        return self.window.session

    @property
    def page(self) -> ActionsPage:
        """The list of actions."""
        assert self.window.view is not None
        return self.window.view.page

    def settle(self) -> None:
        """Let layouts, queued refreshes and deferred deletions finish."""
        for _ in range(4):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what a thread brings. Raises RuntimeError when it does not come."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not is_so():
            if time.monotonic() > deadline:
                raise RuntimeError(f"the window did not come to {is_so}")
            QApplication.processEvents()
        self.settle()

    def visit(self, place: Place) -> QWidget:
        """Bring the window to a place and return what is in front: the window, or a window or popup over it."""
        self.leave()
        self.open(place.opened)
        own = place.reach(self)
        self.settle()
        sheet = self.window.overlay.sheet if self.window.overlay is not None else None
        if type(sheet) is not (place.sheet or type(None)):
            raise RuntimeError(f"{place.name} shows {type(sheet).__name__}")
        return own or self.window

    def open(self, wanted: Opened) -> None:
        """Show one of the plans, or the first screen."""
        if wanted is self._opened:
            return
        if wanted is Opened.NONE:
            self.window.show_start()
        else:
            self.window.show_plan(open_plan(self._plans[wanted], profile=self.window.profile, clock=self.window.clock))
            if self.window.view is not None:
                self.window.view.go("actions")  # not the page that the last plan was left at
        self._opened = wanted
        self.settle()

    def _forget_inbox(self) -> None:
        session = self.window.session
        if session is not None and watch_of(session).folder is not None:
            watch_of(session).choose(None)

    def leave(self) -> None:
        """Close whatever lies over the page and take filters, groups and selections off."""
        window = self.window
        self.until(lambda: not self.window.findChildren(QThread))
        self._forget_inbox()
        for popup in window.findChildren(ManyChoices):
            popup.close()
        for pane in window.findChildren(HelpPane):
            pane.close()
        if window.finder is not None:
            window.finder.close_palette()
        while window.overlay is not None:
            window.overlay.sheet.done(0)
            self.settle()
        window.activateWindow()
        for toast in window.findChildren(Toast):
            toast.hide()
        if window.view is not None:
            for notice in list(window.notices):
                window.put_away(notice)
            self.page.pane.facts.due.line.given_up.emit()
            self.page.several.clear()
            self.page.set_group("")
            self.page.filters.clear()
            if self.page.query.deleted:
                self.page.show_bin(shown=False)
            window.view.go("actions")
            self.page.close_detail()
            if not self.page.is_narrow():
                self.page.open_detail()
        self.settle()

    def go_to(self, ref: str) -> str:
        """Show an action in the list, with its detail where there is room. Returns its id."""
        action_id = find_action(self.session.plan, ref)
        self.page.go_to(action_id)
        self.page.focus_list()
        self.settle()
        return action_id

    def show_report(self) -> ReportsPage:
        """Show the Reports page with its preview made."""
        assert self.window.view is not None
        page = self.window.view.reports()
        page.focus_first()
        self.settle()
        self.until(lambda: page.proofs.is_idle)
        return page

"""The main window: one plan or the first screen, the menus, and one sheet at a time over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QWidget

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan
from ui.ask import Ask
from ui.look.fonts import font
from ui.look.icons import app_icon
from ui.look.worn import RAIL_FROM, look, px
from ui.session import Session
from ui.shell.commands import MENUS, fill_menus
from ui.shell.focus_ring import FocusRing
from ui.shell.handlers import handlers_of
from ui.shell.looks import Looks
from ui.shell.plan_view import Kept, PlanView
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.sheet import Overlay, Sheet
from ui.shell.toast import Toast, show_toast
from ui.start.start_page import StartPage

NARROW_BELOW = 1000
SIZE = (1280, 800)
LEAST = (640, 480)


class MainWindow(QMainWindow):
    """Holds the session and what shows it. All work is done by `ui.shell.handlers` and the pages."""

    def __init__(self, profile: Profile, clock: Clock, *, ask: Ask, looks: Looks) -> None:
        super().__init__()
        self.profile, self.clock, self.ask, self.looks = profile, clock, ask, looks
        self.session: Session | None = None
        self.view: PlanView | None = None
        self.overlay: Overlay | None = None
        self.last_report: Path | None = None
        self.notes: dict[str, str] = {}
        self.commands: dict[str, QAction] = {}
        self._handlers = handlers_of(self)
        self._stale = False
        self.setWindowTitle("CSA Tracker")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        looks.changed.connect(self.rebuild)
        self.show_start()

    def show_start(self) -> None:
        """Close the plan and show the first screen."""
        self._leave_plan()
        page = StartPage(self.profile)
        page.chosen.connect(lambda name: self.run(f"begin:{name}"))
        page.reopened.connect(self._reopen)
        self._put(page)
        page.focus_first()

    def show_plan(self, plan: OpenPlan) -> None:
        """Show a plan in place of whatever is shown."""
        self._leave_plan()
        self.session = Session(plan, self)
        self._show_session(Kept())

    def _show_session(self, kept: Kept) -> None:
        if self.session is None:
            return
        info = self.session.info()
        self.view = PlanView(self.session, kept, self._handlers, narrow=self.is_narrow())
        self._put(self.view)
        self.setWindowTitle(f"{info.name} – CSA Tracker")
        self.view.page.grid.setFocus()

    def _put(self, page: QWidget) -> None:
        """Put a page into the window with menus of the look now worn."""
        bar = QMenuBar()
        bar.setFont(font(9.5))
        bar.setNativeMenuBar(True)
        bar.setFixedHeight(max(px(32), bar.fontMetrics().height() + px(14)))
        self.commands = fill_menus(bar, self._handlers)
        self.setMenuBar(bar)
        old = self.centralWidget()
        self.setCentralWidget(page)
        if old is not None:
            old.deleteLater()
        for ring in self.findChildren(FocusRing):
            ring.deleteLater()
        FocusRing(self)
        if self.view is not None:
            self.view.page.grid.addAction(self.commands["delete"])
        self.update_commands()

    def update_commands(self) -> None:
        """Let only those commands work that can: none under a sheet, none without a plan or a right to change it."""
        has_plan = self.session is not None
        changeable = self.session is not None and not self.session.read_only
        for command in (entry for _, entries in MENUS for entry in entries if entry.name):
            works = self.overlay is None and (has_plan or not command.needs_plan)
            self.commands[command.name].setEnabled(works and (changeable or not command.changes))
        self.commands[f"theme:{self.looks.theme.value}"].setChecked(True)
        if self.view is not None:
            page = self.view.page
            self.commands["bin"].setChecked(page.query.deleted)
            self.commands["detail"].setChecked(page.pane.isVisibleTo(page))
            sort = self.commands.get(f"sort:{page.query.sort}")
            if sort is not None:
                sort.setChecked(True)

    def rebuild(self) -> None:
        """Draw everything again in another look, at the same place; under a sheet this waits until it closes."""
        if self.overlay is not None:
            self._stale = True
            return
        if self.view is not None:
            kept = self.view.kept()
            self.view.page.pane.commit()
            self._show_session(kept)
        else:
            self.show_start()

    def is_narrow(self) -> bool:
        """Say whether the sidebar is a rail."""
        return look().scale >= RAIL_FROM or self.width() < NARROW_BELOW

    def run(self, name: str) -> None:
        """Do a command by name."""
        self._handlers[name]()

    def open_sheet(self, sheet: Sheet) -> None:
        """Show a sheet over the page; a second one has to wait for the first."""
        if self.overlay is not None:
            return
        self.overlay = Overlay(self, sheet)
        self.overlay.closed.connect(self._sheet_closed)
        resized = getattr(sheet, "resized", None)
        if resized is not None:
            resized.connect(self.overlay.refit)
        for ring in self.findChildren(FocusRing):
            ring.raise_()
        self.update_commands()

    def _sheet_closed(self) -> None:
        self.overlay = None
        self.update_commands()
        if self._stale:
            self._stale = False
            self.rebuild()

    def say(self, words: str, *, step: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a toast."""
        show_toast(self, words, step=step, act=act)

    def refuse(self, headline: str, error: UserError) -> None:
        """Show a refusal that belongs to no field."""
        self.open_sheet(ProblemSheet(headline, error))

    def _reopen(self, path: Path) -> None:
        from ui.shell.doors import open_file

        open_file(self, path)

    def _leave_plan(self) -> None:
        if self.view is not None:
            self.view.page.pane.commit()
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
        self.session, self.view = None, None
        self.notes = {}
        self.setWindowTitle("CSA Tracker")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Turn the sidebar into a rail and back, and keep toasts in place."""
        super().resizeEvent(event)
        if self.view is not None and self.view.sidebar.is_rail != self.is_narrow():
            self.rebuild()
        for toast in self.findChildren(Toast):
            toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what is being typed, then close the plan."""
        self._leave_plan()
        super().closeEvent(event)

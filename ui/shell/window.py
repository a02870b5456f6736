"""The main window: one plan or the first screen, the menus, and one sheet at a time over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QWidget

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile
from ui.kit.job import end_jobs
from ui.look.fonts import font
from ui.look.worn import RAIL_FROM, look, px
from ui.shell.looks import Looks
from ui.shell.places import TITLES
from ui.shell.reasons import Reasons
from ui.start.landing import landing, landing_page
from ui.start.opening_page import OpeningPage

if TYPE_CHECKING:  # none of these before the first paint, which they would keep waiting
    from csa_tracker.workspace import OpenPlan
    from ui.ask import Ask
    from ui.palette.palette import Palette
    from ui.session import Session
    from ui.shell.plan_view import Kept, PlanView
    from ui.shell.sheet import Overlay, Sheet

NARROW_BELOW = 1000
SIZE = (1280, 800)
LEAST = (640, 480)


class MainWindow(QMainWindow):
    """Holds the session and what shows it. All work is done by `ui.shell.handlers` and the pages.

    `opening` names a plan that will be opened after the first paint (ui/start/beginning.py).
    """

    def __init__(self, profile: Profile, clock: Clock, *, ask: Ask, looks: Looks, opening: Path | None = None) -> None:
        super().__init__()
        self.profile, self.clock, self.ask, self.looks = profile, clock, ask, looks
        self.session: Session | None = None
        self.view: PlanView | None = None
        self.overlay: Overlay | None = None
        self.finder: Palette | None = None
        self.notes: dict[str, str] = {}
        self.commands: dict[str, QAction] = {}
        self.notices: list[str] = []
        self.reasons = Reasons(self)
        self._handlers: Mapping[str, Callable[[], object]] = {}
        self._stale = self._unsaid = False
        self.setWindowTitle("CSA Tracker")
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        looks.changed.connect(self.rebuild)
        if opening is None:
            self.finish_shell()
            self.show_start()
        else:
            self.setMenuBar(self._menu_bar())
            title = TITLES[landing_page(profile)]
            self.setCentralWidget(OpeningPage(opening.stem, title, narrow=self.is_narrow()))

    def finish_shell(self) -> None:
        """Make what the first paint of a plan's shell did not wait for."""
        from ui.look.icons import app_icon

        self.setWindowIcon(app_icon())

    def show_start(self) -> None:
        """Close the plan and show the first screen."""
        from ui.start.start_page import StartPage

        self._leave_plan()
        page = StartPage(self.profile)
        page.chosen.connect(lambda name: self.run(f"begin:{name}"))
        page.reopened.connect(self._reopen)
        self._put(page)
        page.focus_first()

    def show_plan(self, plan: OpenPlan) -> None:
        """Show a plan in place of whatever is shown."""
        from ui.session import Session

        kept = landing(self)
        self._leave_plan()
        session = self.session = Session(plan, self)
        session.held.connect(self.reasons.hold)
        session.saved.connect(self._saved)
        # Queued: several changes at once are named once. Not a follower: Ctrl+Z must find the latest step at once.
        session.changed.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        self._show_session(kept)

    def _show_session(self, kept: Kept) -> None:
        from ui.shell.plan_view import PlanView
        from ui.shell.views import forget_view

        if self.session is None:
            return
        info = self.session.info()
        self.view = PlanView(self.session, kept, self, narrow=self.is_narrow(), notices=self.notices)
        self.view.notices.put_away.connect(self.put_away)
        self.view.moved.connect(self.update_commands)
        self.view.sidebar.forgotten.connect(partial(forget_view, self))
        self._put(self.view)
        self.setWindowTitle(f"{info.name} – CSA Tracker")
        self.view.focus_page()

    def _put(self, page: QWidget) -> None:
        """Put a page into the window with menus of the look now worn."""
        from ui.shell.commands import fill_menus
        from ui.shell.focus_ring import FocusRing
        from ui.shell.shortcuts import apply_shortcuts, read_chosen

        bar = self._menu_bar()
        self.commands = fill_menus(bar, self.run)
        apply_shortcuts(self.commands, read_chosen(self.profile))
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

    @staticmethod
    def _menu_bar() -> QMenuBar:
        bar = QMenuBar()
        bar.setFont(font(9.5))
        bar.setNativeMenuBar(True)
        bar.setFixedHeight(max(px(32), bar.fontMetrics().height() + px(14)))
        return bar

    def update_commands(self) -> None:
        """Let only those commands work that can: none under a sheet, none without a plan or a right to change it."""
        from ui.shell.commands import MENUS
        from ui.shell.steps import show_steps

        has_plan = self.session is not None
        changeable = self.session is not None and not self.session.read_only
        on_list = self.view is not None and self.view.current == "actions"
        for command in (entry for _, entries in MENUS for entry in entries if entry.name):
            works = self.overlay is None and (has_plan or not command.needs_plan) and (on_list or not command.on_list)
            self.commands[command.name].setEnabled(works and (changeable or not command.changes))
        self.commands[f"theme:{self.looks.theme.value}"].setChecked(True)
        if self.view is not None:
            page = self.view.page
            self.commands["bin"].setChecked(page.query.deleted)
            self.commands["detail"].setChecked(page.pane.isVisibleTo(page))
            place = self.commands.get(f"page:{self.view.current}")
            if place is not None:
                place.setChecked(True)
            sort = self.commands.get(f"sort:{page.query.sort}")
            if sort is not None:
                sort.setChecked(True)
            show_steps(self)

    def rebuild(self) -> None:
        """Draw everything again in another look, at the same place; under a sheet this waits until it closes."""
        if self.overlay is not None:
            self._stale = True
            return
        self._close_palette()
        if self.view is not None:
            kept = self.view.kept()
            self.view.commit()
            self._show_session(kept)
        elif not isinstance(self.centralWidget(), OpeningPage):
            self.show_start()

    def is_narrow(self) -> bool:
        """Say whether the sidebar is a rail."""
        return look().scale >= RAIL_FROM or self.width() < NARROW_BELOW

    def run(self, name: str) -> None:
        """Do a command by name; what the commands need is loaded with the first of them."""
        if not self._handlers:
            from ui.shell.handlers import handlers_of

            self._handlers = handlers_of(self)
        self._handlers[name]()

    def finish_typing(self) -> bool:
        """Save what is being typed. False when that has to wait for a reason: then nothing may be left yet."""
        if self.view is not None:
            self.view.commit()
        return not self.reasons.are_wanted()

    def notice(self, sentences: list[str]) -> None:
        """Show what the person should know about the open plan, until it is put away."""
        from ui.kit.announce import announce

        if self.view is not None and sentences:
            self.notices += [sentence for sentence in sentences if sentence not in self.notices]
            self.view.notices.show_sentences(self.notices)
            announce(self, " ".join(sentences))

    def put_away(self, sentence: str) -> None:
        """Take a notice away."""
        self.notices = [other for other in self.notices if other != sentence]
        if self.view is not None:
            self.view.notices.show_sentences(self.notices)
            self.view.focus_page()

    def open_sheet(self, sheet: Sheet) -> None:
        """Show a sheet over the page; a second one has to wait for the first."""
        from ui.shell.focus_ring import FocusRing
        from ui.shell.sheet import Overlay

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
        self.reasons.ask()

    def say(self, words: str, *, step: str = "", keys: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a toast, with one thing to do about it and the key that does it."""
        from ui.shell.toast import show_toast

        self._unsaid = False
        show_toast(self, words, step=step, keys=keys, act=act)

    def say_step(self, words: str, step: str, act: Callable[[], object] | None) -> None:
        """Show a toast as a page words it: what happened, and what can be done about it ("" for nothing)."""
        self.say(words, step=step, act=act)

    def say_undoable(self, words: str) -> None:
        """Show a toast about a change, which offers to undo it."""
        self.say(words, step="Undo", keys="Ctrl+Z", act=lambda: self.run("undo"))

    def _saved(self) -> None:
        """Tell a screen reader of a save that no toast tells of."""
        self._unsaid = True
        QTimer.singleShot(0, self, self._say_saved)

    def _say_saved(self) -> None:
        from ui.kit.announce import announce

        if self._unsaid:
            self._unsaid = False
            announce(self, "Saved.")

    def _changed(self) -> None:
        from ui.shell.steps import show_steps

        show_steps(self)

    def refuse(self, headline: str, error: UserError) -> None:
        """Show a refusal that belongs to no field, over the first screen where no plan is open."""
        from ui.shell.problem_sheet import ProblemSheet

        if isinstance(self.centralWidget(), OpeningPage):
            self.show_start()
        self.open_sheet(ProblemSheet(headline, error))

    def _reopen(self, path: Path) -> None:
        from ui.shell.doors import open_file

        open_file(self, path)

    def _close_palette(self) -> None:
        if self.finder is not None:
            self.finder.close_palette()

    def _leave_plan(self) -> None:
        self._close_palette()
        if self.view is not None:
            self.view.commit()
        self.reasons.forget()
        if self.session is not None:
            if self.view is not None:
                self.profile.change_settings({"page": self.view.current})
            self.session.close()
            self.session.deleteLater()
        self.session, self.view = None, None
        self.notes, self.notices = {}, []
        self.setWindowTitle("CSA Tracker")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Turn the sidebar into a rail and back, and keep toasts in place."""
        super().resizeEvent(event)
        if self.view is not None and self.view.sidebar.is_rail != self.is_narrow():
            self.rebuild()
        if self.view is not None:
            from ui.shell.toast import Toast

            for toast in self.findChildren(Toast):
                toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what is being typed, then close the plan; a change that waits for its reason keeps the window open."""
        if not self.finish_typing():
            event.ignore()
            return
        end_jobs(self)
        self._leave_plan()
        super().closeEvent(event)

"""The Dashboard page: rating cards, bars, what is late, due, silent or changed; every figure opens its list."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from csa_tracker.clock import Clock
from csa_tracker.plan.comparison import count_at, keep_comparison
from csa_tracker.plan.dashboard import Dashboard, read_dashboard
from csa_tracker.plan.moments import Snapshot
from csa_tracker.profile import Profile
from csa_tracker.rules.rollup import BragCounts
from csa_tracker.workspace import open_plan
from ui.dashboard.cards import RatingCard, card_lines
from ui.dashboard.nothing import Nothing
from ui.dashboard.panel import Beside, CardGrid, Panel, upright
from ui.dashboard.panels import (
    area_panel,
    change_panel,
    issue_panel,
    milestone_panel,
    next_due_panel,
    no_update_panel,
    overdue_panel,
)
from ui.dashboard.press import Opens, Press, Target, next_press
from ui.dashboard.roving import Roving
from ui.kit.boxes import column
from ui.kit.focus import holds_focus
from ui.kit.job import Job
from ui.look.worn import px
from ui.session import Session


class DashboardPage(QFrame):
    """`opened` carries the filter text of a list, `action_opened` an action's id, `wanted` a command's name."""

    opened = Signal(str)
    action_opened = Signal(str)
    wanted = Signal(str)

    def __init__(self, session: Session, *, since: dt.datetime | None) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setAccessibleName("Dashboard")
        self._session, self._since = session, since
        self._unfolded: frozenset[str] = frozenset()
        self._shown: Dashboard | None = None
        self._stale = self._reading = self._again = False
        self._comparing = ""
        self._empty: Nothing | None = None
        self._presses: list[Press] = []
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.area)
        self.setLayout(column(self._stack, gap=0))
        session.follow(self._changed)
        self.refresh()

    @property
    def dashboard(self) -> Dashboard:
        """What is shown."""
        if self._shown is None:
            self._shown = read_dashboard(self._session.plan, since=self._since, wait=False)
        return self._shown

    @property
    def is_reading(self) -> bool:
        """Whether something changed that is not shown yet."""
        return self._reading

    def _changed(self) -> None:
        # Behind another page nobody looks, and before this one keys must not wait: large plans take a quarter second.
        if not self.isVisible():
            self._stale = True
        elif self._reading:
            self._again = True
        else:
            self._reading = True
            plan = self._session.plan
            work = partial(_read_apart, plan.path, self._since, profile=plan.profile, clock=plan.clock)
            job = Job(work, self.window())
            job.done.connect(self._have_read)
            job.refused.connect(lambda _error: self._have_read(None))
            job.start()

    def _have_read(self, read: Dashboard | None) -> None:
        """Show what a thread has read; where the plan could not be opened a second time, read it here."""
        self._reading = False
        if self._again:
            self._again = False
            self._changed()
        elif read is None:
            self.refresh()
        else:
            self._show(read)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Read what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._compare()

    def refresh(self) -> None:
        """Read the plan again; what has the keyboard keeps it."""
        self._show(read_dashboard(self._session.plan, since=self._since, wait=False))

    def _show(self, read: Dashboard) -> None:
        self._stale = False
        if read == self._shown:
            return
        self._shown = read
        self._rebuild()
        if self.isVisible():
            self._compare()

    def commit(self) -> None:
        """Nothing is typed here, so nothing is to be saved."""

    def focus_first(self) -> None:
        """Give the keyboard to the first card, or to the first step of an empty plan."""
        if self._presses:
            self._presses[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def presses(self) -> list[Press]:
        """Return everything that can be pressed, in reading order."""
        return list(self._presses)

    def _rebuild(self) -> None:
        had = holds_focus(self)
        focused = self.focusWidget()
        key = focused.key if had and isinstance(focused, Press) else ""
        place = self._presses.index(focused) if isinstance(focused, Press) and focused in self._presses else 0
        scrolled = self.area.verticalScrollBar().value()
        shown = self.dashboard
        old = self.area.takeWidget()
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        body = self._body(shown) if shown.total else self._nothing()
        self._presses = sorted_presses(body)
        for card in body.findChildren(QWidget):
            if isinstance(card, (CardGrid, Panel)):
                Roving(card).reached.connect(self._show_reached)
        for press in self._presses:
            press.arrowed.connect(self._go)
            if shown.total:
                press.chosen.connect(self._open)
        if old is not None:
            old.deleteLater()
        self.area.verticalScrollBar().setValue(scrolled)
        if had and self._presses:
            named = next((press for press in self._presses if press.key == key), None)
            (named or self._presses[min(place, len(self._presses) - 1)]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _nothing(self) -> QWidget:
        made = self._empty = Nothing(self._session.read_only)
        made.chosen.connect(self._open)
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        return made

    def _body(self, shown: Dashboard) -> QWidget:
        snapshot = shown.comparison.snapshot if shown.comparison is not None else ""
        lines = max(len(card_lines(card, snapshot)) for card in shown.cards)
        cards = CardGrid([RatingCard(card, shown, lines=lines) for card in shown.cards])
        milestones = milestone_panel(shown, whole="milestones" in self._unfolded)
        parts = (
            cards,
            Beside(issue_panel(shown), overdue_panel(shown), shares=(3, 2)),
            Beside(next_due_panel(shown), change_panel(shown, self._unfolded), shares=(1, 1)),
            Beside(area_panel(shown), upright(no_update_panel(shown), milestones), shares=(1, 1)),
        )
        body = QFrame()
        body.setProperty("ground", "canvas")
        box = QVBoxLayout(body)
        box.setContentsMargins(px(24), px(16), px(24), px(24))
        box.setSpacing(px(12))
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)
        self.area.setWidget(body)
        self._stack.setCurrentWidget(self.area)
        return body

    def _open(self, target: Target) -> None:
        match target.opens:
            case Opens.LIST:
                self.opened.emit(target.what)
            case Opens.ACTION:
                self.action_opened.emit(target.what)
            case Opens.COMMAND:
                self.wanted.emit(target.what)
            case Opens.MORE:
                self._unfolded ^= {target.what}
                self._rebuild()

    def _go(self, start: Press, across: int, down: int) -> None:
        found = next_press(self._presses, start, across, down, within=self)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reached(self, part: QWidget) -> None:
        self.area.ensureWidgetVisible(part, px(12), px(24))

    def _compare(self) -> None:
        """Work out how the plan stood at a snapshot met for the first time, on a thread: it may take seconds."""
        snapshot = self._shown.pending if self._shown is not None else None
        if snapshot is None or snapshot.id == self._comparing:
            return
        self._comparing = snapshot.id
        plan = self._session.plan
        work = partial(_count_apart, plan.path, snapshot, profile=plan.profile, clock=plan.clock)
        job = Job(work, self.window())
        job.done.connect(self._compared)
        job.start()

    def _compared(self, counts: BragCounts) -> None:
        snapshot = self._shown.pending if self._shown is not None else None
        if snapshot is not None and snapshot.id == self._comparing:
            keep_comparison(self._session.plan, snapshot, counts)
            self.refresh()


def _count_apart(path: Path, snapshot: Snapshot, *, profile: Profile, clock: Clock) -> BragCounts:
    """Count on a thread, through a connection of its own. Raises UserError when the plan cannot be opened again."""
    with open_plan(path, profile=profile, clock=clock) as plan:
        return count_at(plan, snapshot)


def _read_apart(path: Path, since: dt.datetime | None, *, profile: Profile, clock: Clock) -> Dashboard:
    """Read on a thread, through a connection of its own. Raises UserError when the plan cannot be opened again."""
    with open_plan(path, profile=profile, clock=clock) as plan:
        return read_dashboard(plan, since=since, wait=False)


def sorted_presses(body: QWidget) -> list[Press]:
    """Return what can be pressed in a part of the page in the order it was made, which is the order it is read."""
    return body.findChildren(Press)

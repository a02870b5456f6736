"""Two offices that disagree, one of them in a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.trust import add_member
from csa_tracker.plan.conflicts import count_conflicts
from csa_tracker.plan.drafts import Value
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.exchange.offices import pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change
from tests.ui.acting import session_of, settle, sheet_of
from ui.exchange.conflict_sheet import ConflictSheet
from ui.shell.window import MainWindow

FIRST, SECOND, THIRD = "BUR-0001", "BUR-0002", "BUR-0003"
BASE = "Patrol the park and the station"
OURS, THEIRS = "Patrol the park each evening and the station", "Patrol the park and the bus station"


class Offices:
    """Burnley, whose plan is in the window, and the county."""

    def __init__(self, window: MainWindow, burnley: OpenPlan, county: OpenPlan) -> None:
        self.window, self.burnley, self.county = window, burnley, county

    def disagree(self, ref: str, ours: dict[str, Value], theirs: dict[str, Value]) -> None:
        """Both change an action apart; the county's changes are not here yet."""
        for plan, fields in ((self.burnley, ours), (self.county, theirs)):
            change(plan, find_action(plan, ref), **fields)

    def bring_in(self) -> None:
        """What the county did comes to Burnley."""
        pass_on(self.county, self.burnley)
        session_of(self.window).tell()
        settle()

    def value(self, ref: str, field: str) -> object:
        """What Burnley shows."""
        return getattr(read_action(self.burnley, find_action(self.burnley, ref)), field)

    def left(self) -> int:
        """How much is to be decided in Burnley."""
        return count_conflicts(self.burnley)


@contextmanager
def offices_of(window: MainWindow, folder: Path) -> Iterator[Offices]:
    """Two offices with three actions, all the same so far."""
    with two_offices(folder) as (burnley, county):
        for ref in (FIRST, SECOND, THIRD):
            add(burnley, ref=ref, title=BASE, due_on=dt.date(2026, 12, 1), measure_of_success="Walks")
        pass_on(burnley, county)
        add_member(burnley, make_card(county.profile, "PEN"))
        window.show_plan(burnley)
        yield Offices(window, burnley, county)


def opened(window: MainWindow) -> ConflictSheet:
    """Open the sheet as its command does."""
    assert window.commands["conflicts"].isEnabled()
    window.commands["conflicts"].trigger()
    return sheet_of(window, ConflictSheet)

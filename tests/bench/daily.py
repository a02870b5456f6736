"""Daily work in the window of 10,000 actions: what a key press costs until what it brings has been painted."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.plan.bulk import CellEntry, change_cells
from csa_tracker.plan.dashboard import read_dashboard
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.bench.measure import ROUNDS, Figure, alternate, timed
from tests.bench.plans import CLOCK, plan_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.window import MainWindow

ACTIONS = 10_000
SHEET, COMMIT, FILTER, BULK, DASHBOARD = 0.1, 0.15, 0.05, 1.0, 0.15
"""Seconds: desktop design A6 and its list of features, rows 15 and 16; the last is our own."""
BULK_ROWS = 200


def figures() -> Iterator[Figure]:
    """Sheet, commit, filter and cell in a real window; bulk change and dashboard as services."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(shutil.copyfile(plan_of(ACTIONS), folder / "plan.csplan"))
        profile = Profile(folder / "profile")
        profile.set_identity(name="Asha Patel", role="Coordinator")
        profile.change_settings({"page": "actions"})
        yield from _in_the_window(path, profile)
        with open_plan(path, profile=profile, clock=CLOCK) as plan:
            yield from _as_services(plan)


def _in_the_window(path: Path, profile: Profile) -> Iterator[Figure]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    with _window(path, profile) as window:
        keyboard = Qt.KeyboardModifier
        opened: list[float] = []
        saved: list[float] = []
        filtered: list[float] = []
        assert window.view is not None
        page = window.view.page
        for number in range(ROUNDS + 1):
            page.step(1)
            _rest()
            opened.append(
                _until_painted(window, lambda: QTest.keyClick(page.grid, Qt.Key.Key_U, keyboard.ControlModifier))
            )
            QTest.keyClicks(_focused(), "Met PCSO, 4 sites")
            _rest()
            saved.append(
                _until_painted(window, lambda: QTest.keyClick(_focused(), Qt.Key.Key_Return, keyboard.ControlModifier))
            )
            _rest()
            page.focus_filter()
            page.filters.box.setText("patrols" if number % 2 else "school")
            filtered.append(_until_painted(window, page.filters.finish_typing))
            page.filters.clear()
            page.focus_list()
            _rest()
    count = f"{ACTIONS:,} actions"
    yield Figure(f"Ctrl+U until the sheet is painted, {count}", _median(opened), "", None, SHEET)
    yield Figure(f"Ctrl+Enter until the update is saved and painted, {count}", _median(saved), "", None, COMMIT)
    yield Figure(f"a filter, until the list is painted, {count}", _median(filtered), "", None, FILTER)


def _as_services(plan: OpenPlan) -> Iterator[Figure]:
    rows = iter(list_keys(plan, ListQuery(text="status:in-progress")))

    def change() -> None:
        keys = [next(rows) for _ in range(BULK_ROWS)]
        entries = [CellEntry(row.id, "due", "1 Dec 2029") for row in read_rows(plan, keys)]
        change_cells(plan, entries, deed="edit-cells", reason="Agreed by the board")

    bulk, _ = alternate(timed(change), None)
    yield Figure(f"{BULK_ROWS} due dates changed at once, {ACTIONS:,} actions", bulk, "", None, BULK)
    dashboard, _ = alternate(timed(lambda: read_dashboard(plan, since=None)), None)
    yield Figure(f"dashboard read, {ACTIONS:,} actions", dashboard, "", None, DASHBOARD)


@contextmanager
def _window(path: Path, profile: Profile) -> Iterator[MainWindow]:
    from ui.app import application, open_window
    from ui.ask import ScriptedAsk
    from ui.shell.doors import open_file

    window = open_window(application(), profile, CLOCK, ask=ScriptedAsk())
    window.show()
    open_file(window, path)
    _rest()
    yield window
    window.close()
    window.deleteLater()
    _rest()


def _focused() -> QWidget:
    from PySide6.QtWidgets import QApplication

    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _until_painted(window: MainWindow, act: Callable[[], object]) -> float:
    """Seconds of an act and of what follows it, paints included; the counts of views are put off."""
    from PySide6.QtWidgets import QApplication

    assert window.session is not None
    started = time.perf_counter()
    act()
    QApplication.processEvents()
    while not window.session.turns.are_over:
        QApplication.processEvents()
    QApplication.processEvents()
    return time.perf_counter() - started


def _rest() -> None:
    """Let the window do what it puts off: counts of views, toasts, drafts."""
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + 0.4
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.005)


def _median(times: list[float]) -> float:
    return statistics.median(times[1:])

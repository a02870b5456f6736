"""How long the window keeps a key press waiting while much comes in: the longest gap of a 1 ms timer."""

from __future__ import annotations

import csv
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan
from tests.bench.measure import Figure, compile_rooms
from tests.bench.plans import CLOCK, FOLDER, WORDS, add_actions, plan_of

if TYPE_CHECKING:
    from ui.imports.wizard import ImportWizard
    from ui.shell.window import MainWindow

ROWS = 20_000
RECEIVED = 5_000
"""Actions in a partner's file: with their updates and links some 100,000 changes."""
REPORTED = 10_000
MOST = 0.1
"""Seconds a key press may wait (issue "3. The window people like")."""
TIMES = 5
"""How often it is measured: each takes most of a minute."""
PATIENCE_SECONDS = 300
QUIET_SECONDS = 0.5
LOOK_MS = 20
_ISSUES = ("Domestic Abuse", "Road Safety", "Cyber Crime", "Serious Violence", "Anti-Social Behaviour")


def figures() -> Iterator[Figure]:
    """The medians of the longest gaps, each of a process of its own: another bench's objects would be in its way."""
    compile_rooms()
    for job, what in (
        ("import", f"{ROWS:,} rows are read and imported"),
        ("receive", f"{RECEIVED:,} actions come in a file"),
        ("report", f"a board report of {REPORTED:,} actions is previewed and saved"),
    ):
        calms = [_apart(job) for _ in range(TIMES)]
        gap, own, took = (statistics.median(getattr(calm, part) for calm in calms) for part in ("gap", "own", "took"))
        worst = max(calm.gap for calm in calms)
        told = f"{took:.0f} s; at worst {worst * 1000:.0f} ms; {own * 1000:.0f} ms without waiting for a free core"
        yield Figure(f"longest time the window does not answer while {what} ({told})", gap, "", None, MOST)


def _apart(job: str) -> Calm:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.calm", job], env=environment, capture_output=True, text=True, check=True
    )
    return Calm(*(float(word) for word in run.stdout.split()[-4:]))


def sheet_of(rows: int) -> Path:
    """A CSV with so many actions, made once."""
    path = FOLDER / f"{rows}-rows.csv"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        dice = random.Random(rows)  # noqa: S311 (the same sheet each time is the point)
        with path.open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream)
            out.writerow(["Reference", "Action", "Key issue", "Lead", "Due date", "RAG", "Progress update"])
            for number in range(rows):
                words = " ".join(dice.choices(WORDS, k=7)).capitalize()
                out.writerow(
                    [f"X-{number:05}", f"{words} {number}", dice.choice(_ISSUES), f"Organisation {number % 40}",
                     f"{dice.randrange(1, 28)}/{dice.randrange(1, 13)}/2027", dice.choice("RAG"), "Began as planned."]
                )  # fmt: skip
    return path


class Calm(NamedTuple):
    """Seconds: the longest gap between two ticks of a 1 ms timer, and how long the window's thread was at work in it;
    the longest gap less what its thread waited for a free core, which others on the machine had; the whole import.
    """

    gap: float
    busy: float
    own: float
    took: float


class Pulse:
    """A 1 ms timer that keeps the longest times between two of its ticks (see Calm)."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest = self.busy = self.own = 0.0
        self._waits = _core_waits()
        self._last = self._now()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _now(self) -> tuple[float, float, float]:
        return time.perf_counter(), time.thread_time(), self._waits()

    def _tick(self) -> None:
        now = self._now()
        gap, busy, waited = (new - old for new, old in zip(now, self._last, strict=True))
        self.own = max(self.own, gap - waited)
        if gap > self.longest:
            self.longest, self.busy = gap, busy
        self._last = now


def _core_waits() -> Callable[[], float]:
    """How long this thread has been ready to run while no core was free, in seconds; only Linux tells."""
    path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    if not path.exists():
        return lambda: 0.0
    told = os.open(path, os.O_RDONLY)
    return lambda: int(os.pread(told, 99, 0).split()[1]) / 1e9


def calm_of_import(rows: int) -> Calm:
    """Import so many rows as a person does, from the dashboard of a new plan, until every page shows them."""
    from ui.shell.importing import import_files

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        profile = Profile(folder / "profile")
        create_plan(folder / "p.csplan", partnership="PAN", name="Calm", profile=profile, clock=CLOCK).close()
        sheet = Path(shutil.copy(sheet_of(rows), folder / "rows.csv"))
        return _calm(
            folder / "p.csplan", profile, begin=lambda window: import_files(window, [sheet]),
            bring=_import_what_was_read, actions=rows,
        )  # fmt: skip


def calm_of_receiving(actions: int) -> Calm:
    """Receive a partner's file with so many new actions as a person does, until every page shows them."""
    from ui.exchange.passing import receive_file

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, profile, file = _partners_file(folder, actions)
        return _calm(
            plan, profile, begin=lambda window: receive_file(window, file), bring=_take_in_what_came, actions=actions
        )


def calm_of_report(actions: int) -> Calm:
    """Preview and save the board report of a plan with so many actions.

    The page itself is there before: to make its fields takes as long with one action as with thousands.
    """
    from ui.app import application, open_window
    from ui.ask import ScriptedAsk
    from ui.shell.doors import open_file

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = Path(shutil.copy(plan_of(actions), folder / "p.csplan"))
        ask = ScriptedAsk(targets=[folder / "board.pdf"])
        app = application()
        window = open_window(app, Profile(folder / "profile"), CLOCK, ask=ask)
        window.show()
        open_file(window, plan)
        _run(_Idle(window, actions=actions))
        assert window.view is not None
        page = window.view.reports()
        pulse, started = Pulse(), time.perf_counter()
        _run(lambda: page.preview.is_showing_paper() and page.proofs.is_idle)
        page.save.click()
        _run(lambda: (folder / "board.pdf").exists() and page.deeds.is_idle)
        took = time.perf_counter() - started
        window.close()
        window.deleteLater()
        return Calm(pulse.longest, pulse.busy, pulse.own, took)


def _partners_file(folder: Path, actions: int) -> tuple[Path, Profile, Path]:
    """A plan that was joined while it was empty, its owner, and the partner's next file with so many actions."""
    tom, asha = Profile(folder / "tom"), Profile(folder / "asha")
    for profile, who in ((tom, "Tom"), (asha, "Asha")):
        profile.set_identity(name=who, role="Officer", organisation="Council")
    joined = folder / "asha.csplan"
    with create_plan(folder / "tom.csplan", partnership="PAN", name="Calm", profile=tom, clock=CLOCK) as plan:
        add_member(plan, make_card(asha, "BUR"), scopes=EVERYTHING)
        first = send(plan, ["Asha"], folder / "first.cspx")
        join(first.path, joined, partnership="BUR", sender=make_card(tom, "PAN"), profile=asha, clock=CLOCK)
        add_actions(plan, actions)
        return joined, asha, send(plan, ["Asha"], folder / "next.cspx").path


def _calm(
    plan: Path,
    profile: Profile,
    *,
    begin: Callable[[MainWindow], object],
    bring: Callable[[MainWindow], object],
    actions: int,
) -> Calm:
    """Open a plan on its dashboard, begin, bring in what was read once it is shown, wait until every page shows it."""
    from ui.app import application, open_window
    from ui.ask import ScriptedAsk
    from ui.shell.doors import open_file

    app = application()
    window = open_window(app, profile, CLOCK, ask=ScriptedAsk())
    window.show()
    open_file(window, plan)
    _run(_Idle(window, actions=0))
    pulse, started = Pulse(), time.perf_counter()
    begin(window)
    bring(window)
    _run(_Idle(window, actions=actions))
    took = time.perf_counter() - started
    window.close()
    window.deleteLater()
    return Calm(pulse.longest, pulse.busy, pulse.own, took)


def _import_what_was_read(window: MainWindow) -> None:
    _run(lambda: window.overlay is not None)  # what it is made of is loaded on a thread, so not before

    from ui.imports.wizard import ImportWizard

    sheet = window.overlay.sheet if window.overlay is not None else None
    assert isinstance(sheet, ImportWizard)
    _run(lambda: sheet.previews.now is not None and not sheet.previews.is_busy)
    for step in (1, 2, 3):
        sheet.foot.next.click()
        _run(partial(_is_at, sheet, step))
    sheet.foot.next.click()
    _run(partial(_is_at, sheet, 4))
    sheet.foot.next.click()


def _is_at(sheet: ImportWizard, step: int) -> bool:
    return sheet.at == step


def _take_in_what_came(window: MainWindow) -> None:
    from ui.exchange.receive_sheet import ReceiveSheet

    _run(lambda: window.overlay is not None and isinstance(window.overlay.sheet, ReceiveSheet))
    assert window.overlay is not None
    assert isinstance(window.overlay.sheet, ReceiveSheet)
    window.overlay.sheet.bring.click()


def _run(happened: Callable[[], bool]) -> None:
    """Let the window run, as it does for a person, until something has happened. Raises TimeoutError."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, look, until = QEventLoop(), QTimer(), time.perf_counter() + PATIENCE_SECONDS
    look.timeout.connect(lambda: loop.quit() if happened() or time.perf_counter() > until else None)
    look.start(LOOK_MS)
    loop.exec()
    look.stop()
    if time.perf_counter() > until:
        raise TimeoutError


class _Idle:
    """Whether the window shows so many actions everywhere, and has done for half a second."""

    def __init__(self, window: MainWindow, *, actions: int) -> None:
        self._window, self._actions, self._since = window, actions, 0.0

    def __call__(self) -> bool:
        now = time.perf_counter()
        if not self._is_shown():
            self._since = now
        return now - self._since > QUIET_SECONDS

    def _is_shown(self) -> bool:
        from ui.dashboard.page import DashboardPage
        from ui.turns import Turns

        view = self._window.view
        turns = self._window.findChildren(Turns)
        if view is None or self._window.overlay is not None or not all(one.are_over for one in turns):
            return False
        shown = view.other_page()
        assert isinstance(shown, DashboardPage)
        return not shown.is_reading and shown.dashboard.total == view.page.model.total == self._actions


if __name__ == "__main__":
    job = sys.argv[-1]
    if job == "report":
        print(*calm_of_report(REPORTED))
    else:
        print(*(calm_of_receiving(RECEIVED) if job == "receive" else calm_of_import(ROWS)))

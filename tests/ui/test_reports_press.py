"""The process that makes papers: it can be given up, ended or late, and nothing half done is left of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.press import Bench, PlanPlace
from csa_tracker.plan.press_orders import build
from csa_tracker.plan.published import list_published
from csa_tracker.profile import Profile
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.watch import Watch
from csa_tracker.reports.write import BuiltPaper
from csa_tracker.workspace import open_plan
from tests.ui.conftest import NOW
from ui.reports.press import GIVEN_UP, Press, PressError, PressJob

Outcome = dict[str, object]


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press()
    yield made
    made.end()


@pytest.fixture
def place(plan_file: Path, profile: Profile) -> PlanPlace:
    return PlanPlace(plan_file, profile.folder, Clock(NOW))


def counting(bench: Bench, watch: Watch, *, until: int) -> int:
    """An order that says how far it is, for as long as it is let."""
    del bench
    for number in range(until):
        watch(number, until)
        time.sleep(0.005)
    return until


def deaf(bench: Bench, watch: Watch) -> None:
    """An order that listens to nobody."""
    del bench, watch
    time.sleep(60)


def broken(bench: Bench, watch: Watch) -> None:
    """An order with a mistake of ours, in words that nobody else should read."""
    del bench, watch
    raise ValueError("Words of a plan")


def number_of_process(bench: Bench, watch: Watch) -> int:
    """The process that does the work."""
    del bench, watch
    return os.getpid()


def _job(qtbot: QtBot, make: Callable[[Watch], object], *, meanwhile: Callable[[PressJob], object]) -> Outcome:
    """Run a job, do something once it runs, and say how it ended."""
    owner, outcome = QObject(), Outcome()
    job = PressJob(make, owner)
    job.progress.connect(lambda done, total: outcome.setdefault("at", (done, total)))
    job.done.connect(lambda result: outcome.update(done=result))
    job.refused.connect(lambda error: outcome.update(refused=error))
    job.start()
    meanwhile(job)
    qtbot.waitUntil(lambda: "done" in outcome or "refused" in outcome, timeout=30_000)
    qtbot.waitUntil(lambda: not owner.findChildren(QThread), timeout=10_000)
    return outcome


def test_it_is_another_process_kept_for_the_next_order(press: Press) -> None:
    first = press.make(number_of_process)
    assert first != os.getpid()
    assert press.make(number_of_process) == first


def test_what_is_at_work_is_told_and_can_be_given_up_without_losing_the_process(qtbot: QtBot, press: Press) -> None:
    number = press.make(number_of_process)

    def stop(job: PressJob) -> None:
        with qtbot.waitSignal(job.progress, timeout=10_000):
            pass
        job.requestInterruption()

    outcome = _job(qtbot, lambda watch: press.make(partial(counting, until=100_000), watch=watch), meanwhile=stop)
    error = outcome["refused"]
    assert isinstance(error, UserError)
    assert error.code == GIVEN_UP
    assert outcome["at"][1] == 100_000  # type: ignore[index]
    assert press.make(number_of_process) == number
    assert press.make(partial(counting, until=3)) == 3


def test_an_order_that_does_not_listen_is_ended_with_its_process(qtbot: QtBot, press: Press) -> None:
    number = press.make(number_of_process)
    outcome = _job(
        qtbot, lambda watch: press.make(deaf, watch=watch, patience=0.2), meanwhile=PressJob.requestInterruption
    )
    assert isinstance(outcome["refused"], UserError)
    assert outcome["refused"].code == GIVEN_UP
    assert press.make(number_of_process) != number


def test_one_that_waits_for_its_turn_can_be_given_up(qtbot: QtBot, press: Press) -> None:
    ahead = Thread(target=partial(press.make, partial(counting, until=300)))
    press.make(number_of_process)
    ahead.start()
    outcome = _job(qtbot, lambda watch: press.make(deaf, watch=watch), meanwhile=PressJob.requestInterruption)
    assert isinstance(outcome["refused"], UserError)
    ahead.join()


def test_one_that_takes_too_long_is_stopped_and_says_what_to_do() -> None:
    press = Press(limit=0.3)
    with pytest.raises(UserError) as refused:
        press.make(deaf)
    assert refused.value.code == "took-too-long"
    assert "Choose fewer actions" in refused.value.next_step
    press.end()


def test_a_process_that_dies_is_told_plainly_and_the_next_order_has_another(press: Press) -> None:
    number = press.make(number_of_process)
    assert isinstance(number, int)
    killing = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL

    def kill() -> None:
        time.sleep(0.3)
        os.kill(number, killing)

    end = Thread(target=kill)
    end.start()
    with pytest.raises(UserError) as refused:
        press.make(deaf)
    end.join()
    assert refused.value.code == "press-ended"
    assert press.make(number_of_process) != number


def test_our_own_mistake_comes_back_without_words_of_the_plan(press: Press) -> None:
    with pytest.raises(PressError) as broke:
        press.make(broken)
    assert "ValueError at test_reports_press.py" in str(broke.value)
    assert "Words" not in str(broke.value)


def test_a_paper_made_twice_is_made_once_until_the_plan_changes(press: Press, place: PlanPlace) -> None:
    def made(name: str) -> tuple[BuiltPaper, float]:
        started = time.perf_counter()
        order = partial(build, place=place, name=name, options=ReportOptions(), kind=".pdf")
        paper = press.make(order)
        assert isinstance(paper, BuiltPaper)
        return paper, time.perf_counter() - started

    first, _ = made("board")
    again, took = made("board")
    assert again == first
    with open_plan(place.path, profile=Profile(place.profile), clock=place.clock) as plan:
        from csa_tracker.plan.publishing import publish_report

        publish_report(plan, "board")
        assert len(list_published(plan)) == 1
    changed, longer = made("board")
    assert changed != first
    assert took < longer


def test_reading_for_a_paper_leaves_the_profile_alone(press: Press, place: PlanPlace) -> None:
    profile = Profile(place.profile)
    profile.keys()
    profile.change_settings({"recent_plans": []})
    press.make(partial(build, place=place, name="board", options=ReportOptions(), kind=".html"))
    assert profile.read_settings()["recent_plans"] == []

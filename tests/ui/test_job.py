"""What is done on a thread is told on the window's own, and not at all once it was given up."""

from __future__ import annotations

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from tests.ui.acting import settle
from ui.kit.job import Job
from ui.shell.window import MainWindow


def test_what_a_job_tells_arrives_on_the_threads_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    worked, told = [], []
    job = Job(lambda: worked.append(QThread.isMainThread()), window)
    job.done.connect(lambda _result: told.append(QThread.isMainThread()))
    job.start()
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert (worked, told) == ([False], [True])


def test_a_job_given_up_tells_nothing(qtbot: QtBot, window: MainWindow) -> None:
    told: list[object] = []
    job = Job(lambda: 1, window)
    job.done.connect(told.append)
    job.abandon()
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    settle()
    assert told == []

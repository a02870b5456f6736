"""One window for each profile: a second start calls the first forward and ends; kill -9 leaves nothing in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from csa_tracker.profile import Profile
from tests.house.tree import ROOT
from ui.file_open import FileOpening
from ui.shell.window import MainWindow
from ui.single import call_first, claim

PATIENCE_SECONDS = 60


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    """The program as a person starts it."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "CSA_PROFILE": str(folder),
        "CSA_NOW": "2026-10-02T14:32:00Z",
    }
    command = [sys.executable, "-m", "csa_tracker", *more]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def answers(folder: Path, program: subprocess.Popen[str]) -> bool:
    """Whether the first window answers before patience ends; asking again is all there is to wait for."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while program.poll() is None and time.monotonic() < deadline:
        if call_first(folder, None):
            return True
    return False


@pytest.fixture
def first(tmp_path: Path, dressed: QApplication) -> Iterator[subprocess.Popen[str]]:
    """A running window with a profile of its own."""
    del dressed
    program = start(tmp_path / "desk")
    yield program
    program.kill()
    program.communicate()


def test_a_second_start_ends_and_a_killed_first_leaves_nothing_in_the_way(
    first: subprocess.Popen[str], tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    assert answers(folder, first)
    second = start(folder)
    assert second.wait(PATIENCE_SECONDS) == 0
    assert second.communicate() == ("", "")
    assert first.poll() is None
    first.send_signal(signal.SIGKILL)
    first.wait(PATIENCE_SECONDS)
    third = start(folder)
    try:
        assert answers(folder, third)
    finally:
        third.kill()
        third.communicate()


def test_another_profile_has_a_window_of_its_own(tmp_path: Path, dressed: QApplication) -> None:
    held = claim(dressed, tmp_path / "one")
    assert held is not None
    assert claim(dressed, tmp_path / "one") is None
    other = claim(dressed, tmp_path / "two")
    assert other is not None
    for single in (held, other):
        single.release()
    again = claim(dressed, tmp_path / "one")
    assert again is not None
    again.release()


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform has no stack of windows
def test_a_called_window_opens_the_plan_named_and_says_when_it_is_open_already(
    window: MainWindow, plan_file: Path, spoken: list[str], dressed: QApplication
) -> None:
    opening = FileOpening(dressed)
    opening.hand_to(window)
    opening.come_forward(str(plan_file))
    assert window.session is not None
    assert window.session.plan.path == plan_file
    session = window.session
    opening.come_forward(str(plan_file))
    assert window.session is session
    assert "The plan was already open." in " ".join(spoken)


def test_nobody_answers_where_no_window_is(tmp_path: Path, dressed: QApplication) -> None:
    del dressed
    assert not call_first(Profile(tmp_path / "empty").folder, None)

"""What opening a plan brings up is done beside the window and told as a notice until it is put away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from csa_tracker.care.backups import backup_folder
from tests.ui.acting import go_to, page_of, session_of, settle
from ui.shell.doors import open_file
from ui.shell.window import MainWindow


def _notices(window: MainWindow) -> list[str]:
    settle()
    assert window.view is not None
    return [label.text() for label in window.view.notices.findChildren(QLabel) if label.text() and label.isVisible()]


def _opened(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    assert open_file(window, path)
    qtbot.waitUntil(lambda: not window.findChildren(QThread), timeout=30_000)


def test_the_daily_backup_is_made_silently(qtbot: QtBot, window: MainWindow, plan_file: Path) -> None:
    _opened(qtbot, window, plan_file)
    folder = backup_folder(window.profile, session_of(window).plan.meta.plan)
    assert len(list(folder.glob("*.cspbak"))) == 1
    assert _notices(window) == []


def test_a_backup_that_failed_is_told_plainly_and_put_away(qtbot: QtBot, window: MainWindow, plan_file: Path) -> None:
    (window.profile.folder / "backups").write_text("a file stands where the folder should be", encoding="utf-8")
    _opened(qtbot, window, plan_file)
    (words,) = _notices(window)
    assert words.startswith("The automatic backup could not be made.")
    go_to(window, "DA-05")  # the plan is as usable as ever
    window.looks.resize(1)
    settle()
    assert _notices(window) == [words]  # kept when everything is drawn anew
    assert window.view is not None
    (shut,) = window.view.notices.findChildren(QPushButton)
    assert shut.accessibleName() == "Put this notice away"
    shut.click()
    assert _notices(window) == []
    assert window.focusWidget() is page_of(window).grid


def test_a_synchronised_folder_is_told(qtbot: QtBot, window: MainWindow, plan_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Burnley"
    folder.mkdir()
    _opened(qtbot, window, plan_file.rename(folder / plan_file.name))
    assert any("synchronised" in words for words in _notices(window))


@pytest.mark.usefixtures("ask")
def test_notices_of_one_plan_are_not_shown_over_another(window: MainWindow, plan_file: Path) -> None:
    assert open_file(window, plan_file)
    window.notice(["Something about this plan."])
    window.show_start()
    assert open_file(window, plan_file)
    assert "Something about this plan." not in _notices(window)

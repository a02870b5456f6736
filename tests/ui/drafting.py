"""What tests of drafts do: keep a text, kill a window while somebody types, offer back what is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csa_tracker.plan.read import find_action
from csa_tracker.plan.written import keep_written, read_written, update_key
from csa_tracker.values import Action
from tests.ui.acting import session_of, sheet_of
from ui.history.recovered import RecoveredSheet, offer_recovered
from ui.shell.window import MainWindow

NOT_ON_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="a process is killed otherwise there")


def kept(window: MainWindow) -> list[str]:
    """The texts that lie on the disk, the oldest first."""
    return [one.text for one in read_written(session_of(window).plan)]


def keep(window: MainWindow, ref: str, text: str) -> str:
    """Keep a note on an action, as if it was typed and never saved; returns the action's id."""
    plan = session_of(window).plan
    action_id = find_action(plan, ref)
    keep_written(plan, update_key(action_id), text)
    return action_id


def action(window: MainWindow, ref: str) -> Action:
    """An action as it is stored."""
    return session_of(window).action(find_action(session_of(window).plan, ref))


def offer(window: MainWindow) -> RecoveredSheet:
    """The sheet that offers back what was not saved."""
    assert offer_recovered(window)
    return sheet_of(window, RecoveredSheet)


def kill_while_typing(window: MainWindow, plan_file: Path, place: str, text: str) -> None:
    """Type a text in another process (drafting_child.py says where), and kill that once the text is kept."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.drafting_child", plan_file, window.profile.folder, place, text],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "kept\n"
    child.kill()
    assert child.wait() == -9
    child.stdout.close()

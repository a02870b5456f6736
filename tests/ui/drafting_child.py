"""A window in a process of its own, in which somebody types; the test that started it kills it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.ui.acting import go_to, page_of, retype, session_of, settle, sheet_of, type_text
from ui.actions.log_update import LogUpdate
from ui.actions.new_action import NewAction
from ui.app import application
from ui.ask import ScriptedAsk
from ui.history.drafts import Drafts
from ui.shell.looks import Looks
from ui.shell.window import MainWindow


def main(plan_file: Path, home: Path, place: str, text: str) -> None:
    """Type a text in a place, say "kept" once it lies on the disk, then wait to be killed.

    `place` is "log" (the update of DA-03), "detail" (its measure) or "new" (a new action).
    """
    app = application()
    assert isinstance(app, QApplication)
    profile = Profile(home)
    window = MainWindow(profile, Clock(), ask=ScriptedAsk(), looks=Looks(app, profile))
    window.show()
    window.activateWindow()
    window.show_plan(open_plan(plan_file, profile=profile, clock=Clock()))
    settle()
    go_to(window, "DA-03")
    assert not session_of(window).read_only
    drafts_at(window, place).kept.connect(lambda: os.write(1, b"kept\n"))
    type_text(text)
    app.exec()


def drafts_at(window: MainWindow, place: str) -> Drafts:
    """Give a place the keyboard and return what keeps its drafts."""
    if place == "detail":
        pane = page_of(window).pane
        retype(pane.facts.measure.text, "")
        return pane.drafts
    window.run(place)
    return sheet_of(window, LogUpdate).keeper if place == "log" else sheet_of(window, NewAction).drafts


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])

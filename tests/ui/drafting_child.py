"""A window in a process of its own, in which somebody types a note; the test that started it kills it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.ui.acting import go_to, session_of, settle, sheet_of, type_text
from ui.actions.log_update import LogUpdate
from ui.app import application
from ui.ask import ScriptedAsk
from ui.shell.looks import Looks
from ui.shell.window import MainWindow


def main(plan_file: Path, home: Path, ref: str, note: str) -> None:
    """Type a note on an action, say "kept" once it lies on the disk, then wait to be killed."""
    app = application()
    assert isinstance(app, QApplication)
    profile = Profile(home)
    window = MainWindow(profile, Clock(), ask=ScriptedAsk(), looks=Looks(app, profile))
    window.show()
    window.activateWindow()
    window.show_plan(open_plan(plan_file, profile=profile, clock=Clock()))
    settle()
    go_to(window, ref)
    assert not session_of(window).read_only
    window.run("log")
    sheet = sheet_of(window, LogUpdate)
    sheet.keeper.kept.connect(lambda: os.write(1, b"kept\n"))
    type_text(note)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])

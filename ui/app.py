"""Starts the window: one application, one profile, the plan opened last or the first screen."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from csa_tracker.clock import Clock, clock_from
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile, default_profile

if TYPE_CHECKING:  # the window's modules come after `application`, which spares the reading of their sources
    from ui.ask import Ask
    from ui.shell.window import MainWindow


class Desk(QObject):
    """What a process needs once: fonts, key filter, look, tidying. Kept alive by the application."""

    def __init__(self, app: QApplication, profile: Profile) -> None:
        from ui.look.fonts import load_fonts
        from ui.shell.keys import OurKeys
        from ui.shell.looks import Looks
        from ui.tidying import Tidying

        super().__init__(app)
        self.families = load_fonts()
        self.keys = OurKeys(self)
        app.installEventFilter(self.keys)
        self.looks = Looks(app, profile)
        self.tidying = Tidying(app)


def application(argv: Sequence[str] = ()) -> QApplication:
    """Return the application of this process, started when there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    _spare_reading_sources()
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(["csa-tracker", *argv])
    app.setApplicationName("csa-tracker")
    app.setApplicationDisplayName("CSA Tracker")
    app.setDesktopFileName("csa-tracker")
    return app


SWITCH_SECONDS = 0.0001
"""How long a thread at work keeps the interpreter when the window wants it: painting asks for it some hundred times."""
SOURCE_READER = "_mod_uses_pyside"


def _spare_reading_sources() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks there for a wish to write Qt's names in snake_case, which nothing here has; for the services' 500 modules
    that takes a fifth of a second and keeps their source in memory. A private name: tests/ui/test_app.py watches it.
    """
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, SOURCE_READER):
        setattr(feature, SOURCE_READER, _asks_for_nothing)


def _asks_for_nothing(module: object) -> bool:
    del module
    return False


def open_window(
    app: QApplication, profile: Profile, clock: Clock, *, ask: Ask | None = None, opening: Path | None = None
) -> MainWindow:
    """Make the main window on its first screen; `opening` names a plan to be opened after the first paint."""
    from ui.ask import QtAsk
    from ui.shell.window import MainWindow
    from ui.start.beginning import Beginning

    desk = Desk(app, profile)
    window = MainWindow(profile, clock, ask=ask or QtAsk(), looks=desk.looks, opening=opening)
    Beginning(window, opening)
    return window


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it closes. Returns the exit code."""
    options = _options(sys.argv[1:] if argv is None else argv)
    app = application()
    from ui.crash import CrashGuard
    from ui.file_open import FileOpening, is_brought
    from ui.single import call_first, claim

    opener = FileOpening(app)
    try:
        clock = clock_from(os.environ)
        profile = Profile(Path(options.profile)) if options.profile else default_profile()
        guard = CrashGuard(profile.folder)
    except UserError as error:
        sys.stderr.write(f"{error.message} {error.next_step}\n")
        return int(error.exit_code)
    single = claim(app, profile.folder)
    named = options.plan or os.environ.get("CSA_PLAN", "")
    if single is None and call_first(profile.folder, Path(named) if named else None):
        return 0
    guard.install(alone=single is not None)
    brought = Path(named) if is_brought(named) else None
    window = open_window(app, profile, clock, opening=_first_plan(profile, "" if brought is not None else named))
    opener.hand_to(window)
    if brought is not None:
        opener.take(brought)
    if guard.ended is not None:
        from ui.shell.last_end import tell_once_opened

        tell_once_opened(window, guard.ended)
    window.show()
    if single is not None:
        QTimer.singleShot(0, window, partial(single.listen, opener.come_forward))
    try:
        return int(app.exec())
    finally:
        if single is not None:
            single.release()
        guard.remove()


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; all empty when the window is opened by its icon."""

    plan: str = ""
    profile: str = ""


def _options(argv: Sequence[str]) -> Options:
    if not argv:
        return Options()
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="csa-tracker", description="Open the window of CSA Tracker.")
    parser.add_argument("--plan", default="", help="the plan file to open")
    parser.add_argument("--profile", default="", help="the folder of your settings and keys")
    parser.add_argument("file", nargs="?", default="", help="the plan to open, or a partner's file or card")
    given = parser.parse_args(list(argv))
    return Options(given.plan or given.file, given.profile)


def _first_plan(profile: Profile, named: str) -> Path | None:
    """Return the plan named, or the one opened last; None on a first visit, which stays on the first screen."""
    recent = profile.recent_plans()
    return Path(named) if named else (recent[0] if recent else None)


def run_demo_window(plan_path: Path, png_path: Path) -> None:
    """Open a plan in the window and save a picture of it. Raises UserError when plan or picture cannot be used."""
    from ui.ask import ScriptedAsk
    from ui.shell.doors import open_file

    _offscreen_without_display()
    app = application()
    clock = clock_from(os.environ)
    window = open_window(app, Profile(png_path.parent / "profile"), clock, ask=ScriptedAsk())
    try:
        if not open_file(window, plan_path):
            raise UserError(
                "demo-window", f"The plan {plan_path.name} did not open in the window.", "Run `csa-tracker check`."
            )
        window.show()
        app.processEvents()
        app.processEvents()
        if not window.grab().save(str(png_path)):
            raise UserError(
                "no-picture", f"The picture {png_path} could not be saved.", "Choose a folder that you may write in."
            )
    finally:
        window.close()
        window.deleteLater()


def self_test() -> list[str]:
    """Open a window on its first screen in a throw-away profile. Returns what was found, one line each.

    Raises RuntimeError when the bundled type does not load.
    """
    from tempfile import TemporaryDirectory

    from ui.ask import ScriptedAsk
    from ui.look.fonts import FAMILY

    _offscreen_without_display()
    app = application()
    with TemporaryDirectory() as folder:
        window = open_window(app, Profile(Path(folder)), Clock(), ask=ScriptedAsk())
        window.show()
        app.processEvents()
        size = window.grab().size()
        window.close()
        window.deleteLater()
    return [f"type: {FAMILY}", f"window: {size.width()} × {size.height()}"]


def _offscreen_without_display() -> None:
    """Draw without a screen where there is none (a server, a container)."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

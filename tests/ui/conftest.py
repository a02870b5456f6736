"""A dressed application, a profile and a window for each test, and the sample plan made once a run."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.demo import sample_plan
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from ui.ask import ScriptedAsk
from ui.look.fonts import load_fonts
from ui.shell.keys import OurKeys
from ui.shell.looks import Looks
from ui.shell.window import MainWindow

NOW = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application with the bundled type and the key filter."""
    load_fonts()
    keys = OurKeys(qapp)
    qapp.installEventFilter(keys)
    yield qapp
    qapp.removeEventFilter(keys)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan, closed, to be copied."""
    folder = tmp_path_factory.mktemp("sample")
    path = folder / "Sample plan.csplan"
    sample_plan(path, profile=Profile(folder / "profile"), clock=Clock(NOW)).close()
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A person who has said who they are."""
    made = Profile(tmp_path / "profile")
    made.set_identity(name="Asha Patel", role="Community Safety Coordinator", organisation="Burnley Borough Council")
    made.change_settings({"page": "actions"})  # where this person was last
    return made


@pytest.fixture
def looks(dressed: QApplication, profile: Profile) -> Iterator[Looks]:
    """The light look at 100 %, whatever the last test wore."""
    profile.change_settings({"theme": "light"})
    made = Looks(dressed, profile)
    yield made
    made.deleteLater()


@pytest.fixture
def ask() -> ScriptedAsk:
    """Answers a test prepares."""
    return ScriptedAsk()


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told, taken from the announcement events that Qt is handed; all of it politely."""
    heard: list[str] = []
    tell = QAccessible.updateAccessibility

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            assert event.type() == QAccessible.Event.Announcement
            assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite
            heard.append(event.message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(listen))
    return heard


@pytest.fixture
def window(qtbot: QtBot, profile: Profile, looks: Looks, ask: ScriptedAsk) -> Iterator[MainWindow]:
    """A window on its first screen, gone with its test: what is left over is dressed again with every look."""
    made = MainWindow(profile, Clock(NOW), ask=ask, looks=looks)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.reasons.forget()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def plan_file(tmp_path: Path, sample_file: Path) -> Path:
    """A copy of the sample plan of this test's own."""
    return Path(shutil.copy(sample_file, tmp_path / "plan.csplan"))


@pytest.fixture
def filled(window: MainWindow, plan_file: Path) -> MainWindow:
    """A window with the sample plan open."""
    window.show_plan(open_plan(plan_file, profile=window.profile, clock=window.clock))
    return window

"""Pictures of every place of the tour, in every theme, at 100 % and 200 % and in a small window, to be looked at."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from ui.app import Desk, application
from ui.ask import ScriptedAsk
from ui.contact_sheet import save_contact_sheets
from ui.look.dress import Theme
from ui.look.fonts import FAMILY
from ui.look.worn import SCALE_STEPS
from ui.shell.looks import Looks
from ui.shell.window import SIZE, MainWindow
from ui.tour import Tour
from ui.tour_large import LARGE_PLACES
from ui.tour_places import PLACES
from ui.tour_plans import make_plans

TODAY = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)
_LARGEST, _SMALL, _NARROW = len(SCALE_STEPS), (1280, 720), (1024, 640)


class _Shown(NamedTuple):
    """A look and a size of the window, in which every picture of a folder is taken."""

    name: str
    theme: Theme = Theme.LIGHT
    steps: int = 0
    size: tuple[int, int] = SIZE


_SHOWN = (
    _Shown("light"),
    _Shown("dark", Theme.DARK),
    _Shown("contrast", Theme.CONTRAST),
    _Shown("light-200", Theme.LIGHT, _LARGEST, _SMALL),
    _Shown("dark-200", Theme.DARK, _LARGEST, _SMALL),
    _Shown("contrast-200", Theme.CONTRAST, _LARGEST, _SMALL),
    _Shown("light-1024", size=_NARROW),
)


def main(folder: Path) -> int:
    """Fill `folder` with a folder of pictures for each look and with contact sheets of them; say where. Returns 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    with TemporaryDirectory() as home:
        desk = Desk(app, Profile(Path(home)))
        if FAMILY not in desk.families:
            raise RuntimeError(f"font family missing: {FAMILY}")
        window = MainWindow(Profile(Path(home)), Clock(TODAY), ask=ScriptedAsk(), looks=desk.looks)
        window.show()
        folder.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(folder / "first-run-unnamed.png"))
        tour = _tour(window, Path(home))
        count = sum(_take(tour, desk.looks, shown, folder) for shown in _SHOWN)
        tour.leave()
        window.close()
    sys.stdout.write(f"{count} pictures in {folder}, small on contact sheets in {folder / 'sheets'}\n")
    return 0


def _tour(window: MainWindow, home: Path) -> Tour:
    """Say who uses the window, and make the plans to show."""
    role = "Community Safety Coordinator"
    window.profile.set_identity(name=role, role=role, organisation="Burnley Borough Council")
    plans = make_plans(home, profile=window.profile, clock=window.clock)
    window.show_start()
    return Tour(window, plans, folder=home)


def _take(tour: Tour, looks: Looks, shown: _Shown, folder: Path) -> int:
    """Take every picture in one look; returns how many."""
    tour.leave()
    looks.set_theme(shown.theme)
    looks.resize(0)
    if shown.steps:
        looks.resize(shown.steps)
    tour.window.resize(*shown.size)
    tour.settle()
    (folder / shown.name).mkdir(exist_ok=True)
    pictures = []
    for place in PLACES + LARGE_PLACES:
        pictures.append(folder / shown.name / f"{place.name}.png")
        tour.visit(place).grab().save(str(pictures[-1]))
    save_contact_sheets(pictures, folder / "sheets", shown.name)
    return len(pictures)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")))

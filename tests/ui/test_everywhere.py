"""Every page, sheet, window and list of the catalogue, walked in every theme and at 200 % text.

One window is taken to all of them (ui/tour_places.py), so that a place is looked at as people find it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

import ui
from csa_tracker.clock import Clock
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan, open_plan
from tests.ui import walks
from tests.ui.conftest import NOW
from ui.help.pane import HelpPane
from ui.imports.wizard_frame import WizardFrame
from ui.look.dress import Theme
from ui.look.worn import LARGEST_SCALE, SCALE_STEPS, look
from ui.shell.places import TITLES
from ui.shell.sheet import Sheet
from ui.shell.window import MainWindow
from ui.tour import Opened, Place, Tour
from ui.tour_imports import IMPORT_PLACES
from ui.tour_places import PLACES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen
OTHERS = tuple(place for place in PLACES if place not in IMPORT_PLACES)
LONG = ("Multi-agency road safety partnership for Burnley, Pendle and Rossendale with the county " * 3)[:200]


@pytest.fixture
def tour(window: MainWindow, profile: Profile, plan_file: Path, tmp_path: Path) -> Tour:
    """A tour through a plan in which every title has 200 characters, and through an empty one."""
    with open_plan(plan_file, profile=profile, clock=Clock(NOW)) as plan:
        fields = {"title": LONG, "lead_role": LONG}
        change_actions(plan, [ActionDraft(id=one.id, fields=fields) for one in read_actions(plan)], deed="edit")
    empty = tmp_path / "empty.csplan"
    create_plan(empty, partnership="BUR", name="Burnley plan", profile=profile, clock=Clock(NOW)).close()
    return Tour(window, {Opened.FILLED: plan_file, Opened.EMPTY: empty}, folder=tmp_path)


def _walked(tour: Tour, places: Sequence[Place], *, focus: bool) -> list[str]:
    """What is wrong, each with its place."""
    found = []
    for place in places:
        front = tour.visit(place)
        size = (tour.window.width(), tour.window.height())
        wrong = walks.nameless(front) + walks.clipped(front) + walks.too_small(front) + walks.hard_to_read(front)
        wrong += walks.the_way_of_tab(front, focus=focus)
        tour.settle()
        if (tour.window.width(), tour.window.height()) != size:
            wrong.append("the window grew")
        found += [f"{place.name}: {fault}" for fault in wrong]
    tour.leave()
    return found


@pytest.mark.parametrize("places", [OTHERS, IMPORT_PLACES], ids=["window", "import"])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_every_place_can_be_read_and_walked(tour: Tour, theme: Theme, places: Sequence[Place]) -> None:
    tour.window.looks.set_theme(theme)
    wrong = _walked(tour, places, focus=True)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("places", [OTHERS, IMPORT_PLACES], ids=["window", "import"])
def test_every_place_can_be_read_and_walked_at_200_percent(tour: Tour, places: Sequence[Place]) -> None:
    tour.window.looks.resize(len(SCALE_STEPS))  # in one step: each draws the window anew
    assert look().scale == LARGEST_SCALE
    tour.window.resize(1280, 720)
    tour.settle()
    wrong = _walked(tour, places, focus=False)
    assert not wrong, "\n".join(wrong)
    assert (tour.window.width(), tour.window.height()) == (1280, 720)


def test_no_sheet_page_or_dialog_is_missing_from_the_catalogue() -> None:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    sheets = set(_kinds(Sheet)) - {WizardFrame}  # the frame around the steps, which is nothing without them
    assert sheets == {place.sheet for place in PLACES} - {None}
    others = {kind for kind in _kinds(QDialog) if kind.__module__.startswith("ui.")} - sheets
    assert others == {Sheet, WizardFrame, HelpPane}
    names = [place.name for place in PLACES]
    assert len(set(names)) == len(names)
    assert set(TITLES) <= {name.removesuffix("-empty") for name in names}


def _kinds(base: type[QDialog]) -> list[type[QDialog]]:
    """Every class derived from one, however far."""
    nearest: list[type[QDialog]] = base.__subclasses__()
    return nearest + [kind for near in nearest for kind in _kinds(near)]

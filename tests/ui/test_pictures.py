"""What the pictures are for: every place of a very large plan is reached, and the lists and cards in it are whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from csa_tracker.clock import Clock
from csa_tracker.plan.grouping import Group
from csa_tracker.plan.info import plan_info
from csa_tracker.profile import Profile
from csa_tracker.values import Brag
from csa_tracker.workspace import open_plan
from tests.ui.acting import page_of, settle
from tests.ui.conftest import NOW
from ui.actions.group_words import HEIGHT, paint_group
from ui.actions.rows_layout import ROW_HEIGHT
from ui.contact_sheet import save_contact_sheets
from ui.dashboard.panel import CardGrid
from ui.kit.paint import text_width
from ui.look.fonts import font
from ui.look.worn import px
from ui.shell.header import SearchBox
from ui.shell.window import MainWindow
from ui.tour import Opened, Tour
from ui.tour_large import LARGE_PLACES
from ui.tour_plans import make_plans

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


def test_every_place_of_a_large_plan_is_reached(window: MainWindow, profile: Profile, tmp_path: Path) -> None:
    plans = make_plans(tmp_path, profile=profile, clock=Clock(NOW), large_of=130)
    with open_plan(plans[Opened.LARGE], profile=profile, clock=Clock(NOW)) as plan:
        assert plan_info(plan).actions == 130
    tour = Tour(window, plans, folder=tmp_path)
    for place in LARGE_PLACES:
        front = tour.visit(place)
        assert front.isVisible(), place.name
    tour.leave()


def test_rows_have_room_for_two_lines_again_after_groups_were_closed(filled: MainWindow) -> None:
    page = page_of(filled)
    page.set_group("lead")
    for row in range(page.model.rowCount()):
        page.grid.toggle_group(row, shown=False)
    rows = page.grid.verticalHeader()
    settle()
    assert {rows.sectionSize(row) for row in range(rows.count())} == {px(HEIGHT)}
    page.set_group("")
    settle()
    assert rows.count() == 60
    assert {rows.sectionSize(row) for row in range(rows.count())} == {px(ROW_HEIGHT)}


def test_in_a_small_window_the_cards_fill_their_lines_and_the_search_box_says_what_it_is(filled: MainWindow) -> None:
    filled.resize(1024, 640)
    filled.run("page:dashboard")
    settle()
    grid = filled.findChildren(CardGrid)[-1]
    lines: dict[int, list[QRect]] = {}
    for card in grid.cards:
        lines.setdefault(card.y(), []).append(card.geometry())
    assert [len(line) for line in lines.values()] == [3, 2]
    for line in lines.values():
        assert (line[0].left(), line[-1].right()) == (0, grid.width() - 1)
    search = filled.findChildren(SearchBox)[-1]
    assert search.width() >= px(38) + text_width("Search", font(10)) + px(12)


@pytest.mark.usefixtures("looks")
def test_the_name_of_a_group_comes_before_the_counts_of_its_ratings() -> None:
    name = "Blackburn with Darwen Borough Council"
    counted: dict[Brag | None, int] = {Brag.RED: 100, Brag.GREEN: 200, Brag.GREY: 300}
    narrow, wide = (_head(Group(name, tuple(range(600)), counted), width) for width in (380, 700))
    plain = _head(Group(name, tuple(range(600)), {}), 380)
    assert narrow == plain
    assert wide != _head(Group(name, tuple(range(600)), {}), 700)


def _head(group: Group, width: int) -> QImage:
    image = QImage(width, px(HEIGHT), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_group(painter, QRectF(image.rect()), group, is_open=True, current=False)
    painter.end()
    return image


@pytest.mark.usefixtures("dressed")
def test_contact_sheets_hold_every_picture_in_order(tmp_path: Path) -> None:
    pictures = []
    for number in range(13):
        image = QImage(1280, 800, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 27, 255, 255))
        pictures.append(tmp_path / f"place-{number}.png")
        image.save(str(pictures[-1]))
    first, second = save_contact_sheets(pictures, tmp_path / "sheets", "light")
    assert (first.name, second.name) == ("light-1.png", "light-2.png")
    last = QImage(str(second))
    assert last.height() < QImage(str(first)).height()
    assert last.pixelColor(300, 200).name() == QColor.fromHsv(12 * 27, 255, 255).name()

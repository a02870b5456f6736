"""The filter box reads the filter language, says plainly what it does not understand, and never stands in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.acting import CTRL, page_of, press, settle, type_text
from ui.actions.filter_bar import FilterBar
from ui.kit.chip import Chip
from ui.shell.window import MainWindow


def _typed(window: MainWindow, text: str) -> FilterBar:
    filters = page_of(window).filters
    filters.box.setText(text)
    filters.finish_typing()
    settle()
    return filters


def _chips(filters: FilterBar) -> list[str]:
    return [chip.accessibleName() for chip in filters.findChildren(Chip) if chip.isVisible()]


def test_conditions_typed_in_the_box_filter_the_list(qtbot: QtBot, filled: MainWindow) -> None:
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_F, CTRL)
    type_text("rating:red due:overdue")
    qtbot.waitUntil(lambda: 0 < page_of(filled).model.rowCount() < 60, timeout=3000)
    model = page_of(filled).model
    rows = [model.row(number) for number in range(model.rowCount())]
    assert all(row is not None and row.rating_word == "Off track" for row in rows)
    assert page_of(filled).filters.remark.words() == ""


def test_the_box_shows_how_to_type(filled: MainWindow) -> None:
    box = page_of(filled).filters.box
    assert box.placeholderText() == "Filter: words or due:<30d"
    assert "rating:red,amber" in box.accessibleDescription()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("due:soonish", "'soonish' is not a date or a number of days."),
        ("ratin:red", "There is no filter called 'ratin'."),
        ('lead:"county', "The quotation mark is not closed yet."),
    ],
)
def test_what_is_not_understood_is_said_beside_the_box(
    filled: MainWindow, spoken: list[str], text: str, sentence: str
) -> None:
    filters = _typed(filled, text)
    assert filters.remark.words().startswith(sentence)
    assert filters.remark.isVisible()
    assert filters.box.accessibleDescription() == filters.remark.words()
    assert filters.remark.words() in spoken
    assert filters.box.text() == text
    _typed(filled, "")
    assert not filters.remark.isVisible()


def test_what_is_understood_holds_beside_what_is_not(filled: MainWindow) -> None:
    _typed(filled, "rating:red due:soonish")
    assert page_of(filled).model.rowCount() == 8


def test_each_condition_is_a_chip_that_takes_it_away(filled: MainWindow) -> None:
    filters = _typed(filled, "panel rating:red due:overdue")
    names = _chips(filters)
    assert len(names) == 2
    assert all(name.startswith("Remove ") for name in names)
    next(chip for chip in filters.findChildren(Chip) if chip.isVisible()).click()
    settle()
    assert filters.box.text() == "panel due:overdue"
    assert len(_chips(filters)) == 1

"""The window keeps its size and place whatever the text; boxes are as tall as what stands in them.

That nothing is cut and every target is large enough is walked in tests/ui/test_everywhere.py.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from csa_tracker.plan.drafts import ActionDraft
from tests.ui.acting import go_to, page_of, settle
from ui.actions.arrangement import LEAST_WIDTH, Arrangement
from ui.actions.columns import COLUMNS, DUE, RATING
from ui.actions.grid_header import GridHeader
from ui.kit.growing_text import GrowingText
from ui.look.worn import LARGEST_SCALE, SCALE_STEPS, look
from ui.shell.looks import Looks
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # widgets of their own, offscreen


def _is_rail(window: MainWindow) -> bool:
    assert window.view is not None
    return window.view.sidebar.is_rail


def _enlarge(window: MainWindow) -> None:
    window.looks.resize(len(SCALE_STEPS))  # in one step: each draws the window anew
    assert look().scale == LARGEST_SCALE
    window.resize(1280, 720)
    settle()


def test_the_window_does_not_grow(filled: MainWindow) -> None:
    filled.resize(1280, 800)
    for ref in ("DA-05", "SV-01", "EX-03"):
        go_to(filled, ref)
        assert (filled.width(), filled.height()) == (1280, 800)
    assert filled.minimumSizeHint().width() <= 1024
    assert filled.minimumSizeHint().height() <= 640


def test_a_word_of_100_000_letters_does_not_widen_the_window(filled: MainWindow) -> None:
    page_of(filled).grid.setFocus()
    action_id = go_to(filled, "DA-05")
    session = filled.session
    assert session is not None
    session.save(ActionDraft(id=action_id, fields={"title": "x" * 100_000, "lead_role": "y" * 100_000}), label="edit")
    settle()
    assert (filled.width(), filled.height()) == (1280, 800)
    assert filled.minimumSizeHint().width() <= 1280


def test_large_text_turns_the_sidebar_into_a_rail_and_back(filled: MainWindow) -> None:
    assert not _is_rail(filled)
    _enlarge(filled)
    assert _is_rail(filled)
    assert not page_of(filled).pane.isVisible()
    filled.looks.resize(0)
    filled.resize(1280, 800)
    settle()
    assert not _is_rail(filled)
    assert page_of(filled).pane.isVisible()


def test_another_look_keeps_the_place(filled: MainWindow) -> None:
    action_id = go_to(filled, "SV-01")
    page_of(filled).sort_by("due")
    filled.looks.resize(1)
    settle()
    assert page_of(filled).action_id == action_id
    assert page_of(filled).query.sort == "due"


@pytest.mark.parametrize("steps", [-2, 0, 2, len(SCALE_STEPS)])
@pytest.mark.parametrize("flat", [False, True], ids=["boxed", "flat"])
@pytest.mark.parametrize("lines", [1, 3, 8])
def test_a_growing_text_shows_every_line_whole(
    qtbot: QtBot, looks: Looks, *, steps: int, flat: bool, lines: int
) -> None:
    looks.resize(0)
    looks.resize(steps)
    text = GrowingText(flat=flat, lines_wanted=True)
    qtbot.addWidget(text)
    text.show()
    text.show_text("\n".join(["gjpqy"] * lines))
    text.moveCursor(QTextCursor.MoveOperation.End)
    settle()
    assert text.verticalScrollBar().maximum() == 0
    assert text.blockBoundingGeometry(text.document().lastBlock()).bottom() <= text.viewport().height()
    looks.resize(0)


@pytest.mark.parametrize("steps", [0, len(SCALE_STEPS)], ids=["100 %", "200 %"])
def test_no_heading_of_the_list_is_cut_with_its_arrow(filled: MainWindow, steps: int) -> None:
    filled.looks.resize(steps)
    filled.resize(1280, 720)
    settle()
    for sort in ("rating", "due", "title"):
        page_of(filled).sort_by(sort)
        header = page_of(filled).grid.horizontalHeader()
        assert isinstance(header, GridHeader)
        assert [
            COLUMNS[column].heading for column in page_of(filled).grid.visible_columns() if header.is_cut(column)
        ] == []
    filled.looks.resize(0)


def test_a_heading_cut_by_a_narrow_column_is_whole_in_its_tooltip(filled: MainWindow) -> None:
    grid = page_of(filled).grid
    header = grid.horizontalHeader()
    grid.arrange(Arrangement(widths={RATING: LEAST_WIDTH}))

    def tip_over(column: int) -> str:
        place = QPoint(header.sectionViewportPosition(column) + 10, 10)
        asked = QHelpEvent(QHelpEvent.Type.ToolTip, place, header.viewport().mapToGlobal(place))
        QApplication.sendEvent(header.viewport(), asked)
        return QToolTip.text()

    assert tip_over(DUE) == ""
    assert "Rating" in tip_over(RATING)
    QToolTip.hideText()

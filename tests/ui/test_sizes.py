"""The window keeps its size, clips nothing, and every target is large enough."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QWidget

from csa_tracker.plan.drafts import ActionDraft
from tests.ui.acting import go_to, page_of, settle
from ui.kit.text import DataLabel
from ui.look.worn import LARGEST_SCALE, SCALE_STEPS, look
from ui.shell.window import MainWindow


def _clipped(root: QWidget) -> list[str]:
    found = []
    for part in root.findChildren(QWidget):
        if not isinstance(part, (QLabel, QAbstractButton)) or not part.isVisible() or isinstance(part, DataLabel):
            continue
        wraps = isinstance(part, QLabel) and part.wordWrap()
        if isinstance(part, QLabel) and not part.text():
            continue
        if part.objectName() == "saved":
            continue  # gives way on purpose
        short = part.height() < part.fontMetrics().height() - 1
        narrow = not wraps and part.width() + 1 < part.minimumSizeHint().width()
        if short or narrow:
            found.append(f"{type(part).__name__} {part.text()[:40]!r} {part.size()} wants {part.minimumSizeHint()}")
    return found


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


def test_nothing_is_clipped_at_100_percent(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    assert _clipped(filled) == []


@pytest.mark.parametrize("command", ["", "log", "new", "keys", "about"])
def test_nothing_is_clipped_at_200_percent_on_1280_by_720(filled: MainWindow, command: str) -> None:
    _enlarge(filled)
    go_to(filled, "DA-05")
    if command:
        filled.run(command)
        settle()
    assert (filled.width(), filled.height()) == (1280, 720)
    assert _clipped(filled) == []


def test_nothing_is_clipped_in_the_detail_at_200_percent(filled: MainWindow) -> None:
    _enlarge(filled)
    go_to(filled, "DA-05")
    page_of(filled).open_detail()
    settle()
    assert page_of(filled).pane.isVisible()
    assert _clipped(filled) == []


def test_the_first_screen_is_not_clipped_at_200_percent(window: MainWindow) -> None:
    _enlarge(window)
    assert _clipped(window) == []


def test_every_button_is_at_least_24_pixels(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    buttons = [part for part in filled.findChildren(QAbstractButton) if part.isVisible()]
    small = [f"{part.accessibleName()} {part.size()}" for part in buttons if min(part.width(), part.height()) < 24]
    assert small == []
    assert any(isinstance(part, QCheckBox) for part in buttons)


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

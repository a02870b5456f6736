"""The way of Tab through the list, the keyboard kept in sight, and people's words kept plain.

Names, sizes and contrast of every place are walked in tests/ui/test_everywhere.py.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from tests.ui.acting import focused, go_to, page_of, press, session_of, settle
from tests.ui.conftest import TODAY
from ui.kit.text import escape_tip
from ui.shell.window import MainWindow

HOSTILE = (
    "<b>bold</b> & <img src=x> =SUM(A1)",
    "x" * 100_000,
    "مرحبا بالعالم שלום",
    "👩‍👩‍👧‍👦 🚓 ŵ ŷ",
    "line one\nline two\ttabbed",
)


def test_tab_goes_through_the_window_as_it_is_read(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    start = focused()
    seen = []
    for _ in range(120):
        press(Qt.Key.Key_Tab)
        seen.append(focused())
        if focused() is start:
            break
    assert focused() is start
    view = filled.view
    assert view is not None
    facts = view.page.pane.facts
    for part in (
        view.header.search, view.header.log, view.header.new, view.page.filters.box, facts.due.line, facts.title.text,
        view.sidebar.pages, view.sidebar.views,
    ):  # fmt: skip
        assert part in seen


def test_tab_brings_what_was_scrolled_away_back_into_sight(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    title = page_of(filled).pane.facts.title.text
    bar = next(area for area in page_of(filled).pane.findChildren(QScrollArea) if area.isAncestorOf(title))
    bar.verticalScrollBar().setValue(bar.verticalScrollBar().maximum())
    assert title.visibleRegion().isEmpty()
    page_of(filled).grid.setFocus()
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        if focused() is title:
            break
    assert focused() is title
    assert not title.visibleRegion().isEmpty()


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "long word", "right to left", "emoji", "lines"])
def test_any_text_is_shown_as_typed(filled: MainWindow, text: str) -> None:
    action_id = go_to(filled, "DA-05")
    update = UpdateDraft(text=text, made_on=TODAY, author=text[:200])
    fields = {"title": text, "measure_of_success": text}
    session_of(filled).save(ActionDraft(id=action_id, fields=fields, updates=(update,)), label="edit")
    settle()
    pane = page_of(filled).pane
    assert session_of(filled).action(action_id).title == text
    assert pane.facts.title.text.toPlainText() == text
    assert not pane.facts.title.text.is_changed()
    for label in filled.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()
    image = filled.grab()
    assert (image.width(), image.height()) == (filled.width(), filled.height())
    assert (filled.width(), filled.height()) == (1280, 800)


def test_markup_in_a_tooltip_is_text() -> None:
    assert escape_tip("<b>&</b>") == "<span>&lt;b&gt;&amp;&lt;/b&gt;</span>"


def test_showing_an_action_writes_nothing(filled: MainWindow) -> None:
    before = session_of(filled).info().transactions
    for ref in ("DA-05", "SV-01", "EX-03", "DA-01"):
        go_to(filled, ref)
        page_of(filled).pane.commit()
    QApplication.processEvents()
    assert session_of(filled).info().transactions == before

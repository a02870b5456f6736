"""Everything the keyboard reaches has a name, in an order that comes round, and people's words stay plain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

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


def _nameless(root: QWidget) -> list[str]:
    found = []
    for part in root.findChildren(QWidget):
        if part.focusPolicy() == Qt.FocusPolicy.NoFocus or not part.isVisible():
            continue
        if part.focusProxy() is not None or part.objectName().startswith("qt_"):
            continue
        face = QAccessible.queryAccessibleInterface(part)
        name = face.text(QAccessible.Text.Name)
        if not name.strip() and not _labelled(part):
            found.append(f"{type(part).__name__} {part.objectName()} in {type(part.parentWidget()).__name__}")
    return found


def _labelled(part: QWidget) -> bool:
    labels = part.window().findChildren(QLabel)
    return any(label.buddy() is part and label.text() for label in labels)


@pytest.mark.parametrize("command", ["", "log", "new", "keys"])
def test_everything_focusable_has_a_name(filled: MainWindow, command: str) -> None:
    go_to(filled, "DA-05")
    if command:
        filled.run(command)
        settle()
    assert _nameless(filled) == []


def test_the_first_screen_names_everything(window: MainWindow) -> None:
    settle()
    assert _nameless(window) == []


def test_lists_of_choices_have_a_label_of_their_own(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    combos = [combo for combo in filled.findChildren(QComboBox) if combo.isVisible()]
    assert combos
    assert [combo for combo in combos if not _labelled(combo)] == []


def test_tab_reaches_every_part_and_comes_back(filled: MainWindow) -> None:
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

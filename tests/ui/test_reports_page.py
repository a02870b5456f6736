"""The Reports page: what is chosen is what is shown, what is shown is what is saved, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.profile import Profile
from csa_tracker.reports.registry import REPORTS
from csa_tracker.workspace import create_plan, open_plan
from tests.ui.acting import focused, press, retype, settle
from tests.ui.conftest import NOW
from tests.ui.reporting import Desk, Printers, desk_of
from tests.ui.walks import nameless
from ui.look.dress import Theme, dress, tokens_of
from ui.look.worn import Look
from ui.reports.paper import Paper
from ui.reports.printing import NO_PRINTER
from ui.session import Session
from ui.shell.looks import Looks


@pytest.fixture
def session(looks: Looks, profile: Profile, plan_file: Path) -> Iterator[Session]:
    made = Session(open_plan(plan_file, profile=profile, clock=Clock(NOW)))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, session: Session, tmp_path: Path) -> Desk:
    return desk_of(qtbot, session, tmp_path)


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))}


def _choose(combo: QComboBox, label: str) -> None:
    combo.setFocus()
    while combo.currentText() != label:
        before = combo.currentIndex()
        press(Qt.Key.Key_Down if combo.findText(label) > before else Qt.Key.Key_Up)
        assert combo.currentIndex() != before


def test_the_preview_shows_what_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    assert "October to December 2026 (quarter 3 of 2026/27)" in desk.words()
    assert "Author Community Safety Coordinator" in desk.words()
    form = desk.page.form
    _choose(form.period, "Quarter 2, 2026/27")
    _choose(form.marking, "OFFICIAL-SENSITIVE")
    retype(form.meeting, "Pennine Board")
    retype(form.date, "14 10 2026")
    retype(form.author, "Analyst, County Hall")
    desk.wait(qtbot)
    for words in (
        "July to September 2026 (quarter 2 of 2026/27)",
        "Pennine Board, 14 October 2026",
        "Author Analyst, County Hall",
        "Protective marking OFFICIAL-SENSITIVE",
    ):
        assert words in desk.words()
    assert desk.page.options.meeting == "Pennine Board"


def test_what_is_saved_is_what_was_shown(qtbot: QtBot, desk: Desk, session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    desk.ask.targets.append(folder / "October board")
    retype(desk.page.form.meeting, "Pennine Board")
    desk.wait(qtbot)
    shown = desk.page.preview.view._paper
    desk.page.save.setFocus()
    press(Qt.Key.Key_Space)
    desk.wait_for_threads(qtbot)
    saved = folder / "October board.pdf"
    assert shown is not None
    assert saved.read_bytes() == shown.data
    assert desk.said[-1] == "Board progress report saved: October board.pdf, 18 pages."
    desk.ask.targets.append(None)
    desk.page.save_report()
    assert desk.page.folder == folder


def test_a_preview_leaves_nothing_on_the_disk(qtbot: QtBot, session: Session, profile: Profile, tmp_path: Path) -> None:
    profile.keys()
    before = _files(tmp_path)
    desk = desk_of(qtbot, session, tmp_path)
    retype(desk.page.form.meeting, "Pennine Board")
    desk.wait(qtbot)
    assert "Pennine Board" in desk.words()
    assert _files(tmp_path) == before


def test_a_report_that_cannot_be_saved_says_why_and_writes_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.ask.targets.append(tmp_path / "gone" / "report.pdf")
    desk.page.save_report()
    desk.wait_for_threads(qtbot)
    assert len(desk.problems) == 1
    assert not (tmp_path / "gone").exists()
    assert desk.said == ["Writing the board progress report…"]


def test_a_date_that_cannot_be_read_is_said_beside_it_and_nothing_is_saved(qtbot: QtBot, desk: Desk) -> None:
    form = desk.page.form
    retype(form.date, "31/2/2026")
    assert form.date_field.error() == ""
    press(Qt.Key.Key_Tab)
    assert "not a real date" in form.date_field.error()
    desk.page.save.click()
    settle()
    assert desk.ask.asked == []
    assert focused() is form.date
    retype(form.date, "14 10 2026")
    desk.wait(qtbot)
    assert form.date_field.error() == ""
    assert "No meeting date given" not in desk.words()


def test_a_change_of_the_plan_shows_and_nothing_else_makes_a_new_preview(
    qtbot: QtBot, desk: Desk, session: Session
) -> None:
    made: list[object] = []
    desk.page.proofs.made.connect(made.append)
    session.changed.emit()
    settle()
    desk.wait(qtbot)
    assert made == []
    action = session.actions()[0]
    session.save(
        ActionDraft(id=action.id, fields={"marking": "OFFICIAL-SENSITIVE"}, base=action.heads), label="edit-field"
    )
    settle()
    desk.wait(qtbot)
    assert "Protective marking OFFICIAL-SENSITIVE" in desk.words()
    marking = desk.page.form.marking
    assert [marking.itemText(row) for row in range(marking.count())] == ["OFFICIAL-SENSITIVE"]


def test_characters_that_cannot_be_printed_are_told_in_words(qtbot: QtBot, desk: Desk) -> None:
    assert desk.page.preview.remark.words() == ""
    desk.page.form.meeting.setText("Board 🚔")
    desk.wait(qtbot)
    words = desk.page.preview.remark.words()
    assert words == (
        "1 character could not be printed as typed: oncoming police car (U+1F694) is printed as [U+1F694] once."
    )
    desk.page.form.meeting.setText("Board")
    desk.wait(qtbot)
    assert not desk.page.preview.remark.isVisible()


def test_an_empty_plan_and_one_that_cannot_be_changed_can_report(
    qtbot: QtBot, looks: Looks, profile: Profile, tmp_path: Path
) -> None:
    path = tmp_path / "folder" / "empty.csplan"
    path.parent.mkdir()
    create_plan(path, partnership="BUR", name="Burnley plan", profile=profile, clock=Clock(NOW)).close()
    path.rename(path.with_suffix(".cspbak"))  # a backup is only ever read
    session = Session(open_plan(path.with_suffix(".cspbak"), profile=profile, clock=Clock(NOW)))
    assert session.read_only
    desk = desk_of(qtbot, session, tmp_path)
    assert "The plan has no actions yet." in desk.words()
    desk.ask.targets.append(tmp_path / "empty.pdf")
    desk.page.save_report()
    desk.wait_for_threads(qtbot)
    assert (tmp_path / "empty.pdf").is_file()
    session.close()


def test_where_no_printer_is_the_person_is_told_what_to_do(qtbot: QtBot, desk: Desk, spoken: list[str]) -> None:
    desk.page.preview.print.setFocus()
    press(Qt.Key.Key_Space)
    assert desk.page.preview.remark.words() == NO_PRINTER
    assert spoken[-1] == NO_PRINTER


@pytest.mark.parametrize(("chosen", "expected"), [((0, 0), 18), ((2, 4), 3)])
def test_the_chosen_pages_are_drawn_for_the_printer(
    qtbot: QtBot, session: Session, tmp_path: Path, chosen: tuple[int, int], expected: int
) -> None:
    target = tmp_path / "printed.pdf"
    printers = Printers(target, pages=chosen)
    desk = desk_of(qtbot, session, tmp_path, printers=printers)
    desk.page.print_report()
    desk.wait_for_threads(qtbot)
    assert desk.problems == []
    assert printers.asked == [18]
    assert target.read_bytes().count(b"/Type /Page\n") == expected
    ink = Paper(target.read_bytes(), expected).image(0, pixels_per_point=0.2)
    assert any(ink.pixelColor(x, y).lightness() < 90 for x in range(ink.width()) for y in range(ink.height()))


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    assert nameless(desk.page) == []
    labels = desk.page.findChildren(QLabel)
    for combo in desk.page.findChildren(QComboBox):
        assert any(label.buddy() is combo and label.text() for label in labels)
    desk.page.focus_first()
    seen = []
    for _ in range(20):
        seen.append(focused())
        press(Qt.Key.Key_Tab)
    form, preview = desk.page.form, desk.page.preview
    parts = (desk.page.list, form.period, form.date, form.marking, desk.page.save, preview.next, preview.zoom,
             preview.print, preview.view.sheet)  # fmt: skip
    places = [seen.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(("scale", "size"), [(1.0, (593, 420)), (2.0, (1205, 500)), (2.0, (566, 400))])
def test_a_small_page_puts_the_preview_behind_a_tab(
    qtbot: QtBot, session: Session, looks: Looks, tmp_path: Path, scale: float, size: tuple[int, int]
) -> None:
    dress(looks._app, Look(tokens_of(Theme.LIGHT), scale))
    desk = desk_of(qtbot, session, tmp_path, size=size)
    page = desk.page
    assert page.minimumSizeHint().width() <= size[0]
    assert page.form.isVisible()
    assert not page.preview.isVisible()
    page.tabs.setFocus()
    press(Qt.Key.Key_Right)
    assert page.preview.view.sheet.isVisible()
    assert not page.form.isVisible()
    for part in (page.save, page.preview.print, page.preview.zoom, page.preview.next):
        assert part.isVisible()
        assert page.rect().contains(part.mapTo(page, part.rect().bottomRight()))
    assert page.minimumSizeHint().width() <= size[0]


def test_a_wide_page_made_small_in_one_stroke_follows(qtbot: QtBot, desk: Desk) -> None:
    assert desk.page.preview.isVisible()
    assert desk.page.form.isVisible()
    desk.window.resize(593, 420)
    settle()
    assert desk.window.width() == 593
    assert not desk.page.preview.isVisible()
    desk.window.resize(1055, 680)
    settle()
    assert desk.page.preview.isVisible()
    assert desk.page.save.isVisible()


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "changes"])
def test_every_report_is_shown_when_it_is_chosen_and_offers_the_options_it_takes(
    qtbot: QtBot, desk: Desk, name: str
) -> None:
    desk.page.list.choose(name)
    desk.wait(qtbot)
    assert desk.page.preview.is_showing_paper()
    title = desk.page.preview.view.sheet.accessibleName()
    assert REPORTS[name].title.lower() in title
    offered = {option for option, field in desk.page.form.choices.fields.items() if not field.isHidden()}
    assert offered <= set(REPORTS[name].takes)
    assert set(REPORTS[name].needs) <= offered
    assert all(getattr(desk.page.options, option) for option in REPORTS[name].needs)


def test_a_report_by_keyboard_about_one_key_issue_is_saved_as_it_is_shown(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.page.list.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    desk.wait(qtbot)
    _choose(desk.page.form.choices.lists["issues"], "Cyber Crime")
    desk.wait(qtbot)
    assert "Key issue: Cyber Crime" in desk.words()
    desk.ask.targets.append(tmp_path / "cyber.html")
    desk.page.save.click()
    desk.wait_for_threads(qtbot)
    assert "Key issue: Cyber Crime" in (tmp_path / "cyber.html").read_text("utf-8")


def test_what_a_report_lacks_is_said_in_its_place(qtbot: QtBot, desk: Desk) -> None:
    desk.page.list.choose("changes")
    desk.wait(qtbot)
    assert not desk.page.preview.is_showing_paper()
    desk.page.list.choose("coverage")
    desk.wait(qtbot)
    assert desk.page.preview.is_showing_paper()

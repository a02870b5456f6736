"""Unknown words are asked about once each; the answers decide, and suggestions can be taken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import ImportPreview, preview_import
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.values import Action, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import HEADINGS, Cell, action, plan_book, write_xlsx

TODAY = dt.date(2026, 10, 2)


def look(plan: OpenPlan, file: Path) -> ImportPreview:
    return preview_import(plan, [file], today=TODAY)


def one(plan: OpenPlan, ref: str = "A-1") -> Action:
    return read_action(plan, find_action(plan, ref))


def test_an_unknown_key_issue_is_asked_once_for_all_its_rows(plan: OpenPlan, tmp_path: Path) -> None:
    rows = [action(f"A-{number}", key_issue="Hate crime") for number in range(5)]
    preview = look(plan, plan_book(tmp_path, *rows))
    [ask] = preview.asks
    assert ask.id == "key_issue:hatecrime"
    assert ask.question == (
        "Row 2, Row 3, Row 4 and 2 more: 'Hate crime' is not a key issue of this agreement. What is meant?"
    )
    assert ask.options[0] == "Leave these rows out"
    assert len(ask.options) == 9
    assert {row.outcome for row in preview.rows} == {"ask"}


def test_an_open_question_stops_the_import(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(), action("A-2", key_issue="Hate crime")))
    with pytest.raises(UserError, match=r"1 question to answer first\. Row 3: 'Hate crime' is not") as refusal:
        apply_import(plan, preview)
    assert refusal.value.exit_code is Exit.REFUSED
    assert plan_info(plan).actions == 0


@pytest.mark.parametrize("answer", ["Violence Against Women and Girls", "violence-against-women-and-girls", "VAWG"])
def test_an_answer_may_be_a_label_a_code_or_a_synonym(plan: OpenPlan, tmp_path: Path, answer: str) -> None:
    preview = look(plan, plan_book(tmp_path, action(key_issue="Hate crime")))
    apply_import(plan, preview, answers={"key_issue:hatecrime": answer})
    assert one(plan).key_issue == "violence-against-women-and-girls"


def test_a_misspelt_label_is_suggested_and_can_be_taken(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(key_issue="Raod Safety", area="Burnely")))
    assert [ask.options[0] for ask in preview.asks] == ["Road Safety", "Burnley"]
    apply_import(plan, preview, take_suggested=True)
    assert (one(plan).key_issue, one(plan).areas) == ("road-safety", ("Burnley",))


def test_terrorism_is_asked_with_the_agreements_footnote(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(
        plan, plan_book(tmp_path, action(), action("A-2", key_issue="Terrorism"), action("A-3", key_issue="Prevent"))
    )
    assert [ask.id for ask in preview.asks] == ["key_issue:terrorism", "key_issue:prevent"]
    assert "Terrorism cannot be an action's key issue." in preview.asks[0].question
    assert "Prevent Duty" in preview.asks[0].question
    result = apply_import(plan, preview, take_suggested=True)
    assert (result.added, result.left_out) == (1, 2)
    assert result.notes == ("Row 3 is left out, as answered.", "Row 4 is left out, as answered.")


def test_rows_left_out_by_an_answer_do_not_stop_the_import(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(), action("A-2", key_issue="Hate crime")))
    apply_import(plan, preview, answers={"key_issue:hatecrime": "leave these rows out"})
    assert [known.ref for known in read_actions(plan)] == ["A-1"]


def test_an_action_without_a_key_issue_is_asked_about(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(key_issue=None)))
    [ask] = preview.asks
    assert ask.question == "Row 2: no key issue is given. Which key issue do these actions serve?"
    apply_import(plan, preview, answers={ask.id: "cyber-crime"})
    assert one(plan).key_issue == "cyber-crime"


def book_with(folder: Path, heading: str, cell: Cell) -> Path:
    return write_xlsx(folder / "more.xlsx", {"Plan": [[*HEADINGS, heading], [*action(), cell]]})


def test_an_unknown_board_can_be_kept_as_written(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, book_with(tmp_path, "Reports to", "Ribble Valley Scrutiny"))
    assert preview.asks[0].options[:2] == ("Keep it as written", "Leave it out")
    apply_import(plan, preview, take_suggested=True)
    assert one(plan).board == "Ribble Valley Scrutiny"


@pytest.mark.parametrize(
    ("heading", "cell"), [("Theme", "Parking"), ("Reports to", "Nobody"), ("Theme", "Parking; Swimming")]
)
def test_an_unknown_word_of_an_optional_field_can_be_left_out(
    plan: OpenPlan, tmp_path: Path, heading: str, cell: str
) -> None:
    preview = look(plan, book_with(tmp_path, heading, cell))
    apply_import(plan, preview, answers={ask.id: "Leave it out" for ask in preview.asks})
    assert (one(plan).themes, one(plan).board) == ((), "")


@pytest.mark.parametrize(
    ("answer", "status"),
    [("Paused", Lifecycle.PAUSED), ("done", Lifecycle.COMPLETE), ("Leave it out", Lifecycle.IN_PROGRESS)],
)
def test_an_unknown_status(plan: OpenPlan, tmp_path: Path, answer: str, status: Lifecycle) -> None:
    preview = look(plan, plan_book(tmp_path, action(status="Sleeping")))
    apply_import(plan, preview, answers={"status:sleeping": answer})
    assert one(plan).status is status


def test_an_unknown_rating(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(brag="Purple")))
    [ask] = preview.asks
    apply_import(plan, preview, answers={ask.id: "Amber"})
    assert one(plan).rag is Rag.AMBER


def test_answers_that_fit_nothing_are_refused(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(key_issue="Hate crime")))
    with pytest.raises(UserError, match="'Hate' is not one of the answers"):
        apply_import(plan, preview, answers={"key_issue:hatecrime": "Hate"})
    with pytest.raises(UserError, match="There is no question board:x"):
        apply_import(plan, preview, answers={"board:x": "Leave it out"})
    assert plan_info(plan).actions == 0


@pytest.mark.parametrize(
    ("status", "brag", "lifecycle", "rag"),
    [
        ("Complete", "B", Lifecycle.COMPLETE, None),
        (None, "B", Lifecycle.COMPLETE, None),
        (None, "A", Lifecycle.IN_PROGRESS, Rag.AMBER),
        (None, None, Lifecycle.NOT_STARTED, None),
        ("Amber", None, Lifecycle.IN_PROGRESS, Rag.AMBER),
        ("Blue", None, Lifecycle.COMPLETE, None),
        ("On track", None, Lifecycle.IN_PROGRESS, Rag.GREEN),
        (None, "Paused", Lifecycle.PAUSED, None),
        ("Not started", "Grey", Lifecycle.NOT_STARTED, None),
        ("Complete", "G", Lifecycle.COMPLETE, Rag.GREEN),
    ],
)
def test_status_and_rating_together(
    plan: OpenPlan, tmp_path: Path, status: str | None, brag: str | None, lifecycle: Lifecycle, rag: Rag | None
) -> None:
    apply_import(plan, look(plan, plan_book(tmp_path, action(status=status, brag=brag))))
    assert (one(plan).status, one(plan).rag) == (lifecycle, rag)


def test_blue_beside_another_status_is_complete_and_is_told(plan: OpenPlan, tmp_path: Path) -> None:
    result = apply_import(plan, look(plan, plan_book(tmp_path, action(status="In progress", brag="B"))))
    assert result.notes == ("Row 2: the status is 'In progress', but blue means complete, so it is complete.",)
    assert one(plan).status is Lifecycle.COMPLETE


def test_a_replaced_action_keeps_its_reason(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(status="Superseded", brag=None)))
    assert (preview.rows[0].values["status"], preview.rows[0].values["closure_reason"]) == ("withdrawn", "Superseded")

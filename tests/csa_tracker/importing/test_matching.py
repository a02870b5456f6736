"""The next quarter's version of a plan: the same actions are known again, and what is not sure is asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.apply import ImportResult, apply_import
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.matching import match_rows
from csa_tracker.importing.preview import ImportPreview, preview_import
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.rowasks import Placed
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import HEADINGS, Cell, action, plan_book, write_xlsx

TODAY = dt.date(2026, 10, 2)
PATROLS = "Run evening patrols around the bus station with the neighbourhood team"
PATROLS_NOW = "Run evening patrols around the bus station with the neighbourhood teams"
VISITS = "Visit every licensed premises in the town centre before Christmas"


def look(plan: OpenPlan, file: Path, **answers: str) -> ImportPreview:
    given = {ask.replace("row_", "row:"): answer for ask, answer in answers.items()}
    return preview_import(plan, [file], answers=given, today=TODAY)


def bring(plan: OpenPlan, file: Path) -> ImportResult:
    return apply_import(plan, look(plan, file))


def titles(plan: OpenPlan) -> dict[str, str]:
    return {one.ref: one.title for one in read_actions(plan)}


def test_a_row_of_nearly_the_same_words_and_lead_updates_its_action_and_says_why(
    plan: OpenPlan, tmp_path: Path
) -> None:
    bring(plan, plan_book(tmp_path, action("A-1", action=PATROLS), action("A-2", action=VISITS)))
    file = plan_book(tmp_path, action("N-7", action=PATROLS_NOW, brag="R"), action("N-8", action=VISITS))
    first, second = look(plan, file).rows
    assert (first.outcome, first.ref, first.reasons) == (
        "update",
        "A-1",
        ("Row 2: nearly the same words as A-1.",),
    )
    assert [(one.name, one.before, one.after) for one in first.changes] == [
        ("Title", PATROLS, PATROLS_NOW),
        ("Owner's rating", "Green", "Red"),
    ]
    assert (second.outcome, second.reasons) == ("duplicate", ("Row 3: same words as A-2.",))
    assert bring(plan, file).added == 0
    assert titles(plan) == {"A-1": PATROLS_NOW, "A-2": VISITS}


def test_alike_words_of_another_lead_are_asked_about_and_each_answer_is_obeyed(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action("A-1", action=PATROLS)))
    file = plan_book(tmp_path, action("N-7", action=PATROLS_NOW, lead_organisation="Lancashire Fire and Rescue"))
    preview = look(plan, file)
    [row], [ask] = preview.rows, preview.asks
    assert (row.outcome, row.ask, preview.counts["possible duplicate"]) == ("possible duplicate", "row:n-7", 1)
    assert PATROLS_NOW[:40] in ask.question
    assert "A-1" in ask.question
    assert ask.options == ("It is A-1", "A new action", "Leave it out")
    with pytest.raises(UserError, match="1 question to answer first"):
        apply_import(plan, preview)
    assert [row.outcome for row in look(plan, file, **{"row_n-7": "It is A-1"}).rows] == ["update"]
    assert [row.outcome for row in look(plan, file, **{"row_n-7": "a new action"}).rows] == ["new"]
    left = look(plan, file, **{"row_n-7": "Leave it out"})
    assert [(row.outcome, row.left_out) for row in left.rows] == [("cannot", True)]
    assert [(one.id, one.chosen, one.options) for one in left.settled if one.id.startswith("row:")] == [
        ("row:n-7", "Leave it out", ask.options)
    ]
    assert apply_import(plan, left).added == 0
    assert apply_import(plan, look(plan, file), answers={"row:n-7": "A new action"}).added == 1


def test_a_reference_that_now_stands_at_other_words_is_asked_about(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action("1", action=PATROLS), action("2", action=VISITS)))
    file = plan_book(tmp_path, action("1", action=VISITS), action("2", action=PATROLS))
    preview = look(plan, file)
    assert [row.outcome for row in preview.rows] == ["possible duplicate", "possible duplicate"]
    assert preview.asks[0].options == ("It is 2", "It is 1", "A new action", "Leave it out")
    apply_import(plan, preview, take_suggested=True)
    assert titles(plan) == {"1": PATROLS, "2": VISITS}


def test_the_same_reference_in_another_partners_file_never_overwrites(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action("1", action=PATROLS)))
    theirs = plan_book(tmp_path, action("1", action=VISITS, lead_organisation="NHS", key_issue="Cyber Crime"))
    [ask] = look(plan, theirs).asks
    assert ask.options == ("A new action", "It is 1", "Leave it out")
    apply_import(plan, look(plan, theirs), take_suggested=True)
    assert sorted(titles(plan).values()) == [PATROLS, VISITS]
    assert {row.outcome for row in look(plan, theirs).rows} == {"duplicate"}


def test_a_title_that_says_more_under_the_same_reference_is_an_update(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action("A-1", action="Run evening patrols")))
    preview = look(plan, plan_book(tmp_path, action("A-1", action=PATROLS)))
    assert [row.outcome for row in preview.rows] == ["update"]


def test_one_action_never_belongs_to_two_rows(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action("A-1", action=PATROLS)))
    rows = [action(ref, action=PATROLS) for ref in ("A-1", "N-1", "N-2")]
    preview = look(plan, plan_book(tmp_path, *rows))
    assert [row.outcome for row in preview.rows] == ["duplicate", "new", "new"]
    twice = look(plan, plan_book(tmp_path, *rows), **{"row_n-1": "It is A-1"})
    assert [row.outcome for row in twice.rows] == ["cannot", "duplicate", "new"]


def test_actions_that_the_new_version_lacks_are_told_and_kept(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action("X-9", action="Another partner's action")))
    bring(plan, plan_book(tmp_path, action("A-1"), action("A-2"), action("A-3")))
    file = plan_book(tmp_path, action("A-1"), action("A-4", action=VISITS))
    preview = look(plan, file)
    assert [(one.ref, one.title) for one in preview.missing] == [("A-2", "Do A-2"), ("A-3", "Do A-3")]
    apply_import(plan, preview)
    assert read_action(plan, find_action(plan, "A-2")).deleted is False


def test_words_that_another_sheet_of_the_import_has_already_are_asked_about() -> None:
    def row(table: int, where: str, lead: str) -> Placed:
        read = ReadAction(2, "", fields={"title": PATROLS, "lead_organisation": lead})
        return Placed(read, where, table, where)

    rows = [row(0, "North, row 2", "Police"), row(1, "South, row 2", "Police"), row(1, "South, row 3", "NHS")]
    labels = Labels({}, {}, {}, {})
    first, second, third = match_rows(rows, [], [], labels=labels, answers={})
    assert (first.ask, third.ask) == (None, None)
    assert second.ask is not None
    assert second.ask.options == ("Leave it out", "A new action")
    assert second.ask.question.endswith("is already in North, row 2. Is it another action?")
    answered = match_rows(rows, [], [], labels=labels, answers={"row:South, row 2": "A new action"})
    assert not answered[1].is_open


@pytest.mark.parametrize("answer", ["It is Z-9", "perhaps", ""])
def test_an_answer_that_names_no_action_is_refused(plan: OpenPlan, tmp_path: Path, answer: str) -> None:
    file = plan_book(tmp_path, action("A-1"))
    with pytest.raises(UserError, match="is not an answer"):
        look(plan, file, **{"row_a-1": answer})


def test_an_answer_about_a_row_that_is_not_there_is_refused(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no question row:a-7"):
        look(plan, plan_book(tmp_path, action("A-1")), **{"row_a-7": "A new action"})


def test_answers_by_row_fit_the_next_file_of_the_same_rows(plan: OpenPlan, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [action("", action=VISITS, lead_organisation=lead) for lead in ("NHS", "Probation")]
    file = write_xlsx(tmp_path / "a.xlsx", {"Plan": [HEADINGS, *rows]})
    answers = {"row:" + "".join(VISITS.lower().split()): "Leave it out"}
    preview = preview_import(plan, [file], answers=answers, today=TODAY)
    assert [row.outcome for row in preview.rows] == ["cannot", "new"]

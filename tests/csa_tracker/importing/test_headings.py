"""Finding the heading row and what each column means."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.headings import Heading, find_heading
from csa_tracker.importing.preview import preview_import
from csa_tracker.importing.sheets import Cell
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import HEADINGS, Rows, action, write_xlsx

TODAY = dt.date(2026, 10, 2)


def heading_of(*rows: list[Cell]) -> Heading:
    found = find_heading(rows)
    assert found is not None
    return found


def test_title_rows_above_the_headings_are_passed_over() -> None:
    found = heading_of(["Joint plan"], ["Position at 30 September"], [None], ["Ref", "Key issue", "Action"])
    assert (found.row, found.role, found.fields) == (4, "actions", ("ref", "key_issue", "title"))


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (["REF NO.", "What we will do", "Lead  Agency", "By when?", "RAG*"], ["ref", "title", "lead", "due", "rag"]),
        (
            ["#", "Task Name", "Bucket Name", "Assigned To", "Due Date"],
            ["ref", "title", "key_issue", "lead_role", "due"],
        ),
        (["Action", "Theme", "Key issue"], ["title", "themes", "key_issue"]),
        (["Action", "Priority", "Cross-cutting theme(s)"], ["title", "key_issue", "themes"]),
        (["Action", "Cross cutting themes", "% complete", "Complete"], ["title", "themes", "percent", None]),
        (["Action", "Status", "RAG"], ["title", "status", "rag"]),
        (["Action", "Lead", "Lead organisation"], ["title", None, "lead"]),
        (["Action", "Rating", "Why", "Due date"], ["title", None, None, "due"]),
    ],
)
def test_columns_are_known_by_their_synonyms(texts: list[Cell], fields: list[str | None]) -> None:
    assert list(heading_of(texts).fields) == fields


def test_sheets_of_milestones_and_updates_are_told_from_actions() -> None:
    assert heading_of(["Action ref", "No.", "Milestone", "Due", "Done on"]).role == "milestones"
    assert heading_of(["Action ref", "Date", "By (role)", "Update", "BRAG"]).role == "updates"
    assert heading_of(["Ref", "Action", "Milestones", "Due date", "Lead role"]).role == "actions"
    assert heading_of(["Ref", "Action", "Update", "Update date"]).role == "actions"


def test_a_sheet_of_something_else_has_no_heading() -> None:
    assert find_heading([["Key issue", "Cross-cutting theme", "Area", "BRAG", "Meaning", "Status"]]) is None
    assert find_heading([]) is None
    assert find_heading([["Notes"]] * 30) is None


def test_a_heading_that_appears_twice_is_told_apart() -> None:
    found = heading_of(["Action", "Notes", "Notes", None, "Key issue"])
    assert list(zip(found.texts, found.fields, strict=True)) == [
        ("Action", "title"),
        ("Notes", "description"),
        ("Notes", None),
        ("", None),
        ("Key issue", "key_issue"),
    ]


def test_repeated_heading_rows_and_blank_rows_are_no_actions(plan: OpenPlan, tmp_path: Path) -> None:
    rows = [HEADINGS, action(), [None] * 3, HEADINGS, action("A-2")]
    preview = preview_import(plan, [write_xlsx(tmp_path / "r.xlsx", {"Plan": rows})], today=TODAY)
    assert [(row.row, row.ref) for row in preview.rows] == [(2, "A-1"), (5, "A-2")]


def test_two_sheets_of_actions_are_read_together_unless_one_is_chosen(plan: OpenPlan, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "two.xlsx", {"North": [HEADINGS, action()], "South": [HEADINGS, action("B-1")]})
    assert [row.ref for row in preview_import(plan, [file], today=TODAY).rows] == ["A-1", "B-1"]
    for chosen in ("south", "2"):
        assert [row.ref for row in preview_import(plan, [file], sheet=chosen, today=TODAY).rows] == ["B-1"]


@pytest.mark.parametrize("chosen", ["West", "0", "3"])
def test_a_sheet_that_is_not_there(plan: OpenPlan, tmp_path: Path, chosen: str) -> None:
    file = write_xlsx(tmp_path / "two.xlsx", {"North": [HEADINGS, action()], "South": [HEADINGS, action("B-1")]})
    with pytest.raises(UserError, match="There is no sheet") as refusal:
        preview_import(plan, [file], sheet=chosen, today=TODAY)
    assert refusal.value.next_step == "Choose one of: North, South."


def test_a_file_without_an_action_column_is_refused(plan: OpenPlan, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "budget.xlsx", {"Money": [["Year", "Pounds"], [2026, 10]]})
    with pytest.raises(UserError, match=r"budget\.xlsx has no row of headings with an Action column"):
        preview_import(plan, [file], today=TODAY)


def test_the_preview_document_has_the_names_of_the_command_line(plan: OpenPlan, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "p.xlsx", {"Plan": [[*HEADINGS, "Favourite colour"], [*action(), "mauve"]]})
    document = preview_import(plan, [file], today=TODAY).as_json()
    assert set(document) == {"sheets", "columns", "left", "rows", "asks", "settled", "missing", "counts"}
    assert document["sheets"] == ["Plan"]
    _check_rows(document["rows"])


def test_the_preview_document_says_what_each_column_is_taken_for(plan: OpenPlan, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "p.xlsx", {"Plan": [[*HEADINGS, "Favourite colour"], [*action(), "mauve"]]})
    columns: Any = preview_import(plan, [file], today=TODAY).as_json()["columns"]
    assert columns[0] == {
        "ask": "column:ref",
        "sheet": "Plan",
        "heading": "Ref",
        "field": "ref",
        "why": "Same name",
        "sample": ["A-1"],
    }
    assert {column["heading"]: column["field"] for column in columns} == {
        "Ref": "ref",
        "Area": "areas",
        "Key issue": "key_issue",
        "Action": "title",
        "Lead organisation": "lead",
        "Lead role": "lead_role",
        "Start date": "start",
        "Due date": "due",
        "Status": "status",
        "BRAG": "rag",
        "Favourite colour": None,
    }


def _check_rows(rows: object) -> None:
    assert rows == [
        {
            "row": 2,
            "sheet": "Plan",
            "file": "p.xlsx",
            "outcome": "new",
            "ref": "A-1",
            "values": {
                "title": "Do A-1",
                "lead": "Burnley Borough Council",
                "lead_role": "Road Safety Officer",
                "start": "2026-04-01",
                "due": "2027-03-31",
                "status": "in_progress",
                "rag": "green",
                "key_issue": "road-safety",
                "source_ref": "A-1",
                "areas": ["Burnley"],
            },
            "changes": [
                {"field": "title", "before": "", "after": "Do A-1"},
                {"field": "lead", "before": "", "after": "Burnley Borough Council"},
                {"field": "lead_role", "before": "", "after": "Road Safety Officer"},
                {"field": "start", "before": "", "after": "1 Apr 2026"},
                {"field": "due", "before": "", "after": "31 Mar 2027"},
                {"field": "status", "before": "", "after": "In progress"},
                {"field": "rag", "before": "", "after": "Green"},
                {"field": "key_issue", "before": "", "after": "Road Safety"},
                {"field": "source_ref", "before": "", "after": "A-1"},
                {"field": "areas", "before": "", "after": "Burnley"},
            ],
            "reasons": [],
            "ask": "",
        }
    ]


def test_several_sheets_of_milestones_are_read_together(plan: OpenPlan, tmp_path: Path) -> None:
    heads = ["Action ref", "No.", "Milestone", "Due"]
    first: Rows = [heads, ["A-1", 1, "Open", None]]
    second: Rows = [heads, ["A-1", 2, "Celebrate", dt.date(2026, 12, 1)], ["A-9", 1, "Of nothing", None]]
    file = write_xlsx(tmp_path / "m.xlsx", {"Plan": [HEADINGS, action()], "M1": first, "M2": second})
    preview = preview_import(plan, [file], today=TODAY)
    new, bad = preview.rows
    assert new.draft is not None
    assert [(one.title, one.due) for one in new.draft.milestones] == [
        ("Open", None),
        ("Celebrate", dt.date(2026, 12, 1)),
    ]
    assert bad.reasons == ("M2, row 3, Action ref: 'A-9' is not the reference of an action in this file.",)
    assert (bad.spot.sheet, bad.spot.row) == ("M2", 3)

"""Rows that cannot be imported: each reason names row and column, and nothing is written around them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import ImportPreview, preview_import
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import HEADINGS, Cell, Rows, action, plan_book, write_xlsx

TODAY = dt.date(2026, 10, 2)


def look(plan: OpenPlan, file: Path) -> ImportPreview:
    return preview_import(plan, [file], today=TODAY)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"due_date": "31/02/2026"}, "Row 2, Due date: '31/02/2026' is not a real date."),
        ({"due_date": "03/13/2026"}, "Row 2, Due date: '03/13/2026' has no month 13."),
        ({"start_date": "1 Apr"}, "Row 2, Start date: the date must include a year."),
        ({"start_date": 46112}, "Row 2, Start date: the date must be a real date, like 27 3 2027."),
        ({"due_date": dt.date(2026, 3, 31)}, "Row 2, Due date: it is before the start date, 1 Apr 2026."),
        ({"action": None}, "Row 2, Action: the action has no title."),
        ({"action": "  \n "}, "Row 2, Action: the action has no title."),
    ],
)
def test_the_reason_names_row_and_column(plan: OpenPlan, tmp_path: Path, cells: dict[str, Cell], reason: str) -> None:
    preview = look(plan, plan_book(tmp_path, action("A-1", **cells)))
    assert [(row.outcome, row.reasons) for row in preview.rows] == [("cannot", (reason,))]


@pytest.mark.parametrize(
    ("percent", "reason"),
    [
        (150, "150 is more than 100."),
        ("150%", "150% is more than 100."),
        (-1, "'-1' is not a whole number from 0 to 100."),
        (40.5, "'40.5' is not a whole number from 0 to 100."),
        ("half", "'half' is not a whole number from 0 to 100."),
    ],
)
def test_percent_outside_0_to_100(plan: OpenPlan, tmp_path: Path, percent: Cell, reason: str) -> None:
    file = write_xlsx(tmp_path / "p.xlsx", {"Plan": [[*HEADINGS, "% complete"], [*action(), percent]]})
    assert look(plan, file).rows[0].reasons == (f"Row 2, % complete: {reason}",)


@pytest.mark.parametrize(
    ("numbers", "percents"),
    [((0.4, 1), (40, 100)), ((40, 1), (40, 1)), (("40 %", 7), (40, 7)), ((0.29, None), (29, None))],
)
def test_percent_as_excel_stores_it(
    plan: OpenPlan, tmp_path: Path, numbers: tuple[Cell, Cell], percents: tuple[int | None, int | None]
) -> None:
    rows = [[*action(f"A-{place}"), number] for place, number in enumerate(numbers)]
    file = write_xlsx(tmp_path / "p.xlsx", {"Plan": [[*HEADINGS, "Progress (%)"], *rows]})
    preview = look(plan, file)
    assert tuple(row.values.get("percent") for row in preview.rows) == percents


def test_bad_rows_stop_the_import_and_change_nothing(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(tmp_path, action(), action("A-2", due_date="31/02/2026"))
    preview = look(plan, file)
    with pytest.raises(UserError) as refusal:
        apply_import(plan, preview)
    assert refusal.value.exit_code is Exit.REFUSED
    assert "1 row cannot be imported. Row 3, Due date: '31/02/2026' is not a real date." in refusal.value.message
    assert plan_info(plan).actions == 0


def test_yes_leaves_bad_rows_out_and_says_so(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(tmp_path, action(), action("A-2", due_date="31/02/2026"))
    result = apply_import(plan, look(plan, file), take_suggested=True)
    assert (result.added, result.left_out) == (1, 1)
    assert result.notes == ("Row 3, Due date: '31/02/2026' is not a real date.",)
    assert plan_info(plan).actions == 1


def test_many_reasons_are_counted_not_all_told(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(tmp_path, *(action(f"A-{number}", due_date="31/02/2026") for number in range(15)))
    with pytest.raises(UserError, match=r"15 rows cannot be imported.*And 5 more\."):
        apply_import(plan, look(plan, file))


def test_an_action_that_a_file_has_twice_comes_in_once(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, plan_book(tmp_path, action(), action("a-1", action="Do A-1")))
    assert [row.outcome for row in preview.rows] == ["new", "cannot"]
    assert preview.rows[1].reasons == ("Row 3: the reference 'a-1' is already in row 2.",)


def test_two_actions_that_share_a_reference_both_come_in_and_it_is_told(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(tmp_path, action(), action("a-1", action="Open a youth space"))
    preview = look(plan, file)
    assert [row.outcome for row in preview.rows] == ["new", "new"]
    assert "Row 3: the reference 'a-1' is also in row 2, for another action." in preview.rows[1].reasons
    apply_import(plan, preview)
    assert [row.outcome for row in look(plan, file).rows] == ["duplicate", "duplicate"]


def test_two_references_of_one_action_are_told(plan: OpenPlan, tmp_path: Path) -> None:
    fields = {"title": "Do A-1", "key_issue": read_vocabulary(plan).key_issues[0].id, "source_ref": "A-1"}
    save_actions(plan, [ActionDraft(ref="B-9", fields=fields)], label="add-action")
    preview = look(plan, plan_book(tmp_path, action("A-1"), action("B-9")))
    assert [row.outcome for row in preview.rows] == ["update", "cannot"]
    assert preview.rows[1].reasons == ("Row 3: this is the action of row 2 (B-9) again.",)


def test_bad_milestones_and_updates_name_their_sheet(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(
        tmp_path,
        action(),
        Milestones=[
            ["Action ref", "No.", "Milestone", "Due", "Done on"],
            ["A-1", 1, None, None, None],
            ["A-1", 2, "Open", "31/02/2026", None],
            ["Z-9", 1, "Open", None, None],
            [None, 1, "Open", None, None],
            ["A-1", 3, "Ready", "TBC", None],
            ["A-1", 4, "Closed", "Dec 2026", None],
        ],
        Updates=[
            ["Action ref", "Date", "By (role)", "Update", "BRAG"],
            ["A-1", None, "Officer", "Begun.", None],
            ["A-1", dt.date(2026, 9, 1), "Officer", None, None],
        ],
    )
    preview = look(plan, file)
    assert [reason for row in preview.rows for reason in row.reasons] == [
        "Milestones, row 2, Milestone: the milestone has no title.",
        "Milestones, row 3, Due: '31/02/2026' is not a real date.",
        "Milestones, row 4, Action ref: 'Z-9' is not the reference of an action in this file.",
        "Milestones, row 5, Action ref: the reference of the action is missing.",
        "Updates, row 2, Date: the date is missing.",
        "Updates, row 3, Update: the update has no text.",
    ]
    assert preview.counts["milestones"] == 2
    result = apply_import(plan, preview, take_suggested=True)
    assert (result.added, result.milestones, result.updates) == (1, 2, 0)


def test_a_marking_above_the_plans_is_refused(plan: OpenPlan, tmp_path: Path) -> None:
    rows: Rows = [[*HEADINGS, "Marking"], [*action(), "SECRET"], [*action("A-2"), "Official sensitive"]]
    preview = look(plan, write_xlsx(tmp_path / "m.xlsx", {"Plan": rows}))
    assert preview.rows[0].reasons == ("Row 2, Marking: 'SECRET' is neither OFFICIAL nor OFFICIAL-SENSITIVE.",)
    assert preview.rows[1].values["marking"] == "OFFICIAL-SENSITIVE"

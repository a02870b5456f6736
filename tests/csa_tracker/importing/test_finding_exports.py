"""Spreadsheets that other programs write are known by their headings, without a question."""

from __future__ import annotations

import pytest

from csa_tracker.importing.exports import Export, known_exports
from csa_tracker.importing.fields import KEPT, field_names
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.sheets import Cell, Sheet
from csa_tracker.importing.tables import Tables, gather_tables

Rows = list[list[Cell]]


def gather(*rows: list[Cell], **answers: str) -> Tables:
    given = {name.replace("_", ":", 1): answer for name, answer in answers.items()}
    return gather_tables([Sheet("export.csv", "export", list(rows))], answers=given)


def first(tables: Tables) -> dict[str, Cell]:
    return {name: cell for name, cell in tables.actions[0].rows[0].cells.items() if cell}


def open_asks(tables: Tables) -> list[str]:
    return [ask.id for ask in tables.asks if ask.is_open]


def test_each_known_export_maps_to_real_fields() -> None:
    for export in known_exports():
        meanings = {meaning for meaning in export.fields.values() if meaning not in ("", KEPT)}
        assert meanings <= set(field_names()), export.name


@pytest.mark.parametrize("export", known_exports(), ids=lambda export: export.name)
def test_the_headings_of_each_program_are_told_apart(export: Export) -> None:
    headings = sorted(export.needs)
    tables = gather(list(headings), [f"value {place}" for place in range(len(headings))])
    whys = {plain_heading(column.heading): column.why for column in tables.columns}
    named = [heading for heading in headings if export.field_of(heading) is not None]
    assert named
    assert {whys[heading] for heading in named} == {f"From {export.name}"}


def test_planner_says_that_its_dates_have_the_month_first() -> None:
    tables = gather(
        ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Due date", "Late", "Labels"],
        ["x1", "Open a youth space", "ASB", "In progress", "Medium", "Youth Team", "12/31/2026", "false", "Prevention"],
    )
    assert open_asks(tables) == []
    assert tables.actions[0].conventions["dates"] == "month first"
    assert first(tables) == {
        "ref": "x1",
        "title": "Open a youth space",
        "key_issue": "ASB",
        "status": "In progress",
        "lead_role": "Youth Team",
        "due": "12/31/2026",
        "themes": "Prevention",
    }


def test_a_list_typed_for_planner_in_teams_keeps_the_day_first() -> None:
    tables = gather(["Task Name", "Bucket Name", "Progress", "Due Date"], ["Do it", "ASB", "Completed", "03/11/2026"])
    assert "dates" not in tables.actions[0].conventions
    assert "month first" not in tables.actions[0].conventions.values()


def test_trello_lists_may_be_states_and_labels_key_issues_and_archived_cards_are_dropped() -> None:
    heads: list[Cell] = ["Card ID", "Card Name", "Labels", "List Name", "Archived"]
    tables = gather(
        heads,
        ["c1", "Open a youth space", "Road Safety (red)", "In progress", "false"],
        ["c2", "Teach scam awareness", "Cyber Crime (sky)", "Done", "true"],
    )
    assert first(tables)["key_issue"] == "Road Safety"
    assert first(tables)["status"] == "In progress"
    assert [row.dropped for row in tables.actions[0].rows] == ["", "archived"]


def test_the_resources_of_ganttproject_and_its_summary_tasks_are_no_actions() -> None:
    tables = gather(
        ["ID", "Name", "Begin date", "End date", "Duration", "Completion", "Resources"],
        ["0", "Road Safety", "13/04/2026", "31/03/2027", "200", "40", ""],
        ["1", "Fit better lighting", "13/04/2026", "31/03/2027", "200", "40", "Burnley"],
        [""],
        ["ID", "Name", "Default role"],
        ["0", "Lighting Team", "default"],
    )
    assert first(tables)["key_issue"] == "Road Safety"
    assert [row.number for row in tables.actions[0].rows] == [3]
    assert "Sheet export: rows 5 to 6 hold another list, which is no part of the plan." in tables.left


def test_the_groups_of_monday_give_their_title_and_subitems_are_milestones() -> None:
    heads: list[Cell] = ["Name", "Subitems", "Person", "Status", "Date"]
    tables = gather(
        ["CSP plan"],
        ["Road Safety"],
        heads,
        ["Fit better lighting", None, "Lighting Team", "Working on it", "2026-11-30"],
        ["Subitems", "Name", "Owner", "Status", "Date"],
        [None, "Print leaflets", "Library Team", "Done", "2026-06-30"],
        ["Check speeds", None, "Roads Team", "Done", "2026-12-30"],
        [None],
        ["Cyber Crime"],
        heads,
        ["Teach scam awareness", None, "Library Team", "Done", "2026-09-25"],
    )
    rows = tables.actions[0].rows
    assert [(row.cells["title"], row.cells["key_issue"]) for row in rows] == [
        ("Fit better lighting", "Road Safety"),
        ("Check speeds", "Road Safety"),
        ("Teach scam awareness", "Cyber Crime"),
    ]
    [step] = rows[0].steps
    assert (step.row, step.cells) == (
        5,
        {"title": "Print leaflets", "owner_role": "Library Team", "status": "Done", "due": "2026-06-30"},
    )
    assert not any("another list" in said for said in tables.left)


def test_asana_writes_lines_above_its_headings() -> None:
    tables = gather(
        ["https://example.org/project"],
        [None],
        ["Task ID", "Created At", "Name", "Section/Column", "Assignee", "Due Date", "Parent task"],
        ["1", "2026-01-01", "Fit better lighting", "Road Safety", "Lighting Team", "2026-11-30", ""],
    )
    assert open_asks(tables) == []
    assert (first(tables)["title"], first(tables)["due"]) == ("Fit better lighting", "2026-11-30")


def test_labels_go_where_they_belong_and_further_columns_of_them_are_joined() -> None:
    tables = gather(
        ["Summary", "Issue key", "Status", "Labels", "Labels", "Labels"],
        ["Fit better lighting", "C-1", "Done", "Preston", "road-safety", "Prevention"],
        ["Teach scam awareness", "C-2", "To Do", "cyber-crime, domestic-abuse", "Our own label", None],
    )
    assert open_asks(tables) == []
    one, two = tables.actions[0].rows
    assert (one.cells["key_issue"], one.cells["areas"], one.cells["themes"]) == ("road-safety", "Preston", "Prevention")
    assert (two.cells["key_issue"], two.cells["themes"]) == ("cyber-crime", "Our own label")
    assert [(more.field, more.cell) for more in two.further] == [("key_issue", "domestic-abuse")]


def test_of_two_columns_that_say_the_state_the_one_with_known_words_counts() -> None:
    tables = gather(
        ["Task Id", "Status", "Swimlane", "Column", "Title"],
        ["31", "Open", "", "Work in progress", "Fit better lighting"],
        ["32", "Closed", "", "Done", "Teach scam awareness"],
    )
    assert [row.cells["status"] for row in tables.actions[0].rows] == ["Work in progress", "Done"]
    assert {column.heading: column.why for column in tables.columns}["Status"] == "Column says the status"


def test_a_second_column_with_the_same_people_is_left_out_and_teams_are_roles() -> None:
    heads: list[Cell] = ["ID", "Name", "Begin date", "End date", "Completion", "Coordinator", "Resources"]
    same = gather(heads, ["1", "Fit better lighting", "13/04/2026", "31/03/2027", "40", "ASB Team", "ASB Team"])
    assert (first(same)["lead_role"], "partners" in first(same)) == ("ASB Team", False)
    alone = gather(heads, ["1", "Fit better lighting", "13/04/2026", "31/03/2027", "40", None, "Housing Team"])
    assert (first(alone)["lead_role"], "partners" in first(alone)) == ("Housing Team", False)
    bodies = gather(heads, ["1", "Fit better lighting", "13/04/2026", "31/03/2027", "40", "ASB Team", "Burnley BC"])
    assert first(bodies)["partners"] == "Burnley BC"

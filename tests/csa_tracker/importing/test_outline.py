"""Rows below other rows: summary tasks name the key issue, subtasks become milestones, unless answered otherwise."""

from __future__ import annotations

from csa_tracker.importing.sheets import Cell
from csa_tracker.importing.tables import Tables
from tests.csa_tracker.importing.test_finding_exports import gather, open_asks

PROJECT: list[Cell] = ["ID", "Name", "Duration", "Start", "Finish", "Outline Level"]
ASANA: list[Cell] = ["Task ID", "Name", "Section/Column", "Due Date", "Completed At", "Notes", "Parent task"]


def actions(tables: Tables) -> list[tuple[Cell, Cell, list[Cell]]]:
    """Title, key issue and the titles of the milestones of each action."""
    return [
        (row.cells["title"], row.cells.get("key_issue"), [step.cells["title"] for step in row.steps])
        for row in tables.actions[0].rows
    ]


def task(number: int, name: str, level: int) -> list[Cell]:
    return [number, name, "5 days", "06/04/2026", "11/12/2026", level]


def test_an_outline_gives_key_issues_actions_and_milestones_by_its_levels() -> None:
    tables = gather(
        PROJECT,
        task(1, "CSP plan", 1),
        task(2, "Road Safety", 2),
        task(3, "Fit better lighting", 3),
        task(4, "Choose the streets", 4),
        task(5, "Ask the neighbours", 5),
        task(6, "Check speeds", 3),
    )
    assert actions(tables) == [
        ("Fit better lighting", "Road Safety", ["Choose the streets", "Ask the neighbours"]),
        ("Check speeds", "Road Safety", []),
    ]
    assert "Sheet export, row 2 is a summary of the rows below it: CSP plan" in tables.left
    assert open_asks(tables) == []


def test_a_summary_task_that_is_no_key_issue_does_not_keep_the_one_before() -> None:
    tables = gather(
        PROJECT,
        task(1, "Road Safety", 1),
        task(2, "Check speeds", 2),
        task(3, "Winter work", 1),
        task(4, "Fit better lighting", 2),
        task(5, "Print posters", 1),
    )
    assert actions(tables) == [
        ("Check speeds", "Road Safety", []),
        ("Fit better lighting", "Winter work", []),
        ("Print posters", None, []),
    ]


def test_numbers_of_an_outline_are_levels() -> None:
    heads: list[Cell] = ["ID", "Name", "Begin date", "End date", "Completion", "Outline number"]

    def row(number: int, name: str, outline: Cell) -> list[Cell]:
        return [number, name, "13/04/2026", "31/03/2027", 40, outline]

    tables = gather(
        heads,
        row(0, "Road Safety", 1),
        row(1, "Check speeds", 1.1),
        row(2, "Buy a camera", "1.1.1"),
        row(3, "Else", 1.2),
    )
    assert actions(tables) == [("Check speeds", "Road Safety", ["Buy a camera"]), ("Else", "Road Safety", [])]


def test_a_subtask_is_a_milestone_of_its_parent_with_its_dates_and_words() -> None:
    rows: list[list[Cell]] = [
        ["11", "Train the staff", "Domestic Abuse", "2026-12-11", None, None, None],
        ["12", "Book trainer", "Domestic Abuse", "2026-06-01", "2026-05-28", "Ask three", "Train the staff"],
        ["13", "Find a date", "Domestic Abuse", None, None, None, "Book trainer"],
        ["14", "Check speeds", "Road Safety", None, None, None, "A task of another project"],
    ]
    tables = gather(ASANA, *rows)
    assert actions(tables) == [
        ("Train the staff", "Domestic Abuse", ["Book trainer", "Find a date"]),
        ("Check speeds", "Road Safety", []),
    ]
    first, other = tables.actions[0].rows
    assert (first.steps[0].cells["due"], first.steps[0].cells["completed_on"]) == ("2026-06-01", "2026-05-28")
    assert [(one.heading, one.cell) for one in first.further] == [("Book trainer", "Ask three")]
    assert [(one.heading, one.cell) for one in other.further] == [("Parent task", "A task of another project")]
    asked = next(ask for ask in tables.asks if ask.id == "steps:export")
    assert (asked.chosen, asked.is_open) == ("Milestones of the action above", False)


def test_subtasks_stay_actions_where_that_is_answered() -> None:
    rows: list[list[Cell]] = [
        ["11", "Train the staff", "Domestic Abuse", None, None, None, None],
        ["12", "Book trainer", "Domestic Abuse", None, None, None, "Train the staff"],
    ]
    tables = gather(ASANA, *rows, steps_export="They are actions of their own")
    assert [title for title, _, _ in actions(tables)] == ["Train the staff", "Book trainer"]


def test_parents_in_a_circle_fold_nothing() -> None:
    rows: list[list[Cell]] = [
        ["11", "Train the staff", "Domestic Abuse", None, None, None, "Book trainer"],
        ["12", "Book trainer", "Domestic Abuse", None, None, None, "Train the staff"],
    ]
    assert [title for title, _, _ in actions(gather(ASANA, *rows))] == ["Train the staff", "Book trainer"]

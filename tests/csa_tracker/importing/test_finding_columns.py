"""What each column is taken for and why: by name, by likeness, by content; unclear ones are asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Ask
from csa_tracker.importing.columns import Column
from csa_tracker.importing.sheets import Cell, Sheet
from csa_tracker.importing.tables import Tables, gather_tables

MARCH, JUNE = dt.date(2027, 3, 31), dt.date(2027, 6, 30)
TITLES = ("Open a youth space", "Teach scam awareness", "Fit better lighting")


def gather(columns: Mapping[str, Sequence[Cell]], answers: Mapping[str, str] | None = None) -> Tables:
    """Three actions with these further columns; "x " before a heading tells repeated ones apart."""
    rows: list[list[Cell]] = [["Action", *(name.removeprefix("x ") for name in columns), "Reports to"]]
    rows += [[title, *(cells[place] for cells in columns.values()), "Board"] for place, title in enumerate(TITLES)]
    return gather_tables([Sheet("p.xlsx", "Plan", rows)], answers=answers)


def column(tables: Tables, place: int = 1) -> Column:
    return next(one for one in tables.columns if one.place == place)


def ask_about(tables: Tables, place: int = 1) -> Ask:
    return next(ask for ask in tables.asks if ask.id == column(tables, place).ask)


@pytest.mark.parametrize(
    ("heading", "cells", "field", "why"),
    [
        ("By when?", (MARCH, MARCH, JUNE), "due", "Same name"),
        ("Target datte", (MARCH, MARCH, JUNE), "due", "Suggested: 96 % alike"),
        ("Priority", ("High", "Low", "Medium"), None, "Looks like High, Medium and Low, which the plan does not hold"),
        ("Priority", ("VAWG", "Road Safety", "ASB"), "key_issue", "All 3 names known"),
        ("Theme", ("VAWG", "Road Safety", "Burglary"), "key_issue", "2 of 3 names known"),
        ("Theme", ("Mental health", "Prevention", "Early help"), "themes", "All 3 names known"),
        ("Progress", ("50%", "10 %", "100%"), "percent", "Looks like percent"),
        ("Progress", ("Not started", "In progress", "Completed"), "status", "Looks like states"),
        (
            "Progress",
            ("Two of four landlords trained so far.", "Begun in one ward and soon in two.", "The group met in May."),
            "latest_update",
            None,
        ),
        ("Status", ("R", "A", "G"), "rag", "Looks like ratings"),
        ("Owner", ("LCC", "Lancashire Constabulary", "Burnley Borough Council"), "lead", "Looks like organisations"),
        ("Lead", ("Licensing Officer", "Head of Housing", "Youth Manager"), "lead_role", "Looks like posts"),
        ("Q1 update", ("Began.", "Began.", "Met."), "update", "An update of a period"),
        ("Budget", (100, 200, 300), "description", "Kept in the description, as it has no field of its own"),
        ("Favourite colour", (None, None, None), None, "The column is empty"),
        ("Direction of travel", ("up", "down", "same"), None, "Worked out by the program"),
    ],
)
def test_a_column_is_settled_with_its_reason(
    heading: str, cells: Sequence[Cell], field: str | None, why: str | None
) -> None:
    tables = gather({heading: cells})
    assert not ask_about(tables).is_open
    assert column(tables).field == field
    assert column(tables).why == (why or "Looks like sentences")
    assert ask_about(tables).why == column(tables).why


@pytest.mark.parametrize(
    ("heading", "cells", "suggested"),
    [
        ("Priority", ("Streets", "Homes", "Schools"), "Key issue"),
        ("Outcome", ("Hotels briefed", "Forms returned", "Premises seen"), "Outcome"),
        ("Progress", ("fine", "so so", "late"), "Latest update"),
        ("Number", ("North", "South", "East"), "Reference"),
        ("Owner", ("Sam Sample", "Jo Example", "Ann Other"), "Lead role"),
        ("Date", (MARCH, MARCH, JUNE), "Due date"),
        ("Favourite colour", ("mauve", "red ochre", "sand"), "Leave it out"),
        ("What neighbours said", ("They want more lights in the lane", "x", "The wall is low"), "Leave it out"),
        ("Health", ("Red", "Green", "Amber"), "Rating (BRAG)"),
        ("Due datte", ("x", "y", "z"), "Due date"),
    ],
)
def test_what_is_unclear_is_asked_with_a_suggestion_and_never_guessed(
    heading: str, cells: Sequence[Cell], suggested: str
) -> None:
    tables = gather({heading: cells})
    ask = ask_about(tables)
    assert ask.is_open
    assert ask.options[0] == suggested
    assert {"Leave it out", "Add to the description"} <= set(ask.options)
    assert column(tables).field is None
    assert not any(row.further for row in tables.actions[0].rows)


def test_an_answer_decides_by_peoples_name_or_json_name() -> None:
    colours = {"Favourite colour": ("mauve", "red", "sand")}
    for answer in ("Add to the description", "add to the description", "keep"):
        tables = gather(colours, {"column:favourite colour": answer})
        [further] = tables.actions[0].rows[0].further
        assert (further.field, further.heading, further.cell) == ("description", "Favourite colour", "mauve")
    measured = gather(colours, {"column:favourite colour": "measure"})
    assert measured.actions[0].rows[1].cells["measure"] == "red"
    with pytest.raises(UserError, match="is not something a column can be taken for"):
        gather(colours, {"column:favourite colour": "purple"})


def test_an_answer_moves_a_field_and_the_other_column_is_asked_about() -> None:
    columns = {"Due date": (MARCH, MARCH, MARCH), "Review": (JUNE, JUNE, JUNE)}
    tables = gather(columns, {"column:review": "Due date"})
    assert tables.actions[0].rows[0].cells["due"] == JUNE
    assert [ask.id for ask in tables.asks if ask.is_open] == ["column:due date"]


def test_the_same_heading_twice_is_told_apart_by_content_or_asked() -> None:
    tables = gather(
        {
            "Lead": ("LCC", "Lancashire Constabulary", "Burnley Borough Council"),
            "x Lead": ("Youth Manager", "Sergeant", "Lighting Officer"),
            "Due date": (MARCH, MARCH, MARCH),
            "x Due date": (JUNE, JUNE, JUNE),
        }
    )
    assert [one.field for one in tables.columns] == ["title", "lead", "lead_role", "due", None, "board"]
    [ask] = [ask for ask in tables.asks if ask.is_open]
    assert ask.id == "column:Plan/due date#2"
    assert ask.options[:2] == ("Revised due date", "Original due date")


def test_several_updates_stay_in_their_order() -> None:
    columns = {
        "Update July 2026": ("a", "b", "c"),
        "Progress Q3 2025/26": ("d", "e", "f"),
        "Latest update": ("now", "now", "now"),
    }
    row = gather(columns).actions[0].rows[0]
    assert row.cells["latest_update"] == "now"
    assert [(one.field, one.heading, one.cell) for one in row.further] == [
        ("update", "Update July 2026", "a"),
        ("update", "Progress Q3 2025/26", "d"),
    ]


def test_a_revised_date_counts_and_the_earlier_one_is_kept_in_words() -> None:
    columns = {"Original due date": (MARCH, MARCH, None), "Revised due date": (JUNE, None, None)}
    rows = gather(columns).actions[0].rows
    assert [row.cells["due"] for row in rows] == [JUNE, MARCH, None]
    assert [[(one.field, one.heading, one.cell) for one in row.further] for row in rows] == [
        [("description", "Original due date", MARCH)],
        [],
        [],
    ]


def test_columns_without_a_heading_are_asked_unless_they_are_ratings() -> None:
    rows: list[list[Cell]] = [["Action", None, None, "Key issue"]]
    rows += [[title, rating, MARCH, "Road Safety"] for title, rating in zip(TITLES, "RAG", strict=True)]
    tables = gather_tables([Sheet("p.xlsx", "Plan", rows)])
    assert (column(tables, 1).field, column(tables, 1).why) == ("rag", "Looks like ratings")
    ask = ask_about(tables, 2)
    assert (ask.id, ask.is_open, ask.options[0]) == ("column:Plan/#3", True, "Due date")
    assert "Column C has no heading" in ask.question


def test_columns_show_their_first_values() -> None:
    assert column(gather({"Deadline": (MARCH, "Ongoing", None)})).sample == ("31/03/2027", "Ongoing")


def test_sheets_of_one_layout_are_asked_about_once() -> None:
    rows: list[list[Cell]] = [["Action", "Key issue", "Colour"], ["Do it", "Road Safety", "mauve"]]
    tables = gather_tables([Sheet("p.xlsx", name, rows) for name in ("North", "South")])
    assert [ask.id for ask in tables.asks if ask.is_open] == ["column:colour"]
    answered = gather_tables(
        [Sheet("p.xlsx", name, rows) for name in ("North", "South")], answers={"column:colour": "keep"}
    )
    assert [len(row.further) for table in answered.actions for row in table.rows] == [1, 1]

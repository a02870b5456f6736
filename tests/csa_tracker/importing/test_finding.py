"""Finding the table on a sheet: titles, headings over two rows, banners, merges, several tables, split rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.importing.sheets import Cell, Marks, Sheet
from csa_tracker.importing.tables import Row, Tables, gather_tables

MARCH = dt.date(2027, 3, 31)
PLAN: list[list[Cell]] = [
    ["Ref", "Action", "Key issue", "Lead agency", "Due date"],
    ["A1", "Open a youth space", "Anti-Social Behaviour", "Rossendale Borough Council", MARCH],
    ["A2", "Teach scam awareness", "Cyber Crime", "Lancashire County Council", dt.date(2026, 12, 18)],
    ["A3", "Fit better lighting", "Road Safety", "Burnley Borough Council", dt.date(2027, 1, 29)],
]


def sheet(rows: Iterable[object], name: str = "Plan", marks: Marks | None = None, *, hidden: bool = False) -> Sheet:
    made = [list(cast("Sequence[Cell]", row)) for row in rows]
    return Sheet("plan.xlsx", name, made, marks or Marks(), hidden)


def rows_of(tables: Tables) -> list[Row]:
    return [row for table in tables.actions for row in table.rows]


def cells_of(tables: Tables, *fields: str) -> list[tuple[Cell, ...]]:
    return [tuple(row.cells.get(field) for field in fields) for row in rows_of(tables)]


def open_asks(tables: Tables) -> list[str]:
    return [ask.id for ask in tables.asks if ask.is_open]


def test_a_title_a_total_and_a_note_are_no_actions_and_are_told() -> None:
    rows = [["Joint plan"], [None], *PLAN, [None], ["Total actions", 3], ["Notes: dates agreed in April."]]
    tables = gather_tables([sheet(rows)])
    assert [row.number for row in rows_of(tables)] == [4, 5, 6]
    assert open_asks(tables) == []
    assert "Sheet Plan, row 8 is no action: Total actions" in tables.left
    assert "Sheet Plan, row 9 is no action: Notes: dates agreed in April." in tables.left


def test_headings_over_two_rows_are_joined() -> None:
    rows: list[list[Cell]] = [
        ["Ref", "Action", "Who", None, "Progress", None],
        [None, None, "Lead agency", "Lead officer", "Q1", "Q2"],
        ["A1", "Open a youth space", "Burnley Borough Council", "Youth Manager", "Began.", "Open."],
    ]
    marks = Marks(merges=((0, 2, 0, 3), (0, 4, 0, 5)))
    tables = gather_tables([sheet(rows, marks=marks)])
    [row] = rows_of(tables)
    assert row.cells["lead"], row.cells["lead_role"] == ("Burnley Borough Council", "Youth Manager")
    assert [(one.field, one.heading, one.cell) for one in row.further] == [
        ("update", "Progress / Q1", "Began."),
        ("update", "Progress / Q2", "Open."),
    ]
    assert row.number == 3


def test_banner_rows_carry_key_issue_and_lead_downwards() -> None:
    rows: list[list[Cell]] = [
        ["Action", "Due date", "Measure of success"],
        ["PRIORITY 1: DOMESTIC ABUSE"],
        ["Run a drop-in", MARCH, "People seen"],
        ["Priority 2 - Road Safety (Lead: Lancashire Fire and Rescue Service)"],
        ["Fit better lighting", MARCH, "Lamps"],
        ["Owner: Burnley Borough Council"],
        ["Check speeds", MARCH, "Checks"],
    ]
    tables = gather_tables([sheet(rows, marks=Marks(merges=((1, 0, 1, 2), (3, 0, 3, 2))))])
    assert cells_of(tables, "title", "key_issue", "lead") == [
        ("Run a drop-in", "DOMESTIC ABUSE", None),
        ("Fit better lighting", "Road Safety", "Lancashire Fire and Rescue Service"),
        ("Check speeds", "Road Safety", "Burnley Borough Council"),
    ]


def test_an_action_alone_in_its_row_is_no_banner() -> None:
    rows = [*PLAN, [None, "Ask residents what they need"]]
    assert rows_of(gather_tables([sheet(rows)]))[-1].cells["title"] == "Ask residents what they need"


def test_merged_cells_are_filled_downwards_but_a_reference_is_not() -> None:
    rows: list[list[Cell]] = [
        ["Ref", "Priority", "Lead agency", "Action", "Target date"],
        ["7", "Domestic Abuse", "Burnley Borough Council", "One", MARCH],
        [None, None, None, "Two", MARCH],
        [None, "Road Safety", "Lancashire Constabulary", "Three", MARCH],
    ]
    marks = Marks(merges=((1, 0, 3, 0), (1, 1, 2, 1), (1, 2, 2, 2)))
    tables = gather_tables([sheet(rows, marks=marks)])
    assert cells_of(tables, "ref", "key_issue", "lead") == [
        ("7", "Domestic Abuse", "Burnley Borough Council"),
        (None, "Domestic Abuse", "Burnley Borough Council"),
        (None, "Road Safety", "Lancashire Constabulary"),
    ]
    assert "has none of its own" in rows_of(tables)[1].notes[0]


def test_a_key_issue_written_once_for_each_group_is_filled_downwards() -> None:
    groups = ["Domestic Abuse", None, None, "Road Safety", None]
    rows: list[list[Cell]] = [["Key issue", "Action", "Due date"]]
    rows += [[issue, f"Do {place}", MARCH] for place, issue in enumerate(groups)]
    tables = gather_tables([sheet(rows)])
    assert [cells[0] for cells in cells_of(tables, "key_issue")] == ["Domestic Abuse"] * 3 + ["Road Safety"] * 2
    assert rows_of(tables)[1].notes == ("The key issue is that of row 2, as the cell is blank.",)


def test_one_blank_key_issue_among_many_is_left_blank() -> None:
    rows = [list(row) for row in PLAN]
    rows[2][2] = None
    assert cells_of(gather_tables([sheet(rows)]), "key_issue")[1] == (None,)


def test_headings_repeated_part_way_are_no_action() -> None:
    rows = [*PLAN[:3], [], ["Action plan, page 2 of 2"], *[PLAN[0], PLAN[3]]]
    tables = gather_tables([sheet(rows)])
    assert [row.number for row in rows_of(tables)] == [2, 3, 7]
    assert len(tables.actions) == 1


def test_tables_one_under_another_each_have_their_own_headings() -> None:
    rows: list[list[Cell]] = [
        ["Road Safety action plan"],
        ["Ref", "Action", "Lead agency", "Due date"],
        ["RS1", "Fit better lighting", "Burnley Borough Council", MARCH],
        [],
        ["Serious Violence action plan"],
        ["Ref", "Due date", "Action", "Lead agency", "Partners"],
        ["SV1", MARCH, "Hold amnesty weekends", "Lancashire Constabulary", "Councils"],
    ]
    tables = gather_tables([sheet(rows)])
    assert cells_of(tables, "ref", "title", "key_issue", "due") == [
        ("RS1", "Fit better lighting", "Road Safety", MARCH),
        ("SV1", "Hold amnesty weekends", "Serious Violence", MARCH),
    ]
    assert [table.heading.row for table in tables.actions] == [2, 6]


def test_tables_side_by_side_are_kept_apart() -> None:
    heads: list[Cell] = ["Action", "Lead", "Due date"]
    rows: list[list[Cell]] = [
        ["Domestic Abuse", None, None, None, "Anti-Social Behaviour"],
        [*heads, None, *heads],
        ["Run a drop-in", "LCC", MARCH, None, "Open a youth space", "LCC", MARCH],
    ]
    tables = gather_tables([sheet(rows, marks=Marks(merges=((0, 0, 0, 2), (0, 4, 0, 6))))])
    assert cells_of(tables, "title", "key_issue") == [
        ("Run a drop-in", "Domestic Abuse"),
        ("Open a youth space", "Anti-Social Behaviour"),
    ]


def test_a_sheet_for_each_priority_gives_its_name_as_key_issue() -> None:
    rows = [["Action", "Lead agency", "Due date"], ["Run a drop-in", "Burnley Borough Council", MARCH]]
    names = ("2. VAWG", "Violence Against Women and Girl", "Nelson town centre")
    tables = gather_tables([sheet(rows, name) for name in names])
    assert cells_of(tables, "key_issue") == [("VAWG",), ("Violence Against Women and Girls",), (None,)]
    assert open_asks(tables) == ["issue:Nelson town centre"]
    settled = gather_tables([sheet(rows, name) for name in names], answers={"issue:2. VAWG": "Leave it out"})
    assert cells_of(settled, "key_issue")[0] == (None,)


def test_guidance_lists_and_hidden_sheets_are_left_alone_and_named() -> None:
    others = [
        sheet([["How to fill in this plan"], ["Action", "means what will be done"]], "Read me first"),
        sheet([["Key issue", "Status", "Lead"], ["Road Safety", "Complete", "LCC"]], "Lists"),
        sheet(PLAN, "Last year", hidden=True),
        sheet(PLAN, "Guidance"),
    ]
    tables = gather_tables([others[0], sheet(PLAN), *others[1:]])
    assert [table.sheet.name for table in tables.actions] == ["Plan"]
    assert tables.left == (
        "Sheet Read me first holds no actions and is left alone.",
        "Sheet Lists holds no actions and is left alone.",
        "Sheet Last year is left out: hidden in the file.",
        "Sheet Guidance is left out: named like guidance or a list.",
    )
    both = gather_tables([sheet(PLAN), others[3]], answers={"sheet:Guidance": "Actions"})
    assert len(both.actions) == 2


def test_a_sheet_of_closed_actions_is_asked_about() -> None:
    tables = gather_tables([sheet(PLAN), sheet(PLAN, "Completed actions")])
    assert open_asks(tables) == ["sheet:Completed actions"]
    with pytest.raises(UserError, match="is not something a sheet can hold"):
        gather_tables([sheet(PLAN)], answers={"sheet:Plan": "Budget"})


def test_rows_split_by_a_paste_from_word_are_joined_and_told() -> None:
    rows: list[list[Cell]] = [
        PLAN[0],
        ["1", "Open a youth space on", "Anti-Social", "Rossendale Borough", "31 March 2027"],
        [None, "Friday evenings", "Behaviour", "Council", None],
        ["2", "Teach scam awareness.", "Cyber Crime", "LCC", "18 December"],
        [None, None, None, None, "2026"],
    ]
    tables = gather_tables([sheet(rows)])
    assert cells_of(tables, "title", "key_issue", "lead", "due") == [
        (
            "Open a youth space on Friday evenings",
            "Anti-Social Behaviour",
            "Rossendale Borough Council",
            "31 March 2027",
        ),
        ("Teach scam awareness.", "Cyber Crime", "LCC", "18 December 2026"),
    ]
    assert rows_of(tables)[0].notes == ("Row 3 continues this row and was joined to it.",)
    assert open_asks(tables) == ["joined:Plan"]
    apart = gather_tables([sheet(rows)], answers={"joined:Plan": "They are actions of their own"})
    assert [row.number for row in rows_of(apart)] == [2, 3, 4]


def test_struck_and_hidden_rows_are_marked_and_hidden_columns_left_out() -> None:
    rows = [[*row, "old note"] for row in PLAN]
    rows[0][-1] = "Notes"
    marks = Marks(
        fills={(1, 4): "#00B050"},
        struck=frozenset({(1, 1)}),
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({5}),
    )
    tables = gather_tables([sheet(rows, marks=marks)])
    assert [row.dropped for row in rows_of(tables)] == ["struck through", "hidden", ""]
    assert rows_of(tables)[0].fills == {"due": "#00B050"}
    assert "description" not in rows_of(tables)[2].cells
    assert "Sheet Plan: the hidden column Notes is left out." in tables.left


def test_a_plan_without_a_heading_for_the_action_suggests_the_longest_texts() -> None:
    rows: list[list[Cell]] = [
        ["Ref", "Commitment to residents", "Key issue", "Due date"],
        ["A1", "Open a youth space on Friday evenings", "Road Safety", MARCH],
        ["A2", "Teach scam awareness in every library", "Cyber Crime", MARCH],
    ]
    tables = gather_tables([sheet(rows)])
    [ask] = [ask for ask in tables.asks if ask.is_open]
    assert (ask.id, ask.options[0]) == ("column:commitment to residents", "Action")


def test_many_columns_and_many_rows_are_read_in_seconds() -> None:
    heads = ["Action", "Lead", *(f"Heading {place}" for place in range(4_998))]
    wide = sheet([heads, *[["Do it", "LCC", *["x"] * 4_998]] * 20])
    assert len(rows_of(gather_tables([wide]))) == 20
    long = sheet([PLAN[0], *[[f"A{number}", *PLAN[1][1:]] for number in range(50_000)]])
    assert len(rows_of(gather_tables([long]))) == 50_000


@given(
    titles=st.integers(0, 5),
    blanks=st.lists(st.integers(1, 3), max_size=3),
    order=st.permutations(range(5)),
    spacers=st.lists(st.integers(0, 5), max_size=3),
)
def test_titles_blank_rows_spacers_and_the_order_of_columns_change_nothing(
    titles: int, blanks: list[int], order: list[int], spacers: list[int]
) -> None:
    plain = cells_of(gather_tables([sheet(PLAN)]), "ref", "title", "key_issue", "lead", "due")
    rows = [[row[place] for place in order] for row in PLAN]
    for spacer in spacers:
        rows = [[*row[:spacer], None, *row[spacer:]] for row in rows]
    for blank in sorted(blanks, reverse=True):
        rows.insert(blank + 1, [None] * len(rows[0]))
    above: list[list[Cell]] = [[f"Line {number} of the title"] for number in range(titles)]
    tables = gather_tables([sheet([*above, *rows])])
    assert cells_of(tables, "ref", "title", "key_issue", "lead", "due") == plain
    assert open_asks(tables) == []

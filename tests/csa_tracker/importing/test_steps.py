"""Milestones listed in the cells of a plan become milestones of their action, with their dates."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.importing.labels import Labels, labels_of
from csa_tracker.importing.lines import Step
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.sheets import Cell, Sheet
from csa_tracker.importing.steps import Listed, listed_steps
from csa_tracker.importing.tables import Further, Row, gather_tables
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.tables_made import read, row


@pytest.fixture
def labels(plan: OpenPlan) -> Labels:
    return labels_of(read_vocabulary(plan))


def stones(action: ReadAction) -> list[tuple[str, str, str]]:
    return [(one.draft.title, str(one.draft.due or ""), str(one.draft.done or "")) for one in action.milestones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Book the room;Agree the rota", [Listed("Book the room"), Listed("Agree the rota")]),
        ("1. Book the room\n2) Agree; then sign", [Listed("Book the room"), Listed("Agree; then sign")]),
        ("• Book the room – 30/06/2026", [Listed("Book the room", "30/06/2026")]),
        ("- Book the room (by 30 June 2026)", [Listed("Book the room", "30 June 2026")]),
        ("Book the room, June 2026", [Listed("Book the room", "June 2026")]),
        ("Book the room by 2026-06-30", [Listed("Book the room", "2026-06-30")]),
        ("30/06/2026: Book the room", [Listed("Book the room", "30/06/2026")]),
        ("[x] Book the room\n[ ] Agree the rota", [Listed("Book the room", "", True), Listed("Agree the rota")]),
        ("Book the room (done 12/06/2026)", [Listed("Book the room", "12/06/2026", True)]),
        ("Visit 30 homes", [Listed("Visit 30 homes")]),
        ("Plan for May 2026 festival", [Listed("Plan for May 2026 festival")]),
    ],
)
def test_a_cell_lists_milestones(text: str, expected: list[Listed]) -> None:
    assert listed_steps(text) == expected


def test_milestones_and_the_dates_beside_them_pair_line_by_line(labels: Labels) -> None:
    seen = read(
        labels,
        [
            row(2, milestones="Book the room\nAgree the rota", milestones_due="30/06/2026\nSept 2026"),
            row(3, milestones="Choose the sites", milestones_due=dt.date(2026, 12, 1)),
            row(4, milestones="One\nTwo", milestones_due="30/06/2026"),
            row(5, milestones="2 of 5"),
            row(6, milestones="n/a"),
        ],
    )
    assert [stones(action) for action in seen.actions] == [
        [("Book the room", "2026-06-30", ""), ("Agree the rota", "2026-09-30", "")],
        [("Choose the sites", "2026-12-01", "")],
        [("One", "", ""), ("Two", "", "")],
        [],
        [],
    ]
    assert seen.actions[2].fields["description"] == "Milestones due: 30/06/2026"
    assert seen.actions[2].notes == [
        "Row 4, Milestones due: the dates do not pair with the milestones; they are kept in the description."
    ]
    assert seen.actions[3].fields["description"] == "Milestones: 2 of 5"
    assert "description" not in seen.actions[4].fields


def test_prose_and_lone_dates_in_a_column_of_milestones_stay_in_the_description(labels: Labels) -> None:
    story = "We met the neighbours and talked about the lights; " + "and then about much else " * 12
    seen = read(labels, [row(2, milestones=story), row(3, milestones=dt.date(2026, 6, 30))])
    assert [stones(action) for action in seen.actions] == [[], []]
    assert seen.actions[0].fields["description"] == f"Milestones: {story.strip()}"
    assert seen.actions[1].fields["description"] == "Milestones: 30/06/2026"


def test_a_milestone_done_without_a_day_is_told_and_one_with_a_day_is_done(labels: Labels) -> None:
    seen = read(labels, [row(2, milestones="✓ Book the room\nAgree the rota (done 12/06/2026)")])
    assert stones(seen.actions[0]) == [("Book the room", "", ""), ("Agree the rota", "", "2026-06-12")]
    assert seen.actions[0].notes == [
        "Row 2, Milestones: 'Book the room' is done, but no day is given: set it in the plan."
    ]


def test_columns_of_milestones_and_of_days_of_completion_are_known() -> None:
    rows: list[list[Cell]] = [
        ["Ref", "Action", "Milestones", "Milestone dates", "Date completed", "Review date", "Funding source"],
        ["A1", "Open a youth space", "Book it", "30/06/2026", "12/06/2026", "01/12/2026", "OPCC grant"],
    ]
    tables = gather_tables([Sheet("plan.xlsx", "Plan", rows)])
    assert [ask.id for ask in tables.asks if ask.is_open] == []
    assert set(tables.actions[0].rows[0].cells) == {
        "ref", "title", "milestones", "milestones_due", "completed_on", "review_on", "funding",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("due", "expected", "problem"),
    [
        ("Mon 06/04/26", dt.date(2026, 4, 6), ""),
        ("Friday, 18 September 2026", dt.date(2026, 9, 18), ""),
        ("Tue 06/04/26", None, "6/4/2026 is a Monday, not a Tuesday."),
    ],
)
def test_a_weekday_before_a_date_must_be_its_own(
    labels: Labels, due: str, expected: dt.date | None, problem: str
) -> None:
    action = read(labels, [row(2, due=due, start=due)]).actions[0]
    assert action.fields.get("due_on") == expected
    assert action.fields.get("start_on") == expected
    told = [f"Row 2, Start: {problem}", f"Row 2, Due: {problem}"] if problem else []
    assert action.problems == told


def test_a_comment_of_another_program_is_an_update_of_its_day_without_its_account(labels: Labels) -> None:
    cells: dict[str, Cell] = {"title": "Do it", "key_issue": "Road Safety"}
    comments = (
        Further("comment", "Comment", "18/Sep/26 3:00 PM;sample.casey;Quote received; it is high"),
        Further("comment", "Comment", "Just words"),
    )
    action = read(labels, [Row(2, cells, further=comments)]).actions[0]
    assert [(str(one.made_on), one.text, one.author) for one in action.updates] == [
        ("2026-09-18", "Quote received; it is high", "Not recorded"),
        ("2026-10-02", "Just words", "Not recorded"),
    ]


def test_accounts_and_people_of_an_export_are_asked_about_but_not_teams_or_posts(labels: Labels) -> None:
    people = ["sample.casey", "csample", "Casey Sample", "Youth Team", "Licensing Officer", "Burnley Borough Council"]
    rows = [row(number, lead_role=name) for number, name in enumerate(people, start=2)]
    listed = read(labels, rows, conventions={"people": "users"})
    assert listed.open == ["person:samplecasey", "person:csample", "person:caseysample"]
    assert [row.fields.get("lead_role") for row in listed.actions[3:5]] == ["Youth Team", "Licensing Officer"]
    assert read(labels, rows[:2]).open == ["person:samplecasey"]


def test_a_row_below_an_action_is_read_as_its_milestone(labels: Labels) -> None:
    cells: dict[str, Cell] = {"title": "Do it", "key_issue": "Road Safety"}
    steps = (
        Step(2, {"title": "Print leaflets", "due": "30/06/2026", "status": "Done", "owner_role": "Library Team"}),
        Step(3, {"title": "Post them", "completed_on": "12/06/2026", "owner_role": "Casey Sample"}),
        Step(4, {"title": "Old step", "status": "Cancelled"}),
        Step(5, {"title": "Bad day", "due": "31/02/2026"}),
    )
    action = read(labels, [Row(2, cells, steps=steps)]).actions[0]
    assert stones(action) == [
        ("Print leaflets", "2026-06-30", ""),
        ("Post them", "", "2026-06-12"),
        ("Bad day", "", ""),
    ]
    assert [one.draft.owner_role for one in action.milestones] == ["Library Team", "", ""]
    assert action.notes[:3] == [
        "Row 3, Status: 'Print leaflets' is done, but no day is given: set it in the plan.",
        "Row 4, Lead role: 'Casey Sample' is no role, so the milestone 'Post them' has no owner.",
        "Row 5, Title: 'Old step' is Cancelled; it is left out.",
    ]
    assert action.notes[3].startswith("Row 6, Due: ")
    assert action.problems == []

"""What labels name, without a plan: codes, exact and short labels, synonyms, and cells with several of them."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.importing.actions import split_labels
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.labels import Labels, labels_of
from csa_tracker.importing.leads import split_partners
from csa_tracker.importing.preview import preview_import
from csa_tracker.importing.sheets import Cell, cell_day, cell_text
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import HEADINGS, Rows, action, write_xlsx

KNOWN = {"Burnley", "Pendle", "Data, information sharing", "Drugs and alcohol"}


@pytest.fixture
def labels(plan: OpenPlan) -> Labels:
    return labels_of(read_vocabulary(plan))


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("key_issue", "domestic-abuse", "domestic-abuse"),
        ("key_issue", "Serious Violence (including gun and gang crime, and knife crime)", "serious-violence"),
        ("key_issue", "serious violence", "serious-violence"),
        ("key_issue", "ASB", "anti-social-behaviour"),
        ("key_issue", "Anti Social  Behaviour", "anti-social-behaviour"),
        ("theme", "Community and lived experience", "lived-experience"),
        ("theme", "tackling drug & alcohol abuse", "drugs-alcohol"),
        ("area", "Pan-Lancashire", "E23000003"),
        ("area", "Lancashire", "E10000017"),
        ("area", "BwD", "E06000008"),
        ("area", "E07000117", "E07000117"),
        ("board", "GENGA / Serious Organised Crime", "GENGA /Serious Organised Crime"),
    ],
)
def test_every_spelling_names_its_choice(labels: Labels, kind: str, text: str, code: str) -> None:
    found = labels.find(kind, text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("kind", "text"), [("key_issue", "Hate crime"), ("key_issue", "Terrorism"), ("area", ""), ("theme", "-")]
)
def test_another_word_names_nothing(labels: Labels, kind: str, text: str) -> None:
    assert labels.find(kind, text) is None


def test_the_likeliest_choice_comes_first(labels: Labels) -> None:
    ranked = labels.similar("area", "Rosendale")
    assert ranked[0][0].label == "Rossendale"
    assert ranked[0][1] >= 85
    assert len(ranked) == len(labels.choices["area"])


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Burnley; Pendle", ["Burnley", "Pendle"]),
        ("Burnley\nPendle", ["Burnley", "Pendle"]),
        ("Burnley, Pendle", ["Burnley", "Pendle"]),
        ("Burnley/Pendle", ["Burnley", "Pendle"]),
        ("Burnley and Pendle", ["Burnley", "Pendle"]),
        ("Data, information sharing; Burnley", ["Data, information sharing", "Burnley"]),
        ("Drugs and alcohol", ["Drugs and alcohol"]),
        ("Burnley and elsewhere", ["Burnley and elsewhere"]),
        (" ; ", []),
        ("", []),
    ],
)
def test_a_cell_is_split_only_where_it_is_certain(cell: str, names: list[str]) -> None:
    assert split_labels(cell, KNOWN.__contains__) == names


def test_names_are_split_at_semicolons_or_at_lines(labels: Labels) -> None:
    assert split_partners("Police; Fire  and Rescue;", labels, is_own=True) == ("Police", "Fire and Rescue")
    assert split_partners("Police; Fire\nSchools", labels, is_own=True) == ("Police; Fire", "Schools")


def test_a_theme_among_the_key_issues_is_a_theme_and_a_partner_counts_once(
    plan: OpenPlan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows: Rows = [
        [*HEADINGS, "Partners"],
        [*action(key_issue="Road Safety; Prevention; Road Safety"), "Police; POLICE; Fire"],
    ]
    file = write_xlsx(tmp_path_factory.mktemp("t") / "t.xlsx", {"Plan": rows})
    apply_import(plan, preview_import(plan, [file], today=dt.date(2026, 10, 2)))
    [read] = read_actions(plan)
    assert (read.key_issue, read.also_key_issues) == ("road-safety", ())
    assert read.themes == ("prevention-early-intervention",)
    assert read.partners == ("Fire", "Police")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (3.0, "3"),
        (2.5, "2.5"),
        (7, "7"),
        (float("inf"), "inf"),
        (" a\r\nb\rc ", "a\nb\nc"),
        (dt.date(2026, 4, 3), "03/04/2026"),
        (dt.datetime(2026, 4, 3, 9, 0, tzinfo=dt.UTC), "03/04/2026"),
        (dt.time(9, 30), "09:30:00"),
    ],
)
def test_a_cell_as_people_see_it(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_only_a_date_cell_has_a_day() -> None:
    assert cell_day(dt.datetime(2026, 4, 3, 9, 0, tzinfo=dt.UTC)) == dt.date(2026, 4, 3)
    assert cell_day(dt.date(2026, 4, 3)) == dt.date(2026, 4, 3)
    assert cell_day("3 Apr 2026") is None

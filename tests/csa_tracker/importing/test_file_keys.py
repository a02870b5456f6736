"""What a file itself says about its ratings: keys, coloured rows, finished work; and issues that come apart."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.importing.actions import read_actions_table
from csa_tracker.importing.asks import Questions
from csa_tracker.importing.labels import Labels, labels_of
from csa_tracker.importing.sheets import Cell, Sheet
from csa_tracker.importing.tables import gather_tables
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.tables_made import read, row


@pytest.fixture
def labels(plan: OpenPlan) -> Labels:
    return labels_of(read_vocabulary(plan))


def test_a_key_may_say_that_blue_is_on_target(labels: Labels) -> None:
    above = ["Key: ★ green = better than target; ● blue = on target; ▲ red = below target"]
    seen = read(labels, [row(2, rag="Blue"), row(3, rag="Red")], above=above)
    assert (seen.open, seen.actions[0].fields["owner_rag"]) == ([], "green")
    assert seen.actions[0].fields["lifecycle"] == "in_progress"
    assert seen.asks["rating:blue"].why == "The key of the file says that blue is on track."


def test_a_key_on_another_sheet_counts_as_well(plan: OpenPlan) -> None:
    labels = labels_of(read_vocabulary(plan))
    words = ("Green", "Amber", "Red", "White")
    rows: list[list[Cell]] = [["Action", "Key issue", "RAG"]]
    rows += [[f"Do {word}", "Road Safety", word] for word in words]
    key: list[list[Cell]] = [["Green", "Completed"], ["Amber", "Under way, on time"], ["White", "Not started"]]
    sheets = [Sheet("p.xlsx", "Plan", rows), Sheet("p.xlsx", "Key", key)]
    questions = Questions(labels, {})
    [table] = gather_tables(sheets).actions
    found = read_actions_table(table, labels=labels, questions=questions, today=dt.date(2026, 10, 2))
    assert [action.fields.get("lifecycle") for action in found] == [
        "complete", "in_progress", "in_progress", "not_started",
    ]  # fmt: skip
    assert [action.fields.get("owner_rag") for action in found] == [None, "green", "red", None]
    assert found[1].notes == ["Row 3, RAG: 'Amber' is green, as the key of the file says."]


def test_rows_that_are_coloured_whole_are_asked_about(labels: Labels) -> None:
    fills = ("#00B050", "#FFC000", "#BFBFBF")
    rows = [row(at, fills={"title": colour, "key_issue": colour}) for at, colour in enumerate(fills, start=2)]
    seen = read(labels, rows)
    assert (seen.open, [action.waiting for action in seen.actions]) == (["rating:rows"], [1, 1, 0])
    taken = read(labels, rows, {"rating:rows": "Take the colours as ratings"}).actions
    assert [action.fields.get("owner_rag") for action in taken] == ["green", "amber", None]
    left = read(labels, rows, {"rating:rows": "Leave the colours out"}).actions
    assert not any("owner_rag" in action.fields for action in left)


def test_green_beside_words_of_finished_work_is_asked(labels: Labels) -> None:
    rows = [row(2, rag="Green", latest_update="Scheme finished"), row(3, rag="Amber", latest_update="Half completed")]
    assert read(labels, rows).open == ["rating:green"]
    assert read(labels, [row(2, rag="Green", latest_update="Not completed yet")]).open == []


def test_further_issues_come_apart_and_a_rating_may_explain_itself(labels: Labels) -> None:
    rows = [
        row(2, key_issue="Exploitation – criminal and sexual, Cyber crime", rag="Blue (complete)"),
        row(3, key_issue="1. Domestic Abuse\n2. VAWG", rag="Blue (nearly)"),
    ]
    seen = read(labels, rows)
    assert [len(action.topics["key_issue"]) for action in seen.actions] == [1, 1]
    assert seen.open == ["rag:bluenearly"]
    assert seen.actions[0].fields["lifecycle"] == "complete"

"""Groups hold each action of the list once, in the list's order, with the right counts."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.plan.bulk import CellEntry, change_cells
from csa_tracker.plan.grouping import group_keys
from csa_tracker.plan.list_rows import GROUPINGS
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.values import Brag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import add


def some(plan: OpenPlan) -> list[str]:
    """Three actions that differ in lead, area and quarter."""
    ids = [
        add(plan, ref="A", lead_organisation="police", due_on=dt.date(2026, 11, 30), owner_rag="amber",
            lifecycle="in_progress"),
        add(plan, ref="B", lead_organisation="Council", due_on=dt.date(2027, 1, 31), lifecycle="complete"),
        add(plan, ref="C", due_on=None),
    ]  # fmt: skip
    cells = [CellEntry(ids[0], "areas", "Burnley"), CellEntry(ids[1], "areas", "Burnley; Pendle")]
    change_cells(plan, cells, deed="edit-cell")
    return ids


def groups(plan: OpenPlan, by: str, query: ListQuery | None = None) -> list[tuple[str, list[str]]]:
    """Name of each group and the references in it."""
    found = group_keys(plan, list_keys(plan, query or ListQuery()), by)
    return [(group.name, [row.ref for row in read_rows(plan, group.keys)]) for group in found]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("lead", [("Council", ["B"]), ("police", ["A"]), ("No lead", ["C"])]),
        ("area", [("Burnley", ["A"]), ("Several areas", ["B"]), ("No area", ["C"])]),
        ("quarter", [("Due in Q3 2026/27", ["A"]), ("Due in Q4 2026/27", ["B"]), ("No due date", ["C"])]),
    ],
)
def test_groups_have_names_people_know_and_an_order(
    plan: OpenPlan, by: str, expected: list[tuple[str, list[str]]]
) -> None:
    some(plan)
    assert groups(plan, by) == expected


@pytest.mark.parametrize("by", [name for name in GROUPINGS if name])
def test_every_action_of_the_list_stands_in_one_group_in_the_lists_order(plan: OpenPlan, by: str) -> None:
    some(plan)
    keys = list_keys(plan, ListQuery(sort="title", descending=True))
    found = group_keys(plan, keys, by)
    assert sorted(key for group in found for key in group.keys) == sorted(keys)
    for group in found:
        assert list(group.keys) == [key for key in keys if key in group.keys]
        assert sum(group.counts.values()) == len(group.keys)


def test_groups_count_their_ratings(plan: OpenPlan) -> None:
    some(plan)
    (group,) = group_keys(plan, list_keys(plan, ListQuery()), "key_issue")
    assert dict(group.counts) == {Brag.AMBER: 1, Brag.BLUE: 1, Brag.GREY: 1}


def test_a_filter_leaves_groups_out(plan: OpenPlan) -> None:
    some(plan)
    assert groups(plan, "lead", ListQuery(text="lead:police")) == [("police", ["A"])]

"""Cells of many actions are changed as one step or not at all, and a refusal names its cell."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.errors import UserError
from csa_tracker.plan.bulk import CellEntry, cell_drafts, change_cells, common_values, count_changes, read_areas
from csa_tracker.plan.change import REASON_NEEDED
from csa_tracker.plan.read import read_action
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import add, entries

DUE = dt.date(2026, 11, 30)


def two(plan: OpenPlan) -> list[str]:
    """Two actions in progress, due on one day."""
    return [add(plan, ref=ref, lifecycle="in_progress", due_on=DUE, percent=40) for ref in ("A", "B")]


def test_many_cells_are_one_step_that_is_undone_at_once(plan: OpenPlan) -> None:
    ids = two(plan)
    cells = [
        CellEntry(action, field, text) for action in ids for field, text in (("lead", "Youth work"), ("percent", "60"))
    ]
    before = entries(plan)
    assert change_cells(plan, cells, deed="bulk-edit") == 2
    assert entries(plan) == before + 1
    assert [(read_action(plan, one).lead, read_action(plan, one).percent) for one in ids] == [("Youth work", 60)] * 2
    assert next_steps(plan).undo == "change of lead organisation and progress of 2 actions"
    undo(plan)
    assert [(read_action(plan, one).lead, read_action(plan, one).percent) for one in ids] == [("", 40)] * 2


def test_one_refused_cell_leaves_every_action_as_it_was_and_is_named(plan: OpenPlan) -> None:
    ids = two(plan)
    before = entries(plan)
    cells = [CellEntry(ids[0], "percent", "60", "Row 1, %"), CellEntry(ids[1], "percent", "160", "Row 2, %")]
    with pytest.raises(UserError, match=r"Row 2, %: Progress must be between 0 and 100\."):
        change_cells(plan, cells, deed="paste")
    assert entries(plan) == before


def test_a_refusal_of_the_action_as_a_whole_is_named_too(plan: OpenPlan) -> None:
    ids = two(plan)
    late = add(plan, ref="C", start_on=dt.date(2026, 10, 20), due_on=DUE)
    cells = [CellEntry(action, "due", "12 10 2026", ref) for action, ref in zip([*ids, late], "ABC", strict=True)]
    with pytest.raises(UserError, match=r"^C: Due date must be the same as or after the start date, 20 Oct 2026"):
        change_cells(plan, cells, deed="bulk-edit")


def test_one_reason_is_asked_for_all_and_written_to_each(plan: OpenPlan) -> None:
    ids = two(plan)
    cells = [CellEntry(action, "due", "1 3 2027") for action in ids]
    with pytest.raises(UserError) as refused:
        change_cells(plan, cells, deed="bulk-edit")
    assert refused.value.code == REASON_NEEDED
    assert change_cells(plan, cells, deed="bulk-edit", reason="The grant came late") == 2
    for action in ids:
        assert read_action(plan, action).latest_update.endswith("because the grant came late.")


def test_what_a_cell_holds_already_is_not_written_again(plan: OpenPlan) -> None:
    ids = two(plan)
    assert cell_drafts(plan, [CellEntry(action, "percent", "40 %") for action in ids]) == []
    assert count_changes(plan, ids, {"percent": "40", "lead": "Police"}) == {"percent": 0, "lead": 2}


def test_complete_is_a_status_and_another_word_opens_the_action_again(plan: OpenPlan) -> None:
    (action, _) = two(plan)
    change_cells(plan, [CellEntry(action, "rating", "blue")], deed="edit-cell")
    assert read_action(plan, action).status is Lifecycle.COMPLETE
    assert common_values(plan, [action])["rating"] == "blue"
    change_cells(plan, [CellEntry(action, "rating", "At risk")], deed="edit-cell", reason="More is to do")
    now = read_action(plan, action)
    assert (now.status, now.rag) == (Lifecycle.IN_PROGRESS, Rag.AMBER)
    change_cells(plan, [CellEntry(action, "rating", "")], deed="edit-cell")
    assert read_action(plan, action).rag is None


def test_areas_are_replaced_by_those_named(plan: OpenPlan) -> None:
    (action, _) = two(plan)
    change_cells(plan, [CellEntry(action, "areas", "Burnley; Pendle")], deed="edit-cell")
    assert read_action(plan, action).areas == ("Burnley", "Pendle")
    change_cells(plan, [CellEntry(action, "areas", "pendle, Rossendale")], deed="edit-cell")
    assert read_action(plan, action).areas == ("Pendle", "Rossendale")
    with pytest.raises(UserError, match="is not an area of this plan"):
        change_cells(plan, [CellEntry(action, "areas", "Atlantis")], deed="edit-cell")


def test_no_area_is_named_by_an_empty_text(vocabulary: Vocabulary) -> None:
    assert read_areas(vocabulary, " ; ,\n") == frozenset()


def test_common_values_say_where_actions_differ(plan: OpenPlan) -> None:
    ids = two(plan)
    change_cells(plan, [CellEntry(ids[0], "lead", "Police")], deed="edit-cell")
    found = common_values(plan, ids)
    assert found["lead"] is None
    assert (found["due"], found["status"], found["rating"]) == ("30 Nov 2026", "in_progress", "")

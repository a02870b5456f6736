"""Two offices gave out one reference: both actions stay, and everywhere one is told from the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exporting.export import export_plan
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import preview_import
from csa_tracker.plan.attention import Kind, read_attention
from csa_tracker.plan.changes import read_changes
from csa_tracker.plan.conflicts import read_conflicts
from csa_tracker.plan.find import find_named, name_index
from csa_tracker.plan.glance import glance_at
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.mending import renumber
from csa_tracker.plan.moments import action_on, actions_on
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions
from csa_tracker.plan.search import search
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.workspace import OpenPlan
from db.log.write import Edit
from db.shown import shown_digest
from tests.csa_tracker.exchange.offices import NOW, pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change

Shared = tuple[OpenPlan, OpenPlan, str, str]


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    """Burnley and the county, and the actions both called BUR-0001: Burnley's, a minute older, then the county's."""
    with two_offices(tmp_path) as (one, other):
        first, second = add(one, title="First"), add(other, title="Second")
        pass_on(other, one)
        pass_on(one, other)
        yield one, other, first, second


def refs(plan: OpenPlan) -> dict[str, str]:
    """Title by reference."""
    return {action.ref: action.title for action in read_actions(plan)}


def digest(plan: OpenPlan) -> str:
    """Everything shown."""
    with plan.store.reading() as connection:
        return shown_digest(connection)


def test_the_older_one_keeps_the_reference_in_both_offices(shared: Shared) -> None:
    one, other, first, second = shared
    assert refs(one) == refs(other) == {"BUR-0001": "First", "BUR-0001~2": "Second"}
    for plan in (one, other):
        assert find_action(plan, "BUR-0001") == first
        assert find_action(plan, "BUR-0001~2") == second
    with pytest.raises(UserError, match="no action BUR-0001~3"):
        find_action(one, "BUR-0001~3")


def test_lists_search_palette_and_glance_show_it(shared: Shared) -> None:
    one, _, first, second = shared
    rows = read_rows(one, list_keys(one, ListQuery()))
    assert [row.ref for row in rows] == ["BUR-0001", "BUR-0001~2"]
    assert [hit.ref for hit in search(one, "Second")] == ["BUR-0001~2"]
    assert [hit.action_id for hit in search(one, "BUR-0001~2")] == [second]
    index = name_index(rows)
    assert [named.id for _, named in find_named(index, "bur-0001~2")] == [second]
    assert {named.id for _, named in find_named(index, "1")} >= {first, second}
    one.close()
    glance = glance_at(one.path, one.today)
    assert glance is not None
    assert [row.ref for row in glance.rows] == ["BUR-0001", "BUR-0001~2"]


def test_conflicts_and_other_moments_show_it(shared: Shared) -> None:
    one, other, _, second = shared
    change(one, second, title="Second of ours")
    change(other, second, title="Second of theirs")
    pass_on(other, one)
    assert [conflict.ref for conflict in read_conflicts(one)] == ["BUR-0001~2"]
    day = NOW.date() + dt.timedelta(days=1)
    assert [action.ref for action in actions_on(one, day)] == ["BUR-0001", "BUR-0001~2"]
    assert action_on(one, day, second).ref == "BUR-0001~2"


def test_a_number_of_its_own_ends_it_everywhere_and_can_be_undone(shared: Shared) -> None:
    one, other, first, second = shared
    (item,) = read_attention(one)
    assert (item.kind, item.action_id, item.ref) == (Kind.SHARED_REF, second, "BUR-0001~2")
    assert item.sentence == "BUR-0001~2 “Second” has the same reference as “First”."
    assert renumber(one, second) == "BUR-0002"
    pass_on(one, other)
    assert refs(one) == refs(other) == {"BUR-0001": "First", "BUR-0002": "Second"}
    assert read_attention(one) == read_attention(other) == ()
    with pytest.raises(UserError, match="for itself"):
        renumber(one, first)
    assert next_steps(one).undo == "new number of 1 action"
    undo(one)
    pass_on(one, other)
    assert refs(one) == refs(other) == {"BUR-0001": "First", "BUR-0001~2": "Second"}


def test_the_next_one_moves_up_when_the_first_goes_and_back_when_it_returns(shared: Shared) -> None:
    one, other, first, second = shared
    delete_actions(one, [first])
    assert refs(one) == {"BUR-0001": "Second"}
    assert find_action(one, "BUR-0001") == second
    assert read_attention(one) == ()
    restore_actions(one, [first])
    assert refs(one) == {"BUR-0001": "First", "BUR-0001~2": "Second"}
    pass_on(one, other)
    assert digest(one) == digest(other)


def test_three_count_on_and_move_up_when_one_leaves(shared: Shared) -> None:
    one, other, first, second = shared
    third = add(one, title="Third")
    with one.store.writing() as connection:
        edits = [Edit("action", third, "ref", "BUR-0001")]
        one.store.write(connection, edits, author=one.author, deed="edit")
    pass_on(one, other)
    found = {read_action(other, action).ref for action in (first, second, third)}
    assert found == {"BUR-0001", "BUR-0001~2", "BUR-0001~3"}
    renumber(other, find_action(other, "BUR-0001~2"))
    assert sorted(refs(other)) == ["BUR-0001", "BUR-0001~2", "BUR-0002"]
    assert digest(one) != digest(other)
    pass_on(other, one)
    assert digest(one) == digest(other)


def test_a_rebuild_shows_the_same(shared: Shared) -> None:
    one, *_ = shared
    before = digest(one)
    with one.store.writing() as connection:
        one.store.rebuild(connection)
    assert digest(one) == before


def test_new_numbers_pass_over_it(shared: Shared) -> None:
    one, *_ = shared
    assert read_action(one, add(one, title="Next")).ref == "BUR-0002"
    assert read_action(one, add(one, ref="BUR-0001~2", title="From elsewhere")).ref == "BUR-0003"


def test_an_exported_sheet_comes_back_to_the_same_actions(shared: Shared, tmp_path: Path) -> None:
    one, *_ = shared
    files = export_plan(one, tmp_path / "plan.xlsx")
    preview = preview_import(one, files, today=one.today)
    assert {row.outcome for row in preview.rows} == {"duplicate"}
    apply_import(one, preview)
    assert refs(one) == {"BUR-0001": "First", "BUR-0001~2": "Second"}


def test_renumbering_is_told_as_a_change_not_as_a_new_action(shared: Shared) -> None:
    one, _, _, second = shared
    one.clock = Clock(NOW + dt.timedelta(days=1))
    renumber(one, second)
    (line,) = read_changes(one, NOW + dt.timedelta(hours=1)).lines
    assert line.words == "BUR-0002 was changed"

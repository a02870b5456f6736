"""The stored ratings always equal the rule: after any change, on any day, and in a plan that can only be read."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.ratings import RATED_ON, refresh_ratings
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Brag, Lifecycle
from csa_tracker.workspace import OpenPlan, open_plan
from db.meta import get_fact
from tests.csa_tracker.plan.drafting import TODAY, a_draft, add, change

OFFSETS = st.one_of(st.none(), st.integers(-150, 150))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "lifecycle": st.sampled_from([lifecycle.value for lifecycle in Lifecycle]),
        "owner_rag": st.sampled_from(["red", "amber", "green"]),
        "start_on": st.integers(-150, 20).map(lambda offset: TODAY + dt.timedelta(days=offset)),
        "due_on": st.integers(20, 150).map(lambda offset: TODAY + dt.timedelta(days=offset)),
    },
)
UPDATES = st.lists(st.integers(-150, 10), max_size=2)
DONE = st.lists(st.booleans(), max_size=3)


def at(offset: int) -> Clock:
    return Clock(dt.datetime(2026, 10, 2, 12, tzinfo=dt.UTC) + dt.timedelta(days=offset))


def listed(plan: OpenPlan) -> dict[str, Brag | None]:
    """Ratings as the grid shows them: from the table."""
    return {row.id: row.brag for row in read_rows(plan, list_keys(plan, ListQuery()))}


def ruled(plan: OpenPlan) -> dict[str, Brag | None]:
    """Ratings as the rule gives them."""
    return {action.id: action.brag for action in read_actions(plan)}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    actions=st.lists(st.tuples(FIELDS, UPDATES, DONE), min_size=1, max_size=5),
    days=st.lists(st.integers(-120, 200), min_size=1, max_size=4),
)
def test_the_table_equals_the_rule_on_every_day(
    made_plan: Path,
    tmp_path: Path,
    profile: Profile,
    vocabulary: Vocabulary,
    actions: list[tuple[Mapping[str, Value], list[int], list[bool]]],
    days: list[int],
) -> None:
    path = Path(shutil.copyfile(made_plan, tmp_path / "plan.csplan"))
    issue = vocabulary.key_issues[0].id
    drafts = [
        ActionDraft(
            fields={"title": "x", "key_issue": issue, **fields},
            updates=tuple(UpdateDraft(text="u", made_on=TODAY + dt.timedelta(days=o), author="A") for o in updates),
            milestones=tuple(MilestoneDraft(title="m", done=TODAY if done else None) for done in dones),
        )
        for fields, updates, dones in actions
    ]
    with open_plan(path, profile=profile, clock=at(0)) as plan:
        save_actions(plan, drafts, label="import")
        assert listed(plan) == ruled(plan)
    for offset in days:
        with open_plan(path, profile=profile, clock=at(offset)) as plan:
            assert listed(plan) == ruled(plan)


def test_a_plan_that_can_only_be_read_is_rated_for_today_all_the_same(plan_file: Path, profile: Profile) -> None:
    with open_plan(plan_file, profile=profile, clock=at(0)) as plan:
        add(plan, due_on=TODAY, lifecycle="in_progress")
        with plan.store.writing() as connection:
            connection.exec_driver_sql("UPDATE local_meta SET value = '99' WHERE key = 'view_version'")
    before = plan_file.read_bytes()
    with open_plan(plan_file, profile=profile, clock=at(1)) as plan:
        assert plan.read_only
        assert list(listed(plan).values()) == [Brag.RED]
        assert listed(plan) == ruled(plan)
    with open_plan(plan_file, profile=profile, clock=at(0)) as plan:
        assert list(listed(plan).values()) == [Brag.GREEN]
    assert plan_file.read_bytes() == before


def test_the_day_turns_while_a_plan_is_open(plan: OpenPlan) -> None:
    add(plan, due_on=TODAY, lifecycle="in_progress")
    refresh_ratings(plan.store, TODAY + dt.timedelta(days=1))
    assert [row.brag for row in read_rows(plan, list_keys(plan, ListQuery()))] == [Brag.RED]
    refresh_ratings(plan.store, TODAY)  # the clock was put right again
    assert [row.brag for row in read_rows(plan, list_keys(plan, ListQuery()))] == [Brag.GREEN]
    with plan.store.reading() as connection:
        assert get_fact(connection, RATED_ON) == TODAY.isoformat()


def test_every_change_of_an_action_or_its_children_rates_it_again(plan: OpenPlan) -> None:
    action = add(plan, lifecycle="in_progress", due_on=TODAY)

    def brag() -> Brag | None:
        assert listed(plan) == ruled(plan)
        return listed(plan)[action]

    assert brag() is Brag.GREEN
    save_actions(plan, [ActionDraft(id=action, milestones=(MilestoneDraft(title="m"),))], label="x")
    assert brag() is Brag.AMBER
    milestone = read_actions(plan)[0].milestones[0].id
    done = MilestoneDraft(id=milestone, title="m", done=TODAY)
    save_actions(plan, [ActionDraft(id=action, milestones=(done,))], label="x")
    assert brag() is Brag.GREEN
    change(plan, action, owner_rag="red")
    assert brag() is Brag.RED
    change(plan, action, lifecycle="withdrawn")
    assert brag() is None


def test_ratings_survive_a_rebuild(plan: OpenPlan) -> None:
    save_actions(plan, [a_draft(plan, due_on=TODAY - dt.timedelta(days=1)), a_draft(plan)], label="import")
    before = listed(plan)
    with plan.store.writing() as connection:
        plan.store.rebuild(connection)
    assert listed(plan) == before == ruled(plan)

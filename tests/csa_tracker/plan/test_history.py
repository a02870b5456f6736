"""History tells who changed what, in words people read."""

from __future__ import annotations

import datetime as dt

from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft
from csa_tracker.plan.history import action_history
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import TODAY, add, an_update, change


def told(plan: OpenPlan, action: str) -> list[tuple[str, str, str]]:
    return [(entry.field, entry.before, entry.after) for entry in action_history(plan, action)]


def test_a_new_action_begins_with_everything_it_was_given(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    action = add(plan, title="Patrols", due_on=TODAY)
    assert sorted(told(plan, action)) == sorted([
        ("ref", "", "BUR-0001"),
        ("partnership", "", "BUR"),
        ("status", "", "not_started"),
        ("title", "", "Patrols"),
        ("key_issue", "", vocabulary.key_issues[0].label),
        ("due", "", "2026-10-02"),
        ("original_due", "", "2026-10-02"),
    ])  # fmt: skip


def test_a_change_names_what_it_replaced(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    action = add(plan, title="one")
    start = len(told(plan, action))
    change(plan, action, title="two", key_issue=vocabulary.key_issues[5].id)
    change(plan, action, title="three", percent=0)
    change(plan, action, percent=None)
    assert told(plan, action)[start:] == [
        ("title", "one", "two"),
        ("key_issue", vocabulary.key_issues[0].label, vocabulary.key_issues[5].label),
        ("title", "two", "three"),
        ("percent", "", "0"),
        ("percent", "0", ""),
    ]


def test_links_updates_milestones_and_the_bin_are_told_too(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    action = add(plan)
    start = len(told(plan, action))
    theme, area = vocabulary.themes[0], vocabulary.areas[0]
    linked = ActionDraft(id=action, topics=frozenset({theme.id}), areas=frozenset({area.id}), partners=("Fire",))
    save_actions(plan, [linked], label="link")
    save_actions(plan, [ActionDraft(id=action, unlink_areas=frozenset({area.id}))], label="unlink")
    log_update(plan, action, an_update("Went well"))
    step = save_milestone(plan, action, MilestoneDraft(title="First", due=TODAY))
    save_milestone(plan, action, MilestoneDraft(id=step, title="First", due=TODAY, done=TODAY))
    delete_actions(plan, [action])
    restore_actions(plan, [action])
    assert told(plan, action)[start:] == [
        ("topic", "", theme.label),
        ("area", "", area.label),
        ("partner", "", "Fire"),
        ("area", area.label, ""),
        ("update", "", "Went well"),
        ("milestone", "", "First"),
        ("milestone due", "", "2026-10-02"),
        ("milestone done", "", "2026-10-02"),
        ("in the Bin", "", "yes"),
        ("in the Bin", "yes", "no"),
    ]


def test_each_entry_says_who_and_when(plan: OpenPlan) -> None:
    entry = action_history(plan, add(plan))[0]
    assert entry.by == "Asha Khan"
    assert entry.at == dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)


def test_a_colleagues_change_carries_the_colleagues_mark(plan: OpenPlan) -> None:
    from db.log.write import Edit
    from db.meta import Author

    action = add(plan)
    with plan.store.writing() as connection:
        author = Author("cd" * 16, plan.clock.now())
        plan.store.write(connection, [Edit("action", action, "title", "theirs")], author=author, deed="test")
    assert action_history(plan, action)[-1].by == "member cdcdcdcd"


def test_what_a_plan_is_and_holds(plan: OpenPlan) -> None:
    action = add(plan)
    log_update(plan, action, an_update())
    save_milestone(plan, action, MilestoneDraft(title="m"))
    gone = add(plan)
    log_update(plan, gone, an_update())
    delete_actions(plan, [gone])
    facts = plan_info(plan)
    assert (facts.name, facts.partnership, facts.marking) == ("Burnley plan", "BUR", "OFFICIAL")
    assert facts.partnership_name == "Burnley Community Safety Partnership"
    assert (facts.agreement, facts.period_start, facts.period_end) == (
        "csa-2025", dt.date(2025, 4, 1), dt.date(2028, 3, 31),
    )  # fmt: skip
    assert (facts.actions, facts.updates, facts.milestones, facts.read_only) == (1, 1, 1, "")
    assert facts.plan_id == plan.meta.plan
    assert facts.path == str(plan.path)
    assert facts.transactions == 8

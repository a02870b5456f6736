"""Every command can be undone and redone, also after a restart, and nothing of anybody else's is touched."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.history import action_history
from csa_tracker.plan.lists import ListQuery, list_keys
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.undo import next_steps, redo, undo
from csa_tracker.plan.vocabulary import Vocabulary, read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan, create_plan
from tests.csa_tracker.memory.conftest import NOW, reopened

Command = Callable[[OpenPlan, Vocabulary, int], None]


def view(plan: OpenPlan) -> str:
    """The digest of everything shown."""
    return plan_digest(plan).view


def add(plan: OpenPlan, words: Vocabulary, n: int) -> None:
    draft = ActionDraft(
        fields={"title": f"Action {n}", "key_issue": words.key_issues[n % 8].id, "due_on": dt.date(2026, 11, 1)},
        topics=frozenset({words.themes[n % 8].id}),
        areas=frozenset({words.areas[n % 9].id}),
        partners=("Lancashire Constabulary",),
        milestones=(MilestoneDraft(title="First"), MilestoneDraft(title="Second")),
    )
    save_actions(plan, [draft], label="add-action")


def some_action(plan: OpenPlan, n: int, *, deleted: bool = False) -> str | None:
    known = read_actions(plan, deleted=deleted)
    return known[n % len(known)].id if known else None


def change(plan: OpenPlan, _: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        fields: dict[str, Value] = {
            "title": f"Changed {n}",
            "percent": n % 101,
            "due_on": dt.date(2027, 1, 1) + dt.timedelta(days=n),
        }
        save_actions(plan, [ActionDraft(id=action, fields=fields)], label="change-action")


def clear(plan: OpenPlan, _: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        save_actions(plan, [ActionDraft(id=action, fields={"due_on": None})], label="change-action")


def update(plan: OpenPlan, _: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        rag = (None, Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)[n % 5]
        draft = UpdateDraft(text=f"Update {n}", made_on=dt.date(2026, 10, 1), author="Me", rag=rag)
        log_update(plan, action, draft, lifecycle=Lifecycle.IN_PROGRESS if n % 2 else None)


def milestone(plan: OpenPlan, _: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        known = read_action(plan, action).milestones
        if known and n % 2:
            draft = MilestoneDraft(id=known[0].id, title=known[0].title, done=dt.date(2026, 10, 1))
        else:
            draft = MilestoneDraft(title=f"Milestone {n}")
        save_milestone(plan, action, draft)


def link(plan: OpenPlan, words: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        draft = ActionDraft(id=action, topics=frozenset({words.causes[n % 7].id}), partners=(f"Partner {n % 3}",))
        save_actions(plan, [draft], label="link")


def unlink(plan: OpenPlan, words: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        draft = ActionDraft(id=action, unlink_topics=frozenset(topic.id for topic in (*words.themes, *words.causes)))
        save_actions(plan, [draft], label="unlink")


def delete(plan: OpenPlan, _: Vocabulary, n: int) -> None:
    if action := some_action(plan, n):
        delete_actions(plan, [action])


def restore(plan: OpenPlan, _: Vocabulary, n: int) -> None:
    if action := some_action(plan, n, deleted=True):
        restore_actions(plan, [action])


def import_rows(plan: OpenPlan, words: Vocabulary, n: int) -> None:
    drafts = [
        ActionDraft(ref=f"X-{n}-{row}", fields={"title": f"Row {row}", "key_issue": words.key_issues[row].id})
        for row in range(3)
    ]
    if action := some_action(plan, n):
        drafts.append(ActionDraft(id=action, fields={"measure_of_success": f"Measure {n}"}))
    save_actions(plan, drafts, label="import")


COMMANDS: tuple[Command, ...] = (
    add, change, clear, update, milestone, link, unlink, delete, restore, import_rows
)  # fmt: skip


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 40)), min_size=1, max_size=9))
def test_undoing_every_step_and_redoing_it_shows_what_was_there(steps: list[tuple[Command, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder) / "profile")
        path = Path(folder) / "p.csplan"
        with create_plan(path, partnership="BUR", name="P", profile=profile, clock=Clock(NOW)) as plan:
            words = read_vocabulary(plan)
            shown = [view(plan)]
            for command, n in [(add, 0), *steps]:
                command(plan, words, n)
                if view(plan) != shown[-1] or next_steps(plan).undo != "":
                    shown.append(view(plan))
            shown = [digest for place, digest in enumerate(shown) if place == 0 or digest != shown[place - 1]]
            for digest in reversed(shown[:-1]):
                undo(plan)
                assert view(plan) == digest
            for digest in shown[1:]:
                redo(plan)
                assert view(plan) == digest
            assert check_plan(plan).ok


def test_undo_reaches_back_across_a_restart(plan: OpenPlan) -> None:
    words = read_vocabulary(plan)
    empty = view(plan)
    add(plan, words, 1)
    update(plan, words, 1)
    plan.close()
    with reopened(plan, days=3) as later:
        assert next_steps(later).undo == "update on 1 action"
        undo(later)
        undo(later)
        assert view(later) == empty
        assert list_keys(later, ListQuery()) == []
        assert next_steps(later).undo == ""
        assert next_steps(later).redo == "adding of 1 action"


def test_an_import_is_one_step(plan: OpenPlan) -> None:
    empty = view(plan)
    import_rows(plan, read_vocabulary(plan), 0)
    assert next_steps(plan).undo == "import of 3 actions"
    undo(plan)
    assert view(plan) == empty


def test_undo_names_what_it_will_do(plan: OpenPlan) -> None:
    words = read_vocabulary(plan)
    for n in range(3):
        add(plan, words, n)
    ids = [action.id for action in read_actions(plan)]
    drafts = [ActionDraft(id=action, fields={"due_on": dt.date(2027, 3, 31)}) for action in ids]
    save_actions(plan, drafts, label="change-action")
    assert next_steps(plan).undo == "change of due date of 3 actions"


def test_a_new_step_forgets_what_could_be_redone(plan: OpenPlan) -> None:
    words = read_vocabulary(plan)
    add(plan, words, 1)
    undo(plan)
    add(plan, words, 2)
    assert next_steps(plan).redo == ""
    with pytest.raises(UserError, match="nothing to redo"):
        redo(plan)


def test_nothing_to_undo_is_said_plainly(plan: OpenPlan) -> None:
    with pytest.raises(UserError, match="nothing to undo"):
        undo(plan)


def test_a_field_somebody_else_changed_since_is_left_alone_and_listed(plan: OpenPlan) -> None:
    words = read_vocabulary(plan)
    add(plan, words, 1)
    action = read_actions(plan)[0].id
    save_actions(plan, [ActionDraft(id=action, fields={"title": "Mine", "percent": 10})], label="change-action")
    change_as_another_replica(plan, action, "title", "Theirs")
    turned = undo(plan)
    after = read_action(plan, action)
    assert (after.title, after.percent) == ("Theirs", None)
    assert turned.kept == ("BUR-0001 title",)


def test_a_step_changed_since_in_every_field_is_refused(plan: OpenPlan) -> None:
    add(plan, read_vocabulary(plan), 1)
    action = read_actions(plan)[0].id
    save_actions(plan, [ActionDraft(id=action, fields={"title": "Mine"})], label="change-action")
    change_as_another_replica(plan, action, "title", "Theirs")
    before = plan_digest(plan)
    with pytest.raises(UserError, match="changed since"):
        undo(plan)
    assert plan_digest(plan) == before


def test_history_keeps_both_the_step_and_its_undoing(plan: OpenPlan) -> None:
    add(plan, read_vocabulary(plan), 1)
    action = read_actions(plan)[0].id
    save_actions(plan, [ActionDraft(id=action, fields={"title": "Second"})], label="change-action")
    undo(plan)
    titles = [(entry.before, entry.after) for entry in action_history(plan, action) if entry.field == "title"]
    assert titles == [("", "Action 1"), ("Action 1", "Second"), ("Second", "Action 1")]


def change_as_another_replica(plan: OpenPlan, action: str, field: str, value: str) -> None:
    """Merge a change of the current value as if it came from a colleague's file."""
    import os

    from csa_tracker.workspace import plan_sinks
    from db.log.heads import heads_of
    from db.log.merge import merge
    from db.log.transaction import Operation, make_transaction
    from db.log.values import encode_value

    with plan.store.writing() as connection:
        (heads,) = heads_of(connection, [("action", action, field)]).values()
        operation = Operation(
            "action", action, field, encode_value(value), os.urandom(16), tuple(head.ref for head in heads)
        )
        transaction = make_transaction(
            replica="f" * 32, scope="BUR", seq=1, prev=None, hlc=max(head.hlc for head in heads) + 1,
            member="e" * 32, group=None, operations=[operation], extra={"do": "change-action"},
        )  # fmt: skip
        merge(connection, [transaction], plan_sinks(plan.clock))

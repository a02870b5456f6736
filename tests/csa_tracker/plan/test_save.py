"""Saving actions: references, links, what is written along with them, and that a refusal saves nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.values import Brag, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import TODAY, a_draft, add, an_update, change, entries

HOSTILE = "<b>x</b> & 'q\" ; -- \0 \x1b[31m 👩‍👩‍👧 مرحبا \u202egnp =1+1\n\ttab"


def test_a_whole_action_reads_back_as_it_was_saved(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    draft = ActionDraft(
        fields={
            "title": HOSTILE, "key_issue": vocabulary.key_issues[1].id, "description": HOSTILE, "board": "Board",
            "lead_organisation": "Police", "lead_role": "Inspector", "start_on": TODAY, "due_on": TODAY,
            "due_text": "soon", "percent": 40, "owner_rag": "amber", "measure_of_success": "fewer",
            "lifecycle": "in_progress",
        },
        topics=frozenset({vocabulary.key_issues[0].id, vocabulary.themes[2].id, vocabulary.causes[0].id,
                          vocabulary.commitments[0].id}),
        areas=frozenset({vocabulary.areas[0].id}),
        partners=("Zed", "Fire service"),
        updates=(an_update(HOSTILE, rag=Rag.BLUE, percent=10),),
        milestones=(MilestoneDraft(title="one", due=TODAY), MilestoneDraft(title="two", done=TODAY, owner_role="Sgt")),
    )  # fmt: skip
    (action_id,) = save_actions(plan, [draft], label="add-action")
    action = read_action(plan, action_id)
    assert (action.ref, action.partnership) == ("BUR-0001", "BUR")
    assert (action.title, action.description, action.latest_update) == (HOSTILE, HOSTILE, HOSTILE)
    assert (action.key_issue, action.also_key_issues) == (
        vocabulary.key_issues[1].code,
        (vocabulary.key_issues[0].code,),
    )
    assert action.themes == (vocabulary.themes[2].code,)
    assert action.causes == (vocabulary.causes[0].code,)
    assert action.commitments == (vocabulary.commitments[0].code,)
    assert action.areas == (vocabulary.areas[0].label,)
    assert action.partners == ("Fire service", "Zed")
    assert (action.start, action.due, action.due_text, action.percent) == (TODAY, TODAY, "soon", 40)
    assert (action.rag, action.status, action.measure) == (Rag.AMBER, Lifecycle.IN_PROGRESS, "fewer")
    assert (action.lead, action.lead_role, action.board) == ("Police", "Inspector", "Board")
    assert [(m.title, m.due, m.done, m.owner_role) for m in action.milestones] == [
        ("one", TODAY, None, ""),
        ("two", None, TODAY, "Sgt"),
    ]
    assert [(u.text, u.rag, u.percent, u.author, u.made_on) for u in action.updates] == [
        (HOSTILE, Rag.BLUE, 10, "Asha", TODAY)
    ]
    assert read_actions(plan) == [replace(action, heads={})]
    assert check_plan(plan).ok


def test_a_new_action_needs_no_more_than_a_title_and_a_key_issue(plan: OpenPlan) -> None:
    action = read_action(plan, add(plan))
    assert (action.status, action.rag, action.brag) == (Lifecycle.NOT_STARTED, None, Brag.GREY)
    assert (action.lead, action.due, action.source_ref, action.marking) == ("", None, None, "")


def test_references_count_up_and_are_never_used_again(plan: OpenPlan) -> None:
    first, second = add(plan), add(plan)
    assert [read_action(plan, action).ref for action in (first, second)] == ["BUR-0001", "BUR-0002"]
    delete_actions(plan, [second])
    assert read_action(plan, add(plan)).ref == "BUR-0003"


def test_a_wanted_reference_is_kept_when_it_is_free(plan: OpenPlan) -> None:
    assert read_action(plan, add(plan, ref=" DA-7 ")).ref == "DA-7"
    assert read_action(plan, add(plan, ref="DA-7")).ref == "BUR-0001"
    assert read_action(plan, add(plan, ref="BUR-0041")).ref == "BUR-0041"
    assert read_action(plan, add(plan, ref="BUR-0009x")).ref == "BUR-0009x"
    assert read_action(plan, add(plan)).ref == "BUR-0042"


def test_references_of_one_gesture_do_not_meet(plan: OpenPlan) -> None:
    drafts = [a_draft(plan), a_draft(plan, ref="BUR-0002"), a_draft(plan), a_draft(plan, ref="BUR-0002")]
    ids = save_actions(plan, drafts, label="import")
    assert [read_action(plan, action).ref for action in ids] == ["BUR-0001", "BUR-0002", "BUR-0003", "BUR-0004"]


def test_numbers_go_on_beyond_four_digits(plan: OpenPlan) -> None:
    add(plan, ref="BUR-9999")
    assert read_action(plan, add(plan)).ref == "BUR-10000"


def test_an_action_is_found_by_reference_imported_reference_and_id(plan: OpenPlan) -> None:
    action = add(plan, source_ref="DA01")
    for name in ("BUR-0001", " BUR-0001 ", "DA01", action):
        assert find_action(plan, name) == action
    for name in ("BUR-0002", "", "bur'; --", "%"):
        with pytest.raises(UserError) as caught:
            find_action(plan, name)
        assert caught.value.code == "unknown-reference"


def test_a_live_action_is_found_before_one_in_the_bin(plan: OpenPlan) -> None:
    old = add(plan, source_ref="DA01")
    delete_actions(plan, [old])
    assert find_action(plan, "DA01") == old
    new = add(plan, source_ref="DA01")
    assert find_action(plan, "DA01") == new
    add(plan, source_ref="DA01")
    with pytest.raises(UserError) as caught:
        find_action(plan, "DA01")
    assert caught.value.code == "ambiguous-reference"


def test_a_draft_that_changes_nothing_writes_nothing(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    action = add(plan, title="Patrols", due_on=TODAY)
    area = frozenset({vocabulary.areas[0].id})
    link = ActionDraft(id=action, areas=area, partners=("Police",))
    save_actions(plan, [link], label="link")
    before = entries(plan)
    save_actions(plan, [link], label="link")
    change(plan, action, title="Patrols", due_on=TODAY, lead_role="", percent=None)
    unlinked = frozenset({vocabulary.areas[1].id})
    save_actions(plan, [ActionDraft(id=action, unlink_areas=unlinked, unlink_partners=("Nobody",))], label="unlink")
    save_actions(plan, [], label="nothing")
    assert entries(plan) == before


def test_emptying_a_field_clears_it(plan: OpenPlan) -> None:
    action = add(plan, lead_role="Inspector", due_on=TODAY)
    assert change(plan, action, lead_role="", due_on=None).lead_role == ""
    assert read_action(plan, action).due is None


def test_the_first_due_date_is_remembered_for_good(plan: OpenPlan) -> None:
    action = add(plan, due_on=TODAY)
    change(plan, action, due_on=TODAY + dt.timedelta(days=30))
    change(plan, action, due_on=TODAY + dt.timedelta(days=60))
    late = add(plan)
    change(plan, late, due_on=TODAY)
    with plan.store.reading() as connection:
        found = connection.exec_driver_sql("SELECT original_due_on FROM action ORDER BY ref").scalars().all()
    assert found == ["2026-10-02", "2026-10-02"]


def test_completing_an_action_notes_the_day(plan: OpenPlan) -> None:
    action = add(plan)
    change(plan, action, lifecycle="complete")
    with plan.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT completed_on FROM action").scalar() == "2026-10-02"


def test_linking_and_unlinking_leaves_no_trace_in_what_is_shown(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    action = add(plan)
    before, shown = plan_digest(plan).view, read_action(plan, action)
    theme, area = frozenset({vocabulary.themes[0].id}), frozenset({vocabulary.areas[0].id})
    save_actions(plan, [ActionDraft(id=action, topics=theme, areas=area, partners=("Fire",))], label="link")
    assert plan_digest(plan).view != before
    ended = ActionDraft(id=action, unlink_topics=theme, unlink_areas=area, unlink_partners=("FIRE",))
    save_actions(plan, [ended], label="unlink")
    assert plan_digest(plan).view == before
    assert read_action(plan, action) == shown


def test_a_partner_named_twice_in_two_spellings_is_one_partner_without_a_conflict(plan: OpenPlan) -> None:
    (action,) = save_actions(plan, [replace(a_draft(plan), partners=("Police", "police", "Police "))], label="add")
    assert read_action(plan, action).partners == ("Police",)
    with plan.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attention").scalar() == 0


def test_an_action_in_the_bin_keeps_everything_and_comes_back_with_it(plan: OpenPlan) -> None:
    action = add(plan)
    save_actions(plan, [ActionDraft(id=action, updates=(an_update(),))], label="update")
    before, digest = read_action(plan, action), plan_digest(plan).view
    delete_actions(plan, [action])
    assert read_actions(plan) == []
    assert [gone.id for gone in read_actions(plan, deleted=True)] == [action]
    assert read_action(plan, action) == replace(before, deleted=True)
    restore_actions(plan, [action])
    assert read_action(plan, action) == before
    assert plan_digest(plan).view == digest


def test_deleting_or_restoring_again_writes_nothing(plan: OpenPlan) -> None:
    action = add(plan)
    restore_actions(plan, [action])
    delete_actions(plan, [action, action])
    before = entries(plan)
    delete_actions(plan, [action])
    assert entries(plan) == before


def test_an_action_in_the_bin_is_not_changed_behind_its_back(plan: OpenPlan) -> None:
    action = add(plan)
    delete_actions(plan, [action])
    with pytest.raises(UserError) as caught:
        change(plan, action, title="New")
    assert caught.value.code == "in-bin"
    assert read_action(plan, action).deleted


def test_a_form_that_showed_an_older_value_leads_to_a_conflict(plan: OpenPlan) -> None:
    action = add(plan, title="one", lead_role="role")
    form = read_action(plan, action).heads
    change(plan, action, title="two")
    save_actions(plan, [ActionDraft(id=action, fields={"title": "three", "lead_role": "x"}, base=form)], label="change")
    shown = read_action(plan, action)
    assert (shown.title, shown.lead_role, shown.conflicts) == ("three", "x", ("title",))
    assert len(shown.heads["title"]) == 2
    assert change(plan, action, title="two").conflicts == ()


def test_one_refused_draft_saves_none_of_them(plan: OpenPlan) -> None:
    kept = add(plan, title="kept")
    before = entries(plan)
    drafts = [a_draft(plan), ActionDraft(id=kept, fields={"title": "changed"}), a_draft(plan, title="")]
    with pytest.raises(UserError):
        save_actions(plan, drafts, label="import")
    assert entries(plan) == before
    assert [action.title for action in read_actions(plan)] == ["kept"]


@pytest.mark.parametrize("ids", [["nobody"], ["known", "nobody"]])
def test_an_unknown_action_cannot_be_changed_deleted_or_read(plan: OpenPlan, ids: list[str]) -> None:
    known = add(plan)
    named = [known if name == "known" else name for name in ids]
    for attempt in (
        lambda: delete_actions(plan, named),
        lambda: save_actions(plan, [ActionDraft(id=name) for name in named], label="x"),
        lambda: read_action(plan, named[-1]),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "unknown-action"
    assert not read_action(plan, known).deleted


def test_an_update_of_an_action_made_in_one_gesture_counts_for_its_rating(plan: OpenPlan) -> None:
    old = UpdateDraft(text="x", made_on=TODAY - dt.timedelta(days=93), author="A")
    (action,) = save_actions(plan, [replace(a_draft(plan, lifecycle="in_progress"), updates=(old,))], label="import")
    assert read_action(plan, action).why == "No update: last update 93 days ago."

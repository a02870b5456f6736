"""What is typed wrongly is refused in the words of the form, and nothing is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, Value
from csa_tracker.plan.entry import EDITABLE, read_entry
from csa_tracker.plan.naming import Named, read_links
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_action
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.rules.fields import MAX_TEXT
from csa_tracker.values import Brag, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import TODAY, a_draft, add, an_update, entries

ANY_DATE = "3 Apr 2027"
TYPED = {
    ("title", "  Patrols "): {"title": "  Patrols "},
    ("key_issue", "Domestic Abuse"): "key issue",
    ("key_issue", " domestic-abuse"): "key issue",
    ("status", "In progress"): {"lifecycle": "in_progress"},
    ("status", "not-started"): {"lifecycle": "not_started"},
    ("rag", "A"): {"owner_rag": "amber"},
    ("rag", " Green "): {"owner_rag": "green"},
    ("rag", ""): {"owner_rag": None},
    ("percent", "40"): {"percent": 40},
    ("percent", " 100 % "): {"percent": 100},
    ("percent", "0040"): {"percent": 40},
    ("percent", ""): {"percent": None},
    ("start", ANY_DATE): {"start_on": dt.date(2027, 4, 3)},
    ("start", ""): {"start_on": None},
    ("due", ANY_DATE): {"due_on": dt.date(2027, 4, 3), "due_text": None, "recurrence": None},
    ("due", "Dec 2026"): {"due_on": dt.date(2026, 12, 31), "due_text": "Dec 2026", "recurrence": None},
    ("due", "Ongoing"): {"due_on": None, "due_text": "Ongoing", "recurrence": "ongoing"},
    ("due", ""): {"due_on": None, "due_text": None, "recurrence": None},
    ("marking", "official sensitive"): {"marking": "OFFICIAL-SENSITIVE"},
    ("lead_role", " Inspector "): {"lead_role": "Inspector"},
    ("description", " as typed "): {"description": " as typed "},
    ("lead", " A body nobody listed "): {"lead_organisation": "A body nobody listed"},
}


@pytest.mark.parametrize(("field", "text"), TYPED)
def test_what_is_typed_is_read_as_meant(plan: OpenPlan, vocabulary: Vocabulary, field: str, text: str) -> None:
    expected = TYPED[field, text]
    if expected == "key issue":
        expected = {"key_issue": vocabulary.key_issues[0].id}
    assert read_entry(plan, field, text) == expected


REFUSED = [
    ("due", "31/02/2026", "not-a-real-date"),
    ("due", "03/13/2026", "no-such-month"),
    ("start", "31/02/2026", "not-a-real-date"),
    ("start", "03/13/2026", "no-such-month"),
    ("start", "soon", "not-a-date"),
    ("start", "1 Jan 1066", "date-out-of-range"),
    ("percent", "150", "bad-percent"),
    ("percent", "-1", "bad-percent"),
    ("percent", "4.5", "bad-percent"),
    ("percent", "forty", "bad-percent"),
    ("percent", "٤٠", "bad-percent"),
    ("percent", "0" * 5000 + "1000", "bad-percent"),
    ("percent", "9" * 5000, "bad-percent"),
    ("rag", "purple", "unknown-rating"),
    ("rag", "blue", "bad-rag"),
    ("status", "gone", "unknown-status"),
    ("status", "", "empty-status"),
    ("marking", "SECRET", "marking-too-high"),
    ("key_issue", "litter", "unknown-key-issue"),
    ("key_issue", "", "unknown-key-issue"),
    ("key_issue", "terrorism", "owned-elsewhere"),
    ("key_issue", "Terrorism", "owned-elsewhere"),
    ("ref", "BUR-0009", "unknown-field"),
    ("partnership", "PEN", "unknown-field"),
    ("nonsense", "x", "unknown-field"),
    ("_deleted", "true", "unknown-field"),
]


@pytest.mark.parametrize(("field", "text", "code"), REFUSED)
def test_what_no_field_can_take_is_refused_with_a_next_step(plan: OpenPlan, field: str, text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        read_entry(plan, field, text)
    assert (caught.value.code, caught.value.exit_code) == (code, Exit.REFUSED)
    assert caught.value.message.endswith(".")
    assert caught.value.next_step.endswith(".")
    assert len(str(caught.value)) < 700


def test_terrorism_is_refused_with_the_agreements_footnote(plan: OpenPlan) -> None:
    with pytest.raises(UserError, match=r"specialist unit within the\s+Police"):
        read_entry(plan, "key_issue", "terrorism")


def test_every_field_that_is_offered_can_be_typed_into(plan: OpenPlan) -> None:
    texts = {"status": "paused", "key_issue": "road-safety", "title": "x"}
    for field in EDITABLE:
        assert read_entry(plan, field, texts.get(field, "")), field


@pytest.mark.parametrize(
    ("named", "code"),
    [
        (Named(issues=("litter",)), "unknown-key-issue"),
        (Named(issues=("terrorism",)), "owned-elsewhere"),
        (Named(themes=("litter",)), "unknown-theme"),
        (Named(causes=("litter",)), "unknown-cause"),
        (Named(commitments=("litter",)), "unknown-commitment"),
        (Named(areas=("E99999999",)), "unknown-area"),
        (Named(areas=("",)), "unknown-area"),
        (Named(areas=("x" * 100_000,)), "unknown-area"),
    ],
)
def test_an_unknown_name_is_refused_with_the_likeliest(plan: OpenPlan, named: Named, code: str) -> None:
    with pytest.raises(UserError) as caught:
        read_links(plan, named)
    assert caught.value.code == code
    assert len(str(caught.value)) < 900


BAD_FIELDS: list[tuple[Mapping[str, Value], str, str]] = [
    ({"title": ""}, "empty-title", "Enter an action title."),
    ({"title": " \n\t"}, "empty-title", "Enter an action title."),
    ({"title": None}, "empty-title", "Enter an action title."),
    ({"key_issue": None}, "no-key-issue", "Choose the key issue this action serves."),
    ({"key_issue": "nonsense"}, "unknown-key-issue", "The key issue is not one of this plan's agreement."),
    ({"start_on": TODAY, "due_on": TODAY - dt.timedelta(days=1)}, "due-before-start",
     "Due date must be the same as or after the start date, 2 Oct 2026."),
    ({"percent": 150}, "bad-percent", "Progress must be between 0 and 100."),
    ({"percent": -1}, "bad-percent", "Progress must be between 0 and 100."),
    ({"due_on": dt.date(2300, 1, 1)}, "bad-date", "Due date must be between the years 1900 and 2199."),
    ({"marking": "SECRET"}, "bad-marking", "Protective marking must be one of: OFFICIAL, OFFICIAL-SENSITIVE."),
    ({"owner_rag": "blue"}, "bad-owner-rag", "Owner's rating does not fit what this field holds."),
    ({"lifecycle": "gone"}, "bad-lifecycle", "Status does not fit what this field holds."),
    ({"description": "x" * (MAX_TEXT + 1)}, "too-long", "Description must be 1,000,000 characters or fewer."),
    ({"description": "\ud800"}, "unstorable",
     "The text holds a character that is not part of Unicode, so it cannot be stored."),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "code", "message"), BAD_FIELDS, ids=[line[1] for line in BAD_FIELDS])
def test_a_draft_that_makes_no_action_is_refused(
    plan: OpenPlan, fields: Mapping[str, Value], code: str, message: str
) -> None:
    before = entries(plan)
    with pytest.raises(UserError) as caught:
        save_actions(plan, [ActionDraft(fields={**a_draft(plan).fields, **fields})], label="add-action")
    assert (caught.value.code, caught.value.message) == (code, message)
    assert entries(plan) == before


def test_a_change_is_judged_together_with_what_is_stored(plan: OpenPlan) -> None:
    action = add(plan, start_on=TODAY)
    with pytest.raises(UserError) as caught:
        save_actions(
            plan, [ActionDraft(id=action, fields={"due_on": TODAY - dt.timedelta(days=1)})], label="change-action"
        )
    assert caught.value.code == "due-before-start"
    save_actions(plan, [ActionDraft(id=action, fields={"due_on": TODAY})], label="change-action")
    assert read_action(plan, action).due == TODAY


def test_terrorism_cannot_be_saved_as_a_key_issue_either(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    with pytest.raises(UserError) as caught:
        add(plan, key_issue=vocabulary.owned_elsewhere[0].id)
    assert caught.value.code == "owned-elsewhere"


def test_one_action_cannot_be_changed_twice_in_one_gesture(plan: OpenPlan) -> None:
    action = add(plan)
    with pytest.raises(UserError) as caught:
        save_actions(plan, [ActionDraft(id=action), ActionDraft(id=action)], label="import")
    assert caught.value.code == "twice"


@pytest.mark.parametrize(
    ("text", "percent", "code"), [("", None, "empty-update"), (" \n", None, "empty-update"), ("x", 150, "bad-percent")]
)
def test_an_update_that_says_nothing_is_refused(plan: OpenPlan, text: str, percent: int | None, code: str) -> None:
    action = add(plan)
    before = entries(plan)
    for attempt in (
        lambda: log_update(plan, action, an_update(text, percent=percent)),
        lambda: save_actions(plan, [replace(a_draft(plan), updates=(an_update(text, percent=percent),))], label="x"),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == code
    assert entries(plan) == before


def test_a_milestone_needs_a_title_and_an_action(plan: OpenPlan) -> None:
    action, other = add(plan), add(plan)
    known = save_milestone(plan, other, MilestoneDraft(title="reached"))
    before = entries(plan)
    for draft, code in (
        (MilestoneDraft(title=" "), "empty-milestone"),
        (MilestoneDraft(title="x", due=dt.date(1800, 1, 1)), "bad-date"),
        (MilestoneDraft(title="x", id=known), "unknown-milestone"),
        (MilestoneDraft(title="x", id="nobody"), "unknown-milestone"),
    ):
        with pytest.raises(UserError) as caught:
            save_milestone(plan, action, draft)
        assert caught.value.code == code
    assert entries(plan) == before


@pytest.mark.parametrize("rag", Rag)
def test_an_updates_rating_and_progress_become_the_actions_own(plan: OpenPlan, rag: Rag) -> None:
    action = add(plan, owner_rag="green", lifecycle="in_progress")
    update = log_update(plan, action, an_update(rag=rag, percent=55))
    shown = read_action(plan, action)
    assert shown.updates[0].id == update
    assert shown.percent == 55
    if rag is Rag.BLUE:
        assert (shown.status, shown.rag, shown.brag) == (Lifecycle.COMPLETE, None, Brag.BLUE)
    else:
        assert (shown.status, shown.rag) == (Lifecycle.IN_PROGRESS, rag)


def test_an_update_without_rating_leaves_the_owners_word(plan: OpenPlan) -> None:
    action = add(plan, owner_rag="amber", percent=10)
    log_update(plan, action, an_update(), lifecycle=Lifecycle.PAUSED)
    shown = read_action(plan, action)
    assert (shown.rag, shown.percent, shown.status) == (Rag.AMBER, 10, Lifecycle.PAUSED)

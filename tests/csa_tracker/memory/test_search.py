"""Search finds words, phrases and beginnings of words; what somebody types is never query syntax."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import find_action
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.search import search
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan


@pytest.fixture
def filled(plan: OpenPlan) -> OpenPlan:
    """Two actions, an update and a milestone."""
    issue = read_vocabulary(plan).key_issues[5].id
    first = ActionDraft(
        fields={"title": "Agree the road-safety plan", "key_issue": issue, "lead_organisation": "Wyre Council"},
        milestones=(MilestoneDraft(title="Café opened"),),
    )
    second = ActionDraft(fields={"title": "Plan the safe road home", "key_issue": issue})
    _, other = save_actions(plan, [first, second], label="add-action")
    log_update(plan, other, UpdateDraft(text="Met the PCSO; O'Brien agreed", made_on=dt.date(2026, 10, 1), author="Me"))
    return plan


def refs(plan: OpenPlan, text: str) -> list[str]:
    return [row.ref for row in read_rows(plan, list_keys(plan, ListQuery(text=text)))]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("road", ["BUR-0001", "BUR-0002"]),
        ("ROAD safety", ["BUR-0001"]),
        ('"safe road"', ["BUR-0002"]),
        ("“road safety”", ["BUR-0001"]),
        ("saf", ["BUR-0001", "BUR-0002"]),
        ("cafe", ["BUR-0001"]),
        ("pcso home", ["BUR-0002"]),
        ("o'brien", ["BUR-0002"]),
        ("bur-0002", ["BUR-0002"]),
        ("wyre", ["BUR-0001"]),
        ("safety-road", []),
        ("", ["BUR-0001", "BUR-0002"]),
        ("* ^ -", ["BUR-0001", "BUR-0002"]),
        ("road NOT safety", []),
        ("NEAR(road safe)", []),
    ],
)
def test_a_list_is_filtered_by_words(filled: OpenPlan, typed: str, found: list[str]) -> None:
    assert refs(filled, typed) == found


def test_a_hit_says_where_the_words_stand(filled: OpenPlan) -> None:
    (hit,) = search(filled, "pcso")
    assert (hit.ref, hit.kind, hit.title) == ("BUR-0002", "update", "Plan the safe road home")
    assert "PCSO" in hit.excerpt
    assert [hit.kind for hit in search(filled, "café")] == ["milestone"]


def test_a_changed_text_is_found_by_its_new_words_only(filled: OpenPlan) -> None:
    action = find_action(filled, "BUR-0001")
    save_actions(filled, [ActionDraft(id=action, fields={"title": "Lollipop patrols"})], label="change-action")
    assert refs(filled, "lollipop") == ["BUR-0001"]
    assert refs(filled, '"road safety"') == []


def test_what_is_in_the_bin_is_not_found_until_it_is_restored(filled: OpenPlan) -> None:
    action = find_action(filled, "BUR-0002")
    delete_actions(filled, [action])
    assert search(filled, "pcso") == []
    restore_actions(filled, [action])
    assert len(search(filled, "pcso")) == 1


def test_a_rebuilt_plan_finds_the_same(filled: OpenPlan) -> None:
    before = search(filled, "road")
    with filled.store.writing() as connection:
        filled.store.rebuild(connection)
    assert search(filled, "road") == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_nothing_anybody_types_breaks_the_search(filled: OpenPlan, typed: str) -> None:
    text = typed.encode("utf-8", "ignore").decode()
    search(filled, text)
    list_keys(filled, ListQuery(text=text))

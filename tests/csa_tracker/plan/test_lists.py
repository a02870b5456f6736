"""Lists: what they hold, in which order, and that what is typed into a filter is text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.lists import SORTS, ListQuery, count_by_brag, list_keys, read_rows
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.values import ActionRow, Brag, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import TODAY, a_draft, add, an_update


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture
def filled(plan: OpenPlan, vocabulary: Vocabulary) -> OpenPlan:
    """Seven actions, each with something of its own, and one in the Bin."""
    issue = [choice.id for choice in vocabulary.key_issues]
    drafts = [
        a_draft(plan, ref="A1", title="banana 100% sure", key_issue=issue[2], lead_organisation="Police",
                due_on=day(-3)),
        a_draft(plan, ref="A2", title="Apple_pie", key_issue=issue[1], lead_organisation="council", due_on=day(40),
                lifecycle="in_progress", percent=30),
        a_draft(plan, ref="A3", title="cherry 'quoted'", key_issue=issue[0], lifecycle="complete", percent=100),
        a_draft(plan, ref="A4", title="apple", key_issue=issue[1], lead_organisation="Fire", due_on=day(40),
                lifecycle="paused", due_text="Ongoing"),
        a_draft(plan, ref="A5", title="Date back\\slash", key_issue=issue[3], owner_rag="amber",
                lifecycle="in_progress", percent=30, lead_role="Élan officer", due_on=day(200)),
        a_draft(plan, ref="A6", title="elder", key_issue=issue[7], lifecycle="withdrawn", source_ref="OLD-9"),
        a_draft(plan, ref="A7", title="fig", key_issue=issue[0], start_on=day(-1)),
        a_draft(plan, ref="A8", title="in the Bin", lifecycle="in_progress"),
    ]  # fmt: skip
    drafts[1] = replace(drafts[1], areas=frozenset({vocabulary.areas[3].id}), topics=frozenset({issue[5]}))
    drafts[4] = replace(drafts[4], updates=(an_update(made_on=day(-9)),))
    drafts[1] = replace(drafts[1], updates=(an_update(made_on=day(-2)),))
    ids = save_actions(plan, drafts, label="import")
    delete_actions(plan, ids[-1:])
    return plan


def rows(plan: OpenPlan, query: ListQuery) -> list[ActionRow]:
    return read_rows(plan, list_keys(plan, query))


def refs(plan: OpenPlan, query: ListQuery) -> str:
    return " ".join(row.ref for row in rows(plan, query))


UPWARDS = {
    "ref": "A1 A2 A3 A4 A5 A6 A7",
    "title": "A4 A2 A1 A3 A5 A6 A7",
    "rating": "A1 A5 A7 A4 A2 A3 A6",
    "key_issue": "A3 A7 A2 A4 A1 A5 A6",
}


@pytest.mark.parametrize(("sort", "order"), UPWARDS.items())
def test_each_order_is_the_one_people_expect(filled: OpenPlan, sort: str, order: str) -> None:
    assert refs(filled, ListQuery(sort=sort)) == order


def test_a_missing_due_date_comes_last_in_both_directions(filled: OpenPlan) -> None:
    upwards = [row.due for row in rows(filled, ListQuery(sort="due"))]
    downwards = [row.due for row in rows(filled, ListQuery(sort="due", descending=True))]
    assert upwards == [day(-3), day(40), day(40), day(200), None, None, None]
    assert downwards == [day(200), day(40), day(40), day(-3), None, None, None]


@pytest.mark.parametrize(
    ("sort", "values"),
    [("lead", ["council", "Fire", "Police"]), ("percent", [30, 30, 100]), ("updated", [day(-9), day(-2)])],
)
def test_the_other_orders_follow_their_value(filled: OpenPlan, sort: str, values: list[object]) -> None:
    def found(*, descending: bool) -> list[object]:
        shown = rows(filled, ListQuery(sort=sort, descending=descending))
        column = {"lead": "lead", "percent": "percent", "updated": "latest_update_on"}[sort]
        return [getattr(row, column) for row in shown if getattr(row, column) not in (None, "")]

    assert found(descending=False) == values
    assert found(descending=True) == values[::-1]


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "due"])
def test_downwards_is_exactly_upwards_turned_round(filled: OpenPlan, sort: str) -> None:
    upwards = list_keys(filled, ListQuery(sort=sort))
    assert list_keys(filled, ListQuery(sort=sort, descending=True)) == upwards[::-1]
    assert list_keys(filled, ListQuery(sort=sort)) == upwards


def test_each_filter_keeps_what_it_names(filled: OpenPlan, vocabulary: Vocabulary) -> None:
    issue = [choice.id for choice in vocabulary.key_issues]
    asked = {
        "A1": ListQuery(overdue=True),
        "A2": ListQuery(areas=frozenset({vocabulary.areas[3].id})),
        "A2 A4": ListQuery(key_issues=frozenset({issue[1]})),
        "A2 A3 A7": ListQuery(key_issues=frozenset({issue[0], issue[5]})),
        "A1 A4": ListQuery(leads=frozenset({"Police", "Fire"})),
        "A4 A6": ListQuery(lifecycles=frozenset({Lifecycle.PAUSED, Lifecycle.WITHDRAWN})),
        "A6": ListQuery(brags=frozenset({None})),
        "A1 A6": ListQuery(brags=frozenset({Brag.RED, None})),
        "A5 A7": ListQuery(brags=frozenset({Brag.AMBER})),
        "A8": ListQuery(deleted=True),
        "": ListQuery(brags=frozenset({Brag.RED}), lifecycles=frozenset({Lifecycle.PAUSED})),
    }
    assert {refs(filled, query): query for query in asked.values()} == asked


EVERYTHING = "A1 A2 A3 A4 A5 A6 A7"
TEXTS = {
    "100%": "A1",
    "apple_": "A2 A4",
    "'quoted'": "A3",
    "back\\slash": "A5",
    "police": "A1",
    "BANANA sure": "A1",
    "sure banana": "A1",
    "OLD-9": "A6",
    "a4": "A4",
    "élan": "A5",
    "appl": "A2 A4",
    "nothing": "",
    "'; DROP TABLE action; --": "",
    "a* OR fig": "",
    "title:fig": "",
    "NEAR(fig)": "",
    **dict.fromkeys(("", "  ", "%", "_", "\\", '"', "*", "\0", "-", "()", "^"), EVERYTHING),  # signs alone name nothing
}


@pytest.mark.parametrize(("text", "found"), TEXTS.items())
def test_what_is_typed_into_the_filter_is_text(filled: OpenPlan, text: str, found: str) -> None:
    assert refs(filled, ListQuery(text=text)) == found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_no_text_breaks_a_filter(plan: OpenPlan, text: str) -> None:
    assert list_keys(plan, ListQuery(text=text)) == []  # the plan is empty: only an error could come


def test_a_row_says_what_the_grid_shows(filled: OpenPlan, vocabulary: Vocabulary) -> None:
    (row,) = rows(filled, ListQuery(text="Apple_pie"))
    assert (row.ref, row.title, row.key_issue) == ("A2", "Apple_pie", vocabulary.key_issues[1].label)
    assert (row.areas, row.lead, row.due) == ((vocabulary.areas[3].label,), "council", day(40))
    assert (row.status, row.brag, row.rating_word, row.percent) == (Lifecycle.IN_PROGRESS, Brag.GREEN, "On track", 30)
    assert (row.latest_update_on, row.conflicts, row.deleted, row.due_text) == (day(-2), 0, False, "")
    assert [r.rag for r in rows(filled, ListQuery(text="Date"))] == [Rag.AMBER]


def test_a_page_keeps_the_order_of_its_keys_and_leaves_out_what_is_gone(filled: OpenPlan) -> None:
    keys = list_keys(filled, ListQuery())
    page = [keys[4], keys[0], keys[2]]
    assert [row.ref for row in read_rows(filled, page)] == ["A5", "A1", "A3"]
    assert [row.ref for row in read_rows(filled, [keys[1], 10**9])] == ["A2"]
    assert read_rows(filled, []) == []


def test_the_counts_agree_with_the_lists(filled: OpenPlan) -> None:
    counts = count_by_brag(filled, ListQuery())
    assert counts == {Brag.RED: 1, Brag.AMBER: 2, Brag.GREEN: 1, Brag.BLUE: 1, Brag.GREY: 1, None: 1}
    for brag, count in counts.items():
        assert len(list_keys(filled, ListQuery(brags=frozenset({brag})))) == count
    assert count_by_brag(filled, ListQuery(text="nothing has this")) == {}


def test_an_action_of_everybody_elses_plan_is_not_listed_twice_by_its_links(
    filled: OpenPlan, vocabulary: Vocabulary
) -> None:
    both = frozenset({vocabulary.key_issues[1].id, vocabulary.key_issues[5].id})
    assert refs(filled, ListQuery(key_issues=both)) == "A2 A4"


def test_an_ended_link_no_longer_counts(plan: OpenPlan, vocabulary: Vocabulary) -> None:
    action = add(plan)
    area = frozenset({vocabulary.areas[0].id})
    save_actions(plan, [ActionDraft(id=action, areas=area)], label="link")
    assert len(list_keys(plan, ListQuery(areas=area))) == 1
    save_actions(plan, [ActionDraft(id=action, unlink_areas=area)], label="unlink")
    assert list_keys(plan, ListQuery(areas=area)) == []
    assert rows(plan, ListQuery())[0].areas == ()

"""The filter language, answered by a plan: the same list in the window and on the command line."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.plan.drafts import ActionDraft, UpdateDraft, Value
from csa_tracker.plan.lists import ListQuery, count_by_brag, list_keys, read_rows
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan

EVERYTHING = "A B C D"


@pytest.fixture
def filled(plan: OpenPlan) -> OpenPlan:
    """Four actions that differ in everything a filter can name; today is 2 October 2026."""
    words = read_vocabulary(plan)
    issue = {choice.code: choice.id for choice in words.key_issues}
    theme = {choice.code: choice.id for choice in words.themes}
    area = {choice.label: choice.id for choice in words.areas}

    def draft(
        ref: str,
        fields: dict[str, Value],
        *,
        topics: tuple[str, ...] = (),
        areas: tuple[str, ...] = (),
        updated: int = 0,
    ) -> ActionDraft:
        updates = (UpdateDraft(text=f"News of {ref}", made_on=plan.today - dt.timedelta(days=updated), author="Me"),)
        return ActionDraft(
            ref=ref,
            fields={"title": f"Action {ref}", **fields},
            topics=frozenset(topics),
            areas=frozenset(areas),
            updates=updates if updated else (),
        )

    save_actions(
        plan,
        [
            draft(
                "A",
                {"key_issue": issue["road-safety"], "lifecycle": "in_progress", "due_on": dt.date(2026, 9, 30),
                 "lead_organisation": "Wyre Council", "lead_role": "Road Safety Officer"},
                topics=(theme["lived-experience"],), areas=(area["Wyre"],), updated=5,
            ),
            draft(
                "B",
                {"key_issue": issue["cyber-crime"], "lifecycle": "in_progress", "due_on": dt.date(2026, 10, 20),
                 "lead_organisation": "Blackpool Council"},
                topics=(issue["road-safety"],), areas=(area["Blackpool"], area["Wyre"]), updated=40,
            ),
            draft("C", {"key_issue": issue["exploitation"], "lifecycle": "paused", "due_on": dt.date(2026, 9, 1)}),
            draft("D", {"key_issue": issue["exploitation"], "lifecycle": "withdrawn"}, updated=1),
        ],
        label="add-action",
    )  # fmt: skip
    return plan


@pytest.mark.parametrize(
    ("typed", "found"),
    {
        "lead:wyre": "A",
        "owner:officer": "A",
        "lead:none": "C D",
        "-lead:none": "A B",
        "lead:wyre,blackpool": "A B",
        'issue:"road safety"': "A B",
        "issue:road-safety -issue:cyber": "A",
        "issue:exploitation": "C D",
        "issue:nowhere": "",
        "-issue:nowhere": EVERYTHING,
        "area:wyre": "A B",
        "area:wyre area:blackpool": "B",
        "area:none": "C D",
        "theme:lived-experience": "A",
        "theme:none": "B C D",
        "rating:red": "A",
        "rating:none": "D",
        "rating:red,grey": "A C",
        "-rating:red": "B C D",
        "status:paused": "C",
        "-status:paused,withdrawn": "A B",
        "due:overdue": "A",
        "due:<30d": "A B C",
        "due:14d": "",
        "due:21d": "B",
        "due:>2026-10-01": "B",
        "due:none": "D",
        "-due:none": "A B C",
        "updated:>30d": "B C",
        "updated:7d": "A D",
        "updated:never": "C",
        "news": "A B D",
        "news -wyre": "B D",
        "lead:wyre news due:overdue": "A",
        "lead:%": "",
        "lead:_": "",
        "frob:x": "",
        "due:": EVERYTHING,
        "": EVERYTHING,
    }.items(),
)
def test_a_typed_filter_keeps_what_it_names(filled: OpenPlan, typed: str, found: str) -> None:
    query = ListQuery(text=typed)
    assert " ".join(row.ref for row in read_rows(filled, list_keys(filled, query))) == found
    assert sum(count_by_brag(filled, query).values()) == len(found.split())


@pytest.mark.parametrize("sort", ["rating", "updated", "key_issue", "due", "title", "lead", "percent", "ref"])
def test_a_filter_keeps_the_same_in_every_order(filled: OpenPlan, sort: str) -> None:
    for descending in (False, True):
        query = ListQuery(text="-status:paused", sort=sort, descending=descending)
        assert sorted(row.ref for row in read_rows(filled, list_keys(filled, query))) == ["A", "B", "D"]

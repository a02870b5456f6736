"""Views: a name for a list one comes back to, kept for the person, and never for the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.demo import sample_plan
from csa_tracker.errors import UserError
from csa_tracker.filters import parse_filter
from csa_tracker.plan.lists import ListQuery, count_actions, list_keys
from csa_tracker.plan.typed import typed_text
from csa_tracker.plan.views import SavedView, all_views, read_views, remove_view, save_view
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Brag, Lifecycle
from csa_tracker.workspace import OpenPlan


@pytest.fixture
def own(tmp_path: Path) -> Profile:
    """A profile of this test's own."""
    return Profile(tmp_path / "own")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, clock: Clock, profile: Profile) -> OpenPlan:
    """The sample plan."""
    return sample_plan(tmp_path_factory.mktemp("sample") / "plan.csplan", profile=profile, clock=clock)


def test_my_actions_come_once_the_person_has_said_who_they_are(own: Profile) -> None:
    assert "My actions" not in [view.name for view in all_views(own)]
    own.set_identity(name="Asha", organisation='Burnley "Council"')
    assert all_views(own)[0] == SavedView("My actions", 'lead:"Burnley Council"', "due", mark="user")
    own.set_identity(role="CSP manager")
    assert all_views(own)[0].text == 'lead:"CSP manager"'


def test_every_view_everybody_has_is_understood(own: Profile, clock: Clock) -> None:
    own.set_identity(name="Asha", role="CSP manager")
    for view in all_views(own):
        assert parse_filter(view.text, today=clock.today()).problems == (), view.name


def test_a_view_is_kept_replaced_and_let_go_of(own: Profile) -> None:
    save_view(own, SavedView("  Red in   Burnley ", "rating:red area:burnley", "due", descending=True))
    save_view(own, SavedView("Other", "lead:none"))
    save_view(own, SavedView("red in burnley", "rating:red", "due"))
    assert [(view.name, view.text, view.own) for view in read_views(Profile(own.folder))] == [
        ("red in burnley", "rating:red", True),
        ("Other", "lead:none", True),
    ]
    remove_view(own, "red in burnley")
    assert [view.name for view in read_views(own)] == ["Other"]


@pytest.mark.parametrize("name", ["", "   ", "overdue", "x" * 61])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_kept(own: Profile, name: str) -> None:
    with pytest.raises(UserError):
        save_view(own, SavedView(name, "rating:red"))
    assert read_views(own) == []


def test_settings_somebody_broke_cost_only_what_is_broken(own: Profile) -> None:
    own.change_settings({"views": [7, {"name": ""}, {"name": "A", "text": 3}, {"name": "B", "sort": "colour"}]})
    assert [(view.name, view.sort) for view in read_views(own)] == [("B", "ref")]
    own.change_settings({"views": "none"})
    assert read_views(own) == []


def test_the_counts_are_what_the_lists_show(sample: OpenPlan, own: Profile) -> None:
    counted = {view.name: count_actions(sample, view.query) for view in all_views(own)}
    assert counted == {view.name: len(list_keys(sample, view.query)) for view in all_views(own)}
    assert counted["Overdue"] > 0


def test_what_was_chosen_from_menus_finds_the_same_when_written_down(sample: OpenPlan) -> None:
    vocabulary = read_vocabulary(sample)
    queries = [
        ListQuery(text="patrol", brags=frozenset({Brag.RED, Brag.AMBER})),
        ListQuery(brags=frozenset({None, Brag.GREY})),
        ListQuery(key_issues=frozenset(choice.id for choice in vocabulary.key_issues[:3]), overdue=True),
        ListQuery(areas=frozenset(choice.id for choice in vocabulary.areas[2:6])),
        ListQuery(leads=frozenset({vocabulary.organisations[0].label}), lifecycles=frozenset({Lifecycle.IN_PROGRESS})),
    ]
    for query in queries:
        typed = ListQuery(text=typed_text(query, vocabulary))
        assert list_keys(sample, typed) == list_keys(sample, query), typed.text
    assert sum(count_actions(sample, query) for query in queries) > 0

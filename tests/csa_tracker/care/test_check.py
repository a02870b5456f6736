"""The check finds what is wrong, mends what can be made again, and never makes anything from a broken log."""

from __future__ import annotations

import pytest

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.errors import UserError
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.plan.drafting import add


def vandalise(plan: OpenPlan, statement: str) -> None:
    with plan.store.writing() as connection:
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        assert connection.exec_driver_sql(statement).rowcount
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")


def test_a_sound_plan_is_in_good_order_and_the_check_changes_nothing(plan: OpenPlan) -> None:
    add(plan)
    before = plan_digest(plan), plan.data_version()
    assert check_plan(plan).problems == ()
    assert (plan_digest(plan), plan.data_version()) == before


def test_a_rebuild_gives_the_same_plan(plan: OpenPlan) -> None:
    add(plan)
    before = plan_digest(plan), read_actions(plan)
    result = check_plan(plan, rebuild=True)
    assert (result.ok, result.rebuilt) == (True, True)
    assert (plan_digest(plan), read_actions(plan)) == before


def test_a_forged_view_is_found_and_mended(plan: OpenPlan) -> None:
    add(plan, title="true")
    vandalise(plan, "UPDATE action SET title = 'forged'")
    (problem,) = check_plan(plan).problems
    assert "--rebuild" in problem
    assert read_actions(plan)[0].title == "forged"  # looking does not mend
    assert check_plan(plan, rebuild=True).ok
    assert read_actions(plan)[0].title == "true"
    assert check_plan(plan).ok


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_forged_log_is_found_and_nothing_is_made_from_it(plan: OpenPlan, *, rebuild: bool) -> None:
    add(plan, title="true")
    vandalise(plan, "UPDATE op SET value = '\"forged\"' WHERE field = 'title'")
    result = check_plan(plan, rebuild=rebuild)
    assert result.problems
    assert not result.rebuilt
    assert read_actions(plan)[0].title == "true"


def test_a_plan_that_can_only_be_read_is_checked_but_not_rebuilt(plan: OpenPlan, profile: Profile) -> None:
    with plan.store.writing() as connection:
        connection.exec_driver_sql("UPDATE local_meta SET value = '99' WHERE key = 'view_version'")
    with open_plan(plan.path, profile=profile, clock=plan.clock) as readable:
        assert check_plan(readable).ok
        with pytest.raises(UserError) as caught:
            check_plan(readable, rebuild=True)
    assert caught.value.code == "read-only"


def test_the_digest_names_every_scope(plan: OpenPlan) -> None:
    empty = plan_digest(plan)
    add(plan)
    found = plan_digest(plan)
    assert empty.scopes.keys() == {"shared"}
    assert found.scopes.keys() == {"shared", "BUR"}
    assert found.scopes["shared"] == empty.scopes["shared"]
    assert found.log != empty.log
    assert found.view != empty.view
    assert len(found.log) == len(found.view) == 64

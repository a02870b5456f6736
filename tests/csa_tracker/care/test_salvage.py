"""A mutilated plan is salvaged into a new one that is in good order, and the share recovered is told as it is."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from csa_tracker.care.backups import make_backup
from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.care.salvage import SalvageResult
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan, salvage_to
from tests.csa_tracker.plan.drafting import add

PAGE = 4096


@pytest.fixture
def busy(plan_file: Path, desk: Profile, clock: Clock) -> Path:
    """A plan with 50 actions, each saved by itself: its entries lie on a dozen pages, so that no dice hit them all."""
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        for number in range(50):
            add(plan, title=f"Action {number}", description="Why it matters. " * 30)
    return plan_file


def ruin(path: Path, *, seed: int, pages: int) -> None:
    """Fill some pages with noise."""
    dice = random.Random(seed)  # noqa: S311 (a repeatable choice, no secret)
    content = bytearray(path.read_bytes())
    for _ in range(pages):
        at = dice.randrange(len(content) // PAGE) * PAGE
        content[at : at + PAGE] = dice.randbytes(PAGE)
    path.write_bytes(content)


def test_a_sound_plan_salvages_to_the_same_plan(busy: Path, desk: Profile, clock: Clock) -> None:
    result = salvage_to(busy, busy.with_name("new.csplan"), profile=desk, clock=clock)
    assert result.changes == result.of_changes
    assert result.share.endswith("changes, 100 %")
    with (
        open_plan(busy, profile=desk, clock=clock) as old,
        open_plan(result.target, profile=desk, clock=clock) as new,
    ):
        assert plan_digest(new) == plan_digest(old)
        assert (new.meta.plan, new.meta.partnership) == (old.meta.plan, old.meta.partnership)
        assert new.meta.replica != old.meta.replica
        assert read_actions(new) == read_actions(old)
        assert check_plan(new).ok


@pytest.mark.parametrize("seed", range(12))
def test_a_mutilated_plan_gives_a_plan_in_good_order_of_true_values(
    busy: Path, desk: Profile, clock: Clock, seed: int
) -> None:
    with open_plan(busy, profile=desk, clock=clock) as plan:
        true = {action.id: action for action in read_actions(plan)}
    ruin(busy, seed=seed, pages=6 + 6 * seed)
    before = busy.read_bytes()
    result = salvage_to(busy, busy.with_name("new.csplan"), profile=desk, clock=clock)
    assert busy.read_bytes() == before
    assert 0 < result.changes <= result.of_changes
    with open_plan(result.target, profile=desk, clock=clock) as plan:
        assert check_plan(plan).problems == ()
        assert plan_info(plan).name
        for action in read_actions(plan):
            assert action.title in (true[action.id].title, "")
            assert action.description in (true[action.id].description, "")
        add(plan, title="work goes on")
        assert check_plan(plan).ok


def test_lost_values_are_told_by_the_check_as_what_they_are(busy: Path, desk: Profile, clock: Clock) -> None:
    content = busy.read_bytes()
    busy.write_bytes(re.sub(rb'"Action 1"', b'"Action X"', content))
    result = salvage_to(busy, busy.with_name("new.csplan"), profile=desk, clock=clock)
    assert result.of_changes - result.changes == 1
    with open_plan(result.target, profile=desk, clock=clock) as plan:
        checked = check_plan(plan)
        assert checked.ok
        assert checked.attention == ("1 values were lost before this plan was salvaged, and are shown as empty.",)


def test_what_the_damage_took_comes_from_the_last_good_backup(busy: Path, desk: Profile, clock: Clock) -> None:
    with open_plan(busy, profile=desk, clock=clock) as plan:
        make_backup(plan)
        add(plan, title="after the backup")
        digest = plan_digest(plan)
    content = bytearray(busy.read_bytes())
    content[0:100] = bytes(100)
    busy.write_bytes(re.sub(rb'(?<="Action )\d', b"?", bytes(content)))
    result = salvage_to(busy, busy.with_name("new.csplan"), profile=desk, clock=clock)
    assert result.from_backup >= 20
    assert result.changes == result.of_changes
    with open_plan(result.target, profile=desk, clock=clock) as plan:
        assert plan_digest(plan).log == digest.log


def test_nothing_is_made_of_nothing_and_nothing_is_replaced(busy: Path, desk: Profile, clock: Clock) -> None:
    empty = busy.with_name("empty.csplan")
    empty.write_bytes(bytes(5000))
    with pytest.raises(UserError) as caught:
        salvage_to(empty, busy.with_name("new.csplan"), profile=desk, clock=clock)
    assert caught.value.code == "nothing-to-salvage"
    before = busy.read_bytes()
    with pytest.raises(UserError) as caught:
        salvage_to(busy, busy, profile=desk, clock=clock)
    assert (caught.value.code, busy.read_bytes()) == ("exists", before)
    with pytest.raises(UserError) as caught:
        salvage_to(busy.with_name("none.csplan"), busy.with_name("new.csplan"), profile=desk, clock=clock)
    assert caught.value.code == "no-plan"
    assert not busy.with_name("new.csplan").exists()


def test_the_share_is_never_rounded_up_to_everything() -> None:
    assert SalvageResult(Path("x"), 1204, 1210, 0).share == "1,204 of 1,210 changes, 99.5 %"
    assert SalvageResult(Path("x"), 99_999, 100_000, 0).share == "99,999 of 100,000 changes, 99.9 %"
    assert SalvageResult(Path("x"), 7, 7, 0).share == "7 of 7 changes, 100 %"

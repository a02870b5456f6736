"""A slice of F13: damaged plans are refused, found out or whole; never a traceback, never silently wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.damage import MUTATIONS, REFUSALS, Damage, Outcome

SLICE = 63


@pytest.fixture(scope="module")
def damage(tmp_path_factory: pytest.TempPathFactory) -> Damage:
    """A sound plan to damage."""
    return Damage(tmp_path_factory.mktemp("damage"))


def test_damaged_plans_are_found_out(damage: Damage) -> None:
    outcomes = [damage.mutant(seed) for seed in range(SLICE)]
    print(f"{SLICE} damaged plans: {dict(Counter(outcome.said for outcome in outcomes))}")
    assert [outcome for outcome in outcomes if outcome.broken] == []
    assert {outcome.mutation for outcome in outcomes} == {mutation.__name__ for mutation in MUTATIONS}
    assert any(outcome.said == "found by check" for outcome in outcomes)
    assert any(outcome.said.removeprefix("refused: ") in REFUSALS for outcome in outcomes)


def test_the_judge_finds_a_sound_plan_sound(damage: Damage) -> None:
    assert damage.judge(damage.sound) == Outcome("none", -1, "in good order")


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'"Action number 7"', b'"Action number 8"'), (b"Action number 7", b"Action number 8"), (b"amber", b"green")],
)
def test_the_judge_would_notice_what_a_check_must_notice(damage: Damage, before: bytes, after: bytes) -> None:
    """Each of these leaves a file that SQLite finds in order."""
    forged = damage.sound.replace(before, after)
    assert forged != damage.sound
    assert damage.judge(forged).said == "found by check"

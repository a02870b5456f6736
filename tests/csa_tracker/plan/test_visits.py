"""When a person last looked at a plan is kept for each plan, and never believed blindly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from csa_tracker.plan.visits import last_visit, note_visit
from csa_tracker.profile import Profile

BEFORE = dt.datetime(2026, 10, 1, 9, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC)


def test_a_visit_is_remembered_for_each_plan(tmp_path: Path) -> None:
    person = Profile(tmp_path / "profile")
    assert last_visit(person, "a") is None
    note_visit(person, "a", BEFORE)
    note_visit(person, "b", LATER)
    assert (last_visit(person, "a"), last_visit(person, "b")) == (BEFORE, LATER)
    person.change_settings({"visits": {"a": "yesterday", "b": 3, "c": "2026-10-02T10:00:00"}})
    assert [last_visit(person, plan) for plan in "abc"] == [None, None, None]

"""A harness that cannot fail proves nothing: each fault that is put in on purpose is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.campaign import PARTS
from tests.faults.report import Outcome, all_kept
from tests.faults.seeded import SEEDED


@pytest.mark.parametrize("fault", SEEDED)
def test_a_seeded_fault_is_caught(fault: str, tmp_path: Path) -> None:
    assert SEEDED[fault](tmp_path) != ""


def test_the_campaign_fails_when_a_promise_broke_or_nothing_was_tried() -> None:
    assert all_kept([Outcome("saves", 10)])
    assert not all_kept([Outcome("saves", 10), Outcome("imports", 0)])
    assert not all_kept([Outcome("saves", 10, ("lost",))])


def test_zero_failures_are_printed_with_what_they_mean() -> None:
    assert Outcome("saves", 1000).bound == "0 of 1,000 broke a promise; true rate below 0.300% (95 %, 3/n)"
    assert Outcome("saves", 1000, ("lost",)).bound == "1 of 1,000 broke a promise"


def test_every_fault_of_the_list_has_a_part() -> None:
    told = {(part.func if hasattr(part, "func") else part).__doc__ for part in PARTS.values()}
    assert {"F1.", "F2 of some trials.", "F3 of saves.", "F5.", "F6.", "F10.", "F13.", "F15 and F16.", "F17."} <= told

"""Conflicts on the command line: listed as JSON says, decided by number or by a value, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.plan.read import find_action
from tests.csa_tracker.cli.conftest import Line
from tests.csa_tracker.exchange.offices import pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change


@pytest.fixture
def at_burnley(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """Burnley's command line; its plan and the county's have two titles for BUR-0001."""
    with two_offices(tmp_path) as (burnley, county):
        add(burnley, ref="BUR-0001", title="Patrols")
        pass_on(burnley, county)
        for plan, title in ((burnley, "Evening patrols"), (county, "Weekly patrols")):
            change(plan, find_action(plan, "BUR-0001"), title=title)
        pass_on(county, burnley)
        words = ["--plan", str(burnley.path), "--profile", str(burnley.profile.folder)]
    return Line(capsys, words)


def test_every_value_is_listed_with_its_author_and_what_was_before(at_burnley: Line) -> None:
    (found,) = at_burnley.json("conflicts")["conflicts"]
    assert (found["ref"], found["field"], found["base"]) == ("BUR-0001", "title", "Patrols")
    assert [(one["n"], one["value"], one["shown"]) for one in found["values"]] == [
        (1, "Weekly patrols", True),
        (2, "Evening patrols", False),
    ]
    assert found["values"][1]["by"] == "Asha"
    assert at_burnley.json("conflicts", "BUR-0001") == at_burnley.json("conflicts")
    said = at_burnley("conflicts")
    assert "Evening patrols" in said.out
    assert "1 field to decide" in said.out


def test_a_value_is_taken_by_its_number(at_burnley: Line) -> None:
    said = at_burnley("conflicts", "resolve", "BUR-0001", "title", "--take", "2")
    assert (said.code, said.out.strip()) == (0, "BUR-0001: Title is decided. Nothing left to decide.")
    assert at_burnley.json("conflicts") == {"conflicts": []}
    assert at_burnley.json("action", "show", "BUR-0001")["title"] == "Evening patrols"
    assert at_burnley("conflicts").out.strip() == "There is nothing to decide."


def test_a_value_of_ones_own_is_written(at_burnley: Line) -> None:
    at_burnley.json("conflicts", "resolve", "BUR-0001", "title", "--value", "Both kinds of patrols")
    assert at_burnley.json("action", "show", "BUR-0001")["title"] == "Both kinds of patrols"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("BUR-0001", "title"), "take-or-value"),
        (("BUR-0001", "title", "--take", "1", "--value", "x"), "take-or-value"),
        (("BUR-0001", "title", "--take", "7"), "no-such-value"),
        (("BUR-0001", "due", "--take", "1"), "no-conflict"),
        (("BUR-9999", "title", "--take", "1"), "unknown-reference"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_stays_open(at_burnley: Line, words: tuple[str, ...], code: str) -> None:
    said = at_burnley("conflicts", "resolve", *words, "--json")
    assert (said.code, said.error) == (3, code)
    assert len(at_burnley.json("conflicts")["conflicts"]) == 1

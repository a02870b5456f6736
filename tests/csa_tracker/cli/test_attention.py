"""What needs attention on the command line: listed as JSON says, mended by a word, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.plan.progress import log_update
from csa_tracker.plan.save import delete_actions
from tests.csa_tracker.cli.conftest import Line
from tests.csa_tracker.exchange.offices import pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, an_update


@pytest.fixture
def at_burnley(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """Burnley's command line: the county gave out BUR-0002 as well, and moved what Burnley worked on to the Bin."""
    with two_offices(tmp_path) as (burnley, county):
        patrols = add(burnley, title="Patrols")
        pass_on(burnley, county)
        add(burnley, title="Ours")
        add(county, title="Theirs")
        log_update(burnley, patrols, an_update("Met the inspector"), lifecycle=None)
        delete_actions(county, [patrols])
        pass_on(county, burnley)
        words = ["--plan", str(burnley.path), "--profile", str(burnley.profile.folder)]
    return Line(capsys, words)


def test_each_line_says_what_it_is_and_what_to_do(at_burnley: Line) -> None:
    shared, part = at_burnley.json("attention")["attention"]
    assert (shared["kind"], shared["ref"], shared["count"]) == ("shared-ref", "BUR-0002~2", 1)
    assert shared["sentence"] == "BUR-0002~2 “Theirs” has the same reference as “Ours”."
    assert shared["next"] == "Give it a number of its own."
    assert (part["kind"], part["ref"]) == ("part-in-bin", "BUR-0001")
    said = at_burnley("attention")
    assert "An update by Asha came for BUR-0001" in said.out
    assert "2 lines." in said.out


def test_a_shared_reference_and_a_part_in_the_bin_are_mended_and_undone(at_burnley: Line) -> None:
    said = at_burnley("attention", "renumber", "BUR-0002~2")
    assert said.out.strip() == "BUR-0002~2 is now BUR-0003. `csa-tracker undo` takes that back."
    (part,) = at_burnley.json("attention")["attention"]
    assert at_burnley.json("attention", "remove", part["part"]) == {"id": part["part"], "action": part["action"]}
    assert at_burnley("attention").out.strip() == "Nothing needs attention."
    at_burnley("undo")
    at_burnley("undo")
    assert len(at_burnley.json("attention", "list")["attention"]) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("renumber", "BUR-0002"), "own-reference"),
        (("renumber", "BUR-0002~9"), "unknown-reference"),
        (("remove", "nothing"), "no-such-part"),
    ],
)
def test_what_is_not_there_is_refused(at_burnley: Line, words: tuple[str, ...], code: str) -> None:
    said = at_burnley("attention", *words, "--json")
    assert said.code != 0
    assert code in said.out + said.err

"""The Dashboard on the command line: the same figures, each with a filter that `action list` takes."""

from __future__ import annotations

import shlex

import pytest

from tests.csa_tracker.cli.conftest import Line


@pytest.fixture
def filled(line: Line) -> Line:
    """A plan with work that is late, due and paused."""
    line.add("--status", "in_progress", "--due", "1/9/2026", "--lead-role", "Inspector", title="Late patrols")
    line.add("--status", "in_progress", "--due", "20/10/2026", title="Due soon")
    line.add("--status", "paused", "--area", "Burnley", title="Paused", issue="cyber-crime")
    return line


def test_every_figure_of_the_document_is_what_action_list_finds(filled: Line) -> None:
    found = filled.json("dashboard")
    groups = [*found["ratings"], *found["by_issue"], *found["by_area"]["areas"]]
    groups += [found["overdue"], found["next_due"], found["no_update"]]
    for group in groups:
        count = group.get("count", group.get("total"))
        assert len(filled.json("action", "list", *shlex.split(group["filter"]))["actions"]) == count, group
    assert (found["total"], found["overdue"]["count"], found["overdue"]["rows"][0]["lead"]) == (3, 1, "Inspector")


def test_the_dashboard_reads_as_tables(filled: Line) -> None:
    said = filled("dashboard")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Position at 2 Oct 2026: 3 actions.\n")
    for words in ("Off track\t1\trating:red", "Road Safety\t1\t", "Overdue: 1 action (due:overdue)", "Late patrols"):
        assert words in said.out
    assert "Changed since" not in said.out


def test_changes_are_told_since_a_day(filled: Line) -> None:
    said = filled("dashboard", "--since", "1/10/2026")
    assert "Changed since 1 Oct 2026: 3" in said.out
    assert "BUR-0001 was added: Late patrols" in said.out
    assert len(filled.json("dashboard", "--since", "1/10/2026")["changes"]["lines"]) == 3


def test_a_snapshot_adds_the_change_of_each_rating(filled: Line) -> None:
    filled("snapshot", "create", "Q2 board")
    filled.json("action", "set", "BUR-0001", "status=complete")
    assert "Off track\t0\t-1\trating:red" in filled("dashboard").out
    assert filled.json("dashboard")["snapshot"]["name"] == "Q2 board"


def test_a_day_that_is_none_is_refused(filled: Line) -> None:
    assert filled("dashboard", "--since", "31/2/2026").code == 3


def test_an_empty_plan_has_a_dashboard(line: Line) -> None:
    assert line.json("dashboard")["total"] == 0
    assert "no actions" in line("dashboard").out

"""The edge of the command line: global options, hostile text, plans, identity, care, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from csa_tracker.cli.output import emit
from csa_tracker.profile import Profile
from tests.csa_tracker.cli.conftest import Line

HOSTILE = {
    "markup": "<b>x</b> & [red]rich[/red] {brace}",
    "control": "bell\a esc\x1b[31m nul\0 del\x7f csi\x9b31m",
    "lines": "one\ntwo\r\nthree\ttab",
    "direction": "\u202egnp.exe\u202c مرحبا",
    "emoji": "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "spaces": "no\u00a0break soft\u00adhyphen line\u2028separator",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE action; --",
    "option": "--help",
    "long": "w" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_is_kept_as_typed_and_shown_without_its_powers(line: Line, text: str) -> None:
    line.add()
    found = line.json("action", "set", "BUR-0001", f"title={text}", f"description={text}")
    assert (found["title"], found["description"]) == (text, text)
    assert line.json("action", "list")["actions"][0]["title"] == text
    for words in (["action", "list"], ["action", "show", "BUR-0001"], ["history", "BUR-0001"]):
        shown = line(*words)
        assert shown.code == 0
        assert all(part.isprintable() or part in "\n\t" for part in shown.out)
        assert len(shown.out.splitlines()) < 12


@pytest.mark.parametrize("place", range(3))
def test_global_options_stand_before_or_after_any_verb(
    line: Line, plan_file: Path, profile: Profile, place: int
) -> None:
    line.add()
    verb = ["action", "show", "BUR-0001"]
    options = [["--plan", str(plan_file)], ["--profile", str(profile.folder)], ["--json"]]
    before, after = options[:place], options[place:]
    said = line.bare(*chain.from_iterable(before), *verb, *chain.from_iterable(after))
    assert (said.code, said.err) == (0, "")
    assert said.json["ref"] == "BUR-0001"


def test_the_plan_is_the_one_named_the_variables_or_the_last(
    line: Line, plan_file: Path, tmp_path: Path, set_variable: Callable[[str, str], None]
) -> None:
    fresh = ["--profile", str(tmp_path / "fresh")]
    assert line.bare("info", *fresh, "--json").error == "no-plan"
    set_variable("CSA_PLAN", str(plan_file))
    assert line.bare("info", *fresh).code == 0
    set_variable("CSA_PLAN", "")
    assert line.bare("info", *fresh, "--json").json["path"] == str(plan_file)
    assert line.bare("info", *fresh, "--plan", str(tmp_path / "none.csplan"), "--json").error == "no-plan"


def test_the_profile_is_the_variables_unless_one_is_named(
    line: Line, profile: Profile, tmp_path: Path, set_variable: Callable[[str, str], None]
) -> None:
    set_variable("CSA_PROFILE", str(profile.folder))
    assert line.bare("identity", "--json").json["name"] == "Asha Khan"
    assert line.bare("identity", "--json", "--profile", str(tmp_path / "p")).json["name"] == ""


def test_the_clock_of_the_variable_counts(line: Line, set_variable: Callable[[str, str], None]) -> None:
    line.add("--due", "2/10/2026", "--status", "in_progress")
    assert line.json("action", "show", "BUR-0001")["brag"] == "green"
    set_variable("CSA_NOW", "2026-10-03")
    assert line.json("action", "show", "BUR-0001")["brag"] == "red"
    assert line.json("action", "list")["actions"][0]["brag"] == "red"
    set_variable("CSA_NOW", "soon")
    said = line("info", "--json")
    assert (said.code, said.error) == (3, "bad-clock")


def test_a_plan_is_started_told_and_never_replaced(line: Line, tmp_path: Path, profile: Profile) -> None:
    path = tmp_path / "new.csplan"
    words = ["new", str(path), "--partnership", "PEN", "--name", "Pendle plan", "--profile", str(profile.folder)]
    said = line.bare(*words)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Started Pendle plan for Pendle Community Safety Partnership in {path}.\n"
    content = path.read_bytes()
    again = line.bare(*words, "--json")
    assert (again.code, again.error) == (3, "exists")
    assert path.read_bytes() == content
    assert line.bare("new", str(tmp_path / "b"), "--partnership", "XXX", "--name", "x", "--json").error == (
        "unknown-partnership"
    )
    facts = line.bare("info", "--plan", str(path), "--json").json
    assert (facts["partnership"], facts["name"], facts["actions"], facts["read_only"]) == ("PEN", "Pendle plan", 0, "")
    assert (facts["period_start"], facts["period_end"]) == ("2025-04-01", "2028-03-31")
    assert "no actions, no milestones, no updates" in line.bare("info", "--plan", str(path)).out


def test_who_works_here_is_shown_and_set(line: Line, tmp_path: Path) -> None:
    own = ["--profile", str(tmp_path / "p")]
    first = line.bare("identity", *own, "--json").json
    assert {"member", "name", "fingerprint"} <= set(first)
    assert line.bare("identity", *own).out.startswith("No name yet.")
    changed = line.bare("identity", "set", "--name", "Bo", "--role", "Analyst", *own, "--json").json
    assert (changed["name"], changed["role"], changed["member"]) == ("Bo", "Analyst", first["member"])
    assert line.bare("identity", *own).out.splitlines()[:2] == ["Bo", "Analyst"]


def test_history_check_and_digest(line: Line) -> None:
    line.add()
    entries = line.json("history", "BUR-0001")["history"]
    assert {tuple(entry) for entry in entries} == {("at", "by", "field", "before", "after")}
    assert {entry["by"] for entry in entries} == {"Asha Khan"}
    assert "When\tWho\tField\tBefore\tAfter\n" in line("history", "BUR-0001").out
    checked = line.json("check")
    assert (checked["ok"], checked["problems"]) == (True, [])
    assert line("check").out.startswith("The plan is in good order.\n")
    before = line.json("digest")
    assert set(before) == {"log", "view", "scopes"}
    assert line("check", "--rebuild").out.startswith("Everything was made again from the change log.\n")
    assert line.json("digest") == before
    assert line("digest").out.splitlines()[0].split() == ["log", before["log"]]


def test_a_damaged_plan_is_code_50_and_a_stranger_code_3(line: Line, plan_file: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.csplan").write_bytes(plan_file.read_bytes()[:50_000])
    (tmp_path / "notes.csplan").write_text("notes", encoding="utf-8")
    cut = line("--plan", str(tmp_path / "cut.csplan"), "info", "--json")
    assert (cut.code, cut.error) == (50, "damaged")
    notes = line("--plan", str(tmp_path / "notes.csplan"), "info", "--json")
    assert (notes.code, notes.error) == (3, "not-a-plan")


def test_every_character_comes_through_json_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(map(chr, range(0x3100))) + "\ue000\U0001f469\U000e0067\U0010ffff"
    emit({"text": text})
    assert json.loads(capsys.readouterr().out) == {"text": text}


def program(*words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line as a program of its own."""
    command = [sys.executable, "-m", "csa_tracker", *words]
    variables = {**os.environ, "CSA_NOW": "2026-10-02T14:32", **environment}
    root = Path(__file__).parents[3]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, cwd=root, env=variables)


def test_the_exit_code_and_the_streams_of_the_program(plan_file: Path, profile: Profile) -> None:
    own = ["--plan", str(plan_file), "--profile", str(profile.folder)]
    done = program("action", "add", "--title", "é 👮", "--issue", "road-safety", *own, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = program("action", "show", "BUR-0001", "--json", *own, PYTHONIOENCODING="ascii")
    assert json.loads(shown.stdout)["title"] == "é 👮"
    refused = program("action", "show", "BUR-0009", *own)
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert refused.stderr.startswith(b"There is no action BUR-0009 in this plan.")


@pytest.mark.parametrize(
    "words",
    [
        ["action", "show", b"\xff"],
        ["action", "add", "--title", b"\xff", "--issue", "road-safety"],
        ["action", "add", "--title", "x", "--issue", b"\xff"],
        ["new", b"/tmp/\xff/x.csplan", "--partnership", b"\xff", "--name", "x"],
    ],
)
def test_words_that_are_no_unicode_are_refused_in_a_sentence(
    plan_file: Path, profile: Profile, words: list[str | bytes]
) -> None:
    said = program(*words, "--plan", str(plan_file), "--profile", str(profile.folder), "--json")
    assert said.returncode == 3, said
    assert json.loads(said.stdout)["error"]["message"].endswith(".")
    assert said.stderr == b""

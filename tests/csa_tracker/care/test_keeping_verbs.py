"""backup, restore and salvage on the command line: sentences, exit codes, JSON, and a question on a terminal."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from csa_tracker.cli.app import run
from csa_tracker.profile import Profile


def no_window() -> ModuleType:
    raise AssertionError("no command here opens a window")


class Desk:
    """A command line on one plan."""

    def __init__(self, capsys: pytest.CaptureFixture[str], plan: Path, profile: Path) -> None:
        self.plan = plan
        self.words = ["--plan", str(plan), "--profile", str(profile)]
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Exit code, stdout and stderr."""
        code = run([*self.words, *words], window=no_window)
        told = self._capsys.readouterr()
        return code, told.out, told.err

    def json(self, *words: str) -> Any:  # noqa: ANN401 (any JSON document)
        """The one JSON document of a verb that succeeded."""
        code, out, err = self(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def at(plan_file: Path, desk: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The command line of a coordinator on 2 October 2026."""
    monkeypatch.setenv("CSA_NOW", "2026-10-02T14:32")
    return Desk(capsys, plan_file, desk.folder)


def actions(at: Desk) -> int:
    return len(at.json("action", "list")["actions"])


def add(at: Desk) -> None:
    assert at("action", "add", "--title", "Patrols", "--issue", "road-safety")[0] == 0


def test_a_backup_is_made_listed_and_never_replaced(at: Desk, tmp_path: Path) -> None:
    add(at)
    made = at.json("backup", str(tmp_path / "copy.cspbak"))["backup"]
    assert (made["file"], made["actions"]) == (str(tmp_path / "copy.cspbak"), 1)
    assert at("backup", str(tmp_path / "copy.cspbak"))[0] == 3
    own = at.json("backup")["backup"]["file"]
    listed = at.json("backup", "--list")["backups"]
    assert listed[-1] == {"file": own, "made": "2026-10-02T14:32:00", "whole": True}
    assert len(listed) == 2  # the first verb of the day made one by itself
    assert "2 October 2026 at 14:32" in at("backup", "--list")[1]


def test_a_restore_nobody_can_be_asked_about_is_refused_with_its_preview(at: Desk, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.cspbak")
    at("backup", copy)
    add(at)
    code, out, err = at("restore", copy)
    assert (code, out) == (3, "")
    assert "copy.cspbak holds “Burnley plan” as it was on 2 October 2026" in err
    assert "changes of the plan as it is now. Add --yes" in err
    code, out, _ = at("restore", copy, "--json")
    assert (code, json.loads(out)["error"]["code"]) == (3, "restore-asks")
    assert actions(at) == 1


def test_a_restore_with_yes_tells_what_it_did(at: Desk, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.cspbak")
    at("backup", copy)
    add(at)
    done = at.json("restore", copy, "--yes")
    assert done["restored"] == str(at.plan)
    assert Path(done["replaced"]).exists()
    assert Path(done["safety"]).exists()
    assert (done["preview"]["actions"], done["preview"]["lacks"] > 0) == (0, True)
    assert actions(at) == 0
    assert "is kept as plan.replaced-" in at("restore", copy, "--yes")[1]


@pytest.mark.parametrize(("answer", "left"), [(b"y\n", 0), (b"n\n", 1), (b"\n", 1)])
def test_a_terminal_is_asked(at: Desk, tmp_path: Path, answer: bytes, left: int) -> None:
    copy = str(tmp_path / "copy.cspbak")
    at("backup", copy)
    add(at)
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "csa_tracker", *at.words, "restore", copy])  # noqa: S606
    os.write(terminal, answer)
    said = b""
    while chunk := _read(terminal):
        said += chunk
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert b"Put it in the place of the plan?" in said
    assert b"It lacks" in said
    assert os.waitstatus_to_exitcode(status) == 0
    assert actions(at) == left


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other side has ended
        return b""


def test_a_salvage_tells_its_share(at: Desk, tmp_path: Path) -> None:
    add(at)
    code, out, _ = at("salvage", str(at.plan), str(tmp_path / "new.csplan"))
    assert code == 0
    assert "changes, 100 %, into" in out
    told = at.json("salvage", str(at.plan), str(tmp_path / "newer.csplan"))
    assert told["changes"] == told["of_changes"] > 0
    assert at("--plan", told["salvaged"], "check")[0] == 0


def test_a_damaged_plan_ends_with_50_and_the_way_out(at: Desk) -> None:
    add(at)
    at.plan.write_bytes(at.plan.read_bytes()[:5000])
    code, out, err = at("check")
    assert (code, out) == (50, "")
    assert "The last good backup is from 2 October 2026 at 14:32." in err
    way = err.split("`")[1].removeprefix("csa-tracker ").split()
    assert at(*way, "--yes")[0] == 0
    assert at("check")[0] == 0

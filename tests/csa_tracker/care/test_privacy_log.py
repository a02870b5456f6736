"""What people type is in the plan and its backups, and nowhere else: no log, no setting, no temporary file."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from csa_tracker.care.journal import journal_file, note, note_fault
from csa_tracker.cli.app import run
from csa_tracker.profile import Profile

CANARY = f"CANARY{uuid.uuid4().hex}"
HOLDERS = {".csplan", ".cspbak", ".csplan-wal", ".csplan-shm", ".csv", ".xlsx", ".json"}


class Desk:
    """A command line whose profile, temporary folder and plans lie below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.plan = root / "plans" / "plan.csplan"
        self.profile = Profile(root / "profile")
        (root / "plans").mkdir()
        (root / "temporary").mkdir()

    def __call__(self, *words: str) -> int:
        """Run a verb on the plan."""
        return run(["--plan", str(self.plan), "--profile", str(self.profile.folder), *words], window=faulty_window)

    def leaks(self) -> list[str]:
        """Files that hold the canary without being a plan, a backup or what the person asked for by name."""
        return [
            str(path.relative_to(self.root))
            for path in self.root.rglob("*")
            if path.is_file()
            and (path.parent.name != "plans" or path.suffix not in HOLDERS)
            and path.suffix != ".cspbak"
            and CANARY.encode() in path.read_bytes()
        ]


def faulty_window() -> ModuleType:
    """A fault of ours whose words quote a record."""
    raise RuntimeError(f"row {CANARY} went wrong")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk, with everything temporary in sight."""
    made = Desk(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("CSA_NOW", "2026-10-02T14:32")
    yield made
    assert list((tmp_path / "temporary").iterdir()) == []


def fill(desk: Desk) -> None:
    """Type the canary into every field the command line has."""
    assert desk("new", str(desk.plan), "--partnership", "BUR", "--name", CANARY) == 0
    assert desk("action", "add", "--title", CANARY, "--issue", "road-safety", "--lead", CANARY, "--lead-role", CANARY,
                "--partner", CANARY, "--measure", CANARY, "--description", CANARY) == 0  # fmt: skip
    assert desk("update", "BUR-0001", "--text", CANARY) == 0
    assert desk("milestone", "add", "BUR-0001", "--title", CANARY, "--owner-role", CANARY) == 0
    assert desk("action", "set", "BUR-0001", f"title={CANARY} again") == 0


def test_what_is_typed_is_in_no_log_setting_or_temporary_file(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    fill(desk)
    sheet = desk.plan.with_name("sheet.csv")
    sheet.write_text(f"Ref,Title,Due date\nX-1,{CANARY},{CANARY}\nX-2,,1/1/2027\n", encoding="utf-8")
    broken = desk.plan.with_name("broken.xlsx")
    broken.write_bytes(CANARY.encode())
    folder = desk.root / "plans"
    codes = [
        desk("import", str(sheet)),
        desk("import", str(sheet), "--yes"),
        desk("import", str(broken)),
        desk("action", "show", CANARY),
        desk("action", "list", CANARY),
        desk("action", "set", "BUR-0001", f"percent={CANARY}", f"status={CANARY}"),
        desk("action", "set", "BUR-0001", f"due={CANARY}"),
        desk("update", CANARY, "--text", CANARY),
        desk("export", str(folder / "out.csv")),
        desk("export", str(folder / "none" / "out.xlsx")),
        desk("export", str(folder / f"{CANARY}.doc")),
        desk("backup"),
        desk("backup", str(folder / "copy.cspbak")),
        desk("restore", str(folder / "copy.cspbak")),
        desk("restore", str(folder / "copy.cspbak"), "--yes"),
        desk("salvage", str(desk.plan), str(folder / "new.csplan")),
        desk("check", "--rebuild"),
        desk("history", "BUR-0001"),
        desk("no-such-verb", CANARY),
    ]
    assert set(codes) == {0, 2, 3}
    assert desk.leaks() == []
    assert CANARY in capsys.readouterr().out  # the person herself is told what she typed


def test_a_fault_is_one_sentence_code_1_and_a_log_line_without_its_words(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(desk)
    capsys.readouterr()
    assert desk("demo", str(desk.root / "demo")) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("CSA Tracker met a fault of its own and stopped. Everything you saved is safe. ")
    assert CANARY not in told.err
    assert "Traceback" not in told.err
    logged = journal_file(desk.profile).read_text("utf-8")
    assert "builtins.RuntimeError at csa_tracker/cli/" in logged
    assert "faulty_window" in logged
    assert desk.leaks() == []


def test_damage_is_told_without_the_content_it_came_upon(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    fill(desk)
    whole = desk.plan.read_bytes()
    capsys.readouterr()
    for broken in (whole.replace(f"{CANARY} again".encode(), f"{CANARY} \xff\xfe\xfd".encode("latin-1") + b"ai"),
                   whole[:-8192], b"\0" * 100 + whole[100:]):  # fmt: skip
        desk.plan.write_bytes(broken)
        desk("check")
        desk("action", "list")
        assert "Traceback" not in capsys.readouterr().err
    assert desk.leaks() == []


def test_the_log_turns_over_and_stays_private(desk: Desk) -> None:
    for number in range(4000):
        note(desk.profile, "backup", f"{number:032x}" * 16)
    files = sorted(journal_file(desk.profile).parent.iterdir())
    assert 2 <= len(files) <= 4
    assert all(path.stat().st_size <= 300_000 for path in files)
    assert journal_file(desk.profile).stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_stops_nobody(desk: Desk) -> None:
    desk.profile.keys()
    (desk.profile.folder / "log").write_text("a file where the folder should be", encoding="utf-8")
    note_fault(desk.profile, ValueError(CANARY))
    assert desk.leaks() == []

"""A restore shows first, keeps what it replaces, and leaves the old plan or the new one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csa_tracker.care.backups import make_backup, stamps
from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.care.restore import preview_restore, restore_plan
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan, open_plan
from db.files import part_beside
from tests.csa_tracker.plan.drafting import add


@pytest.fixture
def backup(plan_file: Path, desk: Profile, clock: Clock) -> Path:
    """A backup of the plan with one action; the plan has gone on to two."""
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        add(plan, title="kept")
        made = make_backup(plan, plan_file.with_name("monday.cspbak"))
        add(plan, title="typed since")
    return made.path


def titles(path: Path, profile: Profile, clock: Clock) -> set[str]:
    with open_plan(path, profile=profile, clock=clock) as plan:
        assert check_plan(plan).ok
        return {action.title for action in read_actions(plan)}


def test_the_preview_says_what_is_in_the_backup_and_what_it_lacks(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    preview = preview_restore(backup, plan_file, profile=desk)
    assert (preview.actions, preview.name) == (1, "Burnley plan")
    assert preview.lacks is not None
    assert preview.lacks > 0
    assert f"It lacks {preview.lacks} changes" in preview.sentence
    assert titles(plan_file, desk, clock) == {"kept", "typed since"}


def test_a_restore_brings_the_backup_and_loses_nothing(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    restored = restore_plan(backup, plan_file, profile=desk, clock=clock)
    assert titles(plan_file, desk, clock) == {"kept"}
    assert restored.replaced is not None
    assert restored.safety is not None
    assert restored.replaced.name.startswith("plan.replaced-2026-10-02-")
    assert titles(restored.replaced, desk, clock) == {"kept", "typed since"}
    assert titles(restored.safety.path, desk, clock) == {"kept", "typed since"}


def test_a_restored_plan_is_the_same_plan_in_a_new_life(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    with open_plan(backup, profile=desk, clock=clock) as before:
        meta, digest = before.meta, plan_digest(before)
    restore_plan(backup, plan_file, profile=desk, clock=clock)
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        assert plan.meta.plan == meta.plan
        assert plan.meta.replica != meta.replica
        assert plan_digest(plan) == digest
        add(plan, title="new")
        assert check_plan(plan).ok


def test_a_plan_that_is_open_elsewhere_is_not_replaced(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        with pytest.raises(UserError) as caught:
            restore_plan(backup, plan_file, profile=desk, clock=clock)
        assert caught.value.code == "in-use"
        add(plan, title="still working")
    assert titles(plan_file, desk, clock) == {"kept", "typed since", "still working"}
    assert not list(plan_file.parent.glob("*.replaced-*"))
    assert not list(plan_file.parent.glob(".csa-*"))


def test_changes_left_in_the_journal_of_a_killed_program_are_in_the_replaced_file(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock, tmp_path: Path
) -> None:
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        add(plan, title="only in the journal")
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for suffix in ("", "-wal"):
            (crashed / f"plan.csplan{suffix}").write_bytes(Path(f"{plan_file}{suffix}").read_bytes())
    restored = restore_plan(backup, crashed / "plan.csplan", profile=desk, clock=clock)
    assert restored.replaced is not None
    assert titles(restored.replaced, desk, clock) == {"kept", "typed since", "only in the journal"}
    assert titles(crashed / "plan.csplan", desk, clock) == {"kept"}


def test_a_damaged_plan_is_replaced_and_kept_byte_for_byte_with_its_journal(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    content = bytearray(plan_file.read_bytes())
    content[0:16] = b"not a database!!"
    plan_file.write_bytes(content)
    Path(f"{plan_file}-wal").write_bytes(b"journal")
    assert preview_restore(backup, plan_file, profile=desk).lacks is None
    restored = restore_plan(backup, plan_file, profile=desk, clock=clock)
    assert restored.replaced is not None
    assert restored.replaced.read_bytes() == content
    assert Path(f"{restored.replaced}-wal").read_bytes() == b"journal"
    assert titles(plan_file, desk, clock) == {"kept"}


def test_a_plan_that_is_gone_is_restored_into_its_place(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    plan_file.unlink()
    restored = restore_plan(backup, plan_file, profile=desk, clock=clock)
    assert (restored.replaced, restored.safety) == (None, None)
    assert titles(plan_file, desk, clock) == {"kept"}


def test_a_backup_of_another_plan_is_refused(backup: Path, desk: Profile, clock: Clock, tmp_path: Path) -> None:
    other = tmp_path / "pendle.csplan"
    create_plan(other, partnership="PEN", name="Pendle", profile=desk, clock=clock).close()
    before = other.read_bytes()
    with pytest.raises(UserError) as caught:
        restore_plan(backup, other, profile=desk, clock=clock)
    assert (caught.value.code, other.read_bytes()) == ("other-plan", before)


def test_a_damaged_or_forged_backup_is_refused(plan_file: Path, backup: Path, desk: Profile, clock: Clock) -> None:
    whole = backup.read_bytes()
    forged = whole.replace(b'"kept"', b'"kist"')
    assert forged != whole
    for content in (whole[:-4096], forged, b"", b"text"):
        backup.write_bytes(content)
        with pytest.raises(UserError) as caught:
            restore_plan(backup, plan_file, profile=desk, clock=clock)
        assert caught.value.code in ("damaged", "not-a-plan")
    assert titles(plan_file, desk, clock) == {"kept", "typed since"}
    with pytest.raises(UserError) as caught:
        preview_restore(backup.with_name("none.cspbak"), plan_file, profile=desk)
    assert caught.value.code == "no-backup"


def test_without_a_safety_backup_nothing_is_replaced(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    (desk.folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        restore_plan(backup, plan_file, profile=desk, clock=clock)
    assert caught.value.code == "no-backup-folder"
    assert titles(plan_file, desk, clock) == {"kept", "typed since"}
    assert stamps(desk.folder / "backups") == []


def test_a_restore_that_was_killed_leaves_the_old_plan_and_nothing_else(
    plan_file: Path, backup: Path, desk: Profile, clock: Clock
) -> None:
    """The moment in which the old file is half taken out of its write-ahead log."""
    script = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA journal_mode=DELETE')\n"
        "connection.execute('PRAGMA cache_size=1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('UPDATE write_guard SET open = 1')\n"
        "connection.execute('DELETE FROM op')\n"
        "print(os.getpid(), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, plan_file], capture_output=True, text=True, check=False)
    journal = Path(f"{plan_file}-journal")
    assert journal.stat().st_size > 0
    part = part_beside(plan_file)
    left = part.with_name(part.name.replace(f"-{os.getpid()}-", f"-{killed.stdout.strip()}-"))
    left.touch()
    assert preview_restore(backup, plan_file, profile=desk).lacks is not None
    assert titles(plan_file, desk, clock) == {"kept", "typed since"}
    assert not journal.exists()
    assert not left.exists()
    assert part.exists()  # its process lives
    part.unlink()

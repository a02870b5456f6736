"""A plan that cannot be written is read: as another user when the tests run as root, whom no mode stops."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.store import open_store
from tests.db.gestures import add
from tests.db.replica import SINKS

ROOT = Path(__file__).parents[2]
NOBODY = 65534
PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from db.errors import UserError
from db.store import create_store, open_store
from tests.db.replica import AUTHOR, SINKS
from tests.db.gestures import add, titles
path = Path(sys.argv[1])
try:
    store = open_store(path, SINKS)
    print(store.read_only, titles(store))
    try:
        add(store, "no")
    finally:
        store.close()
except UserError as error:
    print(error.code, error.message)
try:
    create_store(path.parent / "new.csplan", SINKS, partnership="BUR", author=AUTHOR, edits=[])
except UserError as error:
    print(error.code)
"""
REASON = "the file or its folder is read-only"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users can reach (pytest's own is private)."""
    made = Path(tempfile.mkdtemp(prefix="csa-tests-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def as_reader(path: Path, folder_mode: int = 0o555) -> list[str]:
    """What a user without write permission sees: the lines of PROGRAM."""
    path.parent.chmod(folder_mode)
    command = [sys.executable, "-B", "-c", PROGRAM, str(path), str(ROOT)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", timeout=60)
    path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def snapshot(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def private_copies() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("csa-read-*"))


def test_a_plan_in_a_read_only_folder_is_read_and_left_as_it_is(made: Path, folder: Path) -> None:
    path = Path(shutil.copyfile(made, folder / "plan.csplan"))
    with closing(open_store(path, SINKS)) as store:
        add(store, "seen")
    path.chmod(0o444)
    before = snapshot(folder)
    told = as_reader(path)
    assert told == [
        f"{REASON} ['seen']",
        f"read-only You can read this plan but not change it, because {REASON}.",
        "cannot-write",
    ]
    assert snapshot(folder) == before


def test_changes_still_in_the_journal_are_seen_through_a_private_copy(made: Path, folder: Path) -> None:
    path = Path(shutil.copyfile(made, folder / "plan.csplan"))
    with closing(open_store(path, SINKS)) as store:
        add(store, "only in the journal")
        shutil.copytree(folder, folder / "crashed")  # what a crash leaves: the plan and its journal, nobody using them
    crashed = folder / "crashed" / "plan.csplan"
    Path(f"{crashed}-shm").unlink()
    before, copies = snapshot(crashed.parent), private_copies()
    told = as_reader(crashed)
    assert told[0] == f"{REASON} ['only in the journal']"
    assert snapshot(crashed.parent) == before
    assert private_copies() == copies


def test_a_damaged_plan_in_a_read_only_folder_leaves_no_private_copy(made: Path, folder: Path) -> None:
    path = folder / "plan.csplan"
    path.write_bytes(made.read_bytes()[:9000])
    Path(f"{path}-wal").write_bytes(b"")
    copies = private_copies()
    told = as_reader(path)
    assert told[0] == "damaged The plan file plan.csplan is damaged."
    assert private_copies() == copies


def test_a_plan_nobody_may_read_and_a_folder_nobody_may_enter_are_refused(made: Path, folder: Path) -> None:
    path = Path(shutil.copyfile(made, folder / "plan.csplan"))
    path.chmod(0o600 if os.geteuid() == 0 else 0o000)
    assert as_reader(path)[0] == "cannot-open plan.csplan could not be opened."
    assert as_reader(path, 0o000)[0] == "cannot-open plan.csplan could not be opened."


def test_a_read_only_file_in_a_folder_of_ones_own_is_read(made: Path, folder: Path) -> None:
    path = Path(shutil.copyfile(made, folder / "plan.csplan"))
    path.chmod(0o444)
    assert as_reader(path, 0o777)[0] == f"{REASON} []"
    assert (folder / "new.csplan").exists()

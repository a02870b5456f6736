"""F3: whatever a power cut leaves of unsynced writes, every acknowledged change is there."""

from __future__ import annotations

import random
from pathlib import Path, PurePosixPath

import pytest

from tests.faults import trials
from tests.faults.disk import SECTOR, Disk
from tests.faults.jobs import MANY_UPDATES
from tests.faults.powercut import Quick, cut_power, quick_import, quick_updates
from tests.faults.recording import FOLDER, Name, Recording, Said, Sync, SyncFolder, Truncate, Write
from tests.faults.report import print_outcome
from tests.faults.trials import Trial

SLICES: tuple[tuple[Trial, int, Quick | None, int], ...] = (
    (trials.sittings_trial(), 200, quick_updates(MANY_UPDATES), 100),
    (trials.import_trial(8), 100, quick_import, 50),
    (trials.report_trial(), 12, None, 1),
    (trials.settings_trial(), 20, None, 1),
    (trials.RESTORE, 8, None, 1),
)


@pytest.mark.parametrize(("trial", "states", "quick", "every"), SLICES, ids=[trial.job for trial, *_ in SLICES])
def test_a_power_cut_loses_nothing_acknowledged(
    trial: Trial, states: int, quick: Quick | None, every: int, tmp_path: Path
) -> None:
    outcome = cut_power(trial, tmp_path, states=states, quick=quick, every=every)
    print_outcome(outcome)
    assert outcome.trials == states
    assert outcome.broken == ()


def disk() -> Disk:
    """A folder with one file of two sectors."""
    return Disk({"/d/plan": b"a" * 2 * SECTOR}, {"/d/plan": 1}, ["/d"])


def states(made: Disk) -> set[tuple[tuple[str, bytes], ...]]:
    """Many of the states a disk may be in after a power cut."""
    dice = random.Random(0)  # noqa: S311 (a repeatable choice, no secret)
    return {tuple(sorted(made.after_power_cut(dice).items())) for _ in range(300)}


def test_a_synced_write_is_in_every_state() -> None:
    made = disk()
    made.do(Write(1, 0, b"b" * 2 * SECTOR))
    made.do(Sync(1))
    assert states(made) == {(("/d/plan", b"b" * 2 * SECTOR),)}


def test_a_write_on_its_way_may_be_there_missing_or_torn_at_a_sector() -> None:
    made = disk()
    made.do(Write(1, 0, b"b" * 2 * SECTOR))
    contents = {dict(state)["/d/plan"] for state in states(made)}
    assert contents == {one * SECTOR + two * SECTOR for one in (b"a", b"b") for two in (b"a", b"b")}


def test_a_later_write_may_arrive_before_an_earlier_one() -> None:
    made = disk()
    made.do(Write(1, 0, b"1"))
    made.do(Write(1, SECTOR, b"2"))
    assert any(
        dict(state)["/d/plan"][SECTOR] == ord("2") and dict(state)["/d/plan"][0] != ord("1") for state in states(made)
    )


def test_a_rename_counts_once_its_folder_is_synced() -> None:
    made = disk()
    made.do(Name("/d", (("/d/part", 2),)))
    made.do(Write(2, 0, b"new"))
    made.do(Sync(2))
    made.do(Name("/d", (("/d/plan", 2), ("/d/part", None))))
    assert {dict(state)["/d/plan"][:1] for state in states(made)} == {b"a", b"n"}
    made.do(SyncFolder("/d"))
    assert states(made) == {(("/d/plan", b"new"),)}


def test_a_file_in_a_folder_that_was_not_settled_is_gone() -> None:
    made = disk()
    made.do(Name("/d", (("/d/new", FOLDER),)))
    made.do(Name("/d/new", (("/d/new/file", 2),)))
    made.do(Write(2, 0, b"x"))
    made.do(Sync(2))
    made.do(SyncFolder("/d/new"))
    assert {"/d/new/file" in dict(state) for state in states(made)} == {True, False}


def test_a_record_of_system_calls_is_read_by_inode() -> None:
    def hexed(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    plan, part, folder, said = (hexed(name) for name in ("/r/d/é", "/r/d/p", "/r/d", "/r/sayings"))
    lines = [
        f'7 openat(AT_FDCWD<{hexed("/")}>, "{part}", O_RDWR|O_CREAT|O_EXCL, 0600) = 3<{part}>',
        f'7 write(3<{part}>, "{hexed("ab")}", 2) = 2',
        f'7 write(3<{part}>, "{hexed("c")}", 1 <unfinished ...>',
        "8 close(9) = 0",
        "7 <... write resumed>) = 1",
        f"7 fsync(3<{part}>) = 0",
        f'7 rename("{part}", "{plan}") = 0',
        f'7 pwrite64(3<{plan}>, "{hexed("z")}", 1, 5) = 1',
        f"7 ftruncate(3<{plan}>, 2) = 0",
        f'7 unlink("{part}") = -1 ENOENT (No such file or directory)',
        f'7 openat(AT_FDCWD<{hexed("/")}>, "{folder}", O_RDONLY|O_CLOEXEC) = 4<{folder}>',
        f"7 fsync(4<{folder}>) = 0",
        f'7 openat(AT_FDCWD<{hexed("/")}>, "{said}", O_WRONLY|O_CREAT|O_APPEND, 0600) = 5<{said}>',
        f'7 write(5<{said}>, "{hexed("done")}", 4) = 4',
    ]
    found = list(Recording(PurePosixPath("/r"), {"/r/d/é": 1}, ["/r/d"]).operations(lines))
    assert found == [
        Name("/r/d", (("/r/d/p", 2),)),
        Write(2, 0, b"ab"),
        Write(2, 2, b"c"),
        Sync(2),
        Name("/r/d", (("/r/d/é", 2), ("/r/d/p", None))),
        Write(2, 5, b"z"),
        Truncate(2, 2),
        SyncFolder("/r/d"),
        Said("done"),
    ]

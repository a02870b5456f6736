"""What kind of place a folder is on, by the system's table of mounts; and locks that do not lock."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from db.engine import writer_engine
from db.files import locks_hold
from db.log.write import Edit
from db.places import Place, place_in, place_of
from db.store import open_store
from tests.db.replica import AUTHOR, SINKS

MOUNTS = r"""/dev/sda1 / ext4 rw,relatime 0 0
/dev/sda1 /boot/efi vfat rw 0 0
//server/csp /mnt/csp cifs rw,vers=3.0 0 0
//server/two /mnt/two\040words smb3 rw 0 0
nas:/plans /srv/plans nfs4 rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /media/me/STICK vfat rw 0 0
/dev/sdc1 /mnt/card exfat rw 0 0
/dev/sda3 /srv/plans/local ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/home/me", Place.LOCAL),
        ("/mnt/csp/plans", Place.NETWORK),
        ("/mnt/cspx", Place.LOCAL),
        ("/mnt/two words/x", Place.NETWORK),
        ("/srv/plans", Place.NETWORK),
        ("/srv/plans/local/x", Place.LOCAL),
        ("/home/me/far/x", Place.NETWORK),
        ("/media/me/STICK/plans", Place.REMOVABLE),
        ("/mnt/card", Place.REMOVABLE),
        ("/boot/efi", Place.LOCAL),
        ("/tmp/x", Place.LOCAL),  # noqa: S108 (a name, no file)
        ("//server/share", Place.NETWORK),
    ],
)
def test_the_longest_mount_point_says_what_a_folder_is_on(folder: str, place: Place) -> None:
    assert place_in(MOUNTS, PurePosixPath(folder)) is place


def test_without_a_table_of_mounts_a_folder_counts_as_local(tmp_path: Path) -> None:
    assert place_in("", PurePosixPath("/home/me")) is Place.LOCAL
    assert place_of(tmp_path) in Place


def test_honest_locks_hold_and_leave_nothing_behind(tmp_path: Path) -> None:
    assert locks_hold(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_locks_that_let_everybody_in_are_found_out(tmp_path: Path) -> None:
    assert not locks_hold(tmp_path, take=lambda _: True)
    assert not locks_hold(tmp_path, take=lambda _: False)


def test_a_folder_nobody_can_write_needs_no_locks(tmp_path: Path) -> None:
    assert locks_hold(tmp_path / "none")


def test_a_plan_moved_to_a_network_and_back_is_written_at_once(path: Path) -> None:
    # The kind of journal stands in the file, and changes only while nobody else has it open: seen on a real share.
    for number, place in enumerate((Place.NETWORK, Place.NETWORK, Place.LOCAL, Place.NETWORK)):
        with closing(open_store(path, SINKS, where=lambda _, place=place: place)) as store:  # type: ignore[misc]
            assert store.read_only == ""
            edit = Edit("action", f"a{number}", "title", f"Visit {number}", scope="BUR")
            with store.writing() as connection:
                store.write(connection, [edit], author=AUTHOR, deed="test")
            with store.reading() as connection:
                shared_memory = connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
                assert shared_memory is (place is Place.LOCAL)
                assert connection.exec_driver_sql("SELECT count(*) FROM action").scalar() == number + 1
        assert not path.with_name(f"{path.name}-shm").exists()


def test_a_network_plan_is_written_without_shared_memory(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "share.csplan"
    path.write_bytes(template.read_bytes())
    engine = writer_engine(path, journal="TRUNCATE")
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "truncate"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert not Path(f"{path}-shm").exists()
    engine.dispose()
    assert os.listdir(tmp_path).count("share.csplan-wal") == 0  # noqa: PTH208 (a count of names)

"""The copy of a plan in use is whole and equal, or there is none."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from db.backup import back_up, copy_beside, verify_copy
from db.engine import writer_engine
from db.errors import UserError
from db.planfile import looks_whole, missing_changes, plan_file_problems, read_facts
from tests.db.replica import Replica, replicas


def test_backups_made_while_somebody_writes_hold_what_the_plan_held(template: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def keep_writing() -> None:
        with replicas(template, tmp_path, "busy") as (busy,):
            ready.set()
            number = 0
            while not stop.is_set():
                number += 1
                busy.set(f"row{number % 50}", "title", f"title {number}")
            done.wait(30)

    ready, done = threading.Event(), threading.Event()
    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        assert ready.wait(10)
        source = tmp_path / "busy.csplan"
        backups = [tmp_path / f"{number}.cspbak" for number in range(20)]
        lengths = [back_up(source, backup).head.transactions for backup in backups]
        stop.set()
        assert lengths == sorted(lengths)
        assert lengths[-1] > lengths[0]
        assert [plan_file_problems(backup, seals=True) for backup in backups] == [[]] * 20
        assert missing_changes(source, backups[0]) > 0
        assert missing_changes(backups[0], backups[-1]) == 0
    finally:
        stop.set()
        done.set()
        writer.join()


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM op WHERE field = 'title'",
        "DELETE FROM txn",
        "DELETE FROM action",
        "UPDATE txn SET id = randomblob(32)",
    ],
)
def test_a_copy_that_lacks_something_is_thrown_away(replica: Replica, loss: str) -> None:
    replica.set("row", "title", "text")
    source = Path(str(replica.rows("PRAGMA database_list")[0][2]))
    part = copy_beside(source, source)
    assert verify_copy(part, source, at_least=1).head.transactions == 1
    engine = writer_engine(part, journal="DELETE")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        assert connection.exec_driver_sql(loss).rowcount
    engine.dispose()
    with pytest.raises(UserError) as caught:
        verify_copy(part, source, at_least=1)
    assert caught.value.code == "backup-differs"


def test_a_copy_keeps_the_rowids_that_the_search_index_names(replica: Replica) -> None:
    for number in range(20):
        replica.set(f"row{number}", "title", f"title {number}")
    source = Path(str(replica.rows("PRAGMA database_list")[0][2]))
    back_up(source, source.with_suffix(".cspbak"))
    query = "SELECT rowid, id FROM action ORDER BY rowid"
    engine = writer_engine(source.with_suffix(".cspbak"), journal="DELETE")
    with engine.begin() as connection:
        assert [tuple(row) for row in connection.exec_driver_sql(query)] == replica.rows(query)
    engine.dispose()


def test_a_missing_folder_is_refused_and_nothing_is_left(replica: Replica) -> None:
    source = Path(str(replica.rows("PRAGMA database_list")[0][2]))
    with pytest.raises(UserError) as caught:
        back_up(source, source.parent / "none" / "x.cspbak")
    assert caught.value.code == "no-folder"
    assert list(source.parent.glob(".csa-*")) == []


def test_a_damaged_source_gives_no_backup_and_leaves_nothing(template: Path, tmp_path: Path) -> None:
    content = bytearray(template.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    (tmp_path / "ruin.csplan").write_bytes(content)
    with pytest.raises(UserError):
        back_up(tmp_path / "ruin.csplan", tmp_path / "ruin.cspbak")
    assert [path for path in tmp_path.iterdir() if not path.name.startswith("ruin.csplan")] == []


def test_a_file_looks_whole_when_its_header_and_length_fit(template: Path, tmp_path: Path) -> None:
    content = template.read_bytes()
    for name, kept, whole in (
        ("whole", content, True),
        ("cut", content[:-4096], False),
        ("torn", content[:-1], False),
        ("empty", b"", False),
        ("other", b"\0" * len(content), False),
    ):
        (tmp_path / name).write_bytes(kept)
        assert looks_whole(tmp_path / name) is whole
    assert not looks_whole(tmp_path / "none")


def test_what_is_no_plan_cannot_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "notes.csplan").write_text("notes", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_facts(tmp_path / "notes.csplan")
    assert caught.value.code == "not-a-plan"

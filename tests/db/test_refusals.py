"""What the store refuses to open or make, in which words, and that it leaves everything as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from db.engine import refusing_database_errors
from db.errors import Exit, UserError
from db.formats import LOG_FORMAT, VIEW_VERSION
from db.log.digest import derived_digest
from db.log.write import Edit
from db.meta import get_fact
from db.store import Store, create_store, open_store
from tests.db.gestures import add, raw, refusal
from tests.db.replica import AUTHOR, SINKS


def test_a_mistake_of_ours_is_not_dressed_up_as_a_refusal(store: Store, path: Path) -> None:
    with pytest.raises(OperationalError), store.reading() as connection:
        connection.exec_driver_sql("SELECT nonsense")
    with pytest.raises(sqlite3.OperationalError), refusing_database_errors(path):
        raise sqlite3.OperationalError("not from SQLite itself")
    with pytest.raises(SQLAlchemyError), refusing_database_errors(path):
        raise SQLAlchemyError


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_BUSY, "busy"),
        (sqlite3.SQLITE_FULL, "disk-full"),
        (sqlite3.SQLITE_READONLY, "read-only"),
        (sqlite3.SQLITE_PERM, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, "cannot-open"),
        (sqlite3.SQLITE_IOERR, "disk-error"),
        (sqlite3.SQLITE_IOERR_FSYNC, "disk-error"),
        (sqlite3.SQLITE_NOTADB, "not-a-plan"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
    ],
)
def test_each_failure_of_sqlite_has_its_sentence(tmp_path: Path, code: int, word: str) -> None:
    error = sqlite3.OperationalError("any")
    error.sqlite_errorcode = code
    with pytest.raises(UserError) as caught, refusing_database_errors(tmp_path / "plan.csplan"):
        raise error
    assert caught.value.code == word
    assert caught.value.__cause__ is None  # the cause would carry SQL into a log


@pytest.mark.parametrize(
    ("content", "code", "exit_code"),
    [
        (b"", "not-a-plan", Exit.REFUSED),
        (b"x" * 5000, "not-a-plan", Exit.REFUSED),
        (b"SQLite format 3\0" + b"\0" * 50, "not-a-plan", Exit.REFUSED),
        (b"PK\x03\x04" + b"\0" * 500, "not-a-plan", Exit.REFUSED),
    ],
)
def test_any_other_file_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, code: str, exit_code: Exit
) -> None:
    path = tmp_path / "other.csplan"
    path.write_bytes(content)
    found = refusal(path)
    assert (found.code, found.exit_code) == (code, exit_code)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    raw(tmp_path / "a.db", "CREATE TABLE t (x)")
    assert refusal(tmp_path / "a.db").code == "not-a-plan"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csplan").mkdir()
    names = ("none.csplan", "folder.csplan", "no/where.csplan", "a\0b.csplan")
    assert {refusal(tmp_path / name).code for name in names} == {"no-plan"}
    assert refusal(tmp_path / ("n" * 5000)).code == "cannot-open"


@pytest.mark.parametrize("size", [100, 4096, 40_000, 0.5, 0.9])
def test_a_plan_cut_short_is_refused_as_damaged(path: Path, size: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(size if size > 1 else len(whole) * size)])
    before = path.read_bytes()
    found = refusal(path)
    assert (found.code, found.exit_code) == ("damaged", Exit.DAMAGED)
    assert path.read_bytes() == before


def test_a_plan_with_its_schema_overwritten_is_refused_as_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:400] = b"\xff" * 300
    path.write_bytes(content)
    assert refusal(path).code == "damaged"


@pytest.mark.parametrize("wipe", ["DELETE FROM local_meta", "DROP TABLE local_meta"])
def test_a_plan_that_does_not_know_itself_is_refused_as_damaged(path: Path, wipe: str) -> None:
    raw(path, wipe)
    assert refusal(path).code == "damaged"


@pytest.mark.parametrize(
    "newer", [f"PRAGMA user_version={LOG_FORMAT + 1}", "UPDATE local_meta SET value = '99' WHERE key = 'view_version'"]
)
def test_a_plan_of_a_newer_version_is_read_never_changed(path: Path, newer: str) -> None:
    raw(path, newer)
    before = path.read_bytes()
    with closing(open_store(path, SINKS)) as store:
        assert store.read_only == "it was saved by a newer version of CSA Tracker"
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT name FROM plan").scalar() == "Burnley plan"
        with pytest.raises(UserError) as caught:
            add(store, "no")
    assert caught.value.code == "read-only"
    assert "newer version" in caught.value.message
    assert path.read_bytes() == before


def test_a_plan_of_an_older_view_version_is_rebuilt_when_opened(path: Path) -> None:
    with closing(open_store(path, SINKS)) as store:
        add(store, "kept")
        with store.reading() as connection:
            before = derived_digest(connection)
    raw(path, "UPDATE local_meta SET value = '0' WHERE key = 'view_version'", "DROP TABLE action")
    with closing(open_store(path, SINKS)) as store, store.reading() as connection:
        assert derived_digest(connection) == before
        assert get_fact(connection, "view_version") == str(VIEW_VERSION)


def test_an_existing_file_is_never_replaced_by_a_new_plan(tmp_path: Path) -> None:
    path = tmp_path / "notes.csplan"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        create_store(path, SINKS, partnership="BUR", author=AUTHOR, edits=[])
    assert caught.value.code == "exists"
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("name", "code"), [("no/where.csplan", "no-folder"), ("n" * 300 + ".csplan", "bad-name")])
def test_a_plan_that_cannot_be_made_there_is_refused_and_leaves_nothing(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        create_store(tmp_path / name, SINKS, partnership="BUR", author=AUTHOR, edits=[])
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_plan_whose_making_fails_is_never_seen(tmp_path: Path) -> None:
    edits = [Edit("plan", "p1", "name", "half \ud800", scope="shared")]
    with pytest.raises(UserError):
        create_store(tmp_path / "plan.csplan", SINKS, partnership="BUR", author=AUTHOR, edits=edits)
    assert list(tmp_path.iterdir()) == []


def test_a_schema_whose_words_are_no_text_is_damage_and_no_fault_of_ours(path: Path) -> None:
    # SQLite quotes such a schema in its message, which Python then cannot read.
    content = path.read_bytes()
    assert b"CREATE TABLE rowstate" in content
    path.write_bytes(content.replace(b"CREATE TABLE rowstate", b"CRE\xc8TE\xe5TABLE rowstate"[:21]))
    found = refusal(path)
    assert (found.code, found.exit_code) == ("damaged", Exit.DAMAGED)

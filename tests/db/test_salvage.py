"""Rows are read from pages without SQLite, and transactions put together from whatever copy of them is left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.harvest import Harvest, Salvaged, salvaged
from db.log.write import Edit
from db.pages import file_rows
from tests.db.replica import Replica

PAGE = 4096


@pytest.fixture
def source(replica: Replica) -> Path:
    """A plan file with long and short transactions, edits of edits and a delete, all written back."""
    for number in range(40):
        replica.set(f"row{number % 8}", "title", f"title {number} " + "words " * (number * 20))
    replica.set("row3", "_deleted", True)
    replica.rows("SELECT 1")
    path = Path(str(replica.rows("PRAGMA database_list")[0][2]))
    replica.close()
    return path


def pages_of(path: Path, table: str) -> Iterator[int]:
    """Where in the file each page of a table or index begins."""
    with closing(sqlite3.connect(path)) as connection:
        for (number,) in connection.execute("SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno", (table,)):
            yield (number - 1) * PAGE


def ruin(path: Path, *places: int) -> None:
    content = bytearray(path.read_bytes())
    for at in places:
        content[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def reap(path: Path) -> Salvaged:
    harvest = Harvest()
    harvest.gather(path)
    return salvaged(harvest)


def test_the_pages_hold_the_rows_that_sqlite_reads(source: Path) -> None:
    found = {row.columns[1:] for row in file_rows(source) if row.number is not None and len(row.columns) == 8}
    with closing(sqlite3.connect(source)) as connection:
        wanted = set(connection.execute("SELECT entity, row, field, value, salt, hlc, sup FROM op"))
        bodies = {body for (body,) in connection.execute("SELECT body FROM txn")}
    assert wanted <= found
    whole = [row.columns for row in file_rows(source) if row.number is not None and len(row.columns) == 11]
    assert bodies <= {columns[10] for columns in whole}


def test_a_sound_file_gives_everything_back(source: Path) -> None:
    found = reap(source)
    assert (len(found.transactions), found.values_lost, found.changes_lost) == (41, 0, 0)


def test_lost_transaction_bytes_are_made_again_from_their_pieces(replica: Replica) -> None:
    source = Path(str(replica.rows("PRAGMA database_list")[0][2]))
    for text in ("first", "second"):  # the second supersedes the first, so its edges are needed as well
        replica.write(*(Edit("action", f"row{number}", "title", text, scope="BUR") for number in range(200)))
    replica.close()
    everything = {transaction.id for transaction in reap(source).transactions}
    overflow = [at for at in pages_of(source, "txn") if source.read_bytes()[at] == 0]
    assert overflow, "a transaction longer than a page is needed to lose the end of it"
    ruin(source, *overflow)
    found = reap(source)
    assert {transaction.id for transaction in found.transactions} == everything
    assert (found.values_lost, found.changes_lost) == (0, 0)


def test_a_lost_page_of_values_costs_those_values_and_is_counted(source: Path) -> None:
    leaves = [at for at in pages_of(source, "op") if source.read_bytes()[at] == 0x0D]
    ruin(source, leaves[0])
    found = reap(source)
    assert len(found.transactions) == 41
    empty = [one for one in found.transactions for operation in one.operations if operation.value is None]
    assert found.values_lost == len(empty) > 0
    assert found.changes_lost == 0


def test_changes_that_belong_to_no_whole_transaction_are_counted_as_lost(source: Path) -> None:
    leaf = next(at for at in pages_of(source, "txn") if source.read_bytes()[at] == 0x0D)
    ruin(source, leaf)
    found = reap(source)
    assert 0 < len(found.transactions) < 41
    assert len(found.transactions) + found.changes_lost == 41  # one change in each


def test_a_changed_value_is_left_out_and_a_changed_transaction_is_not_used(source: Path) -> None:
    content = source.read_bytes()
    source.write_bytes(content.replace(b"title 0 ", b"title O "))
    found = reap(source)
    assert (len(found.transactions), found.values_lost) == (41, 1)
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("UPDATE write_guard SET open = 1")
        connection.execute("UPDATE txn SET member = 'somebody else', body = x'00' WHERE pk = 5")
    found = reap(source)
    assert (len(found.transactions), found.changes_lost) == (40, 1)


def test_what_is_only_in_the_journal_is_found(replica: Replica, tmp_path: Path) -> None:
    path = Path(str(replica.rows("PRAGMA database_list")[0][2]))
    replica.set("row", "title", "only in the journal")
    copy = tmp_path / "copy.csplan"
    for suffix in ("", "-wal"):
        Path(f"{copy}{suffix}").write_bytes(Path(f"{path}{suffix}").read_bytes())
    assert len(reap(copy).transactions) == 1
    Path(f"{copy}-wal").unlink()
    assert reap(copy).transactions == []


@pytest.mark.parametrize("content", [b"", b"text", bytes(20_000), b"SQLite format 3\0" + bytes(84) + b"\x0d" * 9000])
def test_a_file_without_a_plan_gives_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert reap(tmp_path / "x") == Salvaged([], 0, 0)

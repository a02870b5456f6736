"""Everything shown can be made again from the log, and whoever vandalises one or the other is found out."""

from __future__ import annotations

import zlib

import pytest

from db.log.digest import derived_digest, log_digest, scope_fingerprints, view_digest
from db.log.verify import log_problems
from db.log.write import Edit
from tests.db.replica import Replica, operation, transaction


def filled(replica: Replica) -> Replica:
    """A log with every kind of trace: conflict, delete, link, bad value, waiting edge, two scopes."""
    (first,) = replica.set("r1", "title", "one")
    replica.set("r1", "title", "two")
    replica.set("r1", "title", "three", base=((first, 0),))
    replica.set("r1", "percent", 150)
    replica.set("r2", "title", "gone")
    replica.write(Edit("action", "r2", "_deleted", value=True))
    replica.write(Edit("action_area", "l1", "_in", value=True, scope="BUR"))
    replica.write(Edit("topic", "t1", "label", "Roads", scope="shared"))
    replica.merge([transaction(operation("r1", "outcome", "x", supersedes=[("ee" * 32, 0)]), replica="cc" * 16)])
    return replica


def derived(replica: Replica) -> str:
    with replica.writing() as connection:
        return derived_digest(connection)


def problems(replica: Replica) -> list[str]:
    with replica.writing() as connection:
        return list(log_problems(connection))


def vandalise(replica: Replica, *statements: str) -> None:
    """Open the guard as only an intruder would, and write."""
    with replica.writing() as connection:
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount, statement
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")


VANDALISM = [
    "UPDATE action SET title = 'forged' WHERE id = 'r1'",
    "DELETE FROM action WHERE id = 'r2'",
    "INSERT INTO action (id, scope, deleted, created_hlc) VALUES ('r9', 'BUR', 0, 1)",
    "UPDATE action SET deleted = 0 WHERE id = 'r2'",
    "UPDATE action_area SET in_ = 0",
    "DELETE FROM cell WHERE field = 'percent'",
    "UPDATE cell SET value = '\"forged\"' WHERE field = 'title' AND row = 'r1'",
    "UPDATE cell SET n_values = 1 WHERE n_values = 2",
    "UPDATE cell SET winner_op = winner_op - 4096 WHERE field = 'title' AND row = 'r1'",
    "UPDATE rowstate SET deleted = 0 WHERE row = 'r2'",
    "UPDATE rowstate SET scope = 'PEN' WHERE row = 'r1'",
    "UPDATE rowstate SET created_hlc = 1 WHERE row = 'r1'",
    "DELETE FROM attention WHERE kind = 'conflict'",
    "INSERT INTO attention VALUES ('conflict', 'action', 'r2', 'title', '2')",
    "UPDATE op SET sup = 1 - sup WHERE row = 'r1' AND field = 'title'",
    "DELETE FROM edge WHERE kind = 1",
    "UPDATE edge SET kind = 0 WHERE kind = 1",
    "DELETE FROM pending_edge",
]


@pytest.mark.parametrize("statement", VANDALISM)
def test_a_rebuild_mends_whatever_was_done_to_what_is_derived(replica: Replica, statement: str) -> None:
    before = derived(filled(replica))
    vandalise(replica, statement)
    assert derived(replica) != before
    replica.rebuild()
    assert derived(replica) == before
    assert problems(replica) == []


def test_a_view_of_an_older_version_is_dropped(replica: Replica) -> None:
    before = derived(filled(replica))
    with replica.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE old_view (id TEXT)")
        connection.exec_driver_sql(
            "CREATE TRIGGER guard_old_view_insert BEFORE INSERT ON old_view BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        connection.exec_driver_sql("DROP TABLE milestone")
        connection.exec_driver_sql("CREATE TABLE milestone (id TEXT)")
        connection.exec_driver_sql(
            "CREATE TRIGGER guard_milestone_insert BEFORE INSERT ON milestone BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    replica.rebuild()
    assert derived(replica) == before
    assert replica.rows("SELECT 1 FROM sqlite_master WHERE name = 'old_view'") == []


def test_a_log_larger_than_one_slice_is_rebuilt_whole(replica: Replica) -> None:
    filled(replica)
    replica.merge(transaction(operation("r1", "outcome", str(n)), hlc=n, replica=f"{n:032}") for n in range(600))
    replica.write(*(Edit("action", f"s{number:05}", "title", "x", scope="BUR") for number in range(20)))
    before = derived(replica)
    replica.rebuild(slice_rows=3)
    assert derived(replica) == before


def test_a_merge_into_vandalised_heads_does_no_harm_and_a_rebuild_mends_it(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"))
    second = transaction(operation("r1", "title", "two", supersedes=[(first.id.hex(), 0)]), seq=2, prev=first.id.hex())
    replica.merge([second])
    vandalise(replica, "UPDATE op SET sup = 1")
    replica.merge([first])
    assert replica.rows("SELECT count(*) FROM op WHERE sup = 0") == [(0,)]
    replica.rebuild()
    assert replica.rows("SELECT title FROM action") == [("two",)]


def test_an_empty_log_can_be_rebuilt(replica: Replica) -> None:
    before = derived(replica)
    replica.rebuild()
    assert derived(replica) == before
    assert problems(replica) == []


def test_a_sound_log_has_no_problems(replica: Replica) -> None:
    assert problems(filled(replica)) == []


def put_body(replica: Replica, number: object, body: bytes) -> None:
    with replica.writing() as connection:
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        connection.exec_driver_sql("UPDATE txn SET body = ? WHERE pk = ?", (body, number))
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")


def test_one_flipped_bit_in_any_body_is_found(replica: Replica) -> None:
    filled(replica)
    for number, body in replica.rows("SELECT pk, body FROM txn ORDER BY pk"):
        assert isinstance(body, bytes)
        plain = zlib.decompress(body)
        for place in range(0, len(plain), 7):
            forged = plain[:place] + bytes([plain[place] ^ 1]) + plain[place + 1 :]
            put_body(replica, number, zlib.compress(forged, 0))
            assert problems(replica), (number, place)
        for place in (0, len(body) // 2, len(body) - 1):
            put_body(replica, number, body[:place] + bytes([body[place] ^ 8]) + body[place + 1 :])
            assert problems(replica), (number, place)
        put_body(replica, number, body)
    assert problems(replica) == []


TAMPERING = [
    "UPDATE op SET value = '\"forged\"' WHERE id = {op}",
    "UPDATE op SET value = NULL WHERE id = {op}",
    "UPDATE op SET value = NULL, salt = NULL WHERE id = {op}",
    "UPDATE op SET salt = zeroblob(16) WHERE id = {op}",
    "UPDATE op SET row = 'r9' WHERE id = {op}",
    "UPDATE op SET field = 'description' WHERE id = {op}",
    "UPDATE op SET entity = 'milestone' WHERE id = {op}",
    "UPDATE op SET hlc = hlc + 1 WHERE id = {op}",
    "DELETE FROM op WHERE id = {op}",
    "UPDATE op SET id = id + 1 WHERE id = {op}",
    "INSERT INTO op (id, entity, row, field, value, hlc) VALUES ({op} + 1, 'action', 'r1', 'title', '1', 1)",
    "INSERT INTO op (id, entity, row, field, value, hlc) VALUES (99 << 12, 'action', 'r1', 'title', '1', 1)",
    "UPDATE txn SET id = zeroblob(32) WHERE pk = {op} >> 12",
    "UPDATE txn SET replica = 'x' WHERE pk = {op} >> 12",
    "UPDATE txn SET scope = 'PEN' WHERE pk = {op} >> 12",
    "UPDATE txn SET seq = seq + 1 WHERE pk = {op} >> 12",
    "UPDATE txn SET prev = zeroblob(32) WHERE pk = {op} >> 12",
    "UPDATE txn SET hlc = hlc + 1 WHERE pk = {op} >> 12",
    "UPDATE txn SET member = 'x' WHERE pk = {op} >> 12",
    "UPDATE txn SET group_id = 'x' WHERE pk = {op} >> 12",
    "DELETE FROM txn WHERE pk = {op} >> 12",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_tampering_with_any_entry_is_found(replica: Replica, statement: str) -> None:
    filled(replica)
    for (number,) in replica.rows("SELECT id FROM op ORDER BY id"):
        with replica.writing() as connection:
            connection.exec_driver_sql("SAVEPOINT trial")
            connection.exec_driver_sql("UPDATE write_guard SET open = 1")
            assert connection.exec_driver_sql(statement.format(op=number)).rowcount
            assert list(log_problems(connection)), number
            connection.exec_driver_sql("ROLLBACK TO trial")
    assert problems(replica) == []


def test_a_whole_entry_taken_out_of_the_middle_of_our_own_log_is_found(replica: Replica) -> None:
    filled(replica)
    vandalise(replica, "DELETE FROM op WHERE id >> 12 = 3", "DELETE FROM txn WHERE pk = 3")
    assert problems(replica)


def test_an_entry_that_names_another_predecessor_is_found(replica: Replica) -> None:
    replica.merge([transaction(operation("r1", "title", "one"))])
    replica.merge([transaction(operation("r1", "title", "two"), seq=2, prev="ab" * 32)])
    assert problems(replica) == ["Entry 2 of the change log does not follow the one before it."]


def test_entries_of_others_may_arrive_in_any_order_and_with_gaps(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"))
    second = transaction(operation("r1", "title", "two"), seq=2, prev=first.id.hex())
    fourth = transaction(operation("r1", "title", "four"), seq=4, prev="dd" * 32)
    for arrived in (fourth, second, first):
        replica.merge([arrived])
    assert problems(replica) == []


def test_two_entries_for_one_place_of_a_stream_are_both_kept(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"))
    fork = [transaction(operation("r1", "title", text), seq=2, prev=first.id.hex()) for text in ("two", "zwei")]
    replica.merge([first, *fork])
    replica.merge([transaction(operation("r1", "title", "drei"), seq=3, prev=fork[0].id.hex())])
    assert problems(replica) == []
    assert replica.rows("SELECT count(*) FROM txn") == [(4,)]


def test_doing_and_undoing_gives_the_same_view_digest(replica: Replica) -> None:
    filled(replica)

    def view() -> str:
        with replica.writing() as connection:
            return view_digest(connection)

    before = view()
    replica.write(Edit("action", "r1", "_deleted", value=True))
    assert view() != before
    replica.write(Edit("action", "r1", "_deleted", value=False))
    assert view() == before
    replica.write(
        Edit("action_area", "l2", "area", "a", scope="BUR"), Edit("action_area", "l2", "_in", value=True, scope="BUR")
    )
    assert view() != before
    replica.write(Edit("action_area", "l2", "_in", value=False))
    assert view() == before
    replica.set("r1", "outcome", "changed")
    assert view() != before


def test_the_log_digest_is_the_set_of_changes_and_the_fingerprints_split_it(pair: tuple[Replica, Replica]) -> None:
    one, other = pair
    parts = [
        transaction(operation("r1", "title", str(n)), hlc=n, scope=scope) for n, scope in enumerate(("BUR", "PEN"))
    ]

    def prints(replica: Replica) -> tuple[str, dict[str, str]]:
        with replica.writing() as connection:
            return log_digest(connection), scope_fingerprints(connection)

    one.merge(parts)
    other.merge(parts[:1])
    assert prints(one)[0] != prints(other)[0]
    assert prints(other)[1] == {"BUR": prints(one)[1]["BUR"]}
    other.merge(parts[1:])
    assert prints(one) == prints(other)
    assert prints(one)[1].keys() == {"BUR", "PEN"}

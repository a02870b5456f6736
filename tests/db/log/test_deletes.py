"""Deleting, restoring and linking: nothing goes for good, and whoever had not seen an edit does not undo it."""

from __future__ import annotations

from db.log.replay import stored_transactions
from db.log.transaction import Ref
from db.log.write import Edit
from tests.db.replica import Replica, operation, transaction


def state(replica: Replica, row: str = "r1") -> tuple[object, ...]:
    """(deleted, delete met an unseen edit, the view's own mark)."""
    (found,) = replica.rows(
        "SELECT s.deleted, s.del_conflict, v.deleted FROM rowstate s JOIN action v ON v.id = s.row "
        "WHERE s.row = ? AND s.entity = 'action'",
        row,
    )
    return found


def delete(replica: Replica, row: str = "r1") -> None:
    replica.write(Edit("action", row, "_deleted", value=True))


def restore(replica: Replica, row: str = "r1") -> None:
    replica.write(Edit("action", row, "_deleted", value=False))


def sent(replica: Replica, other: Replica) -> None:
    """Give everything one replica has to another."""
    with replica.writing() as connection:
        transactions = [transaction for _, transaction in stored_transactions(connection)]
    other.merge(transactions)


def test_a_delete_covers_everything_that_was_there(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    replica.set("r1", "percent", 10)
    delete(replica)
    assert state(replica) == (1, 0, 1)
    assert replica.rows("SELECT title FROM action") == [("one",)]


def test_a_restore_brings_it_back_as_it_was(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    delete(replica)
    restore(replica)
    assert state(replica) == (0, 0, 0)
    delete(replica)
    assert state(replica) == (1, 0, 1)


def test_an_edit_the_deleter_had_not_seen_wins_visibly(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    here.set("r1", "title", "one")
    sent(here, there)
    delete(here)
    there.set("r1", "title", "two")
    sent(here, there)
    sent(there, here)
    for replica in pair:
        assert state(replica) == (0, 1, 0)
        assert replica.rows("SELECT kind, row FROM attention") == [("delete_conflict", "r1")]
        assert replica.rows("SELECT title FROM action") == [("two",)]


def test_deleting_again_after_seeing_the_edit_settles_it(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    here.set("r1", "title", "one")
    sent(here, there)
    delete(here)
    there.set("r1", "percent", 10)
    sent(there, here)
    delete(here)
    sent(here, there)
    for replica in pair:
        assert state(replica) == (1, 0, 1)
        assert replica.rows("SELECT kind FROM attention") == []


def test_two_deletes_that_together_cover_everything_delete(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    here.set("r1", "title", "one")
    sent(here, there)
    delete(here)
    there.set("r1", "percent", 10)
    delete(there)
    sent(there, here)
    assert state(here) == (1, 0, 1)


def test_a_restore_that_the_other_deleter_had_not_seen_wins(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    here.set("r1", "title", "one")
    delete(here)
    sent(here, there)
    restore(here)
    delete(there)
    sent(there, here)
    assert state(here) == (0, 1, 0)


def test_a_mark_that_is_not_a_delete_covers_nothing(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"))
    stray = transaction(operation("r1", "held", value=True, covers=[(edit.id.hex(), 0)]), seq=2)
    mark = transaction(operation("r1", "_deleted", value=True, covers=[(stray.id.hex(), 0)]), seq=3)
    replica.merge([edit, stray, mark])
    assert state(replica) == (0, 1, 0)


def test_a_delete_that_was_itself_replaced_covers_nothing_any_more(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"))
    mark = transaction(operation("r1", "_deleted", value=True, covers=[(edit.id.hex(), 0)]), seq=2)
    again = transaction(operation("r1", "_deleted", value=True, supersedes=[(mark.id.hex(), 0)]), seq=3)
    replica.merge([edit, mark])
    assert state(replica) == (1, 0, 1)
    replica.merge([again])
    assert state(replica) == (0, 1, 0)


def test_a_delete_covers_rows_of_its_own_entity_alone(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"))
    ref: Ref = (edit.id.hex(), 0)
    stray = transaction(operation("r1", "_deleted", value=True, entity="milestone", covers=[ref]), seq=2)
    replica.merge([edit, stray])
    assert state(replica) == (0, 0, 0)


def test_a_delete_that_comes_before_what_it_covers_waits_for_it(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"))
    mark = transaction(operation("r1", "_deleted", value=True, covers=[(edit.id.hex(), 0)]), seq=2)
    replica.merge([mark])
    assert replica.rows("SELECT count(*) FROM pending_edge") == [(1,)]
    replica.merge([edit])
    assert state(replica) == (1, 0, 1)
    assert replica.rows("SELECT count(*) FROM pending_edge") == [(0,)]


def test_a_change_that_comes_before_what_it_replaces_waits_for_it(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"), hlc=9)
    second = transaction(operation("r1", "title", "two", supersedes=[(first.id.hex(), 0)]), seq=2, hlc=2)
    replica.merge([second])
    replica.merge([first])
    assert replica.rows("SELECT value, n_values FROM cell") == [('"two"', 1)]


def test_an_edge_between_two_cells_is_inert(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"), operation("r2", "title", "other"))
    name = edit.id.hex()
    stray = transaction(operation("r1", "outcome", "x", supersedes=[(name, 0), (name, 1), (name, 4000)]), seq=2)
    replica.merge([edit, stray])
    assert replica.rows("SELECT count(*) FROM op WHERE sup = 1") == [(0,)]
    assert replica.rows("SELECT count(*) FROM edge") == [(0,)]


def test_an_edge_between_two_entities_that_share_a_row_id_is_inert(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"))
    stray = transaction(operation("r1", "title", "x", entity="milestone", supersedes=[(edit.id.hex(), 0)]), seq=2)
    replica.merge([edit, stray])
    assert replica.rows("SELECT count(*) FROM op WHERE sup = 1") == [(0,)]


def test_a_place_no_transaction_has_never_reaches_into_the_next_one(replica: Replica) -> None:
    replica.merge([transaction(operation("r9", "title", "first"), replica="99" * 16)])
    second = transaction(operation("r1", "title", "second"))
    replica.merge([second])
    replica.merge([transaction(operation("r1", "title", "third"), replica="33" * 16)])
    replica.merge([transaction(operation("r1", "title", "fourth", supersedes=[(second.id.hex(), 4096)]), seq=2)])
    assert replica.rows("SELECT count(*) FROM op WHERE sup = 1") == [(0,)]


def test_adding_a_link_wins_over_ending_it(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    here.write(Edit("action_area", "l1", "_in", value=True, scope="BUR"))
    sent(here, there)
    here.write(Edit("action_area", "l1", "_in", value=False))
    there.write(Edit("action_area", "l1", "_in", value=False))
    there.write(Edit("action_area", "l1", "_in", value=True))
    sent(here, there)
    sent(there, here)
    for replica in pair:
        assert replica.rows("SELECT in_ FROM action_area") == [(1,)]
        assert replica.rows("SELECT kind FROM attention") == []


def test_ending_a_link_that_was_never_made_writes_nothing(replica: Replica) -> None:
    assert replica.write(Edit("action_area", "l1", "_in", value=False, scope="BUR")) == []

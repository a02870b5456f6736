"""A merge settles what it touches and nothing beside it, however alike two rows, fields or entities are named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from sqlalchemy import Connection

from db.log.merge import Sinks, merge
from db.log.touched import Touched
from db.log.transaction import Ref, Transaction
from db.log.values import Value
from tests.db.replica import Replica, check, operation, transaction
from tests.property.oracle import derive
from tests.property.reading import derived


def ref(made: Transaction, place: int = 0) -> Ref:
    return made.id.hex(), place


def items(replica: Replica) -> list[tuple[object, ...]]:
    return replica.rows("SELECT kind, entity, row, field, detail FROM attention ORDER BY kind, entity, row, field")


def deletion(row: str, *covers: Ref, entity: str = "action", seq: int = 2, replica: str = "aa" * 16) -> Transaction:
    return transaction(operation(row, "_deleted", value=True, entity=entity, covers=covers), seq=seq, replica=replica)


def refs(several: Sequence[Transaction]) -> list[Ref]:
    return [ref(one) for one in several]


def three_values(row: str = "r1") -> list[Transaction]:
    """The same field written in three offices that had not heard of each other, at one time of the clock."""
    return [transaction(operation(row, "title", text), replica=text * 32) for text in "abc"]


def test_a_resolution_replaces_every_value_it_names_in_whatever_order_all_arrive(replica: Replica) -> None:
    for number, order in enumerate(permutations(range(4))):
        row = f"r{number}"
        several = three_values(row)
        resolving = transaction(operation(row, "title", "b", supersedes=refs(several)), seq=2)
        for place in order:
            replica.merge([[*several, resolving][place]])
        assert replica.rows("SELECT value FROM op WHERE row = ? AND sup = 0", row) == [('"b"',)], order
    assert items(replica) == []


def test_a_resolution_that_names_two_of_three_values_leaves_the_third(replica: Replica) -> None:
    several = three_values()
    replica.merge(several)
    assert items(replica) == [("conflict", "action", "r1", "title", "3")]
    replica.merge([transaction(operation("r1", "title", "b", supersedes=refs(several[:2])), seq=2)])
    assert items(replica) == [("conflict", "action", "r1", "title", "2")]
    assert replica.rows("SELECT value FROM op WHERE sup = 0 ORDER BY value") == [('"b"',), ('"c"',)]


def test_a_conflict_of_one_field_stays_when_its_neighbours_change(replica: Replica) -> None:
    replica.merge(three_values())
    replica.merge([transaction(operation("r1", "outcome", "x"), replica="dd" * 16)])
    replica.merge([transaction(operation("r2", "title", "x"), replica="ee" * 16)])
    replica.merge([transaction(operation("r1", "title", "x", entity="milestone"), replica="ff" * 16)])
    assert items(replica) == [("conflict", "action", "r1", "title", "3")]


@pytest.mark.parametrize(("entity", "row"), [("action", "r2"), ("milestone", "r1")])
def test_a_delete_that_met_an_edit_stays_shown_when_another_row_changes(
    replica: Replica, entity: str, row: str
) -> None:
    edit = transaction(operation("r1", "title", "one"))
    replica.merge([edit, deletion("r1")])
    met = [("delete_conflict", "action", "r1", "", "")]
    assert items(replica) == met
    replica.merge([transaction(operation(row, "title", "x", entity=entity), replica="bb" * 16)])
    assert items(replica) == met
    assert replica.rows("SELECT entity, row, del_conflict FROM rowstate ORDER BY entity, row") == sorted(
        [("action", "r1", 1), (entity, row, 0)]
    )
    replica.merge([deletion("r1", ref(edit), seq=3)])
    assert items(replica) == []


@pytest.mark.parametrize(("entity", "row"), [("action", "r2"), ("milestone", "r1")])
def test_a_deleted_row_stays_deleted_when_another_is_written_deleted_or_brought_back(
    replica: Replica, entity: str, row: str
) -> None:
    edit = transaction(operation("r1", "title", "one"))
    gone = deletion("r1", ref(edit))
    other = transaction(operation(row, "title", "x", entity=entity), replica="bb" * 16)
    other_gone = deletion(row, ref(other), entity=entity, replica="bb" * 16)
    back = transaction(
        operation(row, "_deleted", value=False, entity=entity, supersedes=[ref(other_gone)]), seq=3, replica="bb" * 16
    )
    held = [edit, gone]
    replica.merge(held)
    for step in (other, other_gone, back):
        held.append(step)
        replica.merge([step])
        assert derived(replica) == derive(held)
        assert replica.rows("SELECT deleted FROM rowstate WHERE entity = 'action' AND row = 'r1'") == [(1,)]


def test_two_rows_deleted_in_one_merge_are_judged_apart(replica: Replica) -> None:
    rows = [transaction(operation(row, "title", row), replica=f"{number:032x}") for number, row in enumerate("abc")]
    covered = transaction(
        operation("a", "_deleted", value=True, covers=[ref(rows[0])]),
        operation("b", "_deleted", value=True),
        operation("c", "_deleted", value=True, covers=[ref(rows[0]), ref(rows[1])]),
    )
    replica.merge([*rows, covered])
    assert replica.rows("SELECT row, deleted, del_conflict FROM rowstate ORDER BY row") == [
        ("a", 1, 0), ("b", 0, 1), ("c", 0, 1),
    ]  # fmt: skip


def test_each_of_several_fields_must_have_been_seen_by_a_delete(replica: Replica) -> None:
    edits = transaction(operation("r1", "title", "one"), operation("r1", "outcome", "x"), operation("r1", "percent", 5))
    replica.merge([edits, deletion("r1", ref(edits, 0), ref(edits, 2))])
    assert replica.rows("SELECT deleted, del_conflict FROM rowstate") == [(0, 1)]
    replica.merge([deletion("r1", ref(edits, 1), seq=3)])
    assert replica.rows("SELECT deleted, del_conflict FROM rowstate") == [(1, 0)]


def test_seeing_a_value_is_not_replacing_it_nor_the_other_way_round(replica: Replica) -> None:
    """An edge of one kind never does the work of the other."""
    edit = transaction(operation("r1", "title", "one"))
    strange = transaction(
        operation("r1", "title", "two", covers=[ref(edit)]),
        operation("r1", "_deleted", value=True, supersedes=[ref(edit)]),
        seq=2,
    )
    held = [edit, strange]
    replica.merge(held)
    assert derived(replica) == derive(held)
    assert replica.rows("SELECT value FROM op WHERE sup = 0 AND field = 'title' ORDER BY value") == [
        ('"one"',), ('"two"',),
    ]  # fmt: skip
    assert replica.rows("SELECT deleted, del_conflict FROM rowstate") == [(0, 1)]


def test_the_first_and_the_last_of_the_largest_transaction_can_be_replaced(replica: Replica) -> None:
    large = transaction(*(operation(f"r{number:04}", "title", "x") for number in range(4096)))
    replica.merge([large])
    for place in (0, 4095):
        replica.merge([transaction(operation(f"r{place:04}", "title", "y", supersedes=[ref(large, place)]), seq=2)])
    assert replica.rows("SELECT row FROM op WHERE sup = 1 ORDER BY row") == [("r0000",), ("r4095",)]


def test_one_name_said_twice_or_waited_for_by_two_is_one_edge_each(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"))
    waiting = [
        transaction(operation("r1", "title", text, supersedes=[ref(first), ref(first)]), replica=text * 32)
        for text in "ab"
    ]
    replica.merge(waiting)
    assert replica.rows("SELECT count(*) FROM pending_edge") == [(2,)]
    replica.merge([first, waiting[0]])
    assert replica.rows("SELECT count(*) FROM pending_edge") == [(0,)]
    assert replica.rows("SELECT count(*) FROM edge") == [(2,)]
    assert derived(replica) == derive([first, *waiting])


def test_an_edge_goes_on_waiting_while_other_transactions_come(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"))
    second = transaction(operation("r1", "title", "two", supersedes=[ref(first)]), seq=2)
    for arrived in (second, transaction(operation("r9", "title", "x"), replica="bb" * 16)):
        replica.merge([arrived])
        assert replica.rows("SELECT count(*) FROM pending_edge") == [(1,)]
        assert replica.rows("SELECT count(*) FROM edge") == [(0,)]
    replica.merge([first])
    assert replica.rows("SELECT value FROM op WHERE sup = 0 AND row = 'r1'") == [('"two"',)]


@pytest.mark.parametrize("turned", [False, True])
def test_a_row_is_as_old_as_its_first_operation_and_lives_where_that_was_made(
    replica: Replica, *, turned: bool
) -> None:
    made: list[Sequence[object]] = [(5, "BUR"), (3, "PEN"), (3, "HYN"), (9, "ALL")]
    for number, (hlc, scope) in enumerate(made[::-1] if turned else made):
        replica.merge(
            [transaction(operation("r1", "title", "x"), replica=f"{number:032x}", hlc=int(str(hlc)), scope=str(scope))]
        )
    assert replica.rows("SELECT scope, created_hlc FROM rowstate") == [("HYN", 3)]


def test_what_follows_a_merge_is_told_what_was_touched_and_only_when_something_was(replica: Replica) -> None:
    told: list[tuple[set[str], set[tuple[str, str, str]], int]] = []

    def after(connection: Connection, touched: Touched) -> None:
        shown = connection.exec_driver_sql("SELECT count(*) FROM action").scalar_one()
        told.append((touched.rows("action"), set(touched.cells), shown))

    made = transaction(operation("r1", "title", "one"), operation("r2", "percent", 5))
    for fresh in (True, False):
        with replica.writing() as connection:
            assert bool(merge(connection, [made, made], Sinks(check, after))) is fresh
    assert told == [({"r1", "r2"}, {("action", "r1", "title"), ("action", "r2", "percent")}, 2)]


def test_a_transaction_is_stored_with_all_it_says(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"), hlc=7)
    second = transaction(operation("r1", "title", "two"), seq=2, prev=first.id.hex(), hlc=8)
    replica.merge([first])
    replica.merge([second])
    assert replica.rows("SELECT pk, id, replica, scope, seq, prev, hlc, member, group_id, extra FROM txn") == [
        (1, first.id, "aa" * 16, "BUR", 1, None, 7, first.member, None, '{"do":"test"}'),
        (2, second.id, "aa" * 16, "BUR", 2, first.id, 8, second.member, None, '{"do":"test"}'),
    ]
    assert replica.rows("SELECT id >> 12, entity, row, field, value, salt, hlc, sup FROM op") == [
        (number, "action", "r1", "title", one.operations[0].value, one.operations[0].salt, hlc, 0)
        for number, one, hlc in ((1, first, 7), (2, second, 8))
    ]


def test_one_name_said_twice_of_what_is_here_already_is_one_edge(replica: Replica) -> None:
    first = transaction(operation("r1", "title", "one"))
    replica.merge([first])
    replica.merge([transaction(operation("r1", "title", "two", supersedes=[ref(first), ref(first)]), seq=2)])
    assert replica.rows("SELECT count(*) FROM edge") == [(1,)]
    assert replica.rows("SELECT value FROM op WHERE sup = 0") == [('"two"',)]


def test_a_link_that_somebody_holds_is_shown_though_another_ended_it_later(replica: Replica) -> None:
    for number, (holds, hlc) in enumerate([(True, 5), (False, 9)]):
        made = operation("l1", "_in", holds, entity="action_area")
        replica.merge([transaction(made, replica=f"{number:032x}", hlc=hlc)])
    assert replica.rows("SELECT value FROM cell") == [("true",)]
    assert replica.rows("SELECT in_ FROM action_area") == [(1,)]
    assert items(replica) == []


def test_a_value_is_checked_as_what_it_is_and_where_it_stands(replica: Replica) -> None:
    asked: list[tuple[str, str, Value]] = []

    def asking(entity: str, field: str, value: Value) -> str | None:
        asked.append((entity, field, value))
        return "odd" if entity == "milestone" else None

    made = [
        transaction(operation("r1", "title", "x", entity=entity), replica=f"{number:032x}")
        for number, entity in enumerate(("action", "milestone"))
    ]
    with replica.writing() as connection:
        merge(connection, made, Sinks(asking, lambda *_: None))
    assert items(replica) == [("invalid_value", "milestone", "r1", "title", "odd")]
    assert set(asked) == {("action", "title", "x"), ("milestone", "title", "x")}


def test_keeping_a_row_whose_delete_met_an_edit_settles_it(replica: Replica) -> None:
    edit = transaction(operation("r1", "title", "one"))
    mark = deletion("r1")
    held = [edit, mark]
    replica.merge(held)
    assert replica.rows("SELECT deleted, del_conflict FROM rowstate") == [(0, 1)]
    held.append(transaction(operation("r1", "_deleted", value=False, supersedes=[ref(mark)]), seq=3))
    replica.merge(held[2:])
    assert replica.rows("SELECT deleted, del_conflict FROM rowstate") == [(0, 0)]
    assert items(replica) == []
    assert derived(replica) == derive(held)


def test_of_two_values_in_one_transaction_the_later_is_shown(replica: Replica) -> None:
    replica.merge([transaction(*(operation("r1", "title", text) for text in ("b", "c", "a")))])
    assert replica.rows("SELECT value, n_values FROM cell") == [('"a"', 3)]
    assert replica.rows("SELECT title FROM action") == [("a",)]


def test_two_who_deleted_and_kept_a_row_are_no_conflict_of_values(replica: Replica) -> None:
    for number, gone in enumerate((True, False)):
        replica.merge([transaction(operation("r1", "_deleted", gone), replica=f"{number:032x}")])
    assert items(replica) == [("delete_conflict", "action", "r1", "", "")]

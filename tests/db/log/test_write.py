"""How a gesture becomes transactions: what is written, what is not, and what it says it replaces."""

from __future__ import annotations

import datetime as dt
import gc

import pytest

from db.errors import UserError
from db.log.transaction import Ref
from db.log.verify import log_problems
from db.log.write import Edit
from tests.db.replica import NOW, Replica


def heads(replica: Replica, row: str, field: str) -> list[tuple[str, int, str]]:
    """(transaction, place, value) of the heads of a field, in the order of the clock."""
    found = replica.rows(
        "SELECT lower(hex(t.id)), o.id & 4095, o.value FROM op o JOIN txn t ON t.pk = o.id >> 12 "
        "WHERE o.row = ? AND o.field = ? AND o.sup = 0 ORDER BY o.hlc, o.id",
        row,
        field,
    )
    return [(str(name), int(str(place)), str(value)) for name, place, value in found]


def conflicts(replica: Replica) -> list[tuple[object, ...]]:
    return replica.rows("SELECT kind, row, field, detail FROM attention ORDER BY kind, row, field")


def count(replica: Replica, table: str) -> int:
    ((found,),) = replica.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 (our own table names)
    return int(str(found))


def test_a_new_value_replaces_the_one_that_was_there(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    (second,) = replica.set("r1", "title", "two")
    assert heads(replica, "r1", "title") == [(second, 0, '"two"')]
    assert count(replica, "op") == 2
    assert conflicts(replica) == []


def test_an_unchanged_value_writes_nothing(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    ((name, place, _),) = heads(replica, "r1", "title")
    assert replica.set("r1", "title", "one") == []
    assert replica.set("r1", "title", "one", base=((name, place),)) == []
    assert replica.set("r1", "due_on", None) == []
    assert count(replica, "txn") == 1


def test_clearing_a_field_is_a_change_and_clearing_it_again_is_none(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    assert len(replica.set("r1", "title", None)) == 1
    assert replica.set("r1", "title", None) == []


def test_the_same_text_as_another_kind_of_value_is_a_change(replica: Replica) -> None:
    replica.set("r1", "outcome", "1")
    assert len(replica.set("r1", "outcome", 1)) == 1


def test_a_form_that_showed_an_older_value_makes_a_visible_conflict(replica: Replica) -> None:
    (first,) = replica.set("r1", "title", "one")
    (second,) = replica.set("r1", "title", "two")
    (third,) = replica.set("r1", "title", "three", base=((first, 0),))
    assert heads(replica, "r1", "title") == [(second, 0, '"two"'), (third, 0, '"three"')]
    assert conflicts(replica) == [("conflict", "r1", "title", "2")]
    assert replica.rows("SELECT value, n_values FROM cell WHERE field = 'title'") == [('"three"', 2)]


def test_a_resolution_leaves_exactly_one_value(replica: Replica) -> None:
    (first,) = replica.set("r1", "title", "one")
    replica.set("r1", "title", "two")
    replica.set("r1", "title", "three", base=((first, 0),))
    (kept,) = replica.set("r1", "title", "two")
    assert heads(replica, "r1", "title") == [(kept, 0, '"two"')]
    assert conflicts(replica) == []


def test_saying_again_what_is_shown_resolves_a_conflict(replica: Replica) -> None:
    (first,) = replica.set("r1", "title", "one")
    replica.set("r1", "title", "two")
    replica.set("r1", "title", "three", base=((first, 0),))
    assert len(replica.set("r1", "title", "three")) == 1
    assert len(heads(replica, "r1", "title")) == 1


def test_two_people_typing_the_same_make_no_conflict(replica: Replica) -> None:
    (first,) = replica.set("r1", "title", "one")
    replica.set("r1", "title", "two")
    replica.set("r1", "title", "two", base=((first, 0),))
    assert [value for *_, value in heads(replica, "r1", "title")] == ['"two"', '"two"']  # both said so
    assert conflicts(replica) == []
    assert replica.rows("SELECT n_values FROM cell WHERE field = 'title'") == [(1,)]


def test_a_conflict_about_order_is_kept_but_not_raised(replica: Replica) -> None:
    replica.write(Edit("milestone", "m1", "position", "V", scope="BUR"))
    replica.write(Edit("milestone", "m1", "position", "W", base=()))
    assert len(heads(replica, "m1", "position")) == 2
    assert conflicts(replica) == []


@pytest.mark.parametrize(
    "base", [("aa" * 32, 0), ("first", 1), ("first", -1), ("first", 4096), ("first", 2**70), ("other", 0)]
)
def test_a_base_that_is_no_value_of_the_field_is_refused_and_nothing_is_written(replica: Replica, base: Ref) -> None:
    (first,) = replica.set("r1", "title", "one")
    (other,) = replica.set("r1", "outcome", "one")
    name = {"first": first, "other": other}.get(base[0], base[0])
    with pytest.raises(UserError) as refusal:
        replica.set("r1", "title", "two", base=((name, base[1]),))
    assert refusal.value.code == "unknown-base"
    assert count(replica, "op") == 2


def test_text_that_is_not_unicode_is_refused_and_nothing_is_written(replica: Replica) -> None:
    with pytest.raises(UserError) as refusal:
        replica.write(
            Edit("action", "r1", "title", "fine", scope="BUR"), Edit("action", "r1", "outcome", "\ud800", scope="BUR")
        )
    assert refusal.value.code == "unstorable"
    assert count(replica, "txn") == 0


@pytest.mark.parametrize(
    "text", ["a\0b", "👨‍👩‍👧 مرحبا \u202egnp", "<b>x</b>", "'; DROP TABLE op; --", "w" * 100_000, "=1+1"]
)
def test_text_is_stored_as_typed(replica: Replica, text: str) -> None:
    replica.set("r1", "title", text)
    assert replica.rows("SELECT title FROM action") == [(text,)]


def test_each_entry_of_a_stream_names_the_one_before_it(replica: Replica) -> None:
    names = [replica.set("r1", "title", f"title {number}")[0] for number in range(4)]
    chain = replica.rows("SELECT seq, lower(hex(id)), lower(hex(prev)) FROM txn ORDER BY seq")
    assert chain == [(1, names[0], ""), (2, names[1], names[0]), (3, names[2], names[1]), (4, names[3], names[2])]


def test_each_scope_has_a_stream_of_its_own_and_one_gesture_keeps_its_parts_together(replica: Replica) -> None:
    replica.set("r1", "title", "before")
    replica.write(
        Edit("action", "r1", "title", "after"), Edit("topic", "t1", "label", "Roads", scope="shared"), now=NOW
    )
    found = replica.rows("SELECT scope, seq, group_id IS NULL FROM txn ORDER BY pk")
    assert found == [("BUR", 1, 1), ("BUR", 2, 0), ("shared", 1, 0)]
    assert replica.rows("SELECT count(DISTINCT group_id) FROM txn WHERE group_id IS NOT NULL") == [(1,)]


def test_the_scope_of_a_row_stays_what_it_was_made_with(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    replica.write(Edit("action", "r1", "title", "two", scope="PEN"))
    assert replica.rows("SELECT DISTINCT scope FROM txn") == [("BUR",)]
    assert replica.rows("SELECT scope FROM action") == [("BUR",)]


def test_a_new_row_without_a_scope_is_a_mistake_of_ours(replica: Replica) -> None:
    with pytest.raises(KeyError):
        replica.write(Edit("action", "r1", "title", "one"))


def test_a_gesture_of_thousands_of_changes_is_split_but_stays_one_group(replica: Replica) -> None:
    edits = [Edit("action", f"r{number:05}", "title", f"Action {number}", scope="BUR") for number in range(4097)]
    assert len(replica.write(*edits)) == 2
    sizes = replica.rows("SELECT count(*) FROM op GROUP BY id >> 12")
    assert sorted(sizes) == [(1,), (4096,)]
    assert replica.rows("SELECT count(*), count(DISTINCT group_id), count(group_id) FROM txn") == [(2, 1, 2)]
    assert replica.rows("SELECT count(DISTINCT hlc) FROM txn") == [(2,)]
    assert replica.rows("SELECT count(*) FROM action") == [(4097,)]
    with replica.writing() as connection:
        assert list(log_problems(connection)) == []


def test_a_gesture_that_fits_needs_no_group(replica: Replica) -> None:
    replica.write(*(Edit("action", f"r{number:05}", "title", "x", scope="BUR") for number in range(4096)))
    assert replica.rows("SELECT count(*), count(group_id) FROM txn") == [(1, 0)]


def test_the_clock_moves_on_even_when_the_computers_is_set_back(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    replica.write(Edit("action", "r1", "title", "two"), now=NOW - dt.timedelta(days=400))
    ((first, second),) = replica.rows("SELECT min(hlc), max(hlc) FROM txn")
    assert int(str(second)) == int(str(first)) + 1
    assert replica.rows("SELECT title FROM action") == [("two",)]


def test_a_value_its_field_cannot_hold_is_kept_in_the_log_and_shown_as_missing(replica: Replica) -> None:
    replica.set("r1", "percent", 150)
    assert replica.rows("SELECT percent FROM action") == [(None,)]
    assert heads(replica, "r1", "percent")[0][2] == "150"
    assert conflicts(replica) == [("invalid_value", "r1", "percent", "out-of-range")]
    replica.set("r1", "percent", 50)
    assert replica.rows("SELECT percent FROM action") == [(50,)]
    assert conflicts(replica) == []


def test_a_field_or_entity_of_a_later_version_is_kept(replica: Replica) -> None:
    replica.write(
        Edit("action", "r1", "mood", "hopeful", scope="BUR"),
        Edit("hologram", "h1", "colour", {"rgb": "00f"}, scope="BUR"),
    )
    assert replica.rows("SELECT entity, value FROM cell ORDER BY entity") == [
        ("action", '"hopeful"'),
        ("hologram", '{"rgb":"00f"}'),
    ]


@pytest.mark.parametrize("running", [True, False])
def test_the_garbage_collector_is_left_as_it_was(replica: Replica, *, running: bool) -> None:
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        replica.set("r1", "title", "one")
        assert gc.isenabled() is running
    finally:
        (gc.enable if was else gc.disable)()


def test_nothing_of_a_gesture_stays_when_what_follows_it_fails(replica: Replica) -> None:
    from db.log.merge import Sinks

    class Stop(Exception):  # noqa: N818 (not an error)
        pass

    def stop(*_: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        replica.write(Edit("action", "r1", "title", "x", scope="BUR"), sinks=Sinks(lambda *_: None, stop))
    assert count(replica, "txn") == count(replica, "action") == count(replica, "cell") == 0
    assert replica.rows("SELECT open FROM write_guard") == [(0,)]

"""Looking for shared references costs look-ups in indexes, never a walk over the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.log import sharedrefs
from db.log.write import Edit
from tests.db.replica import Replica, make_template


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    """A plan with an empty log."""
    return Replica(make_template(tmp_path / "plan.csplan"), "burnley")


@pytest.mark.parametrize("analysed", [False, True])
def test_every_question_is_answered_from_an_index(replica: Replica, *, analysed: bool) -> None:
    replica.write(*(Edit("action", f"a{n}", "ref", f"BUR-{n:04d}", scope="BUR") for n in range(300)))
    with replica.writing() as connection:
        if analysed:
            connection.exec_driver_sql("ANALYZE")
        for asked in (sharedrefs._CONTESTED, sharedrefs._MEMBERS):
            lines = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
            walked = [line for line in lines if line.startswith("SCAN") and line.split()[1] not in ("h", "r", "c")]
            assert not walked, lines


def shown(replica: Replica) -> dict[str, str]:
    """References by row."""
    return {str(row): str(ref) for row, ref in replica.rows("SELECT id, ref FROM action ORDER BY id")}


def test_ten_share_one_reference_and_close_up(replica: Replica) -> None:
    rows = [f"a{n:02d}" for n in range(1, 12)]
    for row in rows:
        replica.set(row, "ref", "BUR-0001")
    assert shown(replica) == {row: f"BUR-0001~{n}" if n > 1 else "BUR-0001" for n, row in enumerate(rows, start=1)}
    replica.set("a01", "_deleted", value=True)
    assert [shown(replica)[row] for row in rows[:3]] == ["BUR-0001", "BUR-0001", "BUR-0001~2"]
    replica.set("a05", "ref", "BUR-0002")
    left = [row for row in rows if row not in ("a01", "a05")]
    found = shown(replica)
    assert [found[row] for row in left] == ["BUR-0001", *(f"BUR-0001~{n}" for n in range(2, 10))]
    assert (found["a01"], found["a05"]) == ("BUR-0001", "BUR-0002")


def test_a_longer_number_that_begins_the_same_is_another_reference(replica: Replica) -> None:
    for row, ref in (("a1", "BUR-1"), ("a2", "BUR-10"), ("a3", "BUR-1"), ("a4", "BUR-10")):
        replica.set(row, "ref", ref)
    assert shown(replica) == {"a1": "BUR-1", "a2": "BUR-10", "a3": "BUR-1~2", "a4": "BUR-10~2"}


@pytest.mark.parametrize("value", [None, 14, "BUR-1~2"])
def test_what_is_no_reference_takes_no_number(replica: Replica, value: str | int | None) -> None:
    replica.set("a1", "ref", "BUR-1")
    replica.set("a2", "ref", "BUR-1")
    replica.set("a3", "ref", value)
    assert {row: ref for row, ref in shown(replica).items() if row != "a3"} == {"a1": "BUR-1", "a2": "BUR-1~2"}

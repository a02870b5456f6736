"""Whoever sends what a vector lacks brings the other up to date, whatever was lost, forked, copied or restored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.exchange.ledger import Vector
from db.exchange.streams import (
    forked_streams,
    own_vector,
    stream_scopes,
    streams_with_gaps,
    transactions_beyond,
)
from db.log.digest import log_digest
from db.log.opening import SHARED
from db.log.transaction import Transaction, read_transaction
from db.log.write import Edit
from tests.db.replica import Replica, replicas

SCOPES = ("BUR", "PEN", SHARED)


def vector_of(replica: Replica) -> dict[tuple[str, str], tuple[int, str]]:
    """What a replica has."""
    with replica.writing() as connection:
        return own_vector(connection)


def lacking(replica: Replica, known: Vector, scopes: tuple[str, ...] = SCOPES) -> list[Transaction]:
    """What somebody with this vector would be sent."""
    with replica.writing() as connection:
        return [read_transaction(one.body, one.values) for one in transactions_beyond(connection, scopes, known)]


def digest(replica: Replica) -> str:
    """What a replica holds."""
    with replica.writing() as connection:
        return log_digest(connection)


def edit(replica: Replica, number: int, scope: str = "BUR") -> None:
    """Write something new."""
    replica.write(Edit("action", f"{replica.name[:6]}-{scope}-{number}", "title", f"Title {number}", scope=scope))


def test_a_new_partner_gets_everything_and_then_nothing(template: Path, tmp_path: Path) -> None:
    with replicas(template, tmp_path, "a", "b") as (a, b):
        for number in range(5):
            edit(a, number)
        b.merge(lacking(a, vector_of(b)))
        assert digest(a) == digest(b)
        assert lacking(a, vector_of(b)) == []
        edit(a, 9)
        assert len(lacking(a, vector_of(b))) == 1


def test_only_the_scopes_asked_for_are_sent(template: Path, tmp_path: Path) -> None:
    with replicas(template, tmp_path, "a") as (a,):
        for scope in SCOPES:
            edit(a, 1, scope)
        assert [one.scope for one in lacking(a, {}, ("PEN",))] == ["PEN"]
        with a.writing() as connection:
            assert stream_scopes(connection) == set(SCOPES)
            assert {scope for _, scope in own_vector(connection, ["BUR"])} == {"BUR"}


def test_a_lost_file_heals_with_the_next_one(template: Path, tmp_path: Path) -> None:
    with replicas(template, tmp_path, "a", "b") as (a, b):
        edit(a, 1)
        b.merge(lacking(a, vector_of(b)))
        before = vector_of(b)
        edit(a, 2)
        lost = lacking(a, before)
        edit(a, 3)
        b.merge([one for one in lacking(a, before) if one.id != lost[0].id])  # the middle one never came
        assert vector_of(b) == before
        with b.writing() as connection:
            assert streams_with_gaps(connection) == {(a.name, "BUR"): (2, 2)}
        b.merge(lacking(a, vector_of(b)))
        assert digest(a) == digest(b)


def test_a_copied_file_forks_and_both_branches_arrive(template: Path, tmp_path: Path) -> None:
    with replicas(template, tmp_path, "a", "b") as (a, b):
        edit(a, 1)
        edit(a, 2)
        a.close()
        copy = Replica(Path(shutil.copyfile(tmp_path / "a.csplan", tmp_path / "copy.csplan")), "a")
        again = Replica(tmp_path / "a.csplan", "a")
        edit(again, 3)
        edit(again, 4)
        edit(copy, 5)
        b.merge(lacking(copy, vector_of(b)))
        known = vector_of(b)
        b.merge(lacking(again, known))
        copy.merge(lacking(b, vector_of(copy)))
        again.merge(lacking(b, vector_of(again)))
        assert digest(again) == digest(copy) == digest(b)
        with b.writing() as connection:
            assert forked_streams(connection) == [(a.name, "BUR")]
        assert vector_of(b)[a.name, "BUR"][0] == 4
        copy.close()
        again.close()


@pytest.mark.parametrize("kept", [1, 3])
def test_a_restored_file_gets_back_what_it_had_sent(template: Path, tmp_path: Path, kept: int) -> None:
    with replicas(template, tmp_path, "a", "b") as (a, b):
        for number in range(kept):
            edit(a, number)
        a.close()
        backup = Path(shutil.copyfile(tmp_path / "a.csplan", tmp_path / "old.backup"))
        later = Replica(tmp_path / "a.csplan", "a")
        edit(later, 10)
        edit(later, 11)
        b.merge(lacking(later, vector_of(b)))
        later.close()
        shutil.copyfile(backup, tmp_path / "a.csplan")
        restored = Replica(tmp_path / "a.csplan", "a")
        assert lacking(restored, vector_of(b)) != []  # it cannot tell what b knows beyond its own end
        restored.merge(lacking(b, vector_of(restored)))
        assert digest(restored) == digest(b)
        restored.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c", "send"]), st.integers(0, 2), st.integers(0, 2), st.booleans()))
)
def test_whatever_is_lost_all_are_equal_in_the_end(
    template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, bool]]
) -> None:
    with replicas(template, tmp_path_factory.mktemp("streams"), "a", "b", "c") as opened:
        said: dict[tuple[int, int], Vector] = {}
        for number, (what, one, other, arrives) in enumerate(steps):
            if what != "send":
                edit(opened["abc".index(what)], number, SCOPES[one])
            elif one != other:
                sent = lacking(opened[one], said.get((one, other), {}))
                if arrives:
                    opened[other].merge(reversed(sent))
                    said[other, one] = vector_of(opened[one])  # the file says what its sender has
        for _ in range(2):
            for one in range(3):
                for other in range(3):
                    opened[other].merge(lacking(opened[one], vector_of(opened[other])))
        assert len({digest(replica) for replica in opened}) == 1
        assert all(lacking(opened[0], vector_of(replica)) == [] for replica in opened)

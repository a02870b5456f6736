"""The merge is commutative, associative and idempotent, and equals both a rebuild and a naive oracle."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.log.transaction import Transaction
from tests.db.replica import Replica, make_template, replicas
from tests.property.histories import histories
from tests.property.oracle import derive, values
from tests.property.reading import derived, digests

NAMES = ("one", "other")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template") / "template.csplan")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replicas")


def merge_in_parts(replica: Replica, transactions: list[Transaction], sizes: list[int]) -> None:
    """Merge them in order, in bundles of these sizes, each bundle starting again with the last of the one before."""
    place = 0
    for size in [*sizes, len(transactions)]:
        replica.merge(transactions[max(0, place - 1) : place + size])
        place += size


SETTINGS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
SIZES = st.lists(st.integers(1, 6), max_size=4)


@SETTINGS
@given(history=histories(), sizes=SIZES, data=st.data())
def test_any_order_and_any_bundling_gives_what_the_oracle_says(
    template: Path, folder: Path, history: list[Transaction], sizes: list[int], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(history))
    with replicas(template, folder, *NAMES) as (one, other):
        one.merge(history)
        merge_in_parts(other, list(shuffled), sizes)
        assert derived(one) == derived(other) == derive(history)
        assert digests(one) == digests(other)


@SETTINGS
@given(history=histories(), data=st.data())
def test_part_of_a_history_gives_what_the_oracle_says_of_that_part(
    template: Path, folder: Path, history: list[Transaction], data: st.DataObject
) -> None:
    part = [item for item in data.draw(st.permutations(history)) if data.draw(st.booleans())]
    rest = [item for item in history if item not in part]
    with replicas(template, folder, *NAMES) as (one, other):
        one.merge(part)
        assert derived(one) == derive(part)
        one.merge(rest)
        other.merge(rest)
        other.merge(part)
        assert derived(one) == derived(other) == derive(history)
        assert digests(one) == digests(other)


@SETTINGS
@given(history=histories(), sizes=SIZES)
def test_incremental_merge_equals_a_rebuild_from_the_log(
    template: Path, folder: Path, history: list[Transaction], sizes: list[int]
) -> None:
    with replicas(template, folder, NAMES[0]) as (one,):
        merge_in_parts(one, history[::-1], sizes)
        before, shown = digests(one), derived(one)
        one.rebuild()
        assert digests(one) == before
        assert derived(one) == shown


@SETTINGS
@given(history=histories())
def test_merging_again_touches_nothing_and_changes_nothing(
    template: Path, folder: Path, history: list[Transaction]
) -> None:
    with replicas(template, folder, NAMES[0]) as (one,):
        one.merge(history)
        before = digests(one)
        assert not one.merge(history[::-1] * 2)
        assert digests(one) == before


@SETTINGS
@given(history=histories())
def test_every_value_ever_written_and_not_removed_can_be_read_back(
    template: Path, folder: Path, history: list[Transaction]
) -> None:
    wanted = values(history)
    with replicas(template, folder, NAMES[0]) as (one,):
        one.merge(history)
        stored = one.rows("SELECT lower(hex(t.id)), o.id & 4095, o.value FROM op o JOIN txn t ON t.pk = o.id >> 12")
    assert {(name, index): value for name, index, value in stored} == wanted

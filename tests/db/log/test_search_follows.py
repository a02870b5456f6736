"""The search index follows every merge and says the same as one made anew, whatever came first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.log.transaction import Transaction
from db.log.values import Value
from tests.db.replica import make_template, operation, replicas, transaction
from tests.property.reading import digests

ACTIONS, PARTS = ("a1", "a2"), ("p1", "p2")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template") / "template.csplan")


def writes() -> st.SearchStrategy[Transaction]:
    """One write: of a title or a progress of an action, of a text or the action of an update, or a move to the Bin."""
    of_action: st.SearchStrategy[tuple[str, str, str, Value]] = st.one_of(
        st.tuples(st.just("action"), st.sampled_from(ACTIONS), st.just("title"), st.sampled_from(("fox", "owl"))),
        st.tuples(st.just("action"), st.sampled_from(ACTIONS), st.just("percent"), st.integers(1, 3)),
        st.tuples(st.just("action"), st.sampled_from(ACTIONS), st.just("_deleted"), st.booleans()),
    )
    of_part: st.SearchStrategy[tuple[str, str, str, Value]] = st.one_of(
        st.tuples(
            st.just("progress_update"), st.sampled_from(PARTS), st.just("text"), st.sampled_from(("elk", "hare"))
        ),
        st.tuples(st.just("progress_update"), st.sampled_from(PARTS), st.just("action"), st.sampled_from(ACTIONS)),
        st.tuples(st.just("progress_update"), st.sampled_from(PARTS), st.just("percent"), st.integers(1, 3)),
        st.tuples(st.just("progress_update"), st.sampled_from(PARTS), st.just("_deleted"), st.booleans()),
    )
    return st.builds(_made, st.one_of(of_action, of_part), st.integers(1, 50), st.integers(0, 10**6))


def _made(write: tuple[str, str, str, Value], hlc: int, place: int) -> Transaction:
    entity, row, field, value = write
    return transaction(operation(row, field, value, entity=entity), replica=f"{place:032x}", hlc=hlc)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(parts=st.lists(st.lists(writes(), min_size=1, max_size=4), min_size=1, max_size=8))
def test_the_index_after_merges_is_the_index_made_anew(
    template: Path, tmp_path: Path, parts: list[list[Transaction]]
) -> None:
    with replicas(template, tmp_path, "one") as (one,):
        for part in parts:
            one.merge(part)
        before = digests(one)
        one.rebuild()
        assert digests(one) == before

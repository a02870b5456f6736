"""The lists are answered from indexes: SQLite's own query plans say so."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import CompoundSelect, Select
from sqlalchemy.dialects import sqlite

from db.queries.conditions import Dated, In, Led, LedBy, Met, Rated, Serves, Standing, keys_where
from db.queries.lists import ActionFilter, order_statement
from db.store import Store

INDEXED = {"ref": "action_by_ref", "title": "action_by_title", "due": "action_by_due", "lead": "action_by_lead"}
SORTED_TREE = "USE TEMP B-TREE FOR ORDER BY"


def plan_of(store: Store, asked: Select[tuple[int]] | CompoundSelect[tuple[int]]) -> list[str]:
    """The lines of EXPLAIN QUERY PLAN."""
    statement = asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with store.reading() as connection:
        return [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]


@pytest.fixture(params=["fresh", "analysed"])
def measured(request: pytest.FixtureRequest, store: Store) -> Store:
    """A plan with and without the statistics of ANALYZE, which make SQLite choose differently."""
    if request.param == "analysed":
        with store.writing() as connection:
            connection.exec_driver_sql("ANALYZE")
    return store


@pytest.mark.parametrize("sort", [*INDEXED, "percent"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_list_in_the_order_of_an_index_is_never_sorted_again(measured: Store, sort: str, *, descending: bool) -> None:
    lines = plan_of(measured, order_statement(ActionFilter(sort=sort, descending=descending)))
    assert not [line for line in lines if SORTED_TREE in line and "RIGHT PART" not in line], lines
    assert any(f"INDEX {INDEXED.get(sort, 'action_by_percent')}" in line for line in lines), lines


def test_words_within_a_lead_are_looked_for_in_the_index_that_holds_them(measured: Store) -> None:
    """Any other index of live actions seems as good to SQLite, and takes five times as long."""
    lines = plan_of(measured, keys_where(Led(("olic",)), deleted=False))
    assert any("INDEX action_words_of_lead" in line for line in lines), lines


SORTS = ("ref", "title", "due", "lead", "percent", "rating", "updated")

CONDITIONS = {
    "key issues": Serves(frozenset({"t1"}), "key_issue"),
    "areas": In(frozenset({"a1"})),
    "ratings": Rated(frozenset({"red", None})),
    "leads": LedBy(frozenset({"Police"})),
    "words in leads": Led(("olic",)),
    "status": Standing(frozenset({"paused"})),
    "due": Dated(updated=False, last=dt.date(2026, 10, 1)),
    "overdue": Dated(updated=False, last=dt.date(2026, 10, 1), unfinished=True),
    "not updated": Dated(updated=True, last=dt.date(2026, 10, 1), missing=True),
}


def reads_a_table_through(lines: list[str]) -> bool:
    """Whether a whole table is read, or an index made for the one question."""
    return any((line.startswith("SCAN") and "INDEX" not in line) or "AUTOMATIC" in line for line in lines)


@pytest.mark.parametrize("sort", SORTS)
def test_no_order_reads_a_table_from_end_to_end(measured: Store, sort: str) -> None:
    lines = plan_of(measured, order_statement(ActionFilter(sort=sort)))
    assert not reads_a_table_through(lines), lines


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS)
def test_no_condition_reads_a_table_from_end_to_end(measured: Store, condition: Met) -> None:
    lines = plan_of(measured, keys_where(condition, deleted=False))
    assert not reads_a_table_through(lines), lines

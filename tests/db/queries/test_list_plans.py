"""The lists are answered from indexes: SQLite's own query plans say so."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.dialects import sqlite

from db.queries.conditions import Dated, In, LedBy, Rated, Says, Serves, Standing
from db.queries.lists import ActionFilter, list_statement
from db.store import Store

INDEXED = {"ref": "action_by_ref", "title": "action_by_title", "due": "action_by_due", "lead": "action_by_lead"}
SORTED_TREE = "USE TEMP B-TREE FOR ORDER BY"


def plan_of(store: Store, wanted: ActionFilter) -> list[str]:
    """The lines of EXPLAIN QUERY PLAN."""
    statement = list_statement(wanted).compile(
        dialect=sqlite.dialect(),
        compile_kwargs={"literal_binds": True},
    )
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
    lines = plan_of(measured, ActionFilter(sort=sort, descending=descending))
    assert not [line for line in lines if SORTED_TREE in line and "RIGHT PART" not in line], lines
    assert any(f"INDEX {INDEXED.get(sort, 'action_by_percent')}" in line for line in lines), lines


FILTERS = {
    "key issues": ActionFilter((Serves(frozenset({"t1"}), "key_issue"),)),
    "areas": ActionFilter((In(frozenset({"a1"})),)),
    "ratings": ActionFilter((Rated(frozenset({"red", None})),)),
    "leads": ActionFilter((LedBy(frozenset({"Police"})),)),
    "status": ActionFilter((Standing(frozenset({"paused"})),)),
    "overdue": ActionFilter((Dated(updated=False, last=dt.date(2026, 10, 1), unfinished=True),)),
    "rating order": ActionFilter(sort="rating"),
    "update order": ActionFilter(sort="updated", descending=True),
    "issue order": ActionFilter(sort="key_issue"),
    "text": ActionFilter(conditions=(Says("patrols"),)),
}


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_no_other_table_is_ever_read_from_end_to_end(measured: Store, wanted: ActionFilter) -> None:
    lines = plan_of(measured, wanted)
    scans = [line for line in lines if line.startswith("SCAN") and "INDEX" not in line]
    assert not scans, lines
    assert not [line for line in lines if "AUTOMATIC" in line], lines

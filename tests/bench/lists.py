"""Filter and sort: what a key press in the list costs before painting, beside the same SELECT in raw sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from csa_tracker.plan.lists import ListQuery, count_by_brag, list_keys, read_rows
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan, open_plan
from tests.bench.measure import Figure, alternate, timed
from tests.bench.plans import CLOCK, bench_profile, plan_of

KEYSTROKE = 50e-3
"""Seconds between a key press and the repaint it may cost."""
PAGE = 60
"""Rows a screen shows."""


def figures() -> Iterator[Figure]:
    """Each question on 10,000 and on 100,000 actions."""
    for actions in (1_000, 10_000, 100_000):
        path = plan_of(actions)
        raw_connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        with open_plan(path, profile=bench_profile(), clock=CLOCK) as plan, closing(raw_connection) as raw:
            yield from _on(plan, raw, actions)


def _on(plan: OpenPlan, raw: sqlite3.Connection, actions: int) -> Iterator[Figure]:
    issue, area = read_vocabulary(plan).key_issues[0].id, read_vocabulary(plan).areas[0].id
    live = "SELECT a.rowid FROM action a WHERE a.deleted = 0"
    rated = "SELECT a.rowid FROM action a JOIN rating r ON r.action = a.id WHERE a.deleted = 0"
    said = "a.rowid IN (SELECT rowid >> 32 FROM search WHERE search MATCH '{}')"
    of_area = f"a.id IN (SELECT action FROM action_area WHERE area = '{area}' AND in_ = 1)"  # noqa: S608 (an id of our own)
    questions = (
        ("sort by title", ListQuery(sort="title"), f"{live} ORDER BY a.title COLLATE NOCASE, a.id"),
        ("sort by due date", ListQuery(sort="due"), f"{live} ORDER BY a.due_on NULLS LAST, a.id"),
        ("sort by rating", ListQuery(sort="rating"), f"{rated} ORDER BY r.severity, r.due_on, r.key"),
        (
            "filter by key issue",
            ListQuery(key_issues=frozenset({issue})),
            f"{live} AND a.key_issue = '{issue}' {_BY_REF}",
        ),
        ("filter by area", ListQuery(areas=frozenset({area})), f"{live} AND {of_area} {_BY_REF}"),
        ("filter by rating", ListQuery(text="rating:red"), f"{rated} AND r.brag = 'red' {_BY_REF}"),
        ("filter by status", ListQuery(text="status:in-progress"), f"{live} AND a.lifecycle = 'in_progress' {_BY_REF}"),
        ("filter by lead", ListQuery(text="lead:tion"), f"{live} AND a.lead_organisation LIKE '%tion%' {_BY_REF}"),
        ("filter by due date", ListQuery(text="due:<30d"), f"{live} AND a.due_on < '2026-12-22' {_BY_REF}"),
        ("word in half", ListQuery(text="patrols"), f"{live} AND {said.format('patrols')} {_BY_REF}"),
        ("word in all", ListQuery(text="organisation"), f"{live} AND {said.format('organisation')} {_BY_REF}"),
        (
            "word in half, red ones, by rating",
            ListQuery(text="rating:red patrols", sort="rating"),
            f"{rated} AND r.brag = 'red' AND {said.format('patrols')} ORDER BY r.severity, r.due_on, r.key",
        ),
    )
    for what, query, sql in questions:
        ours, baseline = alternate(
            timed(lambda query=query: _page(plan, query)),  # type: ignore[misc]
            timed(lambda sql=sql: _raw_page(raw, sql)),  # type: ignore[misc]
        )
        name = f"{what}, {actions:,} actions, first page read"
        if actions == 100_000:
            yield Figure(name, ours, "the same in raw sqlite3", baseline, 3, KEYSTROKE)
        else:  # below ten milliseconds a ratio measures the call, not the query: these lines show the growth
            yield Figure(name, ours, "", None, KEYSTROKE)
    ours, _ = alternate(timed(lambda: count_by_brag(plan, ListQuery())), None)
    yield Figure(f"counts of the rating cards, {actions:,} actions", ours, "", None, KEYSTROKE)


_BY_REF = "ORDER BY a.ref, a.id"


def _page(plan: OpenPlan, query: ListQuery) -> object:
    if query == ListQuery(sort=query.sort):  # a sort is measured as it is the first time
        with plan.store.reading() as connection:
            connection.info.clear()
    return read_rows(plan, list_keys(plan, query)[:PAGE])


def _raw_page(raw: sqlite3.Connection, sql: str) -> list[object]:
    keys = [key for (key,) in raw.execute(sql)][:PAGE]
    return raw.execute(f"SELECT * FROM action WHERE rowid IN ({','.join('?' * len(keys))})", keys).fetchall()  # noqa: S608

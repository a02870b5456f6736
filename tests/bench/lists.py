"""Filter and sort: what a key press in the list costs, beside the same question in raw SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan, open_plan
from tests.bench.measure import Figure, alternate, timed
from tests.bench.plans import CLOCK, bench_profile, plan_of

PAGE = 60
"""Rows a screen shows."""


def figures() -> Iterator[Figure]:
    """Each question on 10,000 and on 100,000 actions."""
    for actions in (10_000, 100_000):
        path = plan_of(actions)
        raw_connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        with open_plan(path, profile=bench_profile(), clock=CLOCK) as plan, closing(raw_connection) as raw:
            yield from _on(plan, raw, actions)


def _on(plan: OpenPlan, raw: sqlite3.Connection, actions: int) -> Iterator[Figure]:
    issue = read_vocabulary(plan).key_issues[0].id
    questions = (
        ("sort by title", ListQuery(sort="title"), "SELECT rowid FROM action WHERE deleted = 0 ORDER BY title, id", ()),
        (
            "sort by due date",
            ListQuery(sort="due"),
            "SELECT rowid FROM action WHERE deleted = 0 ORDER BY due_on, id",
            (),
        ),
        (
            "filter by key issue",
            ListQuery(key_issues=frozenset({issue})),
            "SELECT rowid FROM action WHERE deleted = 0 AND key_issue = ? ORDER BY ref, id",
            (issue,),
        ),
        (
            "filter by words",
            ListQuery(text="patrols"),
            "SELECT rowid FROM action WHERE deleted = 0 AND title LIKE ? ORDER BY ref, id",
            ("%patrols%",),
        ),
    )
    for what, query, sql, values in questions:
        ours, baseline = alternate(
            timed(lambda query=query: read_rows(plan, list_keys(plan, query)[:PAGE])),  # type: ignore[misc]
            timed(lambda sql=sql, values=values: _raw_page(raw, sql, values)),  # type: ignore[misc]
        )
        limit = 50e-3 if actions == 100_000 else None
        yield Figure(f"{what}, {actions:,} actions, first page read", ours, "the same in raw SQL", baseline, 3, limit)


def _raw_page(raw: sqlite3.Connection, sql: str, values: tuple[str, ...]) -> list[object]:
    keys = [key for (key,) in raw.execute(sql, values)][:PAGE]
    return raw.execute(f"SELECT * FROM action WHERE rowid IN ({','.join('?' * len(keys))})", keys).fetchall()  # noqa: S608

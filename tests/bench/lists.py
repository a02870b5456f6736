"""Filter and sort: what a key press in the list costs before painting, beside the same SELECT in raw sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy.dialects import sqlite

from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan, open_plan
from db.queries.conditions import Says, Serves
from db.queries.lists import ActionFilter, list_statement
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
    issues = frozenset({read_vocabulary(plan).key_issues[0].id})
    questions = (
        ("sort by title", ListQuery(sort="title"), ActionFilter(sort="title")),
        ("sort by due date", ListQuery(sort="due"), ActionFilter(sort="due")),
        ("sort by rating", ListQuery(sort="rating"), ActionFilter(sort="rating")),
        ("filter by key issue", ListQuery(key_issues=issues), ActionFilter((Serves(issues, "key_issue"),))),
        ("filter by words", ListQuery(text="patrols"), ActionFilter((Says("patrols"),))),
    )
    for what, query, same in questions:
        sql = str(list_statement(same).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
        ours, baseline = alternate(
            timed(lambda query=query: read_rows(plan, list_keys(plan, query)[:PAGE])),  # type: ignore[misc]
            timed(lambda sql=sql: _raw_page(raw, sql)),  # type: ignore[misc]
        )
        name = f"{what}, {actions:,} actions, first page read"
        if actions == 100_000:
            yield Figure(name, ours, "the same in raw sqlite3", baseline, 3, KEYSTROKE)
        else:  # below ten milliseconds a ratio measures the call, not the query: these lines show the growth
            yield Figure(name, ours, "", None, KEYSTROKE)


def _raw_page(raw: sqlite3.Connection, sql: str) -> list[object]:
    keys = [key for (key,) in raw.execute(sql)][:PAGE]
    return raw.execute(f"SELECT * FROM action WHERE rowid IN ({','.join('?' * len(keys))})", keys).fetchall()  # noqa: S608

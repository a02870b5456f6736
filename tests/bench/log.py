"""The change log measured: merging changes beside inserting their rows, and looking back over a million of them."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.moments import actions_on
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import save_actions
from csa_tracker.workspace import create_plan, open_plan, plan_sinks
from db.log.clock import last_hlc_before
from db.log.merge import merge
from db.log.replay import stored_transactions
from db.log.transaction import Transaction
from db.queries.moments import know_until, rows_then
from tests.bench.measure import Figure, alternate, timed
from tests.bench.plans import BATCH, CLOCK, FOLDER, bench_profile, plan_of

MILLION = 1_000_000
_EDITED_ACTIONS = 12_000
_LOCAL = ("local_meta", "write_guard", "alembic_version")


def figures() -> Iterator[Figure]:
    """Merge at three sizes, the same changes again, and as-at over a million changes."""
    for changes in (1_000, 10_000, 100_000):
        yield from _merge(changes)
    yield from _look_back()


def _merge(changes: int) -> Iterator[Figure]:
    transactions = _some_transactions(changes)
    with tempfile.TemporaryDirectory() as folder:
        empty, target, copy = (Path(folder) / name for name in ("empty.csplan", "merged.csplan", "raw.csplan"))
        create_plan(empty, partnership="PAN", name="Bench", profile=bench_profile(), clock=CLOCK).close()

        def merged() -> float:
            fresh(empty, target)
            with open_plan(target, profile=bench_profile(), clock=CLOCK) as plan:
                return timed(lambda: _merge_into(plan.store, transactions))()

        merged()
        rows = rows_of(target, empty)

        def raw() -> float:
            fresh(empty, copy)
            return timed(lambda: insert_rows(copy, rows))()

        ours, baseline = alternate(merged, raw, rounds=3 if changes >= 100_000 else 7)
        yield Figure(f"merge of {changes:,} changes", ours, "executemany of all resulting rows", baseline, 5)
        with open_plan(target, profile=bench_profile(), clock=CLOCK) as plan:
            again, _ = alternate(timed(lambda: _merge_into(plan.store, transactions)), None)
        yield Figure(f"the same {changes:,} changes again", again, "merging them first", ours, 0.2)


def _some_transactions(changes: int) -> list[Transaction]:
    chosen: list[Transaction] = []
    count = 0
    with open_plan(plan_of(10_000), profile=bench_profile(), clock=CLOCK) as plan, plan.store.reading() as connection:
        for _, transaction in stored_transactions(connection):
            if transaction.hlc == 1:  # the opening: every plan has it
                continue
            chosen.append(transaction)
            count += len(transaction.operations)
            if count >= changes:
                break
    return chosen


def _merge_into(store: object, transactions: list[Transaction]) -> None:
    from db.store import Store

    assert isinstance(store, Store)
    with store.writing() as connection:
        merge(connection, transactions, plan_sinks(CLOCK))


def fresh(source: Path, target: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    shutil.copyfile(source, target)


def rows_of(path: Path, empty: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row the merge made, by table; what an empty plan has already is left out."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    with closing(sqlite3.connect(path)) as full, closing(sqlite3.connect(empty)) as before:
        names = [
            str(name)
            for (name,) in full.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not str(name).startswith(("sqlite_", "search_"))
            and name not in ("local_meta", "write_guard", "alembic_version")
        ]
        for name in names:
            what = "rowid, text" if name == "search" else "*"
            known = set(before.execute(f'SELECT {what} FROM "{name}"'))  # noqa: S608 (our own names)
            rows[name] = [row for row in full.execute(f'SELECT {what} FROM "{name}"') if row not in known]  # noqa: S608
    return {name: found for name, found in rows.items() if found}


def insert_rows(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE write_guard SET open = 1")
        for name, found in rows.items():
            columns = "(rowid, text)" if name == "search" else ""
            marks = ",".join("?" for _ in found[0])
            connection.executemany(f'INSERT INTO "{name}" {columns} VALUES ({marks})', found)  # noqa: S608 (our own names)
        connection.execute("UPDATE write_guard SET open = 0")
        connection.execute("COMMIT")


def _look_back() -> Iterator[Figure]:
    day = CLOCK.today() + dt.timedelta(days=2)
    until = last_hlc_before(dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC))
    what = f"as it stood two days in, of {MILLION:,} changes"
    with open_plan(edited_plan(), profile=bench_profile(), clock=CLOCK) as plan:

        def values() -> None:
            with plan.store.reading() as connection:
                know_until(connection, until)
                rows_then(connection)

        ours, _ = alternate(timed(values), None)
        yield Figure(f"every value {what}", ours, "", None, 1)
        whole, _ = alternate(timed(lambda: actions_on(plan, day)), None)
        yield Figure(f"every action {what}, whole and rated", whole, "", None, 3)


def edited_plan() -> Path:
    """A plan whose actions were changed again and again, day after day, until its log holds a million changes."""
    path = FOLDER / "edited.csplan"
    if path.exists():
        return path
    part = path.with_suffix(".making.csplan")
    fresh(plan_of(_EDITED_ACTIONS), part)
    day = 0
    while _changes(part) < MILLION:
        day += 1
        with open_plan(part, profile=bench_profile(), clock=Clock(CLOCK.now() + dt.timedelta(days=day))) as plan:
            ids = [action.id for action in read_actions(plan)]
            for start in range(0, len(ids), BATCH):
                save_actions(plan, [_edit(action, day) for action in ids[start : start + BATCH]], label="import")
    part.rename(path)
    return path


def _edit(action: str, day: int) -> ActionDraft:
    words = {
        name: f"{name} on day {day}"
        for name in ("title", "description", "lead_role", "measure_of_success", "outcome", "funding", "due_text")
    }
    return ActionDraft(id=action, fields={**words, "percent": day})


def _changes(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM op").fetchone()[0])

"""The first rows of a plan, read with sqlite3 alone: they are on the screen while everything else is being loaded.

SQLAlchemy takes longer to import than a window takes to appear, so the lists' statement is written out here once more,
in its plainest form; a test holds the two equal. Whatever is unusual about a file is left to `open_store`.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from db.formats import APPLICATION_ID, LOG_FORMAT, VIEW_VERSION
from db.listed import ListedAction

_ROWS = """
SELECT a.rowid, a.id, a.ref, a.title, t.label, a.lead_organisation, a.due_on, a.due_text, a.lifecycle, a.owner_rag,
    a.percent, a.deleted, CASE WHEN r.next_change_on <= :today THEN NULL ELSE r.brag END,
    CASE WHEN r.next_change_on <= :today THEN NULL ELSE r.why_code END, r.last_update_on,
    (SELECT count(*) FROM attention n WHERE n.row = a.id AND n.entity = 'action' AND n.kind LIKE '%conflict'),
    (SELECT json_group_array(name) FROM (
        SELECT p.name FROM action_area l JOIN area p ON p.id = l.area
        WHERE l.action = a.id AND l.in_ = 1 AND l.deleted = 0 ORDER BY p.name))
FROM action a LEFT JOIN topic t ON t.id = a.key_issue LEFT JOIN rating r ON r.action = a.id
WHERE a.deleted = 0 ORDER BY a.ref, a.id LIMIT :rows
"""
_SIDE_FILES = ("-wal", "-journal")


class Glance(NamedTuple):
    """What a plan calls itself, how many live actions it has, and the first of them by reference."""

    name: str
    marking: str
    partnership: str
    actions: int
    rows: list[ListedAction]


def read_glance(path: Path, today: dt.date, *, rows: int) -> Glance | None:
    """Return the first `rows` live actions, or None where the plan has to be opened to be understood.

    That is a file that is no plan, damaged, of another version, in use with a journal that cannot be read, or rated for
    a day after `today`. A rating that today may have changed is left out.
    """
    try:
        with closing(_connect(path)) as connection:
            return _glance(connection, today, rows) if _is_known(connection, today) else None
    except (sqlite3.Error, UnicodeDecodeError, ValueError):
        return None  # opening says what is wrong with the file, in a sentence


def peek_fact(path: Path, key: str) -> str | None:
    """Return a local fact of a plan without opening it; None where there is none, or the file is not to be read."""
    try:
        with closing(_connect(path)) as connection:
            found = connection.execute("SELECT value FROM local_meta WHERE key = ?", (key,)).fetchone()
    except (sqlite3.Error, UnicodeDecodeError, ValueError):
        return None
    return str(found[0]) if found else None


def _connect(path: Path) -> sqlite3.Connection:
    at_rest = not any(Path(f"{path}{suffix}").exists() for suffix in _SIDE_FILES)
    query = "immutable=1" if at_rest else "mode=ro"  # a reader would leave an empty journal beside a plan at rest
    return sqlite3.connect(f"{path.absolute().as_uri()}?{query}", uri=True, timeout=0.2)


def _is_known(connection: sqlite3.Connection, today: dt.date) -> bool:
    """Say whether the file is a plan of this version whose ratings are not of a day to come."""
    application, form = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if (application, form) != (APPLICATION_ID, LOG_FORMAT):
        return False
    facts = dict(connection.execute("SELECT key, value FROM local_meta"))
    return facts.get("view_version") == str(VIEW_VERSION) and facts.get("rated_on", "9999") <= today.isoformat()


def _glance(connection: sqlite3.Connection, today: dt.date, rows: int) -> Glance | None:
    plan = connection.execute("SELECT name, marking FROM plan WHERE deleted = 0 ORDER BY created_hlc").fetchone()
    if plan is None:
        return None
    (partnership,) = connection.execute(
        "SELECT coalesce(max(p.name), max(m.value)) FROM local_meta m LEFT JOIN partnership p ON p.code = m.value "
        "WHERE m.key = 'partnership'"
    ).fetchone()
    (actions,) = connection.execute("SELECT count(*) FROM action WHERE deleted = 0").fetchone()
    found = connection.execute(_ROWS, {"today": today.isoformat(), "rows": rows}).fetchall()
    return Glance(plan[0] or "", plan[1] or "", partnership or "", actions, [_listed(row) for row in found])


def _listed(row: tuple[object, ...]) -> ListedAction:
    *values, areas = row
    listed = ListedAction._make((*values, tuple(json.loads(str(areas)))))
    return listed._replace(due_on=_date(listed.due_on), last_update_on=_date(listed.last_update_on))


def _date(stored: object) -> dt.date | None:
    return dt.date.fromisoformat(str(stored)) if stored is not None else None

"""Everything people are shown, as one digest: the log's derived tables, the ratings and the search index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.log.digest import derived_digest
from db.searchindex import ACTION_OF_TEXT, PLACE_OF_TEXT, ROW_OF_TEXT, SEARCH, SOURCES
from db.tables.local import rating


def shown_digest(connection: Connection) -> str:
    """SHA-256 in hex of everything shown: equal before and after a rebuild unless something shown was wrong."""
    total = hashlib.sha256(derived_digest(connection).encode())
    for statement in _local_statements():
        for row in connection.exec_driver_sql(statement):
            total.update(repr(tuple(row)).encode())
        total.update(b"\f")
    return total.hexdigest()


def search_is_sound(connection: Connection) -> bool:
    """Whether the search index says what its texts say; asked inside a write transaction, as FTS5 wants it."""
    try:
        connection.exec_driver_sql(f"INSERT INTO {SEARCH} ({SEARCH}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DBAPIError:
        return False
    return True


def reindex(connection: Connection) -> None:
    """Make every index again from its table, inside a write transaction."""
    connection.exec_driver_sql("REINDEX")


def _local_statements() -> Iterator[str]:
    """Ratings, and texts of the search index by the row they belong to; row numbers differ after a rebuild."""
    columns = ", ".join(f'r."{column.name}"' for column in rating.columns if column.name != "key")
    yield (
        f"SELECT {columns}, r.key = a.rowid FROM main.rating r LEFT JOIN action a ON a.id = r.action "  # noqa: S608
        "ORDER BY r.action"
    )
    for place, (entity, _) in enumerate(SOURCES):
        yield (
            f"SELECT v.id, a.id, search.text FROM search LEFT JOIN {entity} v ON v.rowid = ({ROW_OF_TEXT}) "  # noqa: S608
            f"LEFT JOIN action a ON a.rowid = ({ACTION_OF_TEXT}) WHERE ({PLACE_OF_TEXT}) = {place} "
            "ORDER BY v.id, search.text"
        )


def attention_counts(connection: Connection) -> dict[str, int]:
    """How many items of each kind need somebody's attention."""
    rows = connection.exec_driver_sql("SELECT kind, count(*) FROM attention GROUP BY kind ORDER BY kind")
    return {kind: count for kind, count in rows}  # noqa: C416 (rows are not pairs to the type checker)

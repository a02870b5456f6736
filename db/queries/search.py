"""Full-text search, best first."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from db.searchindex import ACTION_OF_TEXT, PLACE_OF_TEXT, SOURCES, match_query, spoken_words


class FoundText(NamedTuple):
    """A matching text of a live action, with the words around the match."""

    action: str
    ref: str | None
    title: str | None
    kind: str
    excerpt: str


def find_texts(connection: Connection, text: str, *, limit: int) -> list[FoundText]:
    """Texts that hold every word and phrase of `text`; nothing for a text without a word."""
    runs = spoken_words(text)
    if not runs:
        return []
    query = " AND ".join(match_query(run) for run in runs)
    found: list[Row[*tuple[Any, ...]]] = []
    for place, (entity, _) in enumerate(SOURCES):
        statement = (
            f"SELECT a.id, a.ref, a.title, '{entity}', snippet(search, 0, '', '', '…', 14), rank FROM search "  # noqa: S608
            f"CROSS JOIN action a ON a.rowid = ({ACTION_OF_TEXT}) AND a.deleted = 0 "
            f"WHERE search MATCH ? AND ({PLACE_OF_TEXT}) = {place} ORDER BY rank LIMIT ?"
        )
        found += connection.exec_driver_sql(statement, (query, limit)).all()
    found.sort(key=lambda row: (row[5], row[1] or ""))
    return [FoundText(*row[:5]) for row in found[:limit]]

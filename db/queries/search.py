"""Full-text search, best first."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from db.searchindex import match_query, spoken_words


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
    rows = connection.exec_driver_sql(
        "SELECT s.action, a.ref, a.title, s.kind, snippet(search, 2, '', '', '…', 14) FROM search s "
        "CROSS JOIN action a ON a.id = s.action AND a.deleted = 0 WHERE search MATCH ? ORDER BY rank, a.ref LIMIT ?",
        (" AND ".join(match_query(run) for run in runs), limit),
    )
    return [FoundText(*row) for row in rows]

"""The full-text index over actions, updates and milestones: a view like the others, made from the log's values."""

from __future__ import annotations

from sqlalchemy import Connection

SEARCH = "search"

_CREATE = "CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"

_ACTION_TEXTS = (
    "ref", "title", "description", "lead_organisation", "lead_role", "source_ref", "measure_of_success", "board"
)  # fmt: skip

SOURCES = (
    ("action", _ACTION_TEXTS),
    ("progress_update", ("text", "author", "barrier", "next_step")),
    ("milestone", ("title",)),
)
"""What is indexed. Row number in the index = row number in the view * 4 + place here, so no table joins the two."""


def create_search(connection: Connection) -> None:
    """Create the empty index."""
    connection.exec_driver_sql(_CREATE)


def drop_search(connection: Connection) -> None:
    """Drop the index with everything it knows."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")


def index_touched(connection: Connection) -> None:
    """Index again the rows in temp.touched_row; updates and milestones that are deleted leave the index."""
    for place, (entity, columns) in enumerate(SOURCES):
        source = f"FROM temp.touched_row r CROSS JOIN {entity} v ON v.id = r.row WHERE r.entity = '{entity}'"
        words = " || ' ' || ".join(f"coalesce(v.{column}, '')" for column in columns)
        # The names are our own; what people typed is never part of a statement.
        remove = f"DELETE FROM search WHERE rowid IN (SELECT v.rowid * 4 + {place} {source})"  # noqa: S608
        add = f"INSERT INTO search (rowid, text) SELECT v.rowid * 4 + {place}, {words} {source}"
        connection.exec_driver_sql(remove)
        connection.exec_driver_sql(f"{add} AND (v.deleted = 0 OR '{entity}' = 'action')")


def match_query(words: str, *, whole: bool = False) -> str:
    """The query for text that holds this run of words; what is typed is never syntax.

    The last word may be the beginning of one, unless only `whole` words count.
    """
    plain = words.replace("\0", " ").replace('"', " ")
    return f'"{plain}"' if whole else f'"{plain}" *'


def spoken_words(text: str) -> list[str]:
    """What a search box asks for: single words, and the runs of words that stand in quotation marks."""
    parts = text.replace("“", '"').replace("”", '"').split('"')
    runs: list[str] = []
    for place, part in enumerate(parts):
        runs += [part] if place % 2 else part.split()
    return [run for run in runs if any(character.isalnum() for character in run)]

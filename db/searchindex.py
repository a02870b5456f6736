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
"""What is indexed, each with its place here."""

# The number of a text tells all that a list asks, so that no table need be joined to hundreds of thousands of matches:
# its action's row number, then its own row number, then its place in SOURCES (two bits).
_NUMBER = "(a.rowid << 32) | (v.rowid << 2) | {place}"
ACTION_OF_TEXT = "search.rowid >> 32"
ROW_OF_TEXT = "(search.rowid & 0xffffffff) >> 2"
PLACE_OF_TEXT = "search.rowid & 3"


def create_search(connection: Connection) -> None:
    """Create the empty index."""
    connection.exec_driver_sql(_CREATE)


def drop_search(connection: Connection) -> None:
    """Drop the index with everything it knows."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")


def forget_words(connection: Connection) -> None:
    """Make the index again from its texts: a word of a text that is gone stays in it otherwise (SQLite 3.40)."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")


def forget_touched(connection: Connection) -> None:
    """Take the texts that the rows in temp.touched_row change out of the index, and note them in temp.touched_text.

    To be called before the views are written, while they still tell where a text stands in it. A row whose texts stay
    as they are is left alone. Updates and milestones that came before their action join when it comes: until then no
    action could be found by them.
    """
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE IF NOT EXISTS touched_text (row TEXT, entity TEXT, PRIMARY KEY (row, entity)) WITHOUT ROWID")
    run("DELETE FROM temp.touched_text")
    for entity, columns in SOURCES:
        fields = ", ".join(f"'{field}'" for field in (*columns, "action"))
        run(
            f"INSERT INTO temp.touched_text SELECT r.row, r.entity FROM temp.touched_row r "  # noqa: S608 (our own names)
            "CROSS JOIN rowstate s ON s.row = r.row AND s.entity = r.entity "
            f"LEFT JOIN {entity} v ON v.id = r.row WHERE r.entity = '{entity}' AND (v.id IS NULL "
            "OR v.deleted <> s.deleted OR EXISTS (SELECT 1 FROM temp.touched_cell c WHERE c.row = r.row "
            f"AND c.entity = r.entity AND c.field IN ({fields})))"
        )
    for entity, _ in SOURCES[1:]:
        run(
            f"INSERT OR IGNORE INTO temp.touched_text SELECT v.id, '{entity}' FROM temp.touched_row r "  # noqa: S608
            f"CROSS JOIN {entity} v ON v.action = r.row WHERE r.entity = 'action' "
            "AND NOT EXISTS (SELECT 1 FROM action a WHERE a.id = r.row)"
        )
    for place in range(len(SOURCES)):
        run(f"DELETE FROM search WHERE rowid IN (SELECT {_NUMBER.format(place=place)} {_touched(place)})")  # noqa: S608


def index_touched(connection: Connection) -> None:
    """Index the texts in temp.touched_text as the views now show them; deleted updates and milestones are left out."""
    for place, (entity, columns) in enumerate(SOURCES):
        words = " || ' ' || ".join(f"coalesce(v.{column}, '')" for column in columns)
        connection.exec_driver_sql(
            f"INSERT INTO search (rowid, text) SELECT {_NUMBER.format(place=place)}, {words} {_touched(place)} "
            f"AND (v.deleted = 0 OR '{entity}' = 'action')"
        )


def _touched(place: int) -> str:
    """The touched texts of one view (v), each with its action (a). The names are our own, never what people typed."""
    entity = SOURCES[place][0]
    action = "v.id" if entity == "action" else "v.action"
    return (
        f"FROM temp.touched_text r CROSS JOIN {entity} v ON v.id = r.row "
        f"CROSS JOIN action a ON a.id = {action} WHERE r.entity = '{entity}'"
    )


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

"""What is done with a plan file outside of any transaction: its journal written back, the whole file written anew."""

from __future__ import annotations

from sqlalchemy import Engine


def write_journal_back(writer: Engine) -> bool:
    """Bring what stands in the journal into the file and empty it. False when another reader keeps it from that."""
    return _run(writer)


def write_anew(writer: Engine) -> bool:
    """Write the file anew, so that no byte of what was deleted stays in it or in its journal. False as above."""
    return _run(writer, "VACUUM")


def _run(writer: Engine, *before: str) -> bool:
    connection = writer.raw_connection()
    try:
        cursor = connection.cursor()
        for statement in before:
            cursor.execute(statement).fetchall()
        ((busy, *_),) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    return not busy

"""Published papers as they were written: their bytes and their content, kept in the plan of whoever published them."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection


class KeptPaper(NamedTuple):
    """A PDF byte for byte, and what it says as JSON."""

    pdf: bytes
    content: bytes


def keep_paper(connection: Connection, row: str, paper: KeptPaper) -> None:
    """Keep a paper for the row of its published_report, inside the transaction that publishes it."""
    connection.exec_driver_sql(
        "INSERT INTO published_paper VALUES (?, ?, ?)", (row, zlib.compress(paper.pdf), zlib.compress(paper.content))
    )


def kept_paper(connection: Connection, row: str) -> KeptPaper | None:
    """The paper kept for a published_report; None where it was published in another office or its bytes are damaged."""
    found = connection.exec_driver_sql("SELECT pdf, content FROM published_paper WHERE row = ?", (row,)).first()
    if found is None:
        return None
    try:
        return KeptPaper(zlib.decompress(found[0]), zlib.decompress(found[1]))
    except zlib.error:
        return None


def kept_rows(connection: Connection) -> set[str]:
    """The rows of the published_reports that a paper is kept for."""
    return set(connection.exec_driver_sql("SELECT row FROM published_paper").scalars())


def forget_papers(connection: Connection, parts: Collection[bytes]) -> None:
    """Let go of the papers whose content holds one of these parts (JSON without its quotes)."""
    for row in connection.exec_driver_sql("SELECT row FROM published_paper").scalars().all():
        kept = kept_paper(connection, row)
        if kept is None or any(part in kept.content for part in parts):  # damaged bytes cannot be looked into
            connection.exec_driver_sql("DELETE FROM published_paper WHERE row = ?", (row,))

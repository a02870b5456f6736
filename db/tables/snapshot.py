"""Named moments of a plan, such as the position reported to a board, and the reports published on them."""

from __future__ import annotations

import datetime as dt

from db.tables.base import ViewRow


class Snapshot(ViewRow, table=True):
    """A named snapshot: `vector` is what the plan held (JSON text), `digest` the log digest it had."""

    name: str | None = None
    vector: str | None = None
    digest: str | None = None


class PublishedReport(ViewRow, table=True):
    """That a report was published: its number, what was chosen (JSON text), the snapshot it stands on, its SHA-256s.

    `pdf_digest` is of the file's bytes, `content_digest` of what it says. The bytes are local (db/papers.py).
    """

    __tablename__ = "published_report"

    number: int | None = None
    report: str | None = None
    title: str | None = None
    options: str | None = None
    snapshot: str | None = None
    published_on: dt.date | None = None
    pages: int | None = None
    pdf_digest: str | None = None
    content_digest: str | None = None

"""Removals for good: who removed what is in the log, here only why."""

from __future__ import annotations

from db.tables.base import ViewRow


class Redaction(ViewRow, table=True):
    """One removal; the operations it names are its edges (db/log/redact.py)."""

    removes: bool | None = None
    reason: str | None = None

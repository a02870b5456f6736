"""A row of a list as stored, whichever way it was read."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class ListedAction(NamedTuple):
    """A row of a list as stored."""

    key: int
    id: str
    ref: str | None
    title: str | None
    key_issue: str | None
    lead: str | None
    due_on: dt.date | None
    due_text: str | None
    lifecycle: str | None
    owner_rag: str | None
    percent: int | None
    deleted: bool
    brag: str | None
    why_code: str | None
    last_update_on: dt.date | None
    conflicts: int
    areas: tuple[str, ...]

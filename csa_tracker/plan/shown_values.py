"""Stored values as people read them: dates as they are written here, topics by their label, statuses by their word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from csa_tracker.rules.dates import show_date
from csa_tracker.values import Lifecycle
from db.engine import Connection
from db.log.values import decode_value
from db.queries import reference

Labels = Mapping[str, str]
"""What row ids are called."""


def read_labels(connection: Connection) -> Labels:
    """Labels of topics and names of areas, by row id."""
    labels = {row["id"]: row["label"] for row in reference.rows_of(connection, "topic")}
    return labels | {row["id"]: row["name"] for row in reference.rows_of(connection, "area")}


def shown_value(field: str, stored: str | None, labels: Labels) -> str:
    """A value as people read it, from its canonical text; empty for nothing. `field` as the log names it."""
    value = decode_value(stored) if stored is not None else None
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return show_date(value)
    if field == "lifecycle" and value in set(Lifecycle):
        return Lifecycle(str(value)).word
    return labels.get(str(value), str(value))

"""What this file knows about itself and is never exchanged: plan id, replica id, partnership, view version."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, fields

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and when: the member id (32 hex digits) and an aware UTC instant."""

    member: str
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class LocalMeta:
    """The local facts of one plan file; `plan` and `replica` are 16 random bytes in hex."""

    plan: str
    replica: str
    partnership: str
    view_version: int

    @classmethod
    def read(cls, connection: Connection) -> LocalMeta:
        """Read them; KeyError when the file never became a plan."""
        stored = {key: value for key, value in connection.exec_driver_sql("SELECT key, value FROM local_meta")}  # noqa: C416
        return cls(stored["plan"], stored["replica"], stored["partnership"], int(stored["view_version"]))

    def save(self, connection: Connection) -> None:
        """Write them all."""
        for part in fields(self):
            set_fact(connection, part.name, str(getattr(self, part.name)))


def mint_replica(connection: Connection) -> str:
    """Begin a new life of this file, with streams of its own for what is written from now on. Returns its id."""
    replica = os.urandom(16).hex()
    set_fact(connection, "replica", replica)
    return replica


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Store one local fact."""
    connection.exec_driver_sql(
        "INSERT INTO local_meta VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )


def get_fact(connection: Connection, key: str) -> str | None:
    """One local fact, or None."""
    return connection.exec_driver_sql("SELECT value FROM local_meta WHERE key = ?", (key,)).scalar()

"""What this file knows about itself and is never exchanged: plan id, replica id, partnership, view version."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, fields

from sqlalchemy import Connection

REMOVAL_DUE = "removal_due"
"""Under which key a file keeps which values were removed whose copies may still lie about (Store.scour)."""


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


def replica_fact(member: str) -> str:
    """Under which key a file keeps the replica in which a member writes."""
    return f"replica of {member}"


def replica_of(connection: Connection, member: str) -> str | None:
    """The replica in which a member writes in this file, None before they wrote anything here."""
    return get_fact(connection, replica_fact(member))


def own_replica(connection: Connection, member: str) -> str:
    """The replica in which a member writes: a stream has one author, who signs its end.

    The first who writes in a file takes the id it was made with; anybody else (a shared folder, another account on this
    computer) gets one of their own. Inside a write transaction.
    """
    known = replica_of(connection, member)
    if known is not None:
        return known
    first = LocalMeta.read(connection).replica
    taken = connection.exec_driver_sql(
        "SELECT 1 FROM txn WHERE replica = ? AND member <> ? UNION ALL "
        "SELECT 1 FROM local_meta WHERE key LIKE 'replica of %' AND value = ? LIMIT 1",
        (first, member, first),
    ).first()
    if taken:
        return mint_replica(connection, member)
    set_fact(connection, replica_fact(member), first)
    return first


def mint_replica(connection: Connection, member: str) -> str:
    """Begin a new life: what a member writes in this file from now on stands in streams of its own. Returns its id."""
    replica = os.urandom(16).hex()
    set_fact(connection, replica_fact(member), replica)
    return replica


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Store one local fact."""
    connection.exec_driver_sql(
        "INSERT INTO local_meta VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )


def unset_fact(connection: Connection, key: str) -> None:
    """Forget one local fact."""
    connection.exec_driver_sql("DELETE FROM local_meta WHERE key = ?", (key,))


def get_fact(connection: Connection, key: str) -> str | None:
    """One local fact, or None."""
    return connection.exec_driver_sql("SELECT value FROM local_meta WHERE key = ?", (key,)).scalar()

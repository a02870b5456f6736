"""Local tables that queries join: results of the rules, never exchanged (their DDL is in the migrations)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table

local_metadata = MetaData()

rating = Table(
    "rating",
    local_metadata,
    Column("action", String, primary_key=True),
    Column("brag", String),
    Column("why_code", String),
    Column("next_change_on", Date),
    Column("last_update_on", Date),
    Column("severity", Integer),
    Column("due_on", Date),
    Column("key", Integer),
    Column("deleted", Boolean),
)

attention = Table(
    "attention",
    local_metadata,
    Column("kind", String, primary_key=True),
    Column("entity", String, primary_key=True),
    Column("row", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("detail", String),
)

cell = Table(
    "cell",
    local_metadata,
    Column("entity", String, primary_key=True),
    Column("row", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("winner_op", Integer),
    Column("value", String),
    Column("n_values", Integer),
)

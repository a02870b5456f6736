"""The numbers by which a file is known as a plan, and as one this version reads."""

from __future__ import annotations

APPLICATION_ID = 0x43534154  # "CSAT": tells a plan from any other SQLite file
LOG_FORMAT = 1
"""Format of the log tables, kept in `PRAGMA user_version`; a plan with a higher one is read, never changed."""
VIEW_VERSION = 5
"""Raised whenever a view table changes: a plan with a lower one has its views rebuilt, a higher one is only read."""

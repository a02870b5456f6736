"""Alembic steps for the log and local tables only; views are rebuilt from the log instead (architecture page)."""

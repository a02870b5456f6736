"""Bring the log and local tables to this version, inside the caller's transaction."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection

HEAD = "0003"
"""The newest step; a test compares it with the files, so that opening an up-to-date plan need not import Alembic."""


def migrate(connection: Connection) -> bool:
    """Apply the steps this plan lacks; True when there were any."""
    if current_step(connection) == HEAD:
        return False
    from alembic import command  # only when needed: it costs a tenth of a second
    from alembic.config import Config

    with as_file(files("db") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
    return True


def current_step(connection: Connection) -> str | None:
    """The step this plan is at, or None for a new file."""
    table = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='alembic_version'").first()
    if table is None:
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()

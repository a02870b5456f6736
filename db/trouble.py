"""Why stored bytes made no sense: a damaged file, damaged views of a sound log, or a fault of ours."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from db.backup import copy_beside
from db.engine import damaged, writer_engine
from db.errors import Exit, UserError
from db.log.merge import Sinks
from db.log.replay import rebuild
from db.planfile import NONSENSE, plan_file_problems
from db.shown import search_is_sound, shown_digest

_SURPRISES = (*NONSENSE, SQLAlchemyError, sqlite3.Error)
VIEWS_DAMAGED = "views-damaged"


@contextmanager
def blaming_damage(path: Path, sinks: Sinks) -> Iterator[None]:
    """Turn a surprise over stored bytes into the refusal that explains it; without damage it is our bug and stays.

    The block must have let go of its own transaction when the surprise arrives here.
    """
    try:
        yield
    except _SURPRISES:
        refusal = diagnose(path, sinks)
        if refusal is None:
            raise
        raise refusal from None  # the cause may carry a record's content


def diagnose(path: Path, sinks: Sinks) -> UserError | None:
    """What is wrong with the plan file at `path`; None when it is sound, its seals hold and it shows what they say."""
    try:
        if plan_file_problems(path, seals=True):
            return damaged(path)
        return views_damaged() if _shows_something_else(path, sinks) else None
    except UserError as error:
        return error
    except _SURPRISES:
        return damaged(path)


def views_damaged() -> UserError:
    """The refusal of a plan whose log is whole while what it shows is not."""
    return UserError(
        VIEWS_DAMAGED,
        "What this plan shows is damaged, but every change is safe in its change log.",
        "Run `csa-tracker check --rebuild` to make everything shown again.",
        exit_code=Exit.DAMAGED,
    )


def _shows_something_else(path: Path, sinks: Sinks) -> bool:
    """Whether a rebuild would change anything shown; tried on a private copy."""
    folder = Path(tempfile.mkdtemp(prefix="csa-read-"))
    try:
        engine = writer_engine(copy_beside(path, folder / path.name))
        try:
            with engine.begin() as connection:
                try:
                    before = shown_digest(connection) if search_is_sound(connection) else ""
                except _SURPRISES:
                    before = ""
                rebuild(connection, sinks)
                return shown_digest(connection) != before
        finally:
            engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

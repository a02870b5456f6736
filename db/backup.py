"""Copy a plan that may be in use into a verified file: it holds the same log, or it never appears."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.engine import reader_engine, refusing_database_errors
from db.errors import UserError
from db.files import is_writable, part_beside, publish_new, refusing_file_errors, sync_file
from db.health import file_problems
from db.planfile import (
    PlanFacts,
    discard_with_sidecars,
    facts_of,
    has_sidecars,
    log_head,
    looking_at,
    row_counts,
)


def back_up(source: Path, target: Path) -> PlanFacts:
    """Copy the plan at `source` to the new file `target`, verified before it gets its name; returns what is in it.

    Raises UserError when the source is damaged, the target exists or cannot be written, or the copy is not equal.
    """
    with looking_at(source) as original:
        before = log_head(original).last
    part = copy_beside(source, target)
    try:
        facts = verify_copy(part, source, at_least=before)
        publish_new(part, target)
    finally:
        discard_with_sidecars(part)
    return facts


def copy_beside(source: Path, target: Path) -> Path:
    """A copy of the plan at `source` under a temporary name beside `target`, synced to disk; the caller removes it.

    Raises UserError when the source cannot be read or the disk is full.
    """
    part = part_beside(target)
    try:
        _vacuum_into(source, part)
        with refusing_file_errors(target):
            sync_file(part)
    except BaseException:
        discard_with_sidecars(part)
        raise
    return part


def verify_copy(part: Path, source: Path, *, at_least: int) -> PlanFacts:
    """What is in a copy, once it is sound and equal to its source, which may have grown meanwhile.

    `at_least` is the last local number the source's log had before it was copied.
    Raises UserError("backup-differs") when it is not.
    """
    with looking_at(part) as copy:
        sound = not list(file_problems(copy))
        facts, rows = facts_of(copy), row_counts(copy)
    with looking_at(source) as original:
        now = log_head(original)
        then = now if now.last == facts.head.last else log_head(original, upto=facts.head.last)
        equal = then == facts.head and (now != facts.head or row_counts(original) == rows)
    if not (sound and equal and facts.head.last >= at_least):
        raise UserError(
            "backup-differs",
            "The backup was thrown away because it does not hold what the plan holds.",
            "Run `csa-tracker check` to see whether the plan is in good order, then try again.",
        )
    return facts


def _vacuum_into(source: Path, part: Path) -> None:
    """Copy without a transaction of ours: VACUUM INTO takes a snapshot of its own, whoever writes meanwhile."""
    with _about_the_backup(part), refusing_database_errors(source):
        engine = reader_engine(source, immutable=not has_sidecars(source) and not is_writable(source))
        try:
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM INTO ?", (str(part.absolute()),))
            finally:
                raw.close()
        finally:
            engine.dispose()


@contextmanager
def _about_the_backup(part: Path) -> Iterator[None]:
    """Say of a full or failing disk that the backup was not made: no change was lost."""
    try:
        yield
    except UserError as error:
        if error.code not in ("disk-full", "disk-error", "read-only"):
            raise
        why = {"disk-full": "the disk is full", "disk-error": "the disk reported an error"}.get(
            error.code, "its folder is read-only"
        )
        raise UserError(
            error.code,
            f"The copy was not made in {part.parent} because {why}.",
            "Free some space or choose another folder, then try again. Your plan is safe.",
        ) from None

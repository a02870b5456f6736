"""Faults built into the jobs on purpose: a harness that does not catch them proves nothing.

The product is not changed: the jobs listen in on its connections, or write beside it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress

from sqlalchemy import Connection, Engine, event

from csa_tracker.errors import UserError
from csa_tracker.plan.progress import log_update
from csa_tracker.workspace import OpenPlan
from tests.faults import jobs
from tests.faults.jobs import DONE, MANY_UPDATES, NEW_ROLE, UPDATES, Acknowledge, Scene, open_scene


def save_acknowledged_too_early(scene: Scene, acknowledge: Acknowledge) -> None:
    """Says saved before it is."""
    with open_scene(scene) as plan:
        for text in UPDATES:
            acknowledge(text)
            log_update(plan, scene.action, jobs.update(text))


def import_in_two_halves(scene: Scene, acknowledge: Acknowledge) -> None:
    """One import committed as two."""
    with open_scene(scene) as plan:
        for half in scene.sheets[1:]:
            jobs.import_one(plan, half)
        acknowledge(DONE)


def save_without_a_transaction(scene: Scene, acknowledge: Acknowledge) -> None:
    """Every statement commits by itself, as when a driver opens its transactions late or not at all."""
    with open_scene(scene) as plan:
        begin_nothing(plan)
        for text in UPDATES:
            log_update(plan, scene.action, jobs.update(text))
            acknowledge(text)


def import_without_a_transaction(scene: Scene, acknowledge: Acknowledge) -> None:
    """The same for an import."""
    with open_scene(scene) as plan:
        begin_nothing(plan)
        jobs.import_one(plan, scene.sheets[0])
        acknowledge(DONE)


def save_with_fewer_syncs(scene: Scene, acknowledge: Acknowledge) -> None:
    """`synchronous=NORMAL`: a commit returns before its bytes are on the disk."""
    for start in range(0, len(MANY_UPDATES), 4):
        with open_scene(scene) as plan:
            writer(plan).execute("PRAGMA synchronous=NORMAL")
            for text in MANY_UPDATES[start : start + 4]:
                log_update(plan, scene.action, jobs.update(text))
                acknowledge(text)


def report_without_folder_sync(scene: Scene, acknowledge: Acknowledge) -> None:
    """Replaces a paper by a rename that is not yet on the disk when it says saved."""
    target = scene.papers / "board.pdf"
    part = target.with_name(".board.pdf-1.part")
    with part.open("wb") as stream:
        stream.write(b"%PDF-1.7 a new report\n" * 200)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(target)
    acknowledge(DONE)


def settings_in_place(scene: Scene, acknowledge: Acknowledge) -> None:
    """Writes the settings over themselves."""
    import orjson

    from csa_tracker.profile import Profile

    profile = Profile(scene.profile)
    changed = orjson.dumps(profile.read_settings() | {"role": NEW_ROLE}, option=orjson.OPT_INDENT_2)
    (scene.profile / "settings.json").write_bytes(changed)
    acknowledge(DONE)


def save_whatever_happens(scene: Scene, acknowledge: Acknowledge) -> None:
    """Takes a refusal for a success."""
    with open_scene(scene) as plan:
        for text in UPDATES:
            with suppress(UserError):
                log_update(plan, scene.action, jobs.update(text))
            acknowledge(text)


def writer(plan: OpenPlan) -> sqlite3.Connection:
    """The driver's own connection that the plan writes with: there is one, and it stays open."""
    with plan.store.writing() as connection:
        raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def begin_nothing(plan: OpenPlan) -> None:
    """Leave out every BEGIN, so that each statement of the plan's writer commits by itself."""
    with plan.store.writing() as connection:
        engine: Engine = connection.engine

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def leave_out_begin(
        connection: Connection, cursor: object, statement: str, parameters: object, context: object, many: bool
    ) -> tuple[str, object]:
        return ("SELECT 1" if statement.startswith("BEGIN") else statement), parameters

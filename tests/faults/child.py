"""Run one job in a child process that strace watches, and hear what it says before it ends."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from csa_tracker.errors import UserError
from tests.faults import faulty, jobs
from tests.faults.jobs import Acknowledge, Scene
from tests.faults.strace import Watch, attach

ENOUGH_SECONDS = 120
SAYINGS = "sayings"
"""A file beside the scene's log: what the child has said, so that a recording of its calls shows when it said it."""

JOBS: dict[str, Callable[[Scene, Acknowledge], None]] = {
    job.__name__: job
    for job in (
        jobs.save, jobs.save_often, jobs.import_sheets, jobs.upgrade, jobs.backup, jobs.restore, jobs.report,
        jobs.export, jobs.new, jobs.settings, jobs.receive, jobs.send, jobs.join,
        jobs.remove,
        faulty.save_acknowledged_too_early, faulty.import_in_two_halves, faulty.save_without_a_transaction,
        faulty.import_without_a_transaction, faulty.save_with_fewer_syncs, faulty.report_without_folder_sync,
        faulty.settings_in_place, faulty.save_whatever_happens,
    )
}  # fmt: skip

PROCESSES = multiprocessing.get_context("forkserver")
"""A fork server imports the product once; each child starts in milliseconds."""
PROCESSES.set_forkserver_preload(
    [
        "tests.faults.child", "tests.faults.warm", "csa_tracker.importing.apply", "pandas",
        "csa_tracker.plan.board_report",
        "csa_tracker.reports.write", "csa_tracker.exporting.export", "csa_tracker.care.restore", "csa_tracker.cli.app",
        "alembic.command",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: what it acknowledged, the code of a refusal, a traceback's last line, whether SIGKILL came."""

    acknowledged: tuple[str, ...]
    refused: str
    fault: str
    killed: bool


def run_job(
    job: str,
    scene: Scene,
    *,
    prepare: Callable[[int], Watch] | None = None,
    before: Callable[[], None] | None = None,
) -> Ended:
    """Run a job; `prepare` is given its process id while it waits, `before` runs in the child before it begins."""
    ours, theirs = PROCESSES.Pipe()
    child = PROCESSES.Process(target=serve, args=(job, scene, theirs, before))
    child.start()
    theirs.close()
    ours.recv()  # ready
    assert child.pid is not None
    watch = prepare(child.pid) if prepare is not None else None
    ours.send("go")
    heard: dict[str, list[str]] = {"acknowledged": [], "refused": [], "fault": []}
    try:
        while True:
            kind, text = ours.recv()
            heard[kind].append(text)
    except (EOFError, ConnectionResetError):  # the child has ended, by itself or not: what it could say, it has said
        ours.close()
    child.join(ENOUGH_SECONDS)
    if watch is not None:
        watch.tracer.wait(timeout=60)
    return Ended(tuple(heard["acknowledged"]), "".join(heard["refused"]), "".join(heard["fault"]), child.exitcode == -9)


def run_watched(
    job: str, scene: Scene, *, log: Path, paths: tuple[Path, ...] = (), inject: str = "", record: bool = False
) -> tuple[Ended, Watch]:
    """Run a job under strace (see strace.py)."""
    watches: list[Watch] = []

    def prepare(pid: int) -> Watch:
        watches.append(attach(pid, log=log, paths=paths, inject=inject, record=record))
        return watches[0]

    ended = run_job(job, scene, prepare=prepare)
    return ended, watches[0]


def serve(job: str, scene: Scene, pipe: Connection, before: Callable[[], None] | None) -> None:
    """Body of the child process: say ready, wait to be watched, do the job, acknowledge through the pipe."""
    pipe.send("ready")
    pipe.recv()
    sayings = os.open(scene.folder.parent / SAYINGS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def acknowledge(text: str) -> None:
        os.write(sayings, text.encode())
        pipe.send(("acknowledged", text))

    if before is not None:
        before()
    try:
        JOBS[job](scene, acknowledge)
    except UserError as error:
        pipe.send(("refused", f"{error.code}: {error}"))
    except Exception as error:  # noqa: BLE001 (any other error is a broken promise, which the judge reports)
        pipe.send(("fault", f"{type(error).__name__}: {error} {traceback.format_exc().splitlines()[-3:-1]}"))

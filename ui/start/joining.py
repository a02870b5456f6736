"""Joining a partner's plan from the window: the file is looked at, its sender's words compared, the plan made."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.care.known import known_plan_id
from csa_tracker.errors import UserError
from csa_tracker.exchange.bundle import Inspected
from csa_tracker.exchange.joining import join, look_at, sender_to_check
from csa_tracker.workspace import partnership_names
from ui.exchange.words import place_words
from ui.exchange.working import OpeningFile
from ui.kit.job import Job
from ui.start.join_sheet import JoinSheet

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

NOT_JOINED = "The file was not opened"


def join_with(window: MainWindow, file: Path) -> None:
    """Look at a file on a thread, then offer to join with it; into a plan known here it is received instead."""
    if window.overlay is not None or not window.finish_typing():
        return
    sheet = OpeningFile(file.name)
    job = Job(partial(look_at, file, window.profile), window)

    def is_awaited() -> bool:
        return window.overlay is not None and window.overlay.sheet is sheet

    def seen(found: Inspected) -> None:
        if is_awaited():
            sheet.accept()
            _offer(window, file, found)

    def refused(error: UserError) -> None:
        if is_awaited():
            sheet.accept()
            window.refuse(NOT_JOINED, error)

    job.done.connect(seen)
    job.refused.connect(refused)
    sheet.rejected.connect(job.abandon)
    window.open_sheet(sheet)
    job.start()


def _offer(window: MainWindow, file: Path, found: Inspected) -> None:
    from ui.shell.doors import open_file, receive_when_free

    mine = _plan_of(window, found.manifest.plan)
    if mine is not None:
        is_open = window.session is not None and window.session.plan.path == mine
        if is_open or open_file(window, mine):
            receive_when_free(window, file)
        return
    try:
        sender = sender_to_check(found)
    except UserError as error:
        window.refuse(NOT_JOINED, error)
        return
    sheet = JoinSheet(sender, partnership_names(), file.name)

    def make(code: str) -> None:
        try:
            target = _free_place(window, code)
        except UserError as error:
            sheet.work.fail(error)
            return
        step = partial(join, file, target, partnership=code, sender=sender, profile=window.profile, clock=window.clock)
        sheet.work.run(step, partial(made, target))

    def made(target: Path, _received: object) -> None:
        sheet.accept()
        if open_file(window, target):
            window.say(f"You have joined. {sender.name} is your first partner.")

    sheet.wanted.connect(make)
    window.open_sheet(sheet)


def _plan_of(window: MainWindow, plan: str) -> Path | None:
    """The file of a plan that was opened here lately."""
    return next((path for path in window.profile.recent_plans() if known_plan_id(window.profile, path) == plan), None)


def _free_place(window: MainWindow, code: str) -> Path:
    from ui.shell.doors import free_path, plans_folder

    return free_path(plans_folder(window), f"{place_words(code)} plan")

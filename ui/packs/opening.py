"""Opens the sheets about packs over the window, and saves the plan as a file other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.packs.making import MadePack, PackLead, pack_leads
from csa_tracker.rules.wording import many
from ui.ask import open_one
from ui.exchange.working import OpeningFile
from ui.kit.job import Job
from ui.packs.jobs import PackFile
from ui.packs.make_sheet import MakePackSheet
from ui.packs.merge_sheet import MergePackSheet, merged_words

if TYPE_CHECKING:
    from csa_tracker.packs.merging import PackPreview, PackResult
    from ui.session import Session
    from ui.shell.window import MainWindow

KINDS = "Excel workbook (*.xlsx);;CSV files (*.csv);;Calendar of dates (*.ics);;JSON (*.json)"
RETURNED = "Update packs (*.xlsx *.ods)"
NO_LEADS = UserError(
    "no-leads", "No action of this plan has a lead organisation.", "Give actions a lead first, then make the pack."
)


def open_make(window: MainWindow) -> None:
    """Open the sheet that makes a pack."""
    session = _ready(window)
    if session is None:
        return
    leads: Sequence[PackLead] = pack_leads(session.plan)
    if not leads:
        window.refuse("No pack was made", NO_LEADS)
        return

    def tell(made: MadePack) -> None:
        held = f" {many(made.withheld, 'sensitive action')} left out." if made.withheld else ""
        window.say_step(
            f"Pack for {made.lead} saved, marked {made.marking}.{held}", "Show in folder",
            partial(window.ask.show_folder, made.path),
        )  # fmt: skip

    folder = session.plan.path.absolute().parent
    sheet = MakePackSheet(_file(session), window.ask, leads, folder=folder)
    sheet.made.connect(tell)
    window.open_sheet(sheet)


def merge_dialog(window: MainWindow) -> None:
    """Ask for a pack that came back and show what it brings."""
    session = _ready(window)
    if session is None or session.read_only:
        return
    try:
        file = open_one(
            window.ask, window, "Bring back an update pack", RETURNED,
            what="pack", next_step="Bring them back one after the other.",
        )  # fmt: skip
    except UserError as error:
        window.refuse("Nothing was brought back", error)
        return
    if file is not None:
        merge_file(window, file)


def merge_file(window: MainWindow, file: Path) -> None:
    """Read a pack on a thread and show what it brings; nothing is written yet."""
    session = window.session
    if session is None:
        return
    waiting = OpeningFile(file.name)
    job = Job(partial(_file(session).preview, file), window)
    job.done.connect(partial(_show, window, waiting))
    job.refused.connect(partial(_refuse, window, waiting))
    waiting.rejected.connect(job.abandon)
    window.open_sheet(waiting)
    job.start()


def _show(window: MainWindow, waiting: OpeningFile, preview: PackPreview) -> None:
    if window.overlay is None or window.overlay.sheet is not waiting or window.session is None:
        return
    waiting.accept()

    def told(result: PackResult) -> None:
        window.say_undoable(merged_words(result))

    sheet = MergePackSheet(window.session, _file(window.session), preview)
    sheet.merged.connect(told)
    window.open_sheet(sheet)


def _refuse(window: MainWindow, waiting: OpeningFile, error: UserError) -> None:
    if window.overlay is not None and window.overlay.sheet is waiting:
        waiting.accept()
        window.refuse("The pack was not brought back", error)


def export_dialog(window: MainWindow) -> None:
    """Ask where to, and save the plan as a workbook, CSV files, a calendar or JSON; the ending says which."""
    session = _ready(window)
    if session is None:
        return
    proposed = session.plan.path.absolute().with_suffix(".xlsx")
    target = window.ask.save_file(window, "Export the plan", KINDS, proposed=proposed)
    if target is None:
        return
    job = Job(partial(_file(session).export, target), window)
    job.done.connect(lambda words: window.say_step(words, "Show in folder", partial(window.ask.show_folder, target)))
    job.refused.connect(partial(window.refuse, "Nothing was exported"))
    job.start()


def _file(session: Session) -> PackFile:
    return PackFile(session.plan.path, session.plan.profile, session.plan.clock)


def _ready(window: MainWindow) -> Session | None:
    """The session when a sheet can be opened over its plan now."""
    return window.session if window.overlay is None and window.finish_typing() else None

"""Bring spreadsheets into the open plan: read on a thread, show what would come, write on a thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from ui.imports.reading_sheet import ReadingSheet
from ui.kit.job import Job

if TYPE_CHECKING:
    from csa_tracker.importing.apply import ImportResult
    from csa_tracker.importing.preview import ImportPreview
    from ui.shell.window import MainWindow


def import_files(window: MainWindow, files: Sequence[Path]) -> None:
    """Read files in the background and show what they would bring. pandas and the readers are loaded there."""
    session = window.session
    if session is None or window.overlay is not None or not window.finish_typing():
        return
    sheet = ReadingSheet(files)
    job = Job(partial(_read, session.plan.path, files, window), window)
    job.done.connect(partial(_show, window, sheet, files))
    job.refused.connect(partial(_refuse, window, sheet))
    sheet.rejected.connect(job.abandon)
    sheet.rejected.connect(lambda: window.say("Import cancelled. Nothing was changed."))
    window.open_sheet(sheet)
    job.start()


def _read(path: Path, files: Sequence[Path], window: MainWindow) -> ImportPreview:
    import ui.imports.import_sheet  # noqa: F401 (here rather than when it is to be shown: a key press must not wait)
    from ui.imports.jobs import read_preview

    return read_preview(path, files, profile=window.profile, clock=window.clock)


def _show(window: MainWindow, sheet: ReadingSheet, files: Sequence[Path], preview: ImportPreview) -> None:
    from ui.imports.import_sheet import ImportSheet, imported_words

    if not _is_awaited(window, sheet) or window.session is None:
        return
    sheet.accept()

    def told(result: ImportResult) -> None:
        window.say_undoable(imported_words(result))
        # Remarks about rows begin with their row; what else is remarked is about the safety copy made before.
        window.notice([note for note in result.notes if not note.startswith("Row ")])

    offer = ImportSheet(window.session, preview, files)
    offer.imported.connect(told)
    window.open_sheet(offer)


def _refuse(window: MainWindow, sheet: ReadingSheet, error: UserError) -> None:
    if _is_awaited(window, sheet):
        sheet.accept()
        window.refuse("The spreadsheet was not imported", error)


def _is_awaited(window: MainWindow, sheet: ReadingSheet) -> bool:
    """Whether the sheet still stands: a job may end in the moment it is given up."""
    return window.overlay is not None and window.overlay.sheet is sheet

"""Bring spreadsheets into the open plan: the wizard over the page, and what follows it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.kit.job import Job

if TYPE_CHECKING:
    from csa_tracker.importing.apply import ImportResult
    from ui.imports.wizard import ImportWizard
    from ui.shell.window import MainWindow

_WIZARD = "ui.imports.wizard"


def import_files(window: MainWindow, files: Sequence[Path] = ()) -> None:
    """Open the import wizard, with files that were chosen already.

    What it is made of takes a quarter of a second to load, once: on a thread, so that the window answers meanwhile.
    """
    if _WIZARD in sys.modules:
        _open(window, files)
        return
    job = Job(partial(importlib.import_module, _WIZARD), window)
    job.done.connect(lambda _module: _open(window, files))
    job.start()


def _open(window: MainWindow, files: Sequence[Path]) -> None:
    from ui.imports.wizard import ImportWizard

    session = window.session
    if session is None or window.overlay is not None or not window.finish_typing():
        return
    sheet = ImportWizard(session, window.ask, window, narrow=window.is_narrow())
    sheet.imported.connect(partial(_imported, window))
    sheet.wanted.connect(partial(_follow, window))
    sheet.rejected.connect(lambda: window.say("Import cancelled. Nothing was changed."))
    window.open_sheet(sheet)
    if files:
        QTimer.singleShot(0, sheet, partial(_read_once_drawn, sheet, files))


def _read_once_drawn(sheet: ImportWizard, files: Sequence[Path]) -> None:
    """Read files after the first picture, which the thread that reads would keep waiting."""
    sheet.window().repaint()
    QTimer.singleShot(0, sheet, partial(sheet.read, files))


def _imported(window: MainWindow, result: ImportResult) -> None:
    # Remarks about rows begin with their row; what else is remarked is about the safety copy made before.
    window.notice([note for note in result.notes if not note.startswith("Row ")])


def _follow(window: MainWindow, wanted: str) -> None:
    """Do what the last step asked for, once the wizard is gone."""
    if wanted == "undo":
        window.run("undo")
    elif window.view is not None:
        window.view.go("actions")
        window.view.focus_page()

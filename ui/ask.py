"""The questions the program asks a person: file names and choices. Tests answer them from a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from csa_tracker.errors import UserError

SHEETS = "Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"
WORKBOOKS = "Workbooks (*.xlsx)"
PLANS = "Plans (*.csplan)"
PDFS = "PDF documents (*.pdf)"
CARDS = "Cards (*.cspid)"


class Ask(Protocol):
    """Where answers come from."""

    def open_files(self, parent: QWidget, title: str, kind: str) -> list[Path]:
        """Return the files to open, none when the person thinks better of it."""

    def save_file(self, parent: QWidget, title: str, kind: str, *, proposed: Path) -> Path | None:
        """Return where to save, None when the person thinks better of it."""

    def choose_folder(self, parent: QWidget, title: str, *, start: Path) -> Path | None:
        """Return a folder that is there, None when the person thinks better of it."""

    def show_folder(self, path: Path) -> None:
        """Show the folder a file is in."""


def open_one(ask: Ask, parent: QWidget, title: str, kind: str, *, what: str, next_step: str) -> Path | None:
    """Return the one file to open, None when the person thinks better of it; `what` is what they are ("pack").

    Raises UserError for several: each is looked at by itself.
    """
    files = ask.open_files(parent, title, kind)
    if len(files) > 1:
        raise UserError(f"one-{what}", f"You chose {len(files)} {what}s.", next_step)
    return files[0] if files else None


class QtAsk:
    """The real thing: the system's own file dialogs."""

    def open_files(self, parent: QWidget, title: str, kind: str) -> list[Path]:
        """Open the system's file dialog for one or several files."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), kind)
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget, title: str, kind: str, *, proposed: Path) -> Path | None:
        """Open the system's save dialog; it asks before replacing a file."""
        name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind)
        return Path(name) if name else None

    def choose_folder(self, parent: QWidget, title: str, *, start: Path) -> Path | None:
        """Open the system's dialog for folders."""
        name = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(name) if name else None

    def show_folder(self, path: Path) -> None:
        """Open the folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


@dataclass
class ScriptedAsk:
    """Answers prepared beforehand, in order; `asked` keeps the titles of the questions."""

    files: list[Sequence[Path]] = field(default_factory=list)
    targets: list[Path | None] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)
    folders: list[Path | None] = field(default_factory=list)

    def open_files(self, parent: QWidget, title: str, kind: str) -> list[Path]:  # noqa: ARG002
        """Give the next prepared files."""
        self.asked.append(title)
        return list(self.files.pop(0)) if self.files else []

    def save_file(self, parent: QWidget, title: str, kind: str, *, proposed: Path) -> Path | None:  # noqa: ARG002
        """Give the next prepared target."""
        self.asked.append(title)
        return self.targets.pop(0) if self.targets else None

    def choose_folder(self, parent: QWidget, title: str, *, start: Path) -> Path | None:  # noqa: ARG002
        """Give the next prepared folder."""
        self.asked.append(title)
        return self.folders.pop(0) if self.folders else None

    def show_folder(self, path: Path) -> None:
        """Remember which folder was to be shown."""
        self.shown.append(path)

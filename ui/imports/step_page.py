"""What every step of the wizard can do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.importing.preview import ImportPreview
from ui.imports.ask_line import AskLine


class StepPage(QWidget):
    """One step. `answered` carries answers by question; `resized` fires when the page grew or shrank."""

    answered = Signal(object)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, AskLine] = {}

    def show_preview(self, preview: ImportPreview, given: Mapping[str, str]) -> None:
        """Show what the preview says, with what was answered since."""
        raise NotImplementedError

    def first_stop(self) -> QWidget | None:
        """Return where the keyboard goes when the step is come to; None leaves it to the button for the next step."""
        return self.open_stop()

    def open_stop(self) -> QWidget | None:
        """Return the first question that waits."""
        return next((line.stop() for line in self.lines.values() if line.is_open), None)

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [line.stop() for line in self.lines.values()]

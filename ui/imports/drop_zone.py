"""Where a spreadsheet is dropped, browsed for or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.text import icon_label, label, restyle
from ui.look.worn import RAIL_FROM, look


class DropZone(QFrame):
    """Takes files. `dropped` carries their paths; the buttons ask for a file and for the clipboard."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "drop")
        self.setAcceptDrops(True)
        self.browse = button("Browse…")
        self.paste = button("Paste cells", name="Paste cells copied from a spreadsheet (Ctrl+V)")
        caps = [KeyCap("Ctrl+V")] if look().scale < RAIL_FROM else []
        self.words = label("Drop a spreadsheet here, or press Browse.", size=11, weight=700, wraps=True)
        kinds = label("Excel, OpenDocument or CSV, or cells copied from any table.", ink="ink2", wraps=True)
        head = row(icon_label("upload", "ink2", 24), column(self.words, kinds, gap=2), gap=14)
        head.setStretch(1, 1)
        inside = column(head, row(self.browse, self.paste, *caps, None), margins=(20, 16, 20, 16), gap=12)
        self.setLayout(inside)

    def _show_over(self, *, on: bool) -> None:
        self.setProperty("over", "true" if on else "false")
        restyle(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files of this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._show_over(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """Look as before."""
        super().dragLeaveEvent(event)
        self._show_over(on=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Hand on what was dropped."""
        self._show_over(on=False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

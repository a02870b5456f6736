"""The sheet that gives the list, as it is filtered and sorted now, a name in the sidebar."""

from __future__ import annotations

from PySide6.QtCore import Signal

from csa_tracker.errors import UserError
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.field import Field, line_edit
from ui.kit.text import DataLabel, label
from ui.look.worn import look
from ui.shell.sheet import Sheet


class SaveView(Sheet):
    """`named` carries the name; the window keeps the view and says here when it cannot."""

    named = Signal(str)
    resized = Signal()

    def __init__(self, shown: str) -> None:
        super().__init__("Save this list as a view")
        self.wanted_width = 480
        self.name = line_edit(hint="Red in Burnley")
        self.field = Field("Name of the view", self.name)
        save = button("Save the view", kind="primary")
        cancel = button("Cancel")
        save.clicked.connect(self.try_save)
        cancel.clicked.connect(self.reject)
        self.name.returnPressed.connect(self.try_save)
        for chord in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(chord, self.try_save)
        self.first = self.name
        head = row(label("Save this list as a view", size=13, weight=700), None, margins=(24, 0, 16, 0))
        body = column(self.field, DataLabel(shown, size=9, ink="ink2", lines=3), margins=(24, 14, 24, 18))
        caps = [KeyCap("Enter")] if look().scale < 1.5 else []
        self.assemble(head, body, row(None, cancel, save, *caps, margins=(24, 0, 24, 0)))

    def try_save(self) -> None:
        """Ask for the view."""
        self.field.clear()
        self.named.emit(self.name.text())

    def refuse(self, error: UserError) -> None:
        """Say why there can be no view of this name."""
        self.field.fail(f"{error.message} {error.next_step}")
        announce(self, self.field.error())
        self.name.setFocus()
        self.resized.emit()

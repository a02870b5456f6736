"""The sheet that asks why: a change that needs a reason is saved with it, or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from csa_tracker.errors import UserError
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.caution import Caution
from ui.kit.field import Field
from ui.kit.growing_text import GrowingText
from ui.kit.text import DataLabel, label
from ui.look.worn import look
from ui.shell.sheet import Sheet

if TYPE_CHECKING:
    from ui.session import HeldChange, Session


class ReasonSheet(Sheet):
    """Asks why; `saved` fires once the change is in the plan."""

    saved = Signal()
    resized = Signal()

    def __init__(self, session: Session, held: HeldChange, ref: str) -> None:
        super().__init__("Say why")
        self.wanted_width = 560
        self._session, self._held = session, held
        self.text = GrowingText(size=10.5, fewest=2, most=6, lines_wanted=True)
        self.field = Field(held.asked.message, self.text, below=held.asked.next_step)
        caution = Caution(self.text)
        caution.resized.connect(self.resized)
        self.save = button("Save", kind="primary")
        self.cancel = button("Keep the old value")
        self.first = self.text
        names = column(None, label("Say why", size=13, weight=700), DataLabel(ref, size=9.5, ink="ink2"), None, gap=1)
        head = row(names, margins=(24, 0, 24, 0))
        self.assemble(head, column(self.field, caution, margins=(24, 14, 24, 18), gap=4), self._foot())
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.try_save)
        self.rejected.connect(lambda: held.dropped())
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self.on_key(keys, self.try_save)
        announce(self, f"{held.asked.message} {held.asked.next_step}")

    def _foot(self) -> QHBoxLayout:
        caps = [KeyCap("Ctrl+Enter")] if look().scale < 1.5 else []
        return row(None, self.cancel, self.save, *caps, margins=(24, 0, 24, 0))

    def try_save(self) -> None:
        """Save the change with its reason, or say what is still in the way."""
        self.field.clear()
        try:
            self._session.save(self._held.draft, label=self._held.label, reason=self.text.toPlainText().strip())
        except UserError as error:
            self.field.fail(f"{error.message} {error.next_step}")
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.field.error())
            self.resized.emit()
            return
        self.accept()
        self.saved.emit()

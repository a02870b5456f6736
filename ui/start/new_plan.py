"""The new plan sheet: which partnership, and what to call the plan."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from csa_tracker.errors import UserError
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.look.worn import look
from ui.shell.sheet import Sheet


class NewPlan(Sheet):
    """`wanted` carries partnership code and name; the window makes the plan and says here when it cannot."""

    wanted = Signal(str, str)
    resized = Signal()

    def __init__(self, partnerships: Mapping[str, str], *, step: str = "Start the plan") -> None:
        super().__init__("Start a new plan")
        self.partnership = Combo()
        self.partnership.offer((name, code) for code, name in partnerships.items())
        self.name = line_edit(hint="Burnley plan 2025 to 2028")
        self.partnership_field = Field("Partnership", self.partnership)
        self.name_field = Field("Name of the plan", self.name)
        self.start = button(step, kind="primary")
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self.start.clicked.connect(self.try_start)
        self.partnership.activated.connect(self._propose)
        self.name.returnPressed.connect(self.try_start)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_start)
        self.first = self.partnership
        body = column(self.partnership_field, 12, self.name_field, margins=(24, 14, 24, 18), gap=0)
        caps = [KeyCap("Ctrl+Enter")] if look().scale < 1.5 else []
        foot = row(None, cancel, self.start, *caps, margins=(24, 0, 24, 0))
        self.assemble(self._head(), body, foot)
        self._propose()

    def _head(self) -> QHBoxLayout:
        shut = button("", kind="quiet", mark="close", small=True, name="Close")
        shut.clicked.connect(self.reject)
        return row(label("Start a new plan", size=13, weight=700), None, shut, margins=(24, 0, 16, 0))

    def _propose(self) -> None:
        """Propose a name until somebody types another."""
        if not self.name.isModified():
            place = self.partnership.currentText().removesuffix(" Community Safety Partnership")
            self.name.setText(f"{place} plan 2025 to 2028")

    def try_start(self) -> None:
        """Ask for the plan."""
        self.name_field.clear()
        self.wanted.emit(self.partnership.value() or "", self.name.text())

    def refuse(self, error: UserError) -> None:
        """Say under the name why the plan could not be made."""
        self.name_field.fail(f"{error.message} {error.next_step}")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.name_field.error())
        self.resized.emit()

"""The sheet that makes an update pack: for which lead, with or without what is sensitive, and where it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from csa_tracker.packs.making import PackLead
from csa_tracker.rules.wording import many
from ui.ask import Ask
from ui.exchange.working import Work
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.combo import Combo
from ui.kit.field import Field
from ui.kit.text import icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.packs.jobs import PackFile
from ui.shell.sheet import Sheet

WORKBOOKS = "Excel workbooks (*.xlsx)"
_WHAT = (
    "A workbook with only this organisation’s actions, to be filled in with Excel or LibreOffice, offline. "
    "What they change comes back into the plan field by field."
)


class MakePackSheet(Sheet):
    """Asks for the lead. `made` carries the MadePack."""

    made = Signal(object)
    resized = Signal()

    def __init__(self, file: PackFile, ask: Ask, leads: Sequence[PackLead], *, folder: Path) -> None:
        super().__init__("Update pack for a lead")
        self.wanted_width = 560
        self._file, self._ask, self._folder = file, ask, folder
        self._leads = {one.name: one for one in leads}
        self.lead = Combo()
        self.lead.offer((one.name, one.name) for one in leads)
        self.count = label("", ink="ink2", wraps=True)
        self.sensitive = Tick("Include what is marked OFFICIAL-SENSITIVE")
        self.save = button("Save the pack…", kind="primary")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        self.work = Work("Making the pack…")
        self.work.parts = [self.save, self.lead, self.sensitive, self.cancel, self.shut]
        self.first = self.lead
        title = label("Update pack for a lead", size=13, weight=700)
        head = row(icon_label("sheet", "ink2", 24), title, None, self.shut, margins=(24, 0, 16, 0), gap=12)
        parts = (label(_WHAT, ink="ink2", wraps=True), 12, Field("Lead organisation", self.lead), 6, self.count)
        body = column(*parts, 8, self.sensitive, 6, self.work, margins=(24, 16, 24, 18), gap=0)
        caps = [KeyCap("Ctrl+Enter")] if look().scale < RAIL_FROM else []
        self.assemble(head, body, row(None, self.cancel, self.save, *caps, margins=(24, 0, 24, 0)))
        for way_out in (self.cancel, self.shut):
            way_out.clicked.connect(self.reject)
        self.save.clicked.connect(self.try_save)
        self.lead.currentIndexChanged.connect(self._chosen)
        self.sensitive.toggled.connect(self._chosen)
        self.work.resized.connect(self.resized)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_save)
        self._chosen()

    def _chosen(self) -> None:
        """Say what the pack would hold, and offer what is sensitive only where there is any."""
        lead = self._leads[self.lead.value() or next(iter(self._leads))]
        self.sensitive.setVisible(lead.sensitive > 0)
        inside = lead.actions if self.sensitive.isChecked() else lead.actions - lead.sensitive
        held = lead.actions - inside
        words = f"{many(inside, 'action')} in the pack"
        if held:
            words += f"; {many(held, 'action')} marked OFFICIAL-SENSITIVE left out"
        self.count.setText(f"{words[:1].upper()}{words[1:]}.")
        self.save.setEnabled(inside > 0)
        self.resized.emit()

    def try_save(self) -> None:
        """Ask where to, and make the pack on a thread."""
        lead = self.lead.value()
        if lead is None or not self.save.isEnabled():
            return
        safe = "".join(char if char.isalnum() or char in " -" else " " for char in lead)[:60]
        proposed = self._folder / f"Update pack {' '.join(safe.split())}.xlsx"
        target = self._ask.save_file(self.window(), "Save the update pack", WORKBOOKS, proposed=proposed)
        if target is None:
            return
        target = target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")
        include = self.sensitive.isChecked() and self._leads[lead].sensitive > 0
        self.work.run(partial(self._file.make, lead, target, include_sensitive=include), self._done)

    def reject(self) -> None:
        """Give up, unless the pack is being written at this moment."""
        if not self.work.is_on:
            super().reject()

    def _done(self, result: object) -> None:
        self.accept()
        self.made.emit(result)

"""The strip under the list that says how many actions are selected and what can be done with them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ui.kit.boxes import column, row, rule
from ui.kit.buttons import button
from ui.kit.text import label
from ui.look.worn import px
from ui.shown import plural


class SelectionStrip(QFrame):
    """How many of the list are selected, with a button that changes them all and one that lets go of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setFixedHeight(px(44))
        self._words = label("", size=9.5, weight=600, ink="ink2")
        self.edit = button("Change them", small=True, name="Change the selected actions (Ctrl+E)")
        self.clear = button("Clear selection", kind="quiet", small=True)
        line = row(self._words, None, self.clear, self.edit, margins=(16, 0, 10, 0), gap=4)
        self.setLayout(column(rule(), None, line, None, gap=0))
        self.setMinimumWidth(px(200))
        self.hide()

    def words(self) -> str:
        """Return what the strip says."""
        return self._words.text()

    def show_count(self, count: int, total: int) -> None:
        """Show how many of the list are selected; the strip is there from two on."""
        self._words.setText(f"{count:,} of {total:,} selected")
        self.edit.setAccessibleName(f"Change {plural(count, 'action')} (Ctrl+E)")
        self.setVisible(count > 1)

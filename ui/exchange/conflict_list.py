"""The actions with something to decide, as a list: how many fields, and which action."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from csa_tracker.plan.conflicts import Conflict
from ui.palette.line_list import LineList
from ui.palette.lines import GoTo, Line
from ui.shown import plural


class ConflictList(LineList):
    """One line an action. `chosen` carries the id of the one now current."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Actions to decide")
        self._filling = False
        self.selectionModel().currentChanged.connect(self._moved)

    def show_actions(self, conflicts: Sequence[Sequence[Conflict]], action_id: str) -> None:
        """List actions, each with what is to be decided on it, and make one current."""
        self._filling = True
        self.show_lines(
            [
                Line(
                    found[0].title,
                    "warn",
                    under=f"{found[0].ref} · {plural(len(found), 'field')}",
                    goal=GoTo(found[0].action_id),
                )
                for found in conflicts
            ]
        )
        row = next((row for row, found in enumerate(conflicts) if found[0].action_id == action_id), 0)
        self.setCurrentIndex(self.lines.index(row))
        self.scrollTo(self.currentIndex())
        self._filling = False

    def _moved(self) -> None:
        line = self.current()
        if not self._filling and line is not None and isinstance(line.goal, GoTo):
            self.chosen.emit(line.goal.action_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave letters to the sheet: they choose, they do not search."""
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

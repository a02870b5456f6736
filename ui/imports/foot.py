"""The foot of the wizard: back, what is missing, the next step; and the question before answers are thrown away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, Tick, button
from ui.kit.text import DataLabel, label
from ui.look.worn import RAIL_FROM, look

REMEMBER = "Remember these matches for this file layout"


class Foot(QStackedWidget):
    """Two faces: the steps, and whether to leave."""

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self.back = button("Back", mark="left", name="Back (Alt+B)")
        self.remember = Tick("Remember" if narrow else REMEMBER)
        self.remember.setAccessibleName(REMEMBER)
        self.remember.setChecked(True)
        self.says = DataLabel("", weight=600, lines=2) if narrow else label("", weight=600)
        self.leave_out = button("Leave it out")
        self.next = button("Next", kind="primary")
        caps = [KeyCap("Alt+N")] if look().scale < RAIL_FROM and not narrow else []
        self.says.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        said = column(None, self.says, None, gap=0) if narrow else row(self.says, gap=0)
        steps = row(self.back, self.remember, said, self.leave_out, self.next, *caps, margins=(20, 0, 20, 0), gap=10)
        steps.setStretch(2, 1)
        self.stay = button("Keep importing", kind="primary")
        self.leave = button("Leave the import", kind="danger")
        words = label("Leave this import? Your answers are not kept, and nothing was changed.", weight=600, wraps=True)
        leaving = row(words, self.stay, self.leave, margins=(20, 0, 20, 0), gap=10)
        leaving.setStretch(0, 1)
        for face in (steps, leaving):
            page = QWidget()
            page.setLayout(column(face, gap=0))
            self.addWidget(page)

    @property
    def asks(self) -> bool:
        """Whether the question is shown."""
        return self.currentIndex() == 1

    def ask(self, *, on: bool) -> None:
        """Show the question, or the steps again."""
        self.setCurrentIndex(1 if on else 0)

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [self.back, self.remember, self.leave_out, self.next, self.stay, self.leave]

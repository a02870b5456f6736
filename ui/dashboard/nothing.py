"""What the Dashboard shows of a plan without actions: the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dashboard.press import Opens, Press, Target
from ui.kit.boxes import row
from ui.kit.buttons import KeyCap
from ui.kit.text import icon_label, label
from ui.look.fonts import font
from ui.look.worn import px


class Nothing(QWidget):
    """No actions yet: why, and what to do; for a plan that can only be read, to open another. `chosen` as of Press."""

    chosen = Signal(object)

    def __init__(self, read_only: str) -> None:
        super().__init__()
        steps = (
            [("open", "Open another plan", "Ctrl+O")]
            if read_only
            else [("new", "New action", "Ctrl+N"), ("import", "Import a spreadsheet", "")]
        )
        self.steps = [self._step(command, words) for command, words, _ in steps]
        headline = label("No actions yet.", size=11, weight=700, wraps=True)
        reason = label(read_only or "Add the first action, or import a spreadsheet.", ink="ink2", wraps=True)
        for text in (headline, reason):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(24), px(24), px(24))
        box.setSpacing(px(6))
        box.addStretch(2)
        box.addWidget(icon_label("dashboard", "ink2", 34), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(headline)
        box.addWidget(reason)
        box.addSpacing(px(8))
        box.addLayout(row(None, *self._with_keys(steps), None, gap=10))
        box.addStretch(3)

    def _with_keys(self, steps: list[tuple[str, str, str]]) -> list[QWidget]:
        parts: list[QWidget] = []
        for press, (_, _, keys) in zip(self.steps, steps, strict=True):
            parts += [press, KeyCap(keys)] if keys else [press]
        return parts

    def _step(self, command: str, words: str) -> Press:
        made = Press(f"step:{command}", Target(Opens.COMMAND, command), name=words, text=words)
        made.setProperty("kind", "secondary")
        made.setFont(font(10, 600))
        made.chosen.connect(self.chosen)
        return made

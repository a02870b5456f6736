"""The heading of a part of the detail: its name, a muted fact, and the one thing to do here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.boxes import row, rule
from ui.kit.buttons import button
from ui.kit.text import label
from ui.look.worn import px


class Section(QWidget):
    """A ruled-off part with a heading; parts are added to `box`."""

    def __init__(self, title: str, *, step: str, mark: str, name: str = "") -> None:
        super().__init__()
        self.step = button(step, kind="quiet", mark=mark, small=True, name=name or step)
        self.step.setProperty("flush", "true")
        self.fact = label("", size=9.5, ink="ink3")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(px(20), 0, px(16), 0)
        self.box.setSpacing(px(2))
        self.box.addSpacing(px(8))
        self.box.addWidget(rule())
        self.box.addSpacing(px(4))
        self.box.addLayout(row(label(title, size=10.5, weight=700), self.fact, None, self.step, gap=6))

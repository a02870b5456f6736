"""The strips above and below every page: its title and main buttons; what is saved, marked and how large."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from ui.kit.boxes import row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import look, px


class PageHeader(QFrame):
    """Title and a muted fact left; right small tools, then at most two buttons, one of them primary."""

    def __init__(self, title: str, *, tools: tuple[QPushButton, ...], buttons: tuple[QPushButton, ...]) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setFixedHeight(px(56))
        self.title = label(title, size=15, weight=700)
        self.fact = label("", ink="ink3")
        self.setLayout(row(self.title, self.fact, None, *tools, 4, *buttons, margins=(24, 0, 20, 0), gap=6))


class StatusStrip(QFrame):
    """Saved state, protective marking, text size."""

    def __init__(self, marking: str) -> None:
        super().__init__()
        self.setProperty("ground", "sidebar")
        self.setFixedHeight(px(28))
        self._saved = label("All changes saved", size=9, ink="ink2")
        self._saved.setObjectName("saved")
        self._saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._mark = icon_label("check", "good", 15)
        zoom = button(look().percent, kind="quiet", small=True, name=f"Text size {look().percent}")
        zoom.setFixedHeight(px(26))
        self.zoom = zoom
        parts = [self._mark, self._saved]
        marked = [DataLabel(marking, size=8.5, weight=700, ink="ink2")] if marking else []
        box = row(*parts, *marked, 8, zoom, margins=(24, 0, 12, 0), gap=5)
        box.setStretchFactor(self._saved, 1)
        self.setLayout(box)

    def say_saved(self, at: dt.datetime) -> None:
        """Show when the last change was written."""
        self._saved.setText(f"All changes saved {at.astimezone():%H:%M}")

    def say_read_only(self) -> None:
        """Show that nothing here can be changed."""
        self._mark.hide()
        self._saved.setText("Read only")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignVCenter)

"""The strip below every page: what is saved, when the last backup was made, the marking and how large text is."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.boxes import row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look, px


class StatusStrip(QFrame):
    """Saved state, last backup, protective marking, text size."""

    def __init__(self, marking: str) -> None:
        super().__init__()
        self.setProperty("ground", "sidebar")
        self.setFixedHeight(px(28))
        self._saved = label("All changes saved", size=9, ink="ink2")
        self._saved.setObjectName("saved")
        self._backup = label("", size=9, ink="ink2")
        self._backup.setObjectName("backup")
        self._backup_mark = icon_label("shield", "ink2", 15)
        self._mark = icon_label("check", "good", 15)
        zoom = button(look().percent, kind="quiet", small=True, name=f"Text size {look().percent}")
        zoom.setFixedHeight(px(26))
        self.zoom = zoom
        parts: list[QWidget | int | None] = [self._mark, self._saved, 12, self._backup_mark, self._backup, None]
        marked = [DataLabel(marking, size=8.5, weight=700, ink="ink2")] if marking else []
        box = row(*parts, *marked, 8, zoom, margins=(24, 0, 12, 0), gap=5)
        self.setLayout(box)
        self.say_backup("")

    def say_opening(self) -> None:
        """Show that the plan is still being opened."""
        self._mark.hide()
        self._saved.setText("Opening…")

    def say_saved(self, at: dt.datetime) -> None:
        """Show when the last change was written."""
        self._saved.setText(f"All changes saved {at.astimezone():%H:%M}")

    def say_backup(self, words: str) -> None:
        """Show when the last backup was made; large text leaves it to the menus."""
        self._backup.setText(words)
        for part in (self._backup, self._backup_mark):
            part.setVisible(bool(words) and look().scale < RAIL_FROM)

    def say_read_only(self) -> None:
        """Show that nothing here can be changed."""
        self._mark.hide()
        self._saved.setText("Read only")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignVCenter)

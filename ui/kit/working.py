"""The line that says what is going on while a thread works."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.boxes import row
from ui.kit.text import icon_label, label


def at_work(words: str) -> QWidget:
    """Return a line that says what is going on, and stands still: a bar without an end would only move."""
    made = QWidget()
    made.setLayout(row(icon_label("clock", "ink2", 18), label(words, weight=500), None, gap=8))
    return made

"""What was made for partners, and where it lies: the file still has to be handed on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from csa_tracker.exchange.sending import FULL, SentBundle
from csa_tracker.rules.wording import in_words
from ui.exchange.telling import held_words
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, frame, row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.shell.sheet import Sheet

_HAND_ON = "Send each file to its partner, by e-mail or on a stick. Nobody else can open it."


class SentSheet(Sheet):
    """Lists the files made. `folder` is pressed to see them; the paths can be copied."""

    resized = Signal()

    def __init__(self, made: Sequence[SentBundle], words: str) -> None:
        super().__init__("Ready to hand on")
        self._made = made
        self.folder = button("Show in folder", mark="folder")
        self.copy = button("Copy path" if len(made) == 1 else "Copy paths")
        self.shut = button("Close", kind="primary")
        self.told = label("", size=9.5, weight=600, ink="good", wraps=True)
        self.told.hide()
        self.first = self.shut
        title = label("Ready to hand on", size=13, weight=700)
        parts: list[Part] = [label(words, size=11, weight=700, wraps=True), label(_HAND_ON, ink="ink2", wraps=True)]
        for one in made:
            held = f"{held_words(one.transactions, full=one.kind == FULL)}, {_size_words(one.size)}"
            about = DataLabel(f"For {in_words(one.to)}: {held}", weight=600, lines=2)
            inside = column(
                about, DataLabel(str(one.path), size=9.5, ink="ink2", lines=3), margins=(14, 8, 14, 9), gap=2
            )
            parts.append(frame(inside, ground="card"))
        self.assemble(
            row(icon_label("check", "good", 22), title, None, margins=(24, 0, 24, 0)),
            column(*parts, self.told, margins=(24, 16, 24, 18)),
            row(self.folder, self.copy, None, self.shut, margins=(24, 0, 24, 0)),
        )
        self.copy.clicked.connect(self.copy_paths)
        self.shut.clicked.connect(self.accept)

    def copy_paths(self) -> None:
        """Put the paths on the clipboard, one a line."""
        QGuiApplication.clipboard().setText("\n".join(str(one.path) for one in self._made))
        self.told.setText("Copied.")
        self.told.show()
        announce(self, "Copied.")
        self.resized.emit()


def _size_words(size: int) -> str:
    kilobytes = max(1, round(size / 1000))
    return f"{kilobytes:,} KB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"

"""A refusal in a sheet: what happened, and what to do next."""

from __future__ import annotations

from csa_tracker.errors import UserError
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.shell.sheet import Sheet


class ProblemSheet(Sheet):
    """Says what could not be done, where no field is there to say it beside."""

    def __init__(self, headline: str, error: UserError) -> None:
        super().__init__(headline)
        self.wanted_width = 520
        done = button("Close", kind="primary")
        done.clicked.connect(self.accept)
        self.first = done
        head = row(icon_label("warn", "danger", 22), label(headline, size=13, weight=700), None, margins=(24, 0, 16, 0))
        body = column(
            DataLabel(error.message, size=10.5, lines=12),
            DataLabel(error.next_step, size=10.5, ink="ink2", lines=6),
            margins=(24, 16, 24, 20),
        )
        self.assemble(head, body, row(None, done, margins=(24, 0, 24, 0)))
        announce(self, f"{headline}. {error.message} {error.next_step}")


class WordsSheet(Sheet):
    """A few lines to read: the keys of the program, or what it is."""

    def __init__(self, headline: str, lines: list[tuple[str, str]]) -> None:
        super().__init__(headline)
        self.wanted_width = 520
        done = button("Close", kind="primary")
        done.clicked.connect(self.accept)
        self.first = done
        rows = []
        for left, right in lines:
            line = row(label(left, weight=600), label(right, ink="ink2", wraps=True), gap=16)
            line.setStretch(0, 2)
            line.setStretch(1, 3)
            rows.append(line)
        head = row(label(headline, size=13, weight=700), None, margins=(24, 0, 16, 0))
        self.assemble(head, column(*rows, margins=(24, 14, 24, 18), gap=6), row(None, done, margins=(24, 0, 24, 0)))

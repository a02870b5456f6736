"""The sheet before a report is published: what it will be called, what it freezes, and that it stays."""

from __future__ import annotations

from collections.abc import Sequence

from ui.kit.announce import announce
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.shell.sheet import Sheet

WHAT_STAYS = (
    "The paper is kept in the plan and goes to partners as a fact of it. It cannot be undone or changed: what was "
    "published has gone out. Later reports compare with the last board report that was published."
)


class PublishSheet(Sheet):
    """Accepted when the report is to be published; `facts` are lines to read, each a name and what it is."""

    def __init__(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__("Publish a report")
        self.wanted_width = 560
        self.publish = button("Publish", kind="primary", mark="file")
        self.cancel = button("Cancel")
        self.publish.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.accept)
        head = row(
            icon_label("file", "ink2", 22), label("Publish a report", size=13, weight=700), None, margins=(24, 0, 16, 0)
        )
        parts: list[Part] = [DataLabel(title, size=12, weight=700, lines=3), 4]
        for name, what in facts:
            line = row(label(name, weight=600, wraps=True), DataLabel(what, ink="ink2", lines=4), gap=16)
            line.setStretch(0, 2)
            line.setStretch(1, 5)
            parts.append(line)
        body = column(*parts, 6, label(WHAT_STAYS, wraps=True), margins=(24, 16, 24, 18), gap=6)
        caps = [KeyCap("Ctrl+Enter")] if look().scale < RAIL_FROM else []
        self.assemble(head, body, row(None, self.cancel, self.publish, *caps, margins=(24, 0, 24, 0)))
        self.first = self.publish
        announce(self, " ".join([f"{title}.", *(f"{name}: {what}." for name, what in facts), WHAT_STAYS]))

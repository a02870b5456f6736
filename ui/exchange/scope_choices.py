"""What a partner is sent: everything, or some partnerships, ticked in a list under the button that opened it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from csa_tracker.exchange.trust import EVERYTHING, Member
from csa_tracker.values import Choice
from csa_tracker.workspace import partnership_names
from ui.exchange.words import place_words
from ui.kit.many_choices import ManyChoices


class ScopeChoices(ManyChoices):
    """A popup list of ticks; everything and single partnerships put each other out. `scopes` fires once it closes."""

    scopes = Signal(object)

    def __init__(self, member: Member, parent: QWidget) -> None:
        choices = [Choice(EVERYTHING[0], "", "Everything")]
        choices += [Choice(code, code, place_words(code)) for code in partnership_names()]
        super().__init__(choices, frozenset(member.scopes), name=f"What {member.name} is sent", parent=parent)
        self.list.itemChanged.connect(self._ticked)
        self.chosen.connect(lambda picked: self.scopes.emit(tuple(sorted(picked))))

    def _ticked(self, item: QListWidgetItem) -> None:
        if item.checkState() != Qt.CheckState.Checked:
            return
        everything = self.list.item(0)
        others = [self.list.item(row) for row in range(1, self.list.count())]
        for one in others if item is everything else [everything]:
            one.setCheckState(Qt.CheckState.Unchecked)

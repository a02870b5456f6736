"""The fields of one action to decide, one card each; what is chosen and typed there outlives a file that arrives."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.conflicts import Conflict
from ui.exchange.conflict_card import FieldCard
from ui.exchange.conflict_words import CHANGED, CHOOSE, MEANWHILE, People, cell_of, draft_key
from ui.history.drafts import DraftBook
from ui.kit.announce import announce
from ui.kit.focus import holds_focus
from ui.look.worn import px
from ui.session import Session


class FieldCards(QWidget):
    """The cards. `picked` says that something was chosen; `typed` keeps the texts that were not applied, by field."""

    picked = Signal()
    resized = Signal()

    def __init__(
        self, session: Session, people: People, *, typed: MutableMapping[str, str], narrow: bool = False
    ) -> None:
        super().__init__()
        self._session, self._people, self._narrow = session, people, narrow
        self.typed = typed
        self.cards: dict[str, FieldCard] = {}
        self._drafted: set[str] = set()
        self.drafts = DraftBook(session, self._unsaved, self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(12))

    def decided_elsewhere(self, left: Collection[Conflict]) -> list[Conflict]:
        """Return what is decided, as it is not among what is left, but where something is typed here."""
        cells = {cell_of(conflict) for conflict in left}
        return [card.conflict for cell, card in self.cards.items() if cell not in cells and card.own_text()]

    def show_fields(self, conflicts: Sequence[Conflict], gone: Collection[Conflict] = ()) -> None:
        """Show these; a card that is there already and did not change stays as it is. `gone` were decided meanwhile."""
        before, self.cards = self.cards, {}
        held = next((cell for cell, card in before.items() if holds_focus(card)), "")
        for conflict in conflicts:
            cell = cell_of(conflict)
            old = before.get(cell)
            if old is not None and old.conflict.values == conflict.values:
                self.cards[cell] = before.pop(cell)
            else:
                self.cards[cell] = self._card(conflict, changed=old is not None)
            self.cards[cell].tell(MEANWHILE if conflict in gone else CHANGED if old and cell in before else "")
        for place, card in enumerate(self.cards.values()):
            self._box.insertWidget(place, card)
            card.show()
        if held in before and self.cards:
            self.cards.get(held, self.first()).take_focus()
        for card in before.values():
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _card(self, conflict: Conflict, *, changed: bool) -> FieldCard:
        card = FieldCard(conflict, self._people, narrow=self._narrow)
        cell = cell_of(conflict)
        if cell in self.typed:
            card.take_up(self.typed[cell])
            card.own.setChecked(not changed)
        if changed:
            announce(self, f"{conflict.label}: {CHANGED}")
        card.typed.connect(partial(self._note, cell, card))
        card.picked.connect(self.picked)
        card.resized.connect(self.resized)
        return card

    def _unsaved(self) -> dict[str, str]:
        """What is typed into fields of actions: it is offered back in the field itself should the program end."""
        return {draft_key(cell): text for cell, text in self.typed.items() if cell in self._drafted}

    def _note(self, cell: str, card: FieldCard) -> None:
        if text := card.own_text():
            self.typed[cell] = text
            if card.conflict.entity == "action":
                self._drafted.add(cell)
        else:
            self.typed.pop(cell, None)
        self.drafts.touch()

    def forget(self, conflicts: Collection[Conflict]) -> None:
        """Let go of what was typed for these: it is saved."""
        for cell in map(cell_of, conflicts):
            self.typed.pop(cell, None)
            self.drafts.forget(draft_key(cell))
            if cell in self.cards:
                self.cards[cell].text.document().setModified(False)

    def first(self) -> FieldCard:
        """Return the first card."""
        return next(iter(self.cards.values()))

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in reading order."""
        return [stop for card in self.cards.values() for stop in card.stops()]

    def choose_everywhere(self, place: int) -> None:
        """Choose the value at a place from the left in every field; the keyboard stays where it is."""
        held = self.window().focusWidget()
        for card in self.cards.values():
            card.choose(place)
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def are_ready(self) -> bool:
        """Say whether every field has a value that it can take; if not, that is said beside the first that has none."""
        cards = list(self.cards.values())
        for card in cards:
            card.field.clear()
        undecided = [card for card in cards if card.decision() is None]
        for card in reversed(undecided):  # the first has the keyboard in the end
            card.fail(CHOOSE)
        if undecided:
            announce(self, f"{undecided[0].conflict.label}: {CHOOSE}")
        return not undecided and all(self._can_take(card) for card in cards)

    def _can_take(self, card: FieldCard) -> bool:
        made = card.decision()
        if isinstance(made, str) and card.conflict.entity == "action":
            try:
                self._session.entry(card.conflict.field, made)
            except UserError as error:
                card.fail(f"{error.message} {error.next_step}")
                announce(self, card.field.error())
                return False
        return True

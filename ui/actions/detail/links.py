"""Links: further key issues, themes, causes, commitments and partners, as chips that can be taken off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.values import Action, Choice
from ui.actions.detail.facts import FlatLine
from ui.actions.detail.section import Section
from ui.kit.announce import announce
from ui.kit.boxes import empty
from ui.kit.chip import Chip
from ui.kit.flow import Flow
from ui.kit.many_choices import ManyChoices
from ui.kit.text import label
from ui.look.fonts import font
from ui.look.worn import px
from ui.session import Session

_KINDS: tuple[tuple[str, str, str, Callable[[Action], tuple[str, ...]]], ...] = (
    ("Further key issue", "key_issues", "flag", lambda action: action.also_key_issues),
    ("Theme", "themes", "matrix", lambda action: action.themes),
    ("Cause", "causes", "evidence", lambda action: action.causes),
    ("Commitment", "commitments", "check", lambda action: action.commitments),
)


PARTNER = "partner"


class Links(Section):
    """Everything an action is linked to. `touched` fires while somebody types, `settled` names a field now saved."""

    touched = Signal()
    settled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Links", step="Add", mark="plus", name="Add a link")
        self._session = session
        self._action: Action | None = None
        self._flow = Flow()
        self._error = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._error.hide()
        self._partner = FlatLine()
        self._partner.setPlaceholderText("Name of the partner, then Enter")
        self._partner.setAccessibleName("New partner")
        self._partner.hide()
        self._partner.returnPressed.connect(self._add_partner)
        self._partner.given_up.connect(self._put_partner_away)
        self._partner.textEdited.connect(self.touched)
        self.box.addWidget(self._error)
        self.box.addSpacing(px(2))
        self.box.addLayout(self._flow)
        self.box.addWidget(self._partner)
        self.step.clicked.connect(self._open_menu)

    def show_action(self, action: Action) -> None:
        """Show the links of an action."""
        if self._action is not None and self._action.id != action.id:  # a name was typed for the other one
            self._partner.clear()
            self._partner.hide()
        self._action = action
        self._error.hide()
        enabled = not self._session.read_only and not action.deleted
        self.step.setVisible(enabled)
        empty(self._flow)
        for kind, name, mark, codes_of in _KINDS:
            choices = {choice.code: choice for choice in self._choices(name)}
            for code in codes_of(action):
                choice = choices.get(code) or Choice("", code, action.labels.get(code, code))
                chip = self._chip(
                    choice.short or choice.label, f"{kind}: {choice.label}", mark, enabled=enabled and bool(choice.id)
                )
                chip.clicked.connect(lambda _on=False, topic=choice.id: self._save(unlink_topics=frozenset({topic})))
        for partner in action.partners:
            chip = self._chip(partner, f"Partner: {partner}", "user", enabled=enabled)
            chip.clicked.connect(lambda _on=False, name=partner: self._save(unlink_partners=(name,)))
        count = self._flow.count()
        self.fact.setText(str(count) if count else "none yet")

    def _chip(self, words: str, spoken: str, mark: str, *, enabled: bool) -> Chip:
        chip = Chip(words, mark=mark, removable=enabled)
        chip.setAccessibleName(f"Remove {spoken}" if enabled else spoken)
        self._flow.addWidget(chip)
        return chip

    def _choices(self, name: str) -> tuple[Choice, ...]:
        vocabulary = self._session.vocabulary()
        match name:
            case "key_issues":
                return vocabulary.key_issues
            case "themes":
                return vocabulary.themes
            case "causes":
                return vocabulary.causes
            case _:
                return vocabulary.commitments

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setFont(font(10))
        for kind, name, _mark, codes_of in _KINDS:
            entry = menu.addAction(f"{kind}…")
            entry.triggered.connect(lambda _on=False, name=name, codes_of=codes_of: self._choose(name, codes_of))
        menu.addAction("Partner…").triggered.connect(self._type_partner)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.step.mapToGlobal(self.step.rect().bottomLeft()))

    def _choose(self, name: str, codes_of: Callable[[Action], tuple[str, ...]]) -> None:
        if self._action is None:
            return
        choices = [choice for choice in self._choices(name) if choice.code != self._action.key_issue]
        picked = frozenset(choice.id for choice in choices if choice.code in codes_of(self._action))
        popup = ManyChoices(choices, picked, name="Links", parent=self)
        popup.chosen.connect(lambda now: self._save(topics=now - picked, unlink_topics=picked - now))
        popup.open_under(self.step)

    def _type_partner(self) -> None:
        self._partner.show()
        self._partner.setFocus()

    def _add_partner(self) -> None:
        name = self._partner.text().strip()
        if not name or self._save(partners=(name,)):
            self._put_partner_away()

    def _put_partner_away(self) -> None:
        self._partner.clear()
        self._partner.hide()
        self.settled.emit(PARTNER)

    def unsaved(self) -> dict[str, str]:
        """Return what is typed and not saved, by field."""
        return {PARTNER: self._partner.text()} if self._partner.isModified() and self._partner.text() else {}

    def take_up(self, name: str, text: str) -> bool:
        """Put the name of a partner that was not saved back into its field; False for no field of ours."""
        if name != PARTNER:
            return False
        self._type_partner()
        self._partner.setText(text)
        self._partner.setModified(True)
        return True

    def _save(
        self,
        *,
        topics: frozenset[str] = frozenset(),
        unlink_topics: frozenset[str] = frozenset(),
        partners: tuple[str, ...] = (),
        unlink_partners: tuple[str, ...] = (),
    ) -> bool:
        """Save links that were added and taken off. False when they could not be; the sentence then says why."""
        if self._action is None:
            return False
        draft = ActionDraft(
            id=self._action.id, topics=topics, unlink_topics=unlink_topics, partners=partners,
            unlink_partners=unlink_partners,
        )  # fmt: skip
        try:
            self._session.save(draft, label="edit-links")
        except UserError as error:
            self._error.setText(f"{error.message} {error.next_step}")
            self._error.show()
            announce(self, self._error.text())
            return False
        return True

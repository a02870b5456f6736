"""The detail pane: one action whole, edited where it stands, saved as one leaves each field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.names import BY_JSON
from csa_tracker.plan.written import field_key
from csa_tracker.rules.wording import in_words, many
from csa_tracker.values import Action
from ui.actions.detail.banner import RatingBanner
from ui.actions.detail.facts_form import FactsForm
from ui.actions.detail.links import Links
from ui.actions.detail.milestones import Milestones
from ui.actions.detail.updates import Updates
from ui.history.drafts import DraftBook
from ui.kit.announce import announce
from ui.kit.boxes import column, frame, row
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.session import Session

WIDTH = 404


class DetailPane(QFrame):
    """Shows one action. `stepped` asks for the previous (-1) or next (+1), `closed` to go, `wanted` for a command."""

    stepped = Signal(int)
    closed = Signal()
    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setObjectName("detail")
        self._session = session
        self.action_id = ""
        self._ref = label("", size=9.5, weight=600, ink="ink2")
        self._place = label("", size=9, ink="ink3")
        self.up = button("", kind="quiet", mark="up", small=True, name="Previous action (Alt+Up)")
        self.down = button("", kind="quiet", mark="down", small=True, name="Next action (Alt+Down)")
        self.history = button("", kind="quiet", mark="history", small=True, name="History (Ctrl+H)")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close details")
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        self.history.clicked.connect(lambda: self.wanted.emit("history"))
        self.shut.clicked.connect(self.closed)
        self.banner = RatingBanner()
        self.facts = FactsForm(session)
        self.milestones = Milestones(session)
        self.updates = Updates(session)
        self.updates.step.clicked.connect(lambda: self.wanted.emit("log"))
        self.links = Links(session)
        self.drafts = DraftBook(session, self._unsaved, self)
        for part in self._parts():
            part.touched.connect(self.drafts.touch)
            part.settled.connect(self._settled)
        self.facts.put_off.connect(self._put_off)
        self._not_kept = label("", size=9.5, ink="danger", wraps=True)
        self._not_kept.hide()
        self.drafts.failed.connect(self._say_not_kept)
        self.drafts.kept.connect(lambda: self._say_not_kept(""))
        self._conflict = self._notice("warn")
        self._assemble()
        session.changed.connect(self.reload)

    def _notice(self, mark: str) -> QFrame:
        self._conflict_words = label("", size=9.5, wraps=True)
        self.decide = button("Decide…", small=True, name="Decide conflicts of this action")
        self.decide.clicked.connect(lambda: self.wanted.emit("conflicts"))
        self.decide.setEnabled(not self._session.read_only)
        inside = row(icon_label(mark, "ink2", 16), self._conflict_words, self.decide, margins=(12, 8, 8, 8))
        inside.setStretch(1, 1)
        made = frame(inside, ground="notice")
        made.hide()
        return made

    def _assemble(self) -> None:
        steps = (self.up, self.down, self.history, self.shut)
        head = row(self._ref, self._place, None, *steps, margins=(20, 6, 12, 0), gap=2)
        body = column(
            column(self.facts.title.field, margins=(12, 0, 12, 0)),
            column(self.banner, self._not_kept, self._conflict, margins=(20, 2, 16, 6)),
            column(self.facts, margins=(12, 0, 8, 0)),
            self.milestones,
            self.updates,
            self.links,
            None,
            margins=(0, 0, 0, 16),
            gap=2,
        )
        self._inside = frame(body, ground="surface")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._scroll, 1)

    def show_action(self, action_id: str, *, place: int, total: int) -> None:
        """Show an action and where it stands in the list."""
        if action_id != self.action_id:
            self.commit()
            self.drafts.turn_over()
            self._scroll.verticalScrollBar().setValue(0)
        self.action_id = action_id
        self._place.setText(f"{place + 1:,} of {total:,}" if place >= 0 else "")
        self.reload()

    def reload(self) -> None:
        """Read the action again and show it; what is being typed stays."""
        if not self.action_id:
            return
        try:
            action = self._session.action(self.action_id)
        except UserError:
            self.action_id = ""
            self.closed.emit()
            return
        self._show(action)

    def _show(self, action: Action) -> None:
        self._ref.setText(action.ref)
        self.setAccessibleName(f"Details of {action.ref}")
        self.facts.show_action(action)
        self.banner.show_action(action)
        to_decide = self._session.count_conflicts(action.id)
        self._conflict_words.setText(conflict_words(action, to_decide))
        self._conflict.setVisible(bool(to_decide))
        self.milestones.show_action(action)
        self.updates.show_action(action)
        self.links.show_action(action)

    def commit(self) -> None:
        """Save whatever is being typed here."""
        self.facts.commit()
        for part in self.milestones.rows():
            part.commit()

    def _parts(self) -> tuple[FactsForm, Milestones, Links]:
        return self.facts, self.milestones, self.links

    def _unsaved(self) -> dict[str, str]:
        texts = {name: text for part in self._parts() for name, text in part.unsaved().items()}
        return {field_key(self.action_id, name): text for name, text in texts.items()} if self.action_id else {}

    def _settled(self, name: str) -> None:
        self.drafts.forget(field_key(self.action_id, name))

    def _put_off(self, name: str, text: str) -> None:
        """A text that waits is in no field that could be looked at later: it is kept at once."""
        self.drafts.write(field_key(self.action_id, name), text)

    def not_kept(self) -> str:
        """Return why what is being typed does not lie on the disk, empty when it does or nothing is."""
        return self._not_kept.text()

    def _say_not_kept(self, why: str) -> None:
        self._not_kept.setText(why)
        self._not_kept.setVisible(bool(why))
        if why:
            announce(self, why)

    def take_up(self, name: str, text: str) -> None:
        """Put a text that was not saved the last time back into its field, typed and still to be saved."""
        if any(part.take_up(name, text) for part in self._parts()):
            self.drafts.touch()

    def first_field(self) -> QWidget:
        """Return the field that gets the focus when the pane opens over the list."""
        return self.facts.title.text


def conflict_words(action: Action, to_decide: int) -> str:
    """Return what to know when people changed the same field apart; `to_decide` counts all there is on the action."""
    if not to_decide:
        return ""
    named = in_words([BY_JSON[field].spoken if field in BY_JSON else field for field in action.conflicts])
    more = to_decide - len(action.conflicts)
    told = f"Changed in two places: {named}." if named else "Changed in two places."
    return f"{told} All values are kept" + (f"; {many(to_decide, 'thing')} to decide." if more and named else ".")

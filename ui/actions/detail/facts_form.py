"""The form of an action's facts: lays the editors out and saves each one with the heads it was read with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.values import Action
from ui.actions.detail.facts import (
    DUE,
    KEY_ISSUE,
    LEAD,
    LEAD_ROLE,
    MEASURE,
    PERCENT,
    RAG,
    RAGS,
    START,
    STATUS,
    STATUSES,
    TITLE,
    ChoiceFact,
    FactEditor,
    LineFact,
    TextFact,
)
from ui.kit.announce import announce
from ui.kit.buttons import button
from ui.kit.date_picker import DatePicker
from ui.kit.field import Field
from ui.kit.many_choices import ManyChoices
from ui.kit.text import restyle
from ui.look.worn import px
from ui.session import Session
from ui.shown import days_late, lateness, show_day


class FactsForm(QWidget):
    """Everything about an action that is a plain field, and its areas. The title stands apart, over the banner.

    `touched` fires while somebody types; `settled` names a field whose text is saved or given up, `put_off` one whose
    text has to wait (it was refused, or needs a reason first) and the text.
    """

    touched = Signal()
    settled = Signal(str)
    put_off = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._action: Action | None = None
        self._held: dict[str, str] = {}  # fields whose change waits for its reason, and what is stored there until then
        vocabulary = session.vocabulary
        self.title = TextFact(TITLE, size=12, weight=700, most=6, bare=True)
        self.status, self.rag, self.key_issue = ChoiceFact(STATUS), ChoiceFact(RAG), ChoiceFact(KEY_ISSUE)
        self.lead = LineFact(LEAD, words=lambda: [choice.label for choice in vocabulary().organisations])
        self.role = LineFact(LEAD_ROLE, words=lambda: [choice.label for choice in vocabulary().roles])
        self.start, self.due, self.percent = LineFact(START), LineFact(DUE), LineFact(PERCENT)
        for dated in (self.start, self.due):
            picker = DatePicker(dated.line, today=lambda: session.today, show=show_day, calm=True)
            picker.taken.connect(dated.commit)
        self.measure = TextFact(MEASURE)
        self.status.combo.offer(STATUSES)
        self.rag.combo.offer(RAGS)
        self.key_issue.combo.offer((choice.label, choice.code) for choice in vocabulary().key_issues)
        self.areas = button("", kind="flat")
        self.areas.setProperty("icononly", "false")
        self.areas.clicked.connect(self._choose_areas)
        self._areas_field = Field("Area", self.areas, quiet=True, indent=8)
        self.editors: tuple[FactEditor, ...] = (
            self.title, self.role, self.lead, self.status, self.rag, self.start, self.due, self.percent,
            self.key_issue, self.measure,
        )  # fmt: skip
        for editor in self.editors:
            editor.typed.connect(self._save)
            editor.touched.connect(self.touched)
            editor.given_up.connect(partial(self.settled.emit, editor.fact.name))
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(1))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        pairs = (
            (self.status.field, self.rag.field),
            (self.start.field, self.due.field),
            (self.percent.field, self._areas_field),
        )
        long = (self.role.field, self.lead.field)  # names of posts and bodies need the whole width
        for line, field in enumerate(long):
            grid.addWidget(field, line, 0, 1, 2)
        bottom = Qt.AlignmentFlag.AlignBottom  # a sentence over one field moves its label, not its neighbour
        for line, (left, right) in enumerate(pairs, start=len(long)):
            grid.addWidget(left, line, 0, bottom)
            grid.addWidget(right, line, 1, bottom)
        for line, field in enumerate((self.key_issue.field, self.measure.field), start=len(long) + len(pairs)):
            grid.addWidget(field, line, 0, 1, 2)
        self.setMinimumWidth(px(200))

    def show_action(self, action: Action) -> None:
        """Show an action; what is being typed about the same one stays."""
        other = self._action is None or self._action.id != action.id
        self._action = action
        if other:
            self._held.clear()
        enabled = not self._session.read_only and not action.deleted
        reason = self._session.read_only or ("Restore the action from the Bin to change it." if action.deleted else "")
        for editor in self.editors:
            if other:
                editor.reset()
            editor.show(action)
            editor.set_enabled(enabled=enabled, reason=reason)
            if self._held.get(editor.fact.name, editor.stored) != editor.stored:
                self._settle(editor)
        late = days_late(action.due, action.status, self._session.today)
        self.due.field.say(lateness(late), ink="danger")
        self.due.line.setProperty("late", "true" if late else "false")
        restyle(self.due.line)
        words = ", ".join(action.areas) or "None"
        self.areas.setText(words if len(words) < 60 else f"{len(action.areas)} areas")
        self.areas.setAccessibleName(f"Area: {words}")
        self.areas.setEnabled(enabled)

    def commit(self) -> None:
        """Save whatever is being typed."""
        for editor in self.editors:
            editor.commit()

    def _save(self, editor: FactEditor, text: str) -> None:
        if self._action is None:
            return
        try:
            fields = self._session.entry(editor.fact.name, text)
            draft = ActionDraft(id=self._action.id, fields=fields, base=self._action.heads)
            # What is typed counts as saved before the save is told, so that the pane shows the stored form of it.
            editor.done()
            if self._session.change(draft, label="edit-field", dropped=partial(self._show_stored, editor)):
                self._settle(editor)
                return
            self._held[editor.fact.name] = editor.stored
        except UserError as error:
            editor.keep(text)
            editor.refuse(error)
            announce(self, editor.field.error())
        self.put_off.emit(editor.fact.name, text)

    def _settle(self, editor: FactEditor) -> None:
        self._held.pop(editor.fact.name, None)
        self.settled.emit(editor.fact.name)

    def _show_stored(self, given_up: FactEditor) -> None:
        """Put the stored values back after a change was given up; what is being typed stays."""
        self._settle(given_up)
        if self._action is not None:
            for editor in self.editors:
                editor.show(self._action)

    def unsaved(self) -> dict[str, str]:
        """Return what is typed and not saved, by field."""
        texts = ((editor.fact.name, editor.unsaved()) for editor in self.editors)
        return {name: text for name, text in texts if text is not None}

    def take_up(self, name: str, text: str) -> bool:
        """Put a text that was not saved back into its field and give it the keyboard; False for no field of ours."""
        editor = next((known for known in self.editors if known.fact.name == name), None)
        if editor is None:
            return False
        editor.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.keep(text)
        return True

    def _choose_areas(self) -> None:
        action = self._action
        if action is None:
            return
        choices = self._session.vocabulary().areas
        picked = frozenset(choice.id for choice in choices if choice.label in action.areas)
        popup = ManyChoices(choices, picked, name="Areas", parent=self)
        popup.chosen.connect(lambda now: self._save_areas(action, picked, now))
        popup.open_under(self.areas)

    def _save_areas(self, action: Action, before: frozenset[str], now: frozenset[str]) -> None:
        draft = ActionDraft(id=action.id, areas=now - before, unlink_areas=before - now)
        try:
            self._session.save(draft, label="edit-areas")
        except UserError as error:
            self._areas_field.fail(f"{error.message} {error.next_step}")
            return
        self._areas_field.clear()

    def focus_chain(self) -> list[QWidget]:
        """Return the editors in reading order."""
        order = (self.role, self.lead, self.status, self.rag, self.start, self.due, self.percent, None, self.key_issue,
                 self.measure)  # fmt: skip
        return [editor.field.editor if editor is not None else self.areas for editor in order]

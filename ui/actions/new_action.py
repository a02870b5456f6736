"""The new action sheet: title, key issue, lead and due date; the rest is filled in the detail."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QVBoxLayout

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.values import Lifecycle
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.caution import Caution
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.kit.growing_text import GrowingText
from ui.kit.text import label
from ui.look.worn import look, px
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import show_day


class NewAction(Sheet):
    """Add an action. `added` carries its id."""

    added = Signal(str)
    resized = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("New action")
        self._session = session
        vocabulary = session.vocabulary()
        self.text = GrowingText(size=10.5, fewest=2, most=5)
        self.issue = Combo()
        self.issue.offer(
            [("Choose a key issue", None), *((choice.label, choice.code) for choice in vocabulary.key_issues)]
        )
        self.lead = line_edit(hint="Organisation")
        completer = QCompleter([choice.label for choice in vocabulary.organisations], self.lead)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lead.setCompleter(completer)
        self.due = line_edit(hint="30 9 2026, +14 or Ongoing")
        self.fields = {
            "title": Field("What will be done?", self.text),
            "key_issue": Field("Key issue", self.issue),
            "lead": Field("Lead organisation", self.lead),
            "due": Field("Due", self.due),
        }
        self.caution = Caution(self.text)
        self.caution.resized.connect(self.resized)
        self.add = button("Add action", kind="primary")
        self.cancel = button("Cancel")
        self.first = self.text
        self.assemble(self._head(), self._body(), self._foot())
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self.try_add)
        self.due.textEdited.connect(self._show_date)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self.on_key(keys, self.try_add)

    def _head(self) -> QHBoxLayout:
        shut = button("", kind="quiet", mark="close", small=True, name="Close")
        shut.clicked.connect(self.reject)
        return row(label("New action", size=13, weight=700), None, shut, margins=(24, 0, 16, 0))

    def _body(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        bottom = Qt.AlignmentFlag.AlignBottom
        grid.addWidget(self.fields["lead"], 0, 0, bottom)
        grid.addWidget(self.fields["due"], 0, 1, bottom)
        return column(
            self.fields["title"], self.caution, 12, self.fields["key_issue"], 12, grid, margins=(24, 14, 24, 18), gap=0
        )

    def _foot(self) -> QHBoxLayout:
        keys = [KeyCap("Ctrl+Enter")] if look().scale < 1.5 else []
        return row(None, self.cancel, self.add, *keys, margins=(24, 0, 24, 0))

    def _show_date(self) -> None:
        try:
            day = self._session.entry("due", self.due.text())["due_on"]
        except UserError:
            day = None
        self.fields["due"].say(show_day(day) if day is not None and not isinstance(day, (str, int)) else "")

    def try_add(self) -> None:
        """Add the action, or say beside the field what cannot be kept."""
        for field in self.fields.values():
            field.clear()
        typed = {
            "title": self.text.toPlainText(),
            "key_issue": self.issue.value() or "",
            "lead": self.lead.text(),
            "due": self.due.text(),
        }
        values: dict[str, Value] = {"lifecycle": Lifecycle.NOT_STARTED.value}
        failed: list[Field] = []
        if not typed["title"].strip():
            self.fields["title"].fail("Enter an action title, in a few words.")
            failed.append(self.fields["title"])
        for name, text in typed.items():
            try:
                values |= self._session.entry(name, text) if text.strip() or name in ("title", "key_issue") else {}
            except UserError as error:
                self.fields[name].fail(self._sentence(name, error))
                failed.append(self.fields[name])
        action_id = ""
        if not failed:
            try:
                action_id = self._session.add(ActionDraft(fields=values))
            except UserError as error:
                name = "due" if "due" in error.code else "title"
                self.fields[name].fail(f"{error.message} {error.next_step}")
                failed.append(self.fields[name])
        if failed:
            failed[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, failed[0].error())
            self.resized.emit()
            return
        self.accept()
        self.added.emit(action_id)

    def _sentence(self, name: str, error: UserError) -> str:
        if name == "key_issue" and self.issue.value() is None:
            return "Choose the key issue this action works on."
        return f"{error.message} {error.next_step}"

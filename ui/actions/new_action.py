"""The new action sheet: title, key issue, lead and due date; the rest is filled in the detail.

What is typed is kept on the disk until the action is added or the person discards it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.written import new_key, read_written
from csa_tracker.values import Lifecycle
from ui.history.drafts import DraftBook
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.caution import Caution
from ui.kit.combo import Combo
from ui.kit.date_picker import DatePicker
from ui.kit.field import Field, line_edit
from ui.kit.growing_text import GrowingText
from ui.kit.text import DataLabel, icon_label, label
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
        self.calendar = DatePicker(self.due, today=lambda: session.today)
        self.fields = {
            "title": Field("What will be done?", self.text),
            "key_issue": Field("Key issue", self.issue),
            "lead": Field("Lead organisation", self.lead),
            "due": Field("Due", self.due),
        }
        self.caution = Caution(self.text)
        self.caution.resized.connect(self.resized)
        self._is_added = False
        self.drafts = DraftBook(session, self._unsaved, self)
        self._recover()
        self.add = button("Add action", kind="primary")
        self.cancel = button("Cancel")
        self.first = self.text
        self.assemble(self._head(), self._body(), self._foot())
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self.try_add)
        self.due.textEdited.connect(self._show_date)
        self.rejected.connect(self.drafts.keep)
        self.drafts.failed.connect(lambda why: self._kept_words.setText(f"Not kept yet: {why}"))
        self.text.committed.connect(self.drafts.keep)
        self.text.cancelled.connect(self.reject)
        for changed in (self.text.textChanged, self.lead.textChanged, self.due.textChanged, self.issue.activated):
            changed.connect(self.drafts.touch)
        self._show_date()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self.on_key(keys, self.try_add)

    def _typed(self) -> dict[str, str]:
        return {
            "title": self.text.toPlainText(), "key_issue": self.issue.value() or "", "lead": self.lead.text(),
            "due": self.due.text(),
        }  # fmt: skip

    def _unsaved(self) -> dict[str, str]:
        """What is typed, by key; a key issue alone is soon chosen again."""
        typed = self._typed()
        wanted = not self._is_added and any(text.strip() for name, text in typed.items() if name != "key_issue")
        return {new_key(name): text for name, text in typed.items() if text.strip()} if wanted else {}

    def _recover(self) -> None:
        """Show what was being typed when the sheet was left or the program ended."""
        kept = {one.key: one.text for one in read_written(self._session.plan)}
        found = {name: kept[new_key(name)] for name in self.fields if new_key(name) in kept}
        self.drafts.know({new_key(name): text for name, text in found.items()})
        self.text.setPlainText(found.get("title", ""))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.issue.choose(found.get("key_issue"))
        self.lead.setText(found.get("lead", ""))
        self.due.setText(found.get("due", ""))
        self._recovered = QWidget()
        self.discard = button("Discard it", kind="link", small=True, name="Discard the unsaved action")
        self.discard.clicked.connect(self._discard)
        said = label("This action was not added the last time.", size=9.5, ink="ink2")
        self._recovered.setLayout(
            row(icon_label("history", "ink2", 16), said, self.discard, None, margins=(0, 0, 0, 8), gap=6)
        )
        if not found:
            self._recovered.hide()

    def _discard(self) -> None:
        self.text.clear()
        self.issue.choose(None)
        self.lead.clear()
        self.due.clear()
        self.drafts.forget(*map(new_key, self.fields))
        self._recovered.hide()
        self._show_date()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

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
            self._recovered, self.fields["title"], self.caution, 12, self.fields["key_issue"], 12, grid,
            margins=(24, 14, 24, 18), gap=0,
        )  # fmt: skip

    def _foot(self) -> QHBoxLayout:
        keys = [KeyCap("Ctrl+Enter")] if look().scale < 1.5 else []
        self._kept_words = DataLabel("", size=9, ink="ink3")
        box = row(self._kept_words, self.cancel, self.add, *keys, margins=(24, 0, 24, 0))
        box.setStretch(0, 1)
        return box

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
        typed = self._typed()
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
        self._is_added = True
        self.drafts.keep()
        self.accept()
        self.added.emit(action_id)

    def _sentence(self, name: str, error: UserError) -> str:
        if name == "key_issue" and self.issue.value() is None:
            return "Choose the key issue this action works on."
        return f"{error.message} {error.next_step}"

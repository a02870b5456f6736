"""Milestones: tick one done, change its words or date where they stand, add another."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import MilestoneDraft
from csa_tracker.rules.dates import read_date, show_date
from csa_tracker.values import Action, MilestoneView
from ui.actions.detail.facts import FlatLine
from ui.actions.detail.section import Section
from ui.kit.announce import announce
from ui.kit.boxes import empty, row
from ui.kit.buttons import Tick
from ui.kit.date_picker import DatePicker
from ui.kit.text import label, restyle, tint
from ui.look.worn import look, px
from ui.session import Session
from ui.shown import lateness

NEW = "new"
"""Stands for the id of a milestone that is not saved yet."""


class MilestoneRow(QWidget):
    """One milestone; `saved` carries the draft to write, `touched` fires while somebody types."""

    saved = Signal(object)
    touched = Signal()
    given_up = Signal()

    def __init__(self, session: Session, milestone: MilestoneView | None) -> None:
        super().__init__()
        self._session = session
        self.milestone = milestone
        self.tick = Tick()
        self.tick.setFixedWidth(max(px(24), self.tick.sizeHint().width()))
        self.title, self.due = FlatLine(), FlatLine()
        self.title.setPlaceholderText("What will be reached?")
        self.due.setPlaceholderText("Due date")
        self.due.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.due.setProperty("end", "true")
        self.due.setFixedWidth(round(98 * look().scale))
        self._calendar = DatePicker(self.due, today=lambda: session.today, bare=True)
        self._calendar.taken.connect(self.commit)
        self._note = label("", size=9, weight=500)
        self._error = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row(self.tick, self.title, self._note, self.due, gap=0))
        box.addWidget(self._error)
        self.tick.clicked.connect(self._ticked)
        for line in (self.title, self.due):
            line.editingFinished.connect(self.commit)
            line.given_up.connect(self._give_up)
            line.textEdited.connect(self.touched)
        self._put()

    def names(self) -> tuple[str, str]:
        """Return the names of the two fields, for what is typed there and not saved."""
        known = self.milestone.id if self.milestone is not None else NEW
        return f"milestone:{known}:title", f"milestone:{known}:due"

    def unsaved(self) -> dict[str, str]:
        """Return what is typed and not saved, by the names of the fields."""
        lines = zip(self.names(), (self.title, self.due), strict=True)
        return {name: line.text() for name, line in lines if line.isModified()}

    def take_up(self, part: str, text: str) -> None:
        """Put a text that was not saved back and give it the keyboard."""
        line = self.due if part == "due" else self.title
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.setText(text)
        line.setModified(True)

    def show_milestone(self, milestone: MilestoneView) -> None:
        """Show the stored milestone, unless somebody is at it."""
        self.milestone = milestone
        if not (self.title.isModified() or self.due.isModified()):
            self._put()

    def set_enabled(self, *, enabled: bool) -> None:
        """Allow editing or not."""
        for part in (self.tick, self.title, self.due):
            part.setEnabled(enabled)

    def commit(self) -> None:
        """Save what was typed; a new milestone needs its words first."""
        if not (self.title.isModified() or self.due.isModified()):
            return
        if self.milestone is None and not self.title.text().strip():
            return
        self._save(done=self.milestone.done if self.milestone else None)

    def _save(self, *, done: dt.date | None) -> None:
        kept = self.milestone
        try:
            typed = self.due.text().strip()
            due = read_date(typed, today=self._session.today, field="Milestone date") if typed else None
            draft = MilestoneDraft(
                title=self.title.text() if self.title.isModified() or kept is None else kept.title,
                due=due if self.due.isModified() or kept is None else kept.due,
                done=done,
                owner_role=kept.owner_role if kept else "",
                id=kept.id if kept else None,
            )
            for line in (self.title, self.due):
                line.setModified(False)
            self.saved.emit(draft)
        except UserError as error:
            self.refuse(error)

    def refuse(self, error: UserError) -> None:
        """Say under the milestone why it cannot be kept; the text stays."""
        self._error.setText(f"{error.message} {error.next_step}")
        self._error.show()
        self.title.setModified(True)
        self.touched.emit()
        announce(self, self._error.text())

    def _ticked(self) -> None:
        if self.milestone is None:
            return
        self._save(done=self._session.today if self.tick.isChecked() else None)

    def _give_up(self) -> None:
        for line in (self.title, self.due):
            line.setModified(False)
        self._put()
        self.given_up.emit()

    def _put(self) -> None:
        self._error.hide()
        stored = self.milestone
        self.tick.setVisible(stored is not None)
        if stored is None:
            self.title.setAccessibleName("New milestone")
            self.due.setAccessibleName("Due date of the new milestone")
            self._note.hide()
            return
        today = self._session.today
        late = lateness((today - stored.due).days) if stored.due and not stored.done else ""
        self.tick.setChecked(stored.done is not None)
        self.tick.setAccessibleName(f"Done: {stored.title[:80]}")
        self.title.setAccessibleName("Milestone")
        self.due.setAccessibleName(f"Due date of {stored.title[:80]}")
        self.title.setText(" ".join(stored.title.split("\n")))
        self.title.setCursorPosition(0)
        self.due.setText(show_date(stored.due) if stored.due else "")
        self.due.setCursorPosition(0)
        self.due.setVisible(stored.done is None)
        self.due.setProperty("late", "true" if late else "false")
        restyle(self.due)
        self._note.setText(f"Done {show_date(stored.done)}" if stored.done else late)
        self._note.setVisible(bool(self._note.text()))
        tint(self._note, "ink2" if stored.done else "danger")
        for line in (self.title, self.due):
            line.setModified(False)


class Milestones(Section):
    """The milestones of one action. `touched` fires while somebody types, `settled` names a field that is saved."""

    touched = Signal()
    settled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Milestones", step="Add", mark="plus", name="Add a milestone")
        self._session = session
        self._action: Action | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._new: MilestoneRow | None = None
        self.box.addLayout(self._rows)
        self.step.clicked.connect(self.add)

    def rows(self) -> list[MilestoneRow]:
        """Return the rows now shown, a new one last."""
        items = [self._rows.itemAt(index) for index in range(self._rows.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, MilestoneRow)]

    def show_action(self, action: Action) -> None:
        """Show the milestones of an action, reusing the rows that stay so that the focus stays too."""
        same = self._action is not None and self._action.id == action.id
        self._action = action
        shown = [part.milestone.id for part in self.rows() if part.milestone is not None]
        if same and shown == [milestone.id for milestone in action.milestones] and self._new is None:
            for part, milestone in zip(self.rows(), action.milestones, strict=True):
                part.show_milestone(milestone)
        else:
            self._new = None
            empty(self._rows)
            for milestone in action.milestones:
                self._rows.addWidget(self._row(milestone))
        enabled = not self._session.read_only and not action.deleted
        for part in self.rows():
            part.set_enabled(enabled=enabled)
        self.step.setVisible(enabled)
        done = sum(milestone.done is not None for milestone in action.milestones)
        self.fact.setText(f"{done} of {len(action.milestones)} done" if action.milestones else "none yet")

    def add(self) -> None:
        """Open an empty row for a new milestone."""
        if self._new is None:
            self._new = self._row(None)
            self._rows.addWidget(self._new)
            self._new.show()
        self._new.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, milestone: MilestoneView | None) -> MilestoneRow:
        made = MilestoneRow(self._session, milestone)
        made.saved.connect(lambda draft: self._save(made, draft))
        made.touched.connect(self.touched)
        made.given_up.connect(lambda: self._settle(made.names()))
        return made

    def unsaved(self) -> dict[str, str]:
        """Return what is typed and not saved, by field."""
        return {name: text for part in self.rows() for name, text in part.unsaved().items()}

    def take_up(self, name: str, text: str) -> bool:
        """Put a text that was not saved back into its milestone, a new one where that is gone; False for another."""
        kind, _, rest = name.partition(":")
        known, _, part = rest.rpartition(":")
        if kind != "milestone":
            return False
        made = next((one for one in self.rows() if one.milestone is not None and one.milestone.id == known), None)
        if made is None:
            self.add()
            made = self.rows()[-1]
        made.take_up(part, text)
        return True

    def _settle(self, names: tuple[str, str]) -> None:
        for name in names:
            self.settled.emit(name)

    def _save(self, part: MilestoneRow, draft: MilestoneDraft) -> None:
        if self._action is None:
            return
        names = part.names()  # before the save is told, which may take the row away
        try:
            self._session.milestone(self._action.id, draft)
        except UserError as error:
            part.refuse(error)
            return
        self._settle(names)

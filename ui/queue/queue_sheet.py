"""The quarter queue: one action at a time, one note each, one step to undo for every save."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.chase import chase_text
from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.plan.queue import Owing, open_milestones, owing, report_progress, this_quarter
from csa_tracker.plan.written import update_key
from csa_tracker.values import Action, Brag, Lifecycle, Rag
from ui.actions.detail.facts import STATUSES
from ui.actions.log_update import first_choice
from ui.history.drafts import DraftKeeper
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.caution import Caution
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.kit.growing_text import GrowingText
from ui.kit.rating_picker import RatingPicker
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look, px
from ui.queue.end import end_words
from ui.queue.facts import Facts, MilestoneTicks
from ui.queue.pace import note_pace, progress_words, read_paces
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural

HINT = "What was done, what comes next, what stands in the way"


class QueueSheet(Sheet):
    """Goes through the actions that owe an update. `said` carries what was done, for a toast; (words, undoable).

    `tick` gives seconds that only run forward, to learn one's pace.
    """

    said = Signal(str, bool)
    resized = Signal()

    def __init__(self, session: Session, *, tick: Callable[[], float] = time.monotonic) -> None:
        super().__init__("Quarter updates")
        self.wanted_width = 720
        self._session, self._tick = session, tick
        self._span = this_quarter(session.plan)
        self.waiting: list[Owing] = owing(session.plan)
        self._total, self._place = len(self.waiting), 0
        self.saved = self.skipped = 0
        self._paces = read_paces(session.plan.profile)
        self._began = tick()
        self.action: Action | None = None
        self._make_fields()
        self.assemble(self._head(), self._body(), self._foot())
        self._connect()
        self._show()

    def _make_fields(self) -> None:
        self.note = GrowingText(size=10.5, fewest=3, most=8, lines_wanted=True)
        self.note.setPlaceholderText(HINT)
        self.note_field = Field("What has happened?", self.note)
        self.keeper = DraftKeeper(self._session, self.note)
        self.caution = Caution(self.note)
        self.picker = RatingPicker()
        self.status = Combo()
        self.status.offer(STATUSES)
        self.percent = line_edit(hint="Not given")
        self.status_field, self.percent_field = Field("Status", self.status), Field("Progress %", self.percent)
        self.milestones = MilestoneTicks()
        self.copy = button("Copy text to chase", mark="send", small=True)
        self.facts = Facts(self.copy)
        self.previous = button("Previous", mark="up", name="Previous (Alt+Up)")
        self.following = button("Next", mark="down", name="Next (Alt+Down)")
        self.nothing = button("Nothing to report")
        self.save = button("Save and next", kind="primary")
        self.progress = label("", size=9.5, ink="ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Actions gone through")

    def _head(self) -> QHBoxLayout:
        cross = button("", kind="quiet", mark="close", small=True, name="Close")
        cross.clicked.connect(self.reject)
        title = label(f"Updates for {self._span.label}", size=13, weight=700)
        names = column(None, title, self.progress, None, gap=1)
        box = row(icon_label("actions", "ink2", 22), names, cross, margins=(24, 0, 16, 0), gap=12)
        box.setStretch(1, 1)
        return box

    def _body(self) -> QVBoxLayout:
        rating = row(label("Rating", size=9.5, weight=600), None, label("Alt+R, then 1 to 5", size=9, ink="ink3"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        for place, field in enumerate((self.status_field, self.percent_field)):
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(place, 1)
        self._form = QWidget()
        self._form.setLayout(
            column(
                self.facts,
                10,
                self.note_field,
                self.caution,
                12,
                rating,
                6,
                self.picker,
                12,
                grid,
                10,
                self.milestones,
                gap=0,
            )
        )
        self._done = DataLabel("", size=12, weight=700, lines=4)
        self._rest = DataLabel("", ink="ink2", lines=6)
        self._end = QWidget()
        self._all_well = icon_label("check", "good", 34)
        self._end.setLayout(column(24, self._all_well, 6, self._done, self._rest, 24, gap=4))
        self._end.hide()
        return column(self.bar, 12, self._form, self._end, margins=(24, 14, 24, 18), gap=0)

    def _foot(self) -> QHBoxLayout:
        self._cap = KeyCap("Ctrl+Enter")
        self.shut = button("Close", kind="primary")
        self.shut.hide()
        return row(
            self.previous, self.following, None, self.nothing, self.save, self._cap, self.shut, margins=(24, 0, 24, 0)
        )

    def _connect(self) -> None:
        self.save.clicked.connect(self.save_and_next)
        self.nothing.clicked.connect(self.nothing_to_report)
        self.previous.clicked.connect(self.go_back)
        self.following.clicked.connect(self.go_on)
        self.shut.clicked.connect(self.accept)
        self.copy.clicked.connect(self.copy_text)
        self.picker.chosen.connect(self._picked)
        self.status.activated.connect(self._status_chosen)
        self.caution.resized.connect(self.resized)
        self.keeper.failed.connect(self.progress.setText)
        self.finished.connect(self.keeper.stop)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self.on_key(keys, self.save_and_next)
        for keys, act in (("Alt+Down", self.go_on), ("Alt+Up", self.go_back), ("Alt+R", self.picker.take_focus)):
            self.on_key(keys, act)
        self.on_key("Alt+S", self.status.setFocus)

    def _show(self) -> None:
        """Show the action at the place now reached, or that there is none left."""
        while self.waiting and not self._read():
            pass
        at_end = self.action is None
        self.first = self.shut if at_end else self.note
        self._form.setVisible(not at_end)
        self._end.setVisible(at_end)
        for part in (self.previous, self.following, self.nothing, self.save):
            part.setVisible(not at_end)
        self.shut.setVisible(at_end)
        self._cap.setVisible(not at_end and look().scale < RAIL_FROM)
        self.bar.setRange(0, max(self._total, 1))
        self.bar.setValue(self.saved + self.skipped if self._total else 1)
        if at_end:
            self._show_end()
        else:
            self._show_progress()
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

    def _read(self) -> bool:
        """Read the action at this place and fill the fields; one that went meanwhile leaves the queue (False)."""
        self.action = None
        self._place %= len(self.waiting)
        one = self.waiting[self._place]
        action = self._still_open(one.id)
        if action is None:
            self.waiting.pop(self._place)
            self._total -= 1
            return False
        self.action = action
        today = self._session.today
        for field in (self.note_field, self.percent_field):
            field.clear()
        self.facts.show_action(one, action, today)
        self.note.show_text(self.keeper.watch(update_key(action.id)))
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.picker.choose(first_choice(action))
        self.status.choose((action.status or Lifecycle.IN_PROGRESS).value)
        self.percent.setText("" if action.percent is None else str(action.percent))
        self.milestones.show_milestones(open_milestones(action.milestones, self._span.last), today)
        self.copy.setAccessibleName(f"Copy text to chase {one.lead or 'this action’s lead'}")
        self._began = self._tick()
        return True

    def _still_open(self, action_id: str) -> Action | None:
        """Read an action; None when another program took it out of the plan or moved it to the Bin meanwhile."""
        try:
            action = self._session.action(action_id)
        except UserError:
            return None
        return None if action.deleted else action

    def _show_progress(self) -> None:
        place = self.saved + self.skipped + self._place + 1
        words = progress_words(min(place, self._total), self._total, len(self.waiting), self._paces)
        self.progress.setText(words)
        assert self.action is not None
        announce(self, f"{words}. {self.action.ref}, {self.action.title[:200]}")

    def _show_end(self) -> None:
        self.progress.setText(f"{plural(self.saved, 'update')} saved" if self.saved else "")
        self.progress.setVisible(bool(self.saved))  # a title alone stands in the middle
        actions, left = self._session.info().actions, len(owing(self._session.plan))
        for part in (self.bar, self._all_well):
            part.setVisible(bool(actions))
        headline, rest = end_words(self._span.label, actions=actions, left=left)
        self._done.setText(headline)
        self._rest.setText(rest)
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._done.text()} {self._rest.text()}")

    def go_on(self) -> None:
        """Go to the next action; what was written on this one stays with it."""
        self._move(1)

    def go_back(self) -> None:
        """Go to the action before."""
        self._move(-1)

    def _move(self, by: int) -> None:
        if self.action is not None:
            self.keeper.stop()
            self._place += by
            self._show()

    def nothing_to_report(self) -> None:
        """Put the action aside for now: nothing is written, and it still owes its update the next time."""
        if self.action is not None:
            self.keeper.stop()
            self.waiting.pop(self._place)
            self.skipped += 1
            self.action = None
            self._show()

    def save_and_next(self) -> None:
        """Save what was reported on this action as one step and go on, or say beside the field what is in the way."""
        if self.action is None:
            return
        for part in (self.note_field, self.percent_field):
            part.clear()
        field = self.percent_field
        try:
            percent = self._session.entry("percent", self.percent.text())["percent"]
            field = self.note_field
            self._write(self.action, percent if isinstance(percent, int) else None)
        except UserError as error:
            field.fail(f"{error.message} {error.next_step}")
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, field.error())
            self.resized.emit()
            return
        self.keeper.forget()
        self._paces = note_pace(self._session.plan.profile, self._tick() - self._began)
        self.waiting.pop(self._place)
        self.saved += 1
        ref, self.action = self.action.ref, None
        self.said.emit(f"Update added to {ref}.", True)
        self._show()

    def _write(self, action: Action, percent: int | None) -> None:
        brag = self.picker.value()
        session = self._session
        draft = UpdateDraft(
            text=self.note.toPlainText().strip(),
            made_on=session.today,
            author=session.author,
            rag=None if brag is Brag.GREY else Rag(brag.value),
            percent=percent,
        )
        status = Lifecycle(self.status.value() or Lifecycle.IN_PROGRESS)
        report_progress(
            session.plan, action.id, draft,
            lifecycle=status if status is not action.status else None, done=self.milestones.done(),
        )  # fmt: skip
        session.tell()

    def copy_text(self) -> None:
        """Put a text for the lead of this action on the clipboard."""
        if self.action is None:
            return
        lead = self.waiting[self._place].lead
        QGuiApplication.clipboard().setText(chase_text(self._session.plan, lead))
        self.said.emit(f"Text to {lead or 'the lead'} copied. Paste it into an e-mail.", False)

    def _picked(self, brag: Brag) -> None:
        """Complete is a status as well: the two follow each other."""
        if brag is Brag.BLUE:
            self.status.choose(Lifecycle.COMPLETE.value)
        elif self.status.value() == Lifecycle.COMPLETE.value and self.action is not None:
            self.status.choose((self.action.status or Lifecycle.IN_PROGRESS).value)

    def _status_chosen(self) -> None:
        if self.status.value() == Lifecycle.COMPLETE.value:
            self.picker.choose(Brag.BLUE)
        elif self.picker.value() is Brag.BLUE and self.action is not None:
            self.picker.choose(first_choice(self.action))

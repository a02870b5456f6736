"""The log update sheet: note first, then rating, date, status and progress; Ctrl+Enter saves."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft, Value
from csa_tracker.plan.written import update_key
from csa_tracker.rules.dates import read_date
from csa_tracker.values import Action, Brag, Lifecycle, Rag
from ui.actions.detail.facts import STATUSES
from ui.history.drafts import DraftKeeper
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.caution import Caution
from ui.kit.combo import Combo
from ui.kit.date_picker import DatePicker
from ui.kit.field import Field, line_edit
from ui.kit.growing_text import GrowingText
from ui.kit.rating_picker import CHOICES, RatingPicker
from ui.kit.text import DataLabel, icon_label, label
from ui.look.badge import paint_badge
from ui.look.worn import look, px
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import show_day, show_short

_WORDS = dict(CHOICES)


class Badge(QWidget):
    """One rating's badge, large, for the head of a sheet."""

    def __init__(self, brag: Brag | None, words: str) -> None:
        super().__init__()
        self._brag = brag
        self.setFixedSize(px(28), px(28))
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the badge."""
        painter = QPainter(self)
        if self._brag is not None:
            paint_badge(painter, self._brag, QRectF(px(2), px(2), px(24), px(24)))
        painter.end()


class LogUpdate(Sheet):
    """Log progress of one action. `logged` carries its reference; `note` is kept by the page when given up,
    and on the disk while it is typed.
    """

    logged = Signal(str)
    resized = Signal()

    def __init__(self, session: Session, action: Action, *, note: str = "") -> None:
        super().__init__("Log update")
        self._session, self._action = session, action
        self._before = first_choice(action)
        self.note = GrowingText(size=10.5, fewest=3, most=8, lines_wanted=True)
        self.picker = RatingPicker()
        self.picker.choose(self._before)
        self.date = line_edit("today")
        self.calendar = DatePicker(self.date, today=lambda: session.today)
        self.status = Combo()
        self.status.offer(STATUSES)
        self.status.choose((action.status or Lifecycle.IN_PROGRESS).value)
        self.percent = line_edit("" if action.percent is None else str(action.percent), hint="Not given")
        self.note_field = Field("What has happened?", self.note)
        self.caution = Caution(self.note)
        self.caution.resized.connect(self.resized)
        self.keeper = DraftKeeper(session, self.note)
        self._recover(note)
        self.date_field = Field("Date", self.date)
        self.status_field = Field("Status", self.status)
        self.percent_field = Field("Progress %", self.percent)
        self._change = label("", size=9, ink="ink3")
        self.save = button("Save update", kind="primary")
        self.cancel = button("Cancel")
        self.first = self.note
        self.assemble(self._head(), self._body(), self._foot())
        self._connect()
        self._show_date()
        self._show_change()

    def _recover(self, note: str) -> None:
        """Show the note given, or the one that was being written when the program ended."""
        kept = self.keeper.watch(update_key(self._action.id))
        self.note.setPlainText(note or kept)
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self._recovered = QWidget()
        self.discard = button("Discard it", kind="link", small=True, name="Discard the unsaved note")
        self.discard.clicked.connect(self._discard_note)
        said = label("This note was not saved the last time.", size=9.5, ink="ink2")
        self._recovered.setLayout(row(icon_label("history", "ink2", 16), said, self.discard, None, gap=6))
        if note or not kept:
            self._recovered.hide()

    def _discard_note(self) -> None:
        self.note.clear()
        self.keeper.keep()
        self._recovered.hide()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

    def _say_not_kept(self, why: str) -> None:
        self.who.setText(f"Not kept yet: {why}")

    def _head(self) -> QHBoxLayout:
        shut = button("", kind="quiet", mark="close", small=True, name="Close")
        shut.clicked.connect(self.reject)
        names = column(
            None,
            label("Log update", size=13, weight=700),
            DataLabel(f"{self._action.ref} · {self._action.title}", size=9.5, ink="ink2"),
            None,
            gap=1,
        )
        badge = Badge(self._action.brag, self._action.rating_word)
        box = row(badge, names, shut, margins=(20, 0, 16, 0), gap=10)
        box.setStretch(1, 1)
        return box

    def _body(self) -> QVBoxLayout:
        parts: list[Part] = []
        if self._action.updates:
            last = self._action.updates[0]
            words = f"{show_short(last.made_on, self._session.today)}: {last.text}"
            line = row(icon_label("clock", "ink3", 16), DataLabel(words, size=9.5, ink="ink2"), gap=6)
            line.setStretch(1, 1)
            parts += [line, 10]
        rating = row(
            label("Rating", size=9.5, weight=600), self._change, None,
            label("Alt+R, then 1 to 5", size=9, ink="ink3"), gap=6,
        )  # fmt: skip
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        for place, field in enumerate((self.date_field, self.status_field, self.percent_field)):
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(place, 1)
        parts += [self._recovered, self.note_field, self.caution, 12, rating, 6, self.picker, 12, grid]
        return column(*parts, margins=(24, 14, 24, 18), gap=0)

    def _foot(self) -> QHBoxLayout:
        self.who = DataLabel(f"Saved as {self._session.author or 'you'}", size=9, ink="ink3")
        keys = [KeyCap("Ctrl+Enter")] if look().scale < 1.5 else []
        box = row(self.who, self.cancel, self.save, *keys, margins=(24, 0, 24, 0))
        box.setStretch(0, 1)
        return box

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(self.keeper.stop)
        self.keeper.failed.connect(self._say_not_kept)
        self.save.clicked.connect(self.try_save)
        self.picker.chosen.connect(self._picked)
        self.status.activated.connect(self._status_chosen)
        self.date.textEdited.connect(self._show_date)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            self.on_key(keys, self.try_save)
        self.on_key("Alt+R", self.picker.take_focus)
        self.on_key("Alt+S", self.status.setFocus)

    def _picked(self, brag: Brag) -> None:
        """Complete is a status as well: the two follow each other."""
        if brag is Brag.BLUE:
            self.status.choose(Lifecycle.COMPLETE.value)
        elif self.status.value() == Lifecycle.COMPLETE.value:
            known = self._action.status
            self.status.choose(Lifecycle.IN_PROGRESS if known in (None, Lifecycle.COMPLETE) else known)
        self._show_change()

    def _status_chosen(self) -> None:
        complete = self.status.value() == Lifecycle.COMPLETE.value
        if complete:
            self.picker.choose(Brag.BLUE)
        elif self.picker.value() is Brag.BLUE:
            self.picker.choose(Brag.GREY if self._before is Brag.BLUE else self._before)
        self._show_change()

    def _show_change(self) -> None:
        now = self.picker.value()
        same = now is self._before
        self._change.setText("stays as it is" if same else f"changes {_WORDS[self._before]} to {_WORDS[now]}")

    def _show_date(self) -> None:
        try:
            self.date_field.say(show_day(self._read_date()))
        except UserError:
            self.date_field.say("")

    def _read_date(self) -> dt.date:
        return read_date(self.date.text(), today=self._session.today, field="Date")

    def try_save(self) -> None:
        """Save, or say beside the field what cannot be kept."""
        for field in (self.note_field, self.date_field, self.percent_field):
            field.clear()
        field = self.date_field
        try:
            made_on = self._read_date()
            field = self.percent_field
            percent = self._session.entry("percent", self.percent.text())["percent"]
            field = self.note_field
            self._write(made_on, percent if isinstance(percent, int) else None)
        except UserError as error:
            field.fail(f"{error.message} {error.next_step}")
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, field.error())
            self.resized.emit()
            return
        self.keeper.forget()
        self.accept()
        self.logged.emit(self._action.ref)

    def _write(self, made_on: dt.date, percent: int | None) -> None:
        brag = self.picker.value()
        rag = None if brag is Brag.GREY else Rag(brag.value)
        draft = UpdateDraft(
            text=self.note.toPlainText().strip(), made_on=made_on, author=self._session.author, rag=rag, percent=percent
        )
        status = Lifecycle(self.status.value() or Lifecycle.IN_PROGRESS)
        lifecycle = status if status is not self._action.status else None
        if rag is None and self._action.rag is not None:
            # Key 5 takes the owner's word back; that and the update are one gesture.
            fields: dict[str, Value] = {"owner_rag": None}
            if lifecycle is not None:
                fields["lifecycle"] = lifecycle.value
            if percent is not None:
                fields["percent"] = percent
            action = ActionDraft(id=self._action.id, fields=fields, updates=(draft,), base=self._action.heads)
            self._session.save(action, label="log-update", reason=draft.text)
            return
        self._session.log(self._action.id, draft, lifecycle=None if rag is Rag.BLUE else lifecycle)


def first_choice(action: Action) -> Brag:
    """Return the choice a sheet opens with: complete, the owner's word, or no word."""
    if action.status is Lifecycle.COMPLETE:
        return Brag.BLUE
    return Brag(action.rag.value) if action.rag is not None else Brag.GREY

"""The history sheet: every change newest first, whole texts, values brought back, and the action on another day."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.history import action_history
from csa_tracker.plan.moments import action_on
from csa_tracker.plan.removing import find_alike
from csa_tracker.rules.dates import read_date, show_date_long
from csa_tracker.values import HistoryEntry
from ui.history.as_at import AsAt
from ui.history.changes_list import ROW, ChangesList, ChangesModel
from ui.history.restoring import restore
from ui.history.whole_text import WholeText
from ui.history.words import field_words, value_words, why_not_restorable
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.kit.text import DataLabel, icon_label, label, set_tip
from ui.look.worn import RAIL_FROM, look, px
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural, show_day

_WIDTH = 760
_ROWS_SHOWN = 7
_SHORTEST_SHOWN = 60


class HistorySheet(Sheet):
    """The history of one action. `restored` carries a sentence once a value was brought back and the sheet is gone,
    `remove_wanted` the values that are to be removed for good.
    """

    restored = Signal(str)
    remove_wanted = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, action_id: str) -> None:
        super().__init__("History")
        self.wanted_width = _WIDTH
        self._session = session
        self.action = session.action(action_id)
        self.entries = list(reversed(action_history(session.plan, action_id)))
        self.model = ChangesModel()
        self.list = ChangesList(self.model)
        self.fields = Combo()
        self.day = line_edit(hint="30/9/2026")
        self.day_field = Field("As it stood on", self.day)
        self.show_day = button("Show that day", small=False)
        self.whole, self.as_at = WholeText(), AsAt()
        self._stack = QStackedWidget()
        self.back = button("Back", mark="left")
        self.read_whole = button("Whole text")
        self.restore = button("Restore this value")
        self.remove = button("Remove for good…", kind="quiet")
        self.shut = button("Close", kind="primary")
        self.first = self.list
        self.assemble(self._head(), self._body(), self._foot())
        self._connect()
        self._offer_fields()
        self._filter()

    def _head(self) -> QHBoxLayout:
        cross = button("", kind="quiet", mark="close", small=True, name="Close")
        cross.clicked.connect(self._leave)
        words = f"{self.action.ref} · {self.action.title}"
        names = column(None, label("History", size=13, weight=700), DataLabel(words, size=9.5, ink="ink2"), None, gap=1)
        box = row(icon_label("history", "ink2", 22), names, cross, margins=(24, 0, 16, 0), gap=12)
        box.setStretch(1, 1)
        return box

    def _body(self) -> QVBoxLayout:
        shown = Field("Show", self.fields)
        self.fields.setMinimumContentsLength(18)
        self.day.setMinimumWidth(px(150))
        top = row(shown, None, self.day_field, self.show_day, margins=(24, 12, 24, 12), gap=10)
        for part in (self.show_day, shown, self.day_field):
            top.setAlignment(part, Qt.AlignmentFlag.AlignBottom)
        self._tools = QWidget()
        self._tools.setLayout(top)
        for page in (self.list, self.whole, self.as_at):
            self._stack.addWidget(page)
        self._stack.setMinimumHeight(px(ROW) * (_ROWS_SHOWN if look().scale < RAIL_FROM else 3))
        return column(self._tools, self._stack, gap=0)

    def _foot(self) -> QHBoxLayout:
        small = look().scale < RAIL_FROM
        self._hint = DataLabel("Enter opens, R restores" if small else "", size=9, ink="ink3")
        self._cap = KeyCap("R")
        box = row(
            self._hint,
            self.back,
            self.read_whole,
            self.remove,
            self.restore,
            self._cap,
            self.shut,
            margins=(24, 0, 24, 0),
        )
        box.setStretch(0, 1)
        self.back.hide()
        if not small:  # never shown here: a part without a parent yet would become a window
            self._cap.hide()
        return box

    def _connect(self) -> None:
        self.fields.activated.connect(self._filter_chosen)
        self.list.moved.connect(self._show_current)
        self.list.opened.connect(self.open_whole)
        self.list.restore_wanted.connect(self.try_restore)
        self.read_whole.clicked.connect(self.open_whole)
        self.restore.clicked.connect(self.try_restore)
        self.remove.clicked.connect(self.ask_to_remove)
        self.back.clicked.connect(self._go_back)
        self.shut.clicked.connect(self._leave)
        self.day.textEdited.connect(self._echo_day)
        self.day.returnPressed.connect(self.open_day)
        self.show_day.clicked.connect(self.open_day)

    def _offer_fields(self) -> None:
        counts = Counter(field_words(entry.field) for entry in self.entries)
        every: list[tuple[str, str | None]] = [(f"Every change ({len(self.entries):,})", None)]
        self.fields.offer(every + [(f"{words} ({counts[words]:,})", words) for words in sorted(counts)])

    def _filter(self) -> None:
        """Show the changes of the field chosen."""
        wanted = self.fields.value()
        found = [entry for entry in self.entries if wanted in (None, field_words(entry.field))]
        self.model.show(found)
        self.list.setCurrentIndex(self.model.index(0))
        self._show_current()

    def _filter_chosen(self) -> None:
        self._filter()
        announce(self, plural(self.model.rowCount(), "change"))

    def entry(self) -> HistoryEntry | None:
        """Return the current change."""
        return self.model.entry(self.list.currentIndex().row())

    def _why_not(self) -> str:
        entry = self.entry()
        if entry is None:
            return "There is no change to restore."
        if self._session.read_only:
            return self._session.read_only
        if self.action.deleted:
            return "This action is in the Bin. Restore it first."
        # The newest change of a field says what it holds now.
        now = next(other.after for other in self.entries if other.field == entry.field)
        return why_not_restorable(entry, now=now)

    def _show_current(self) -> None:
        why_not = self._why_not()
        self.restore.setEnabled(not why_not)
        set_tip(self.restore, why_not)
        entry = self.entry()
        self.read_whole.setEnabled(entry is not None)
        self.remove.setEnabled(entry is not None and not entry.removed and not self._session.read_only)
        set_tip(self.remove, self._session.read_only)

    def open_whole(self) -> None:
        """Show the current change whole."""
        entry = self.entry()
        if entry is not None:
            self.whole.show_entry(entry)
            self._turn_to(self.whole, self.whole.after)

    def open_day(self) -> None:
        """Show the action as it stood on the day typed, or say beside the field why not."""
        self.day_field.clear()
        try:
            day = read_date(self.day.text(), today=self._session.today, field="The day")
            then = action_on(self._session.plan, day, self.action.id)
        except UserError as error:
            self.day_field.fail(f"{error.message} {error.next_step}")
            announce(self, self.day_field.error())
            self.resized.emit()
            return
        self.as_at.show_action(then, self.action, show_date_long(day))
        self._turn_to(self.as_at, self.as_at.scroller)
        announce(self, self.as_at.headline.text())

    def _echo_day(self) -> None:
        try:
            self.day_field.say(show_day(read_date(self.day.text(), today=self._session.today)))
        except UserError:
            self.day_field.say("")

    def _turn_to(self, page: QWidget, target: QWidget) -> None:
        at_list = page is self.list
        self._stack.setCurrentWidget(page)
        self._tools.setVisible(at_list)
        self.back.setVisible(not at_list)
        self.read_whole.setVisible(at_list)
        for part in (self.restore, self.remove):
            part.setVisible(page is not self.as_at)
        self._cap.setVisible(at_list and look().scale < RAIL_FROM)
        self._hint.setText("Esc goes back to the list" if not at_list else self._list_hint())
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

    def hint(self) -> str:
        """Return the line at the foot: the keys, or why something could not be done."""
        return self._hint.text()

    def _list_hint(self) -> str:
        return "Enter opens, R restores" if look().scale < RAIL_FROM else ""

    def _go_back(self) -> None:
        self._turn_to(self.list, self.list)

    def try_restore(self) -> None:
        """Bring the value after the current change back, or say why that cannot be."""
        entry, why_not = self.entry(), self._why_not()
        if entry is None or why_not:
            self._hint.setText(why_not)
            announce(self, why_not)
            return
        try:
            done = restore(self._session, self.action, entry)
        except UserError as error:
            self._hint.setText(f"{error.message} {error.next_step}")
            announce(self, self._hint.text())
            return
        self.accept()  # a reason is asked for once this sheet is gone
        if done:
            self.restored.emit(restored_words(self.action.ref, entry))

    def ask_to_remove(self) -> None:
        """Leave for the sheet that removes the value of the current change for good, or say why it holds no words."""
        entry = self.entry()
        if entry is None or not self.remove.isEnabled():
            return
        try:
            found = find_alike(self._session.plan, entry.head)
        except UserError as error:
            self._hint.setText(f"{error.message} {error.next_step}")
            announce(self, self._hint.text())
            return
        self.accept()
        self.remove_wanted.emit(found)

    def _leave(self) -> None:
        super().reject()

    def reject(self) -> None:
        """Go back to the list first (Escape), then close."""
        if self._stack.currentWidget() is self.list:
            super().reject()
        else:
            self._go_back()


def restored_words(ref: str, entry: HistoryEntry) -> str:
    """Return what was brought back, as a toast says it."""
    value = " ".join(value_words(entry.field, entry.after).split())
    short = value if len(value) <= _SHORTEST_SHOWN else value[: _SHORTEST_SHOWN - 1] + "…"
    to = f"“{short}” again" if short else "empty again"
    return f"{field_words(entry.field)} of {ref} is {to}."

"""Offers back what was being written when the program ended: notes, fields of an action, an action being added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from csa_tracker.plan.names import BY_JSON
from csa_tracker.plan.written import NEW, UPDATE, UnsavedNote, drop_written, unsaved_notes
from ui.history.words import when_words
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import px
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_MOST_SHOWN = 12


class RecoveredSheet(Sheet):
    """Each unsaved text with Open and Discard. `opened` carries the UnsavedNote that is wanted."""

    opened = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, notes: tuple[UnsavedNote, ...]) -> None:
        super().__init__("Unsaved texts")
        self.wanted_width = 600
        self._session = session
        self.headline = label(recovered_words(notes), size=13, weight=700)
        self.buttons: dict[tuple[str, ...], tuple[QPushButton | None, QPushButton]] = {}
        self._rows: dict[tuple[str, ...], QWidget] = {}
        self.later = button("Later")
        self.later.clicked.connect(self.reject)
        body = column(margins=(24, 14, 24, 18), gap=14)
        for number, note in enumerate(notes[:_MOST_SHOWN]):
            body.addWidget(self._row(note, primary=number == 0))
        head = row(icon_label("history", "ink2", 22), self.headline, None, margins=(24, 0, 24, 0), gap=12)
        hint = label("What you leave is offered again", size=9, ink="ink3")
        self.assemble(head, body, row(hint, None, self.later, margins=(24, 0, 24, 0)))
        opens, discard = next(iter(self.buttons.values()))
        self.first = opens or discard
        announce(self, self.headline.text())

    def _row(self, note: UnsavedNote, *, primary: bool) -> QWidget:
        spoken = f"{kind_words(note)}{_on(note)}"
        opens = button("Open", kind="primary" if primary else "secondary", name=f"Open the {spoken}")
        discard = button("Discard", name=f"Discard the {spoken}")
        discard.clicked.connect(lambda: self._discard(note))
        opens.clicked.connect(lambda: self._open(note))
        self.buttons[note.keys] = (opens if can_open(note) else None, discard)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(DataLabel(where_words(note), weight=600))
        words.addWidget(DataLabel(note.text, lines=4))
        if note.at is not None:
            words.addWidget(DataLabel(f"Written {when_words(note.at)}", size=9, ink="ink3"))
        made = QWidget()
        box = row(words, *([opens] if can_open(note) else []), discard, gap=8)
        box.setStretch(0, 1)
        for pressed in (opens, discard) if can_open(note) else (discard,):
            box.setAlignment(pressed, Qt.AlignmentFlag.AlignTop)
        made.setLayout(box)
        self._rows[note.keys] = made
        return made

    def _open(self, note: UnsavedNote) -> None:
        self.accept()
        self.opened.emit(note)

    def _discard(self, note: UnsavedNote) -> None:
        drop_written(self._session.plan, *note.keys)
        gone = self._rows.pop(note.keys)
        gone.hide()
        self.buttons.pop(note.keys)
        announce(self, f"{where_words(note)}: discarded.")
        if not self.buttons:
            self.accept()
            return
        opens, discard = next(iter(self.buttons.values()))
        (opens or discard).setFocus(Qt.FocusReason.OtherFocusReason)
        self.headline.setText(recovered_words(unsaved_notes(self._session.plan)))
        self.resized.emit()


def _on(note: UnsavedNote) -> str:
    if note.place == NEW:
        return ""
    return f" on {note.ref}" if note.ref else " on a lost action"


def can_open(note: UnsavedNote) -> bool:
    """Say whether there is a place to go on writing: a new action, or an action that is still in the plan."""
    return note.place == NEW or bool(note.ref)


def kind_words(note: UnsavedNote) -> str:
    """Return what kind of text it is: "note", "new action", "measure", "milestone"."""
    known = {UPDATE: "note", NEW: "new action", "milestone": "milestone", "partner": "partner"}
    name = note.place.partition(":")[0]
    return known.get(name) or (BY_JSON[name].spoken.lower() if name in BY_JSON else "text")


def where_words(note: UnsavedNote) -> str:
    """Return where a text was written: "DA-03 · Recruit a panel", or "Measure: DA-03 · Recruit a panel"."""
    if note.place == NEW:
        return "New action"
    where = f"{note.ref} · {note.title}" if note.ref else "An action that is not in this plan any more"
    return where if note.place == UPDATE else f"{kind_words(note).capitalize()}: {where}"


def recovered_words(notes: tuple[UnsavedNote, ...]) -> str:
    """Return what was found: "One unsaved note on BUR-0014 was recovered."."""
    if len(notes) == 1:
        return f"One unsaved {kind_words(notes[0])}{_on(notes[0])} was recovered."
    kind = "note" if all(note.place == UPDATE for note in notes) else "text"
    return f"{plural(len(notes), f'unsaved {kind}')} were recovered."


def offer_recovered(window: MainWindow) -> bool:
    """Open the sheet when the plan just opened has unsaved texts. Returns whether it did."""
    if window.session is None or window.view is None or window.overlay is not None or window.session.read_only:
        return False
    notes = unsaved_notes(window.session.plan)
    if not notes:
        return False
    sheet = RecoveredSheet(window.session, notes)
    sheet.opened.connect(lambda note: open_note(window, note))
    window.open_sheet(sheet)
    return True


def open_note(window: MainWindow, note: UnsavedNote) -> None:
    """Go to where a text was written. The sheets find it there by themselves; a field of an action gets it again."""
    if window.view is None:
        return
    if note.place == NEW:
        window.run("new")
        return
    window.view.show_action(note.action_id)
    if note.place == UPDATE:
        window.run("log")
        return
    window.view.page.open_detail()
    window.view.page.pane.take_up(note.place, note.text)
    window.say(f"The {kind_words(note)} is back in its field. It is saved when you leave the field; Esc gives it up.")

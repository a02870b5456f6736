"""Offers the notes back that were being written when the program ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from csa_tracker.plan.written import UnsavedNote, drop_written, unsaved_notes, update_key
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
    """Each unsaved note with Open and Discard. `opened` carries the id of the action whose note is wanted."""

    opened = Signal(str)
    resized = Signal()

    def __init__(self, session: Session, notes: tuple[UnsavedNote, ...]) -> None:
        super().__init__("Unsaved notes")
        self.wanted_width = 600
        self._session = session
        self._left = len(notes)
        self.headline = label(recovered_words(notes), size=13, weight=700)
        self.buttons: dict[str, tuple[QPushButton | None, QPushButton]] = {}
        self._rows: dict[str, QWidget] = {}
        self.later = button("Later")
        self.later.clicked.connect(self.reject)
        body = column(margins=(24, 14, 24, 18), gap=14)
        for number, note in enumerate(notes[:_MOST_SHOWN]):
            body.addWidget(self._row(note, primary=number == 0))
        head = row(icon_label("history", "ink2", 22), self.headline, None, margins=(24, 0, 24, 0), gap=12)
        hint = label("Notes you leave are offered again", size=9, ink="ink3")
        self.assemble(head, body, row(hint, None, self.later, margins=(24, 0, 24, 0)))
        opens, discard = next(iter(self.buttons.values()))
        self.first = opens or discard
        announce(self, self.headline.text())

    def _row(self, note: UnsavedNote, *, primary: bool) -> QWidget:
        where = f"{note.ref} · {note.title}" if note.ref else "An action that is not in this plan any more"
        opens = button("Open", kind="primary" if primary else "secondary", name=f"Open the note on {note.ref}")
        discard = button("Discard", name=f"Discard the note on {note.ref or 'a lost action'}")
        discard.clicked.connect(lambda: self._discard(note))
        opens.clicked.connect(lambda: self._open(note))
        self.buttons[note.action_id] = (opens if note.ref else None, discard)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(DataLabel(where, weight=600))
        words.addWidget(DataLabel(note.text, lines=4))
        if note.at is not None:
            words.addWidget(DataLabel(f"Written {when_words(note.at)}", size=9, ink="ink3"))
        made = QWidget()
        box = row(words, *([opens] if note.ref else []), discard, gap=8)
        box.setStretch(0, 1)
        for pressed in (opens, discard) if note.ref else (discard,):
            box.setAlignment(pressed, Qt.AlignmentFlag.AlignTop)
        made.setLayout(box)
        self._rows[note.action_id] = made
        return made

    def _open(self, note: UnsavedNote) -> None:
        self.accept()
        self.opened.emit(note.action_id)

    def _discard(self, note: UnsavedNote) -> None:
        drop_written(self._session.plan, update_key(note.action_id))
        self._left -= 1
        gone = self._rows.pop(note.action_id)
        gone.hide()
        self.buttons.pop(note.action_id)
        announce(self, f"Note on {note.ref or 'a lost action'} discarded.")
        if not self.buttons:
            self.accept()
            return
        opens, discard = next(iter(self.buttons.values()))
        (opens or discard).setFocus(Qt.FocusReason.OtherFocusReason)
        self.headline.setText(recovered_words(unsaved_notes(self._session.plan)))
        self.resized.emit()


def recovered_words(notes: tuple[UnsavedNote, ...]) -> str:
    """Return what was found: "One unsaved note on BUR-0014 was recovered."."""
    if len(notes) == 1:
        where = f" on {notes[0].ref}" if notes[0].ref else ""
        return f"One unsaved note{where} was recovered."
    return f"{plural(len(notes), 'unsaved note')} were recovered."


def offer_recovered(window: MainWindow) -> bool:
    """Open the sheet when the plan just opened has unsaved notes. Returns whether it did."""
    if window.session is None or window.view is None or window.overlay is not None or window.session.read_only:
        return False
    notes = unsaved_notes(window.session.plan)
    if not notes:
        return False
    sheet = RecoveredSheet(window.session, notes)
    sheet.opened.connect(lambda action_id: open_note(window, action_id))
    window.open_sheet(sheet)
    return True


def open_note(window: MainWindow, action_id: str) -> None:
    """Go to an action and open its log update sheet, which finds the note again."""
    if window.view is not None:
        window.view.page.go_to(action_id)
        window.run("log")

"""The facts of an action, edited where they stand: each is saved on Enter, Tab or leaving the field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from csa_tracker.errors import UserError
from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.values import Action, Brag, Lifecycle, Rag
from ui.kit.caution import Caution
from ui.kit.combo import Combo
from ui.kit.field import Field
from ui.kit.growing_text import GrowingText
from ui.look.fonts import font
from ui.look.worn import px
from ui.shown import show_day

Reader = Callable[[Action], str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `name` is its JSON field name, `read` the text the editor shows for an action."""

    name: str
    caption: str
    read: Reader


def _due_text(action: Action) -> str:
    return action.due_text or (show_day(action.due) if action.due else "")


LEAD_ROLE = Fact("lead_role", "Lead role", lambda action: action.lead_role)
LEAD = Fact("lead", "Lead organisation", lambda action: action.lead)
START = Fact("start", "Start", lambda action: show_day(action.start) if action.start else "")
DUE = Fact("due", "Due", _due_text)
PERCENT = Fact("percent", "Progress %", lambda action: "" if action.percent is None else str(action.percent))
MEASURE = Fact("measure", "Measure", lambda action: action.measure)
TITLE = Fact("title", "Action", lambda action: action.title)
STATUS = Fact("status", "Status", lambda action: action.status.value if action.status else "")
RAG = Fact("rag", "Owner’s rating", lambda action: action.rag.value if action.rag else "")
KEY_ISSUE = Fact("key_issue", "Key issue", lambda action: action.key_issue or "")

STATUSES = tuple((status.word, status.value) for status in Lifecycle)
RAGS = (
    ("No rating", ""),
    *((RATING_LOOKS[Brag(rag.value)].word, rag.value) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)),
)


class FactEditor(QObject):
    """Joins a fact to its editor. `typed` fires with the text to save; `show` leaves what is being typed alone.

    `touched` fires while somebody types, `given_up` when they took it back.
    """

    typed = Signal(object, str)
    touched = Signal()
    given_up = Signal()

    def __init__(self, fact: Fact, field: Field) -> None:
        super().__init__(field)
        self.fact, self.field = fact, field
        self.stored = ""

    def show(self, action: Action) -> None:
        """Show the fact of an action, unless somebody is at it."""
        raise NotImplementedError

    def commit(self) -> None:
        """Save what was typed, if anything was."""
        raise NotImplementedError

    def done(self) -> None:
        """Take what was typed as saved."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget what was typed and any refusal: another action is shown."""
        self.field.clear()

    def keep(self, text: str) -> None:
        """Keep a text that was refused, as typed and not yet saved."""
        raise NotImplementedError

    def unsaved(self) -> str | None:
        """Return what is typed and not saved, None for nothing."""
        return None

    def refuse(self, error: UserError) -> None:
        """Say between label and field why it cannot be kept."""
        self.field.fail(f"{error.message} {error.next_step}")

    def set_enabled(self, *, enabled: bool, reason: str) -> None:
        """Allow editing or say why not."""
        self.field.editor.setEnabled(enabled)
        self.field.editor.setToolTip(reason)


class FlatLine(QLineEdit):
    """A one-line field that reads as text until it is used; Escape gives back what was stored."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(10, 500, tabular=True))
        self.setProperty("flat", "true")
        self.setMinimumWidth(px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class LineFact(FactEditor):
    """A fact in one line."""

    def __init__(self, fact: Fact, *, words: Callable[[], list[str]] | None = None) -> None:
        self.line = FlatLine()
        super().__init__(fact, Field(fact.caption, self.line, quiet=True, indent=8))
        self._words = words
        self.line.editingFinished.connect(self.commit)
        self.line.given_up.connect(self._take_back)
        self.line.textEdited.connect(self._edited)
        self.line.textEdited.connect(self.touched)

    def show(self, action: Action) -> None:
        """Show the stored text, unless somebody is at it."""
        self.stored = self.fact.read(action)
        if not self.line.isModified():
            self._put()

    def reset(self) -> None:
        """Forget what was typed."""
        super().reset()
        self.line.setModified(False)

    def commit(self) -> None:
        """Save what was typed, if anything was."""
        if self.line.isModified() and self.line.text() != self.stored:
            self.typed.emit(self, self.line.text())
        elif self.line.isModified():
            self._take_back()

    def done(self) -> None:
        """Take it as saved; the field's own undo ends here, the plan's begins."""
        self.line.setText(self.line.text())
        self.line.setModified(False)
        self.field.clear()

    def keep(self, text: str) -> None:
        """Keep a refused text."""
        self.line.setText(text)
        self.line.setModified(True)

    def unsaved(self) -> str | None:
        """Return what is typed and not saved."""
        return self.line.text() if self.line.isModified() and self.line.text() != self.stored else None

    def _take_back(self) -> None:
        self.done()
        self._put()
        self.given_up.emit()

    def _put(self) -> None:
        if self.line.text() != self.stored:
            self.line.setText(self.stored)
        self.line.setCursorPosition(0)
        self.line.setModified(False)
        self.field.clear()

    def _edited(self) -> None:
        if self._words is not None and self.line.completer() is None:
            completer = QCompleter(self._words(), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)


class ChoiceFact(FactEditor):
    """A fact chosen from a list."""

    def __init__(self, fact: Fact) -> None:
        self.combo = Combo(flat=True)
        super().__init__(fact, Field(fact.caption, self.combo, quiet=True, indent=8))
        self.combo.activated.connect(self._activated)

    def show(self, action: Action) -> None:
        """Show the stored choice."""
        self.stored = self.fact.read(action)
        self.combo.choose(self.stored)
        self.field.clear()

    def commit(self) -> None:
        """Choices are saved as they are made."""

    def done(self) -> None:
        """Take it as saved."""
        self.field.clear()

    def keep(self, text: str) -> None:  # noqa: ARG002 (a choice is not typed)
        """Go back to the stored choice: a refused one is named in the sentence."""
        self.combo.choose(self.stored)

    def _activated(self) -> None:
        value = self.combo.value()
        if value is not None and value != self.stored:
            self.typed.emit(self, value)


class TextFact(FactEditor):
    """A fact of one or several lines."""

    def __init__(self, fact: Fact, *, size: float = 10, weight: int = 500, most: int = 8, bare: bool = False) -> None:
        self.text = GrowingText(size=size, weight=weight, flat=True, most=most)
        super().__init__(fact, Field(fact.caption, self.text, quiet=True, indent=8))
        self.caution = Caution(self.text, indent=8)
        self.field.add_below(self.caution)
        if bare:
            self.field.caption.hide()
        self.text.committed.connect(self.commit)
        self.text.cancelled.connect(self._take_back)
        self.text.textChanged.connect(self._touched)

    def show(self, action: Action) -> None:
        """Show the stored text, unless somebody is at it."""
        self.stored = self.fact.read(action)
        if not self.text.is_changed():
            self._put()

    def reset(self) -> None:
        """Forget what was typed."""
        super().reset()
        self.text.document().setModified(False)

    def commit(self) -> None:
        """Save what was typed, if anything was."""
        if self.text.is_changed() and self.text.toPlainText() != self.stored:
            self.typed.emit(self, self.text.toPlainText())
        elif self.text.is_changed():
            self._take_back()

    def done(self) -> None:
        """Take it as saved; the field's own undo ends here, the plan's begins."""
        self.text.document().clearUndoRedoStacks()
        self.text.document().setModified(False)
        self.field.clear()

    def keep(self, text: str) -> None:
        """Keep a refused text."""
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.text.document().setModified(True)

    def unsaved(self) -> str | None:
        """Return what is typed and not saved."""
        typed = self.text.toPlainText()
        return typed if self.text.is_changed() and typed != self.stored else None

    def _touched(self) -> None:
        if self.text.is_changed():
            self.touched.emit()

    def _put(self) -> None:
        if self.text.toPlainText() != self.stored:
            self.text.show_text(self.stored)
        self.done()

    def _take_back(self) -> None:
        self._put()
        self.given_up.emit()

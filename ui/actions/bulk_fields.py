"""The fields of the bulk pane: each shows the value all actions share, or that there are several."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from csa_tracker.plan.list_rows import RATING
from ui.kit.buttons import button
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.shown import plural

SEVERAL = "(several values)"
TO_BE_CLEARED = "(to be cleared)"
CAPTIONS = {
    "lead": "Lead organisation", "lead_role": "Lead role", "status": "Status", "due": "Due",
    RATING: "Owner’s rating", "key_issue": "Key issue",
}  # fmt: skip
"""Fields that can be changed in many actions at once, in reading order."""


class BulkField(QObject):
    """A field over several actions. `edited` fires at every change by hand."""

    edited = Signal()

    def __init__(self, name: str, editor: QWidget) -> None:
        super().__init__(editor)
        self.name = name
        self.field = Field(CAPTIONS[name], editor)
        self.common: str | None = ""

    def show_common(self, value: str | None) -> None:
        """Show the value all have, or (None) that they differ; what was typed stays."""
        raise NotImplementedError

    def text(self) -> str | None:
        """Return what was typed or chosen, None where the field was left alone."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def set_enabled(self, *, enabled: bool, reason: str) -> None:
        """Allow editing or say why not."""
        self.field.editor.setEnabled(enabled)
        self.field.editor.setToolTip(reason)


class LineBulk(BulkField):
    """A field one types into. Over several values `clear` empties it in every action, or keeps the values after all."""

    def __init__(self, name: str, *, words: Callable[[], list[str]] | None = None) -> None:
        self.line = line_edit()
        super().__init__(name, self.line)
        self._words = words
        self._clears, self._filled = False, 0
        self.clear = button("Clear")
        self.clear.hide()
        self.line.textEdited.connect(self._edited)
        self.clear.clicked.connect(self._turn)

    def show_common(self, value: str | None) -> None:
        """Show the shared text; several values stand as a hint in the empty field."""
        self.common = value
        self._clears = self._clears and value is None
        if not self.line.isModified() or self.line.text() == (value or ""):
            self.line.setText(value or "")
            self.line.setCursorPosition(0)
            self.line.setModified(False)
        self._say()

    def offer_clearing(self, count: int) -> None:
        """Offer to clear the field in the actions that hold something there, so many; 0 offers nothing."""
        self._filled = count
        self.clear.setVisible(count > 0)
        self._say()

    def text(self) -> str | None:
        """Return what was typed, "" to clear; a field emptied by hand over several values leaves them alone."""
        if self._clears:
            return ""
        typed = self.line.text()
        if not self.line.isModified() or typed == (self.common or ""):
            return None
        return typed

    def reset(self) -> None:
        """Forget what was typed, and that the field is to be cleared."""
        super().reset()
        self._clears = False
        self.line.setModified(False)

    def set_enabled(self, *, enabled: bool, reason: str) -> None:
        """Allow editing or say why not."""
        super().set_enabled(enabled=enabled, reason=reason)
        self.clear.setEnabled(enabled)
        self.clear.setToolTip(reason)

    def _turn(self) -> None:
        """Clear the field, or keep the values after all."""
        self._clears = not self._clears
        if self._clears:
            self.line.clear()
            self.line.setModified(False)
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        several = SEVERAL if self.common is None else ""
        self.line.setPlaceholderText(TO_BE_CLEARED if self._clears else several)
        actions, caption = plural(self._filled, "action"), CAPTIONS[self.name].lower()
        self.clear.setText("Keep values" if self._clears else f"Clear in {self._filled:,}")
        spoken = f"Keep the values of {caption}" if self._clears else f"Clear {caption} in {actions}"
        self.clear.setAccessibleName(spoken)

    def _edited(self) -> None:
        if self._clears:
            self._clears = False
            self._say()
        if self._words is not None and self.line.completer() is None:
            completer = QCompleter(self._words(), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)
        self.edited.emit()


class ChoiceBulk(BulkField):
    """A field chosen from a list."""

    def __init__(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.combo = Combo()
        super().__init__(name, self.combo)
        self._choices = tuple(choices)
        self._chosen = False
        self.combo.activated.connect(self._activated)

    def show_common(self, value: str | None) -> None:
        """Show the shared choice, or over several values a first entry that leaves them alone."""
        self.common = value
        if self._chosen and self.combo.value() != value:
            return
        self._chosen = False
        blocked = self.combo.blockSignals(True)
        first: list[tuple[str, str | None]] = [(SEVERAL, None)] if value is None else []
        self.combo.offer([*first, *self._choices])
        self.combo.choose(value)
        self.combo.blockSignals(blocked)

    def text(self) -> str | None:
        """Return the choice made, None where the field was left alone."""
        value = self.combo.value()
        return value if self._chosen and value is not None and value != self.common else None

    def reset(self) -> None:
        """Forget the choice made."""
        super().reset()
        self._chosen = False

    def words(self, value: str) -> str:
        """Return a choice as people read it."""
        return next((words for words, known in self._choices if known == value), value)

    def _activated(self) -> None:
        self._chosen = True
        self.edited.emit()


def shown_value(field: BulkField, text: str) -> str:
    """Return a value as the sentence about it says it."""
    return f"“{field.words(text) if isinstance(field, ChoiceBulk) else text.strip()}”"

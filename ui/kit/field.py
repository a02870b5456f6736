"""A field: its name above, a hint beside, and when something is wrong one sentence between the two."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.kit.boxes import row
from ui.kit.text import icon_label, label, restyle, tint
from ui.look.fonts import font
from ui.look.worn import px


def line_edit(text: str = "", *, flat: bool = False, small: bool = False, hint: str = "") -> QLineEdit:
    """Return a one-line field."""
    made = QLineEdit(text)
    made.setFont(font(9.5 if small else 10, 500 if flat else 400, tabular=True))
    if flat:
        made.setProperty("flat", "true")
    if small:
        made.setProperty("small", "true")
    made.setPlaceholderText(hint)
    made.setMinimumWidth(px(40))
    return made


class Field(QWidget):
    """An editor with its label; keeps what was typed when it has to say that it cannot be used."""

    def __init__(
        self, caption: str, editor: QWidget, *, hint: str = "", quiet: bool = False, indent: float = 0, below: str = ""
    ) -> None:
        """Make a field; `quiet` gives the small label of the detail pane, `below` a second line under the label."""
        super().__init__()
        self.editor = editor
        self.caption = label(caption, size=9, ink="ink3") if quiet else label(caption, size=9.5, weight=600)
        self.caption.setBuddy(editor)
        self._hint = label(hint, size=9, ink="ink3")
        self._mark = icon_label("warn", "danger", 16)
        self._error = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self._trouble = QWidget()
        self._trouble.setLayout(row(self._mark, self._error, gap=6, margins=(indent, 0, 0, 0)))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._trouble.hide()
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(1 if quiet else 4))
        head = row(self.caption, self._hint, None, gap=6, margins=(indent, 0, 0, 0))
        box.addLayout(head)
        self._hint.setVisible(bool(hint))  # only now: shown without a parent it would be a window of its own
        if below:
            box.addWidget(label(below, size=9, ink="ink2"))
        box.addWidget(self._trouble)
        box.addWidget(editor)
        editor.setAccessibleName(caption)

    def add_below(self, line: QWidget) -> None:
        """Put a quiet line under the editor."""
        self._box.addWidget(line)

    def say(self, hint: str, *, ink: str = "ink3") -> None:
        """Show a hint beside the label, such as the date as it was understood."""
        tint(self._hint, ink)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def fail(self, sentence: str) -> None:
        """Show why what was typed cannot be used; the text stays as typed."""
        self._error.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.editor.setProperty("error", "true" if sentence else "false")
        self.editor.setAccessibleDescription(sentence)
        restyle(self.editor)

    def clear(self) -> None:
        """Take the sentence away again."""
        if self.error():
            self.fail("")

    def error(self) -> str:
        """Return the sentence now shown, empty for none."""
        return self._error.text()

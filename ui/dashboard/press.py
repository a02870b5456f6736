"""What can be pressed on the Dashboard: a button that says what it opens, by Enter and Space, moved from by arrows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.paint import draw_box
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.worn import px, tokens


class Opens(StrEnum):
    """What a press opens: a list by filter text, an action by id, a command by name, more lines in place."""

    LIST = "list"
    ACTION = "action"
    COMMAND = "command"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Target:
    """What a press opens; `what` is a filter text, an id, a command or the part that grows."""

    opens: Opens
    what: str


ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


class Press(QPushButton):
    """A figure, row or word one can press. `key` names it over a refresh; `chosen` carries its Target."""

    chosen = Signal(object)
    arrowed = Signal(object, int, int)

    def __init__(self, key: str, target: Target, *, name: str, text: str = "") -> None:
        super().__init__(text)
        self.key, self.target = key, target
        self.setObjectName(key)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(escape_tip(name))
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter presses as Space does; arrows go to what lies that way (Qt's own would only go round in one parent)."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif plain and event.key() in ARROWS:
            self.arrowed.emit(self, *ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paint_hover(self, painter: QPainter) -> None:
        """Show where the pointer is, beside the words."""
        if self.underMouse():
            edge = "edge" if tokens().is_contrast else ""
            draw_box(painter, QRectF(self.rect()), px(6), fill="sunken", edge=edge)


def link(key: str, target: Target, words: str, *, name: str) -> Press:
    """Return a small quiet button for the heading of a card: "Show all"."""
    made = Press(key, target, name=name, text=words)
    made.setProperty("kind", "quiet")
    made.setProperty("small", "true")
    made.setProperty("flush", "true")
    made.setFont(font(9.5, 500))
    return made


def next_press(presses: list[Press], start: Press, across: int, down: int, *, within: QWidget) -> Press | None:
    """Return what lies nearest in a direction, things in the same line or column first; None at the edge."""

    def centre(press: Press) -> QPoint:
        return press.mapTo(within, press.rect().center())

    here = centre(start)
    best: tuple[int, Press] | None = None
    for press in presses:
        if press is start or not press.isVisible():
            continue
        gap = centre(press) - here
        along = gap.x() * across + gap.y() * down
        beside = abs(gap.y() if across else gap.x())
        # In the same line means nearer than half a row; a long name left of short parts is beside, not above, them.
        if along < (start.height() // 2 if down else 1) or (across and beside > start.height()):
            continue
        cost = along + (beside if across else beside // 4)
        if best is None or cost < best[0]:
            best = (cost, press)
    return best[1] if best is not None else None

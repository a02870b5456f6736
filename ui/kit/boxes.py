"""Rows, columns and grounds: layouts written in the lengths of the design at 100 %."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.look.worn import px

Part = QWidget | QLayout | int | None
Margins = tuple[float, float, float, float]
NO_MARGIN: Margins = (0, 0, 0, 0)


def row(*parts: Part, margins: Margins = NO_MARGIN, gap: float = 8) -> QHBoxLayout:
    """Lay parts out from left to right; None stretches, a number is a gap, margins are left, top, right, bottom."""
    box = QHBoxLayout()
    _put(box, parts, margins=margins, gap=gap)
    return box


def column(*parts: Part, margins: Margins = NO_MARGIN, gap: float = 8) -> QVBoxLayout:
    """Lay parts out from top to bottom; None stretches, a number is a gap, margins are left, top, right, bottom."""
    box = QVBoxLayout()
    _put(box, parts, margins=margins, gap=gap)
    return box


def _put(box: QBoxLayout, parts: tuple[Part, ...], *, margins: Margins, gap: float) -> None:
    left, top, right, bottom = (px(side) for side in margins)
    box.setContentsMargins(left, top, right, bottom)
    box.setSpacing(px(gap))
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addSpacing(px(part))


def frame(inside: QLayout, *, ground: str = "", height: float = 0, width: float = 0) -> QFrame:
    """Put a layout on a ground of the style sheet ("surface", "canvas", "card"), of a fixed size where one is given."""
    made = QFrame()
    made.setLayout(inside)
    if ground:
        made.setProperty("ground", ground)
    if height:
        made.setFixedHeight(px(height))
    if width:
        made.setFixedWidth(px(width))
    return made


def rule(*, upright: bool = False) -> QFrame:
    """Return a hairline, lying or upright."""
    line = QFrame()
    line.setProperty("ground", "rule")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return line


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)

"""Buttons, tick boxes and key caps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QStyle, QStyleOptionButton, QWidget

from ui.kit.paint import CENTRE, draw_box, draw_text, text_width
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.icons import icon, icon_pixmap
from ui.look.worn import px, tokens

_WEIGHTS = {"primary": 600, "secondary": 600, "danger": 600}
_ICON_INK = {"primary": "on_primary", "danger": "danger"}


def button(text: str, *, kind: str = "secondary", mark: str = "", small: bool = False, name: str = "") -> QPushButton:
    """Return a button: kind is primary (one a screen), secondary, quiet, link or danger; `mark` an icon's name.

    `name` is what a screen reader says and the tooltip shows when the button has no words of its own.
    """
    made = QPushButton((" " if text and mark else "") + text)
    made.setProperty("kind", kind)
    made.setProperty("small", "true" if small else "false")
    made.setProperty("icononly", "false" if text else "true")
    made.setFont(font(9.5 if small else 10, _WEIGHTS.get(kind, 500)))
    made.setAutoDefault(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if mark:
        made.setIcon(icon(mark, _ICON_INK.get(kind, "ink2"), 18))
        made.setIconSize(QSize(px(18), px(18)))
    if mark == "down" and text:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setAccessibleName(name or text)
    if name and not text:
        made.setToolTip(escape_tip(name))
    return made


class Tick(QCheckBox):
    """A tick box whose tick is painted from our icon, in every theme and at every size."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text.replace("&", "&&"))
        self.setFont(font(10))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the box, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        mark = icon_pixmap("check", "on_accent", 14)
        painter = QPainter(self)
        painter.drawPixmap(box.x() + (box.width() - px(14)) // 2, box.y() + (box.height() - px(14)) // 2, mark)
        painter.end()


class KeyCap(QWidget):
    """The key that does what stands left of it, drawn as a small key."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self._face = font(8.5, 500)
        self.setFixedSize(round(text_width(keys, self._face)) + px(12), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        draw_box(painter, box, px(4), edge="edge" if tokens().is_contrast else "line")
        draw_text(painter, box, self._keys, face=self._face, ink="ink3", align=CENTRE)
        painter.end()

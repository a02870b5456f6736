"""The bell of the page header: how many notices wait, and the way to all of this session."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from csa_tracker.rules.wording import in_words
from ui.kit.buttons import button
from ui.kit.paint import CENTRE, draw_box, draw_text, text_width
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.icons import icon
from ui.look.worn import px
from ui.shown import plural

_MOST = 9


class Bell(QPushButton):
    """A quiet icon button with a count in its corner; its name says the count in words."""

    def __init__(self) -> None:
        super().__init__()
        like = button("", kind="quiet", mark="bell")
        for name in ("kind", "small", "icononly"):
            self.setProperty(name, like.property(name))
        self.setIcon(icon("bell", "ink2", 18))
        self.setIconSize(like.iconSize())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self._notices = self._files = 0
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many notices wait."""
        self._notices = count
        self._show()

    def show_files(self, count: int) -> None:
        """Show how many files of partners wait beside the notices."""
        self._files = count
        self._show()

    def _show(self) -> None:
        self.count = self._notices + self._files
        told = [plural(self._notices, "notice")] if self._notices else []
        told += [plural(self._files, "file")] if self._files else []
        words = f"Notices, {in_words(told)} waiting" if told else "Notices, none waiting"
        self.setAccessibleName(words)
        self.setToolTip(escape_tip(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the button, then the count over its icon's corner."""
        super().paintEvent(event)
        if not self.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = f"{self.count}" if self.count <= _MOST else f"{_MOST}+"
        face = font(8, 700)
        side = max(px(14), round(text_width("0", face) * 1.9))
        wide = max(side, round(text_width(words, face)) + px(6))
        middle = self.rect().center()
        box = QRectF(min(middle.x() + px(2), self.width() - wide), max(middle.y() - px(3) - side, 0), wide, side)
        draw_box(painter, box, side / 2, fill="accent")
        draw_text(painter, box, words, face=face, ink="on_accent", align=CENTRE)
        painter.end()

"""Labels: people's text is always plain, never markup, and never makes a window wider."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.paint import CENTRE, LEFT, draw_lines, draw_text, line_height, one_line, wrap
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px

_MANY = 400
_MOST_LINES = 40


def label(text: str, *, size: float = 10, weight: int = 400, ink: str = "ink", wraps: bool = False) -> QLabel:
    """Return a label of our own words, in one line or wrapped to the width it is given."""
    if wraps:
        # A wrapping QLabel asks for the height of its narrowest shape, which leaves sheets with holes in them.
        return DataLabel(text, size=size, weight=weight, ink=ink, lines=_MOST_LINES)
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, weight, tabular=True))
    made.setProperty("ink", ink)
    return made


def tint(shown: QLabel, ink: str) -> None:
    """Give a label another token colour; by the style sheet, which overrules a palette set later."""
    if shown.property("ink") != ink:
        shown.setProperty("ink", ink)
        restyle(shown)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def icon_label(name: str, ink: str = "ink2", size: int = 18) -> QLabel:
    """Return a decorative icon; what it says must also be said in words beside it."""
    made = QLabel()
    made.setPixmap(icon_pixmap(name, ink, size))
    made.setFixedSize(px(size), px(size))
    return made


class DataLabel(QLabel):
    """Text that somebody typed: plain, cut by … after `lines` lines, as narrow as its place wants it."""

    def __init__(self, text: str, *, size: float = 10, weight: int = 400, ink: str = "ink", lines: int = 1) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size = size
        self._face: QFont = font(size, weight, tabular=True)
        self._ink = ink
        self._lines = lines
        self.setFont(self._face)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if lines == 1 else QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Preferred,
        )
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_look(self, text: str, *, weight: int, ink: str) -> None:
        """Say something else, in another weight and token colour."""
        self._face = font(self._size, weight, tabular=True)
        self._ink = ink
        self.setFont(self._face)
        self.setText(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """Say that several lines need more height where there is less width."""
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """Return the height of the wrapped text."""
        count = max(1, len(wrap(self.text(), self._face, width, at_most=self._lines)))
        return round(line_height(self._face) * count) + 1

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of the text in one line, or of a column of it."""
        wide = QFontMetricsF(self._face).horizontalAdvance(one_line(self.text()[:_MANY])) + 2
        if self._lines > 1:
            width = min(round(wide), px(300))
            return QSize(width, self.heightForWidth(width))
        return QSize(round(wide), round(line_height(self._face)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(px(24), round(line_height(self._face)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the text as typed."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._lines == 1:
            draw_text(painter, box, self.text(), face=self._face, ink=self._ink)
        else:
            lines = wrap(self.text(), self._face, box.width(), at_most=self._lines)
            across = CENTRE if self.alignment() & Qt.AlignmentFlag.AlignHCenter else LEFT
            draw_lines(painter, box, lines, face=self._face, ink=self._ink, centred=False, align=across)
        painter.end()


def escape_tip(text: str) -> str:
    """Return text for a tooltip, where Qt would otherwise read markup."""
    cut = text if len(text) <= _MANY else text[: _MANY - 1] + "…"
    return "<span>" + cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</span>"


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip and the same words as its description for a screen reader."""
    widget.setToolTip(escape_tip(text) if text else "")
    widget.setAccessibleDescription(text)

"""A text area as tall as its text, up to a limit; Tab leaves it, Enter commits it where lines are not wanted."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStyle, QStyleOptionFrame

from ui.look.fonts import font
from ui.look.worn import px

_MARGIN = 3
_AIR = 2
_LONGEST_WRAPPED = 5000


class GrowingText(QPlainTextEdit):
    """Plain text over several lines. `committed` fires on leaving, and on Enter unless `lines_wanted`."""

    committed = Signal()
    cancelled = Signal()

    def __init__(
        self, *, size: float = 10, weight: int = 400, flat: bool = False, fewest: int = 1, most: int = 8,
        lines_wanted: bool = False,
    ) -> None:  # fmt: skip
        """Make an area between `fewest` and `most` lines tall."""
        super().__init__()
        self._fewest, self._most, self._lines_wanted = fewest, most, lines_wanted
        self.setFont(font(size, weight))
        if flat:
            self.setProperty("flat", "true")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Show text as the one that is stored; what is typed afterwards counts as a change."""
        # Breaking a word of 100,000 letters into lines takes Qt seconds at every change of width.
        endless = max(map(len, text.split("\n")), default=0) > _LONGEST_WRAPPED
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap if endless else QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setPlainText(text)
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def is_changed(self) -> bool:
        """Say whether somebody typed since the text was shown (Qt may read back other spaces than were stored)."""
        return self.document().isModified()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size of the text."""
        return QSize(px(120), self._wanted_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return one line."""
        return QSize(px(60), self._height_of(self._fewest))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the height to a text that came, or to a look that was put on, while nobody looked."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Commit on Enter where one paragraph is wanted, give up on Escape."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if enter and (not plain or not self._lines_wanted):
            if plain:
                self.committed.emit()
            else:
                event.ignore()  # Ctrl+Enter belongs to the sheet
            return
        if event.key() == Qt.Key.Key_Escape and self.is_changed() and not self._lines_wanted:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Commit on leaving; a menu that opens over the text does not count."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.committed.emit()

    def _height_of(self, lines: int) -> int:
        line = ceil(QFontMetricsF(self.font()).lineSpacing())  # as a text document places them
        return lines * line + 2 * _MARGIN + px(_AIR) + self._around()

    def _around(self) -> int:
        """Return what border and padding of the style sheet take of the height."""
        self.ensurePolished()
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return (
            option.rect.height()
            - self.style().subElementRect(QStyle.SubElement.SE_FrameContents, option, self).height()
        )

    def _wanted_height(self) -> int:
        lines = round(self.document().size().height())  # a plain text document counts its height in lines
        return self._height_of(min(max(lines, self._fewest), self._most))

    def _fit(self) -> None:
        over = round(self.document().size().height()) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        height = self._wanted_height()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

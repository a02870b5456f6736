"""The parts of the filter bar: the box that reads the filter language, and a count of one rating that filters too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.values import Brag
from ui.kit.announce import announce
from ui.kit.boxes import row
from ui.kit.field import line_edit
from ui.kit.paint import draw_box, draw_text, text_width
from ui.kit.text import escape_tip, icon_label, label, set_tip
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px
from ui.shown import plural

GREY_WORD = "Not started, paused or no update"
HINT = "Filter: words or due:<30d"
KEYS = (
    'Type words, or conditions: due:<30d, due:overdue, rating:red,amber, lead:smith, issue:"road safety", '
    "area:burnley, theme:prevention, status:paused, updated:>30d. A minus sign before one turns it round."
)


class QuickFilter(QLineEdit):
    """The filter box, with its icon painted inside; Escape clears it, Down goes to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        made = line_edit(small=True, hint=HINT)
        self.setFont(made.font())
        self.setPlaceholderText(made.placeholderText())
        self.setProperty("small", "true")
        self.setProperty("lead", "true")
        self.setObjectName("filter")
        self.setAccessibleName("Filter this list")
        set_tip(self, KEYS)
        self.setMinimumWidth(px(120))
        self.setMaximumWidth(px(280))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Clear with Escape, go to the list with Down or Enter."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the field, then the icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(QPointF(px(9), (self.height() - px(16)) / 2), icon_pixmap("filter", "ink2", 16))
        painter.end()


class FilterRemark(QWidget):
    """Says what the box does not understand; what it does understand is in force all the same."""

    def __init__(self, box: QuickFilter) -> None:
        super().__init__()
        self._box = box
        self._words = label("", size=9.5, ink="ink2", wraps=True)
        mark = icon_label("info", "ink2", 16)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = row(mark, self._words, gap=6, margins=(18, 0, 16, 10))
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()

    def words(self) -> str:
        """Return the sentence now shown, empty for none."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Show a sentence, or none."""
        self.setVisible(bool(sentence))
        if sentence != self._words.text():
            self._words.setText(sentence)
            self._box.setAccessibleDescription(sentence or KEYS)
            if sentence:
                announce(self._box, sentence)


class RatingCount(QPushButton):
    """A badge and a number: how many actions have a rating; pressed, only those are shown."""

    def __init__(self, brag: Brag) -> None:
        super().__init__()
        self.brag = brag
        self._count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(px(28))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        word = GREY_WORD if self.brag is Brag.GREY else RATING_LOOKS[self.brag].word
        self.setAccessibleName(f"{word}: {plural(count, 'action')}")
        self.setToolTip(escape_tip(f"{word}: {plural(count, 'action')}"))
        self.setFixedWidth(px(32) + round(text_width(f"{count:,}", font(9.5, 600, tabular=True))))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the fixed size."""
        return QSize(self.minimumWidth(), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw badge and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            draw_box(painter, box, px(6), fill="selection", edge="accent", width=2)
        elif self.underMouse():
            draw_box(painter, box, px(6), fill="sunken", edge="edge")
        paint_badge(painter, self.brag, QRectF(px(7), box.center().y() - px(7.5), px(15), px(15)))
        number = box.adjusted(px(26), 0, 0, 0)
        draw_text(painter, number, f"{self._count:,}", face=font(9.5, 600, tabular=True), ink="ink2")
        painter.end()

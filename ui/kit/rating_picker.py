"""Pick a rating: five choices with shape, letter and word, by mouse, arrows or the digits 1 to 5."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.values import Brag
from ui.kit.paint import draw_box, draw_text, text_width
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.worn import px, tokens

CHOICES: tuple[tuple[Brag, str], ...] = (
    (Brag.RED, RATING_LOOKS[Brag.RED].word),
    (Brag.AMBER, RATING_LOOKS[Brag.AMBER].word),
    (Brag.GREEN, RATING_LOOKS[Brag.GREEN].word),
    (Brag.BLUE, RATING_LOOKS[Brag.BLUE].word),
    (Brag.GREY, "No rating"),
)
"""What keys 1 to 5 choose: the owner's word, complete (a status), or no word at all."""


class _Choice(QPushButton):
    def __init__(self, brag: Brag, word: str, digit: int) -> None:
        super().__init__()
        self.brag, self.word = brag, word
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{word}, key {digit}")
        self.setFixedHeight(px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(44) + round(text_width(self.word, font(9.5, 700))), px(40))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        worn = tokens()
        shade = worn.ratings[self.brag]
        on = self.isChecked()
        ground = shade.soft if on else ("sunken" if self.underMouse() else "surface")
        edge = ("accent" if worn.is_contrast else shade.edge) if on else "edge"
        draw_box(painter, box, px(8), fill=ground, edge=edge, width=2 if on else 1)
        paint_badge(painter, self.brag, QRectF(px(9), box.center().y() - px(10), px(20), px(20)))
        draw_text(painter, box.adjusted(px(36), 0, -px(2), 0), self.word, face=font(9.5, 700 if on else 500))
        painter.end()


class RatingPicker(QWidget):
    """Five exclusive choices in a row; `chosen` carries the one picked."""

    chosen = Signal(object)

    def __init__(self, words: dict[Brag, str] | None = None) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        self._group = QButtonGroup(self)
        self._choices: dict[Brag, _Choice] = {}
        for digit, (brag, word) in enumerate(CHOICES, start=1):
            choice = _Choice(brag, (words or {}).get(brag, word), digit)
            choice.clicked.connect(self._clicked)
            self._group.addButton(choice)
            self._choices[brag] = choice
            box.addWidget(choice)
        self.setAccessibleName("Rating")

    def choose(self, brag: Brag) -> None:
        """Show a choice as picked."""
        self._choices[brag].setChecked(True)

    def value(self) -> Brag:
        """Return the choice picked."""
        return next((brag for brag, choice in self._choices.items() if choice.isChecked()), Brag.GREY)

    def take_focus(self) -> None:
        """Give the keyboard to the choice picked."""
        self._choices[self.value()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Pick by digit; arrows move within the group, as Qt does for exclusive buttons."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(CHOICES) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        ):  # fmt: skip
            brag = CHOICES[number][0]
            self.choose(brag)
            self.take_focus()
            self.chosen.emit(brag)
            return
        super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.chosen.emit(self.value())

"""The rating banner: badge, word, why, and the owner's own word where it differs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csa_tracker.values import Action
from ui.kit.paint import draw_box, draw_lines, draw_text, line_height, wrap
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.worn import px, tokens


class RatingBanner(QWidget):
    """A soft ground in the rating's own colour with everything said in words."""

    def __init__(self) -> None:
        super().__init__()
        self._action: Action | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_action(self, action: Action) -> None:
        """Show another rating."""
        self._action = action
        self.setAccessibleName(f"Rating: {action.rating_word}. {action.why}")
        self.updateGeometry()
        self.update()

    def _lines(self, width: float) -> list[str]:
        return wrap(why_alone(self._action), font(9), width - px(62), at_most=4)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """Say that the sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """Return the height of word and sentence."""
        word, line = line_height(font(10.5, 700)), line_height(font(9))
        return round(word + line * max(1, len(self._lines(width)))) + px(14)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size at the width it has."""
        width = max(self.width(), px(200))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the banner."""
        if self._action is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = tokens()
        box = QRectF(self.rect())
        brag = self._action.brag
        ground = worn.ratings[brag].soft if brag is not None else "sunken"
        draw_box(painter, box, px(8), fill=ground, edge="edge" if worn.is_contrast else "")
        if brag is not None:
            side = px(24)
            paint_badge(painter, brag, QRectF(px(14), box.center().y() - side / 2, side, side))
        face, small = font(10.5, 700), font(9)
        left = px(50) if brag is not None else px(14)
        upper = QRectF(left, px(6), box.width() - left - px(12), line_height(face))
        draw_text(painter, upper, self._action.rating_word or "Not rated", face=face)
        under = QRectF(left, upper.bottom() + 1, upper.width(), box.height())
        draw_lines(painter, under, self._lines(box.width()), face=small, ink="ink2", centred=False)
        painter.end()


def why_alone(action: Action | None) -> str:
    """Return why an action has its rating, without the rating's word, which stands above it."""
    if action is None:
        return ""
    reason = action.why.removeprefix(f"{action.rating_word}: ")
    return reason[:1].upper() + reason[1:]

"""How the head of a group reads aloud, and how it is painted: chevron, name, count, small badges with numbers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from csa_tracker.plan.grouping import Group
from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.values import Brag
from ui.actions.filter_parts import GREY_WORD
from ui.kit.paint import draw_box, draw_text, text_width
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px, tokens
from ui.shown import plural

HEIGHT = 36


def group_spoken(group: Group, *, is_open: bool) -> str:
    """Return a group's head in words: name, number of actions, how many have each rating, open or closed."""
    counts = ", ".join(
        f"{group.counts[brag]:,} {(GREY_WORD if brag is Brag.GREY else RATING_LOOKS[brag].word).lower()}"
        for brag in BRAG_ORDER
        if group.counts.get(brag)
    )
    parts = (group.name, plural(len(group.keys), "action"), counts, "open" if is_open else "closed")
    return ": ".join(parts[:2]) + "".join(f", {part}" for part in parts[2:] if part)


def paint_group(painter: QPainter, box: QRectF, group: Group, *, is_open: bool, current: bool) -> None:
    """Draw the head of a group over the whole width of the list."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, colour("canvas"))
    painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), colour("line"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = box.center().y()
    painter.drawPixmap(
        QPointF(box.x() + px(15), middle - px(9)), icon_pixmap("down" if is_open else "right", "ink2", 18)
    )
    face, small = font(10, 700), font(9.5, tabular=True)
    count = f"{len(group.keys):,}"
    left = box.x() + px(38)
    whole, beside = text_width(group.name, face) + 1, text_width(count, small) + px(24)
    right = _paint_counts(painter, box, group, room=box.right() - left - whole - beside)
    name = min(whole, max(right - left - beside, px(40)))
    draw_text(painter, QRectF(left, box.y(), name, box.height()), group.name, face=face)
    after = QRectF(left + name + px(10), box.y(), text_width(count, small) + px(4), box.height())
    draw_text(painter, after, count, face=small, ink="ink3")
    if current:
        draw_box(painter, box.adjusted(2, 2, -2, -3), px(4), edge="accent", width=2)
    if tokens().is_contrast:
        painter.fillRect(QRectF(box.x(), box.y() - 1, box.width(), 1), colour("line"))
    painter.restore()


def _paint_counts(painter: QPainter, box: QRectF, group: Group, *, room: float) -> float:
    """Draw badges with numbers at the right edge, the worst and as many as leave the name whole; where they begin."""
    face = font(9.5, 500, tabular=True)
    side, x = px(13), box.right() - px(16)
    counts = [(brag, f"{group.counts[brag]:,}") for brag in BRAG_ORDER if group.counts.get(brag)]
    taken = [side + px(16) + text_width(words, face) + 1 for _, words in counts]
    while counts and px(16) + sum(taken[: len(counts)]) > room:
        counts.pop()
    for brag, words in reversed(counts):
        x -= text_width(words, face) + 1
        draw_text(painter, QRectF(x, box.y(), text_width(words, face) + 2, box.height()), words, face=face, ink="ink2")
        x -= px(4) + side
        paint_badge(painter, brag, QRectF(x, box.center().y() - side / 2, side, side))
        x -= px(12)
    return x

"""The shapes of ratings as SVG, drawn once on a page and used wherever a rating stands."""

from __future__ import annotations

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.values import Brag


def mark_shapes() -> str:
    """Return the hidden drawing that holds every shape."""
    return '<svg class="unseen" aria-hidden="true" focusable="false">' + "".join(map(_symbol, BRAG_ORDER)) + "</svg>"


def mark(brag: Brag | None) -> str:
    """Return a rating's shape; it says nothing to a reader, as its word stands beside it."""
    if brag is None:
        return ""
    return f'<svg class="mark" aria-hidden="true" focusable="false"><use href="#mark-{brag.value}"/></svg>'


def _symbol(brag: Brag) -> str:
    look = RATING_LOOKS[brag]
    geometry, colours = look.geometry, look.colours
    stroke = f'fill="{colours.fill}" stroke="{colours.edge}" stroke-width="{geometry.stroke * 100:.3g}"'
    if geometry.points:
        points = " ".join(f"{x * 100:.4g},{y * 100:.4g}" for x, y in geometry.points)
        shape = f'<polygon points="{points}" {stroke} stroke-linejoin="round"/>'
    else:
        side = 100 - 200 * geometry.inset
        radius = geometry.corner * 100 or side / 2
        at = geometry.inset * 100
        shape = f'<rect x="{at:.3g}" y="{at:.3g}" width="{side:.4g}" height="{side:.4g}" rx="{radius:.4g}" {stroke}/>'
    y = 50 + 100 * geometry.letter_drop + geometry.letter_size * 36
    letter = (
        f'<text x="50" y="{y:.4g}" text-anchor="middle" font-size="{geometry.letter_size * 100:.3g}" '
        f'font-weight="700" fill="{colours.letter}">{look.letter}</text>'
    )
    return f'<symbol id="mark-{brag.value}" viewBox="-5 -5 110 110">{shape}{letter}</symbol>'

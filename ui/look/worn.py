"""The look now worn by the whole application: tokens and text scale, read by every painter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from ui.look.tokens import LIGHT, Tokens

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
SCALE_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
RAIL_FROM = 1.5
"""Text scale from which the sidebar becomes a rail of icons and the detail opens over the list."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is worn: colours, and how large text is (1.0 = 100 %)."""

    tokens: Tokens = LIGHT
    scale: float = 1.0

    @property
    def chrome(self) -> float:
        """How much larger boxes, gaps and icons are: text doubles, they grow by six tenths of that."""
        return 1 + (self.scale - 1) * 0.6 if self.scale > 1 else self.scale

    @property
    def percent(self) -> str:
        """The text size as people read it: "100 %"."""
        return f"{round(self.scale * 100)} %"


class _Wardrobe:
    """Holds the one look of the process; Qt has one style sheet and one palette an application as well."""

    look = Look()


def look() -> Look:
    """Return the look now worn."""
    return _Wardrobe.look


def put_on(new: Look) -> None:
    """Wear another look; `ui.look.dress.dress` also tells Qt."""
    _Wardrobe.look = new


def tokens() -> Tokens:
    """Return the colours now worn."""
    return _Wardrobe.look.tokens


def px(length: float) -> int:
    """Return a length of the design at 100 % as device-independent pixels of the look now worn."""
    return max(1, round(length * _Wardrobe.look.chrome)) if length > 0 else 0


def colour(name: str) -> QColor:
    """Return a colour by token name ("ink2") or as written ("#14213D")."""
    return QColor(name if name.startswith("#") else getattr(tokens(), name))


def bigger(scale: float, steps: int) -> float:
    """Return the scale so many steps larger (or smaller, when negative), within 80 to 200 %."""
    nearest = min(range(len(SCALE_STEPS)), key=lambda index: abs(SCALE_STEPS[index] - scale))
    return SCALE_STEPS[min(max(nearest + steps, 0), len(SCALE_STEPS) - 1)]

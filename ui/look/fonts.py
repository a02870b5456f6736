"""The bundled type: Atkinson Hyperlegible Next, with DejaVu Sans for the letters it lacks."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

import resources
from ui.look.worn import look

FAMILY = "Atkinson Hyperlegible Next"
FALLBACK = "DejaVu Sans"
_DESIGN_DPI = 96.0


def load_fonts() -> list[str]:
    """Register the bundled font files with Qt and return the families they hold.

    Raises:
        RuntimeError: a bundled font is missing or damaged; without it Qt draws boxes and says nothing.
    """
    families: set[str] = set()
    for name in resources.list_names("fonts"):
        if not name.endswith(".ttf"):
            continue
        number = QFontDatabase.addApplicationFontFromData(resources.read_bytes(name))
        if number < 0:
            raise RuntimeError(f"font could not be loaded: {name}")
        families.update(QFontDatabase.applicationFontFamilies(number))
    if FAMILY not in families:
        raise RuntimeError(f"font family missing: {FAMILY}")
    return sorted(families)


def points(size: float) -> float:
    """Return a design size in points at 96 dpi as points for this screen, at the text scale now worn."""
    return size * look().scale * _DESIGN_DPI / QGuiApplication.primaryScreen().logicalDotsPerInch()


def font(size: float = 10, weight: int = 400, *, tabular: bool = False) -> QFont:
    """Return the bundled type at a design size; `tabular` gives digits of one width, for columns."""
    face = QFont([FAMILY, FALLBACK])
    face.setPointSizeF(points(size))
    face.setWeight(QFont.Weight(weight))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        face.setFeature(QFont.Tag("tnum"), 1)
    return face

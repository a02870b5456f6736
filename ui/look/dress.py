"""Put a look on the application: palette, style sheet and type; and what "follow the system" means today."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from ui.look.fonts import font
from ui.look.palette import palette_of
from ui.look.stylesheet import stylesheet
from ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens
from ui.look.worn import Look, put_on


class Theme(StrEnum):
    """The choice of a person; SYSTEM follows the computer's own setting."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def tokens_of(theme: Theme) -> Tokens:
    """Return the colours of a theme, asking the system when it is to be followed."""
    match theme:
        case Theme.LIGHT:
            return LIGHT
        case Theme.DARK:
            return DARK
        case Theme.CONTRAST:
            return CONTRAST
        case Theme.SYSTEM:
            hints = QGuiApplication.styleHints()
            if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
                return CONTRAST
            return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def dress(app: QApplication, new: Look) -> None:
    """Wear a look: every window opened or rebuilt from now on is drawn in it."""
    put_on(new)
    app.setStyle("Fusion")
    app.setPalette(palette_of(new.tokens))
    app.setFont(font())
    QToolTip.setFont(font(9.5))
    app.setStyleSheet(stylesheet())

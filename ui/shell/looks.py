"""The person's choice of colours and text size: kept in the profile, worn by the application."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from csa_tracker.profile import Profile
from ui.look.dress import Theme, dress, tokens_of
from ui.look.worn import LARGEST_SCALE, SMALLEST_SCALE, Look, bigger, look

_THEME, _SCALE = "theme", "text_scale"


class Looks(QObject):
    """`changed` fires after another look was put on; windows then rebuild what they show."""

    changed = Signal()

    def __init__(self, app: QApplication, profile: Profile) -> None:
        super().__init__(app)
        self._app, self._profile = app, profile
        settings = profile.read_settings()
        named, scale = settings.get(_THEME), settings.get(_SCALE)
        self.theme = Theme(named) if isinstance(named, str) and named in set(Theme) else Theme.SYSTEM
        kept = float(scale) if isinstance(scale, (int, float)) else 1.0
        self._scale = min(max(kept, SMALLEST_SCALE), LARGEST_SCALE)
        dress(app, Look(tokens_of(self.theme), self._scale))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours from now on."""
        self.theme = theme
        self._profile.change_settings({_THEME: theme.value})
        self._wear()

    def resize(self, steps: int) -> None:
        """Make text so many steps larger, or smaller; 0 goes back to 100 %."""
        self._scale = bigger(self._scale, steps) if steps else 1.0
        self._profile.change_settings({_SCALE: self._scale})
        self._wear()

    def _system_changed(self) -> None:
        if self.theme is Theme.SYSTEM:
            self._wear()

    def _wear(self) -> None:
        new = Look(tokens_of(self.theme), self._scale)
        if new != look():
            dress(self._app, new)
            self.changed.emit()

"""The Qt palette of a theme: grounds, text, placeholder, links and selection."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.look.tokens import Tokens


def palette_of(tokens: Tokens) -> QPalette:
    """Return the application palette made from one theme's tokens."""
    role = QPalette.ColorRole
    palette = QPalette()
    for part, shade in (
        (role.Window, tokens.surface),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Button, tokens.surface),
        (role.WindowText, tokens.ink),
        (role.Text, tokens.ink),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.danger),
        (role.PlaceholderText, tokens.ink3),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.toast),
        (role.ToolTipText, tokens.on_toast),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.sunken),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        palette.setColor(part, QColor(shade))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.off))
    return palette

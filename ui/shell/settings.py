"""Settings: who the person is, colours and text size; kept at once, each page of it small enough to be one sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal

from csa_tracker.profile import Profile
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.look.dress import Theme
from ui.shell.looks import Looks
from ui.shell.sheet import Sheet

THEMES = (
    (Theme.SYSTEM, "Colours of the computer"),
    (Theme.LIGHT, "Light"),
    (Theme.DARK, "Dark"),
    (Theme.CONTRAST, "High contrast"),
)
_NO_NAME = "Enter your name so colleagues can see who made each change."


class Settings(Sheet):
    """`renamed` fires when the person changed who they are: "My actions" follows it."""

    renamed = Signal()
    shortcuts_wanted = Signal()
    resized = Signal()

    def __init__(self, profile: Profile, looks: Looks) -> None:
        super().__init__("Settings")
        self._profile, self._looks = profile, looks
        identity = profile.read_identity()
        self.name = line_edit(identity.name)
        self.role = line_edit(identity.role)
        self.organisation = line_edit(identity.organisation)
        self.name_field = Field("Your name", self.name, below="Colleagues see it beside your changes")
        self.role_field = Field("Your role", self.role, below="As lead roles are written in the plan: finds My actions")
        self.organisation_field = Field("Your organisation", self.organisation, below="As it appears in the plan")
        self.theme = Combo()
        self.theme.offer((words, theme.value) for theme, words in THEMES)
        self.theme.choose(looks.theme.value)
        self.theme_field = Field("Colours", self.theme)
        keys = button("Keyboard shortcuts…", small=True)
        keys.clicked.connect(self.shortcuts_wanted)
        done = button("Save", kind="primary")
        cancel = button("Cancel")
        done.clicked.connect(self.try_save)
        cancel.clicked.connect(self.reject)
        for chord in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(chord, self.try_save)
        self.first = self.name
        body = column(
            label("You", size=11, weight=700), self.name_field, self.role_field, self.organisation_field, 8,
            label("Appearance", size=11, weight=700), self.theme_field,
            label("Text size: Ctrl++ larger, Ctrl+- smaller, Ctrl+0 normal.", size=9, ink="ink2", wraps=True), 8,
            label("Keys", size=11, weight=700), row(keys, None),
            margins=(24, 14, 24, 18), gap=8,
        )  # fmt: skip
        head = row(label("Settings", size=13, weight=700), None, margins=(24, 0, 16, 0))
        self.assemble(head, body, row(None, cancel, done, margins=(24, 0, 24, 0)))

    def try_save(self) -> None:
        """Keep the answers; without a name say what is missing and stay."""
        if not self.name.text().strip():
            self.name_field.fail(_NO_NAME)
            announce(self, _NO_NAME)
            self.name.setFocus()
            self.resized.emit()
            return
        before = self._profile.read_identity()
        given = (self.name.text().strip(), self.role.text().strip(), self.organisation.text().strip())
        if given != (before.name, before.role, before.organisation):
            self._profile.set_identity(name=given[0], role=given[1], organisation=given[2])
            self.renamed.emit()
        self.accept()
        theme = Theme(self.theme.value() or Theme.SYSTEM.value)
        if theme is not self._looks.theme:
            self._looks.set_theme(theme)

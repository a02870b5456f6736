"""The first screen: two questions about the person, four ways to begin, and the plans opened lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.profile import Profile
from ui.kit.boxes import column, frame, row
from ui.kit.buttons import KeyCap, button
from ui.kit.field import Field, line_edit
from ui.kit.text import icon_label, label, set_tip
from ui.look.worn import look, px
from ui.start.choice_card import ChoiceCard
from ui.start.hero import WIDTH, Hero

CHOICES = (
    ("import", "sheet", "Import a spreadsheet", "Bring the plan you keep in Excel. You see what comes in first."),
    ("new", "plus", "Start a new plan", "With the 8 key issues and 8 themes of 2025 to 2028."),
    ("sample", "view", "Open the sample plan", "60 actions to try things on. Delete it at any time."),
    ("open", "folder", "Open a plan file", "A plan kept on this computer or in a folder you choose."),
)
_MOST_RECENT = 3
_NO_NAME = "Enter your name so colleagues can see who made each change."


class StartPage(QFrame):
    """`chosen` carries the way to begin, `reopened` a plan opened lately; both only once the name is known."""

    chosen = Signal(str)
    reopened = Signal(object)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._profile = profile
        identity = profile.read_identity()
        self.role = line_edit(identity.role or identity.name)
        self.organisation = line_edit(identity.organisation)
        self.role_field = Field("Your role or name", self.role, below="Colleagues see this beside your changes")
        self.organisation_field = Field("Your organisation", self.organisation, below="As it appears in the plan")
        self.cards = [ChoiceCard(number, *choice[1:]) for number, choice in enumerate(CHOICES, start=1)]
        for card in self.cards:
            card.focused.connect(lambda card=card: self._select(card))
            card.moved.connect(self._move)
            card.clicked.connect(lambda _on=False, card=card: self._pressed(card))
        self.begin = button(CHOICES[0][2], kind="primary", mark="sheet")
        self.begin.clicked.connect(lambda: self._go(self.current()))
        self.hero = Hero()
        self.join = button("Join with the file a partner sent…", kind="link", small=True)
        self.join.clicked.connect(lambda: self._when_named(lambda: self.chosen.emit("join")))
        self._assemble()
        self._select(self.cards[0])
        for card in self.cards:
            self._on_alt(f"Alt+{card.number}", card)

    def _on_alt(self, keys: str, card: ChoiceCard) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._pressed(card))

    def _assemble(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(px(16))
        fields.addWidget(self.role_field, 0, 0, Qt.AlignmentFlag.AlignBottom)
        fields.addWidget(self.organisation_field, 0, 1, Qt.AlignmentFlag.AlignBottom)
        cards = QGridLayout()
        cards.setHorizontalSpacing(px(16))
        cards.setVerticalSpacing(px(14))
        across = 1 if look().scale >= 1.5 else 2
        for place, card in enumerate(self.cards):
            cards.addWidget(card, place // across, place % across)
        form = column(
            None,
            label("Welcome", size=22, weight=700), 2,
            label("Two questions, then choose how to begin.", size=10.5, ink="ink2", wraps=True), 24,
            fields, 26,
            label("How do you want to begin?", size=12, weight=700, wraps=True), 12,
            cards, 24,
            row(self.begin, KeyCap("Enter"), None, self.join, gap=10),
            *self._recent(),
            None,
            row(icon_label("info", "ink2", 16),
                label("No account. No sign-in. You can change all of this later.", size=9.5, ink="ink2"), None, gap=6),
            margins=(48, 24, 48, 20), gap=0,
        )  # fmt: skip
        inside = frame(form, ground="surface")
        inside.setMaximumWidth(px(760))
        holder = QWidget()
        holder.setLayout(row(inside, margins=(16, 0, 0, 0)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        layout = row(self.hero, scroll, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _recent(self) -> list[QWidget | QVBoxLayout | int]:
        plans = self._profile.recent_plans()[:_MOST_RECENT]
        if not plans:
            return []
        links = [self._link(path) for path in plans]
        return [24, label("Opened lately", size=10, weight=700), 4, column(*(row(link, None) for link in links), gap=2)]

    def _link(self, path: Path) -> QWidget:
        made = button(path.stem, kind="link", small=True)
        set_tip(made, str(path))
        made.clicked.connect(lambda: self._when_named(lambda: self.reopened.emit(path)))
        return made

    def current(self) -> ChoiceCard:
        """Return the choice that Enter takes."""
        return next((card for card in self.cards if card.isChecked()), self.cards[0])

    def _select(self, card: ChoiceCard) -> None:
        # Not a button group: with one, Qt makes an arrow key press the card it moves to.
        for other in self.cards:
            other.setChecked(other is card)
        self.begin.setText(f" {card.title}")
        self.begin.setAccessibleName(card.title)

    def _move(self, by: int) -> None:
        place = (self.cards.index(self.current()) + by) % len(self.cards)
        self.cards[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, card: ChoiceCard) -> None:
        self._select(card)
        self._go(card)

    def _go(self, card: ChoiceCard) -> None:
        self._when_named(lambda: self.chosen.emit(CHOICES[card.number - 1][0]))

    def _when_named(self, act: Callable[[], object]) -> None:
        """Keep who the person is, then act; without a name ask for it and stay."""
        if not self.role.text().strip():
            self.role_field.fail(_NO_NAME)
            self.role.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.role_field.clear()
        identity = self._profile.read_identity()
        role, organisation = self.role.text().strip(), self.organisation.text().strip()
        if (role, organisation) != (identity.role, identity.organisation):
            self._profile.set_identity(name=identity.name or role, role=role, organisation=organisation)
        act()

    def focus_first(self) -> None:
        """Give the keyboard to the first question, or to the choices once it is answered."""
        first: QWidget = self.cards[0] if self.role.text() else self.role
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Digits choose (outside the fields), Enter begins."""
        number = event.key() - Qt.Key.Key_1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.current())
        elif 0 <= number < len(self.cards):
            self._pressed(self.cards[number])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the picture up where the form needs its room."""
        super().resizeEvent(event)
        self.hero.setVisible(self.width() - px(WIDTH) >= round(640 * look().chrome))

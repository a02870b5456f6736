"""The list of partners: who is trusted, what each is sent, who was introduced or revoked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.exchange.trust import Member, Status, list_members, revoke, set_scopes
from csa_tracker.rules.dates import show_date
from ui.exchange.scope_choices import ScopeChoices
from ui.exchange.words import card_words, sent_words
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, empty, frame, row
from ui.kit.buttons import button
from ui.kit.focus import bring_into_sight
from ui.kit.text import DataLabel, icon_label, label, set_tip
from ui.look.worn import px
from ui.session import Session
from ui.shell.sheet import Sheet

_NOBODY = (
    "No partners yet. Ask a partner for their card, a file that ends in .cspid, and add it here. "
    "Send them yours as well."
)


class TrustSheet(Sheet):
    """Every member this plan knows. `add_wanted` asks for a new card, `check_wanted` carries the Card to check."""

    add_wanted = Signal()
    check_wanted = Signal(object)
    resized = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Partners")
        self.wanted_width = 720
        self._session = session
        self._asking = ""
        self.add = self._able(button("Add a partner…", mark="plus"))
        self.shut = button("Close", kind="primary")
        self.told = label("", size=9.5, weight=600, ink="danger", wraps=True)
        self.told.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(10))
        self.steps: dict[tuple[str, str], QPushButton] = {}
        self.show_members()
        head = row(icon_label("user", "ink2", 22), label("Partners", size=13, weight=700), None, margins=(24, 0, 24, 0))
        body = column(self.told, self._lines, margins=(24, 14, 24, 18))
        self.assemble(head, body, row(self.add, None, self.shut, margins=(24, 0, 24, 0)))
        self.first = self.add if self.add.isEnabled() else self.shut
        self.add.clicked.connect(self.add_wanted)
        self.shut.clicked.connect(self.reject)

    def show_members(self) -> None:
        """List everybody anew."""
        empty(self._lines)
        self.steps = {}
        members = list_members(self._session.plan)
        names = {one.member: one.name for one in members}
        for one in members:
            self._lines.addWidget(self._line(one, names.get(one.introduced_by or "", "a partner")))
        if not members:
            self._lines.addWidget(label(_NOBODY, ink="ink2", wraps=True))

    def _line(self, one: Member, introducer: str) -> QWidget:
        asked = one.member == self._asking
        who = column(
            DataLabel(one.name, size=11, weight=700, lines=2),
            DataLabel(card_words(one.card), ink="ink2", lines=3),
            gap=2,
        )
        steps = [] if asked else self._steps(one)
        top = row(who, *steps, gap=8)
        top.setStretch(0, 1)
        for step in steps:
            top.setAlignment(step, Qt.AlignmentFlag.AlignTop)
        parts: list[Part] = [top, self._state(one, introducer)]
        if asked:
            parts += [4, self._question(one)]
        return frame(column(*parts, margins=(16, 11, 12, 11), gap=4), ground="card")

    def _state(self, one: Member, introducer: str) -> QHBoxLayout:
        day = one.revoked_at or one.added_at
        mark, ink, words = {
            Status.TRUSTED: ("shield", "good", f"Trusted since {show_date(day.astimezone().date())}"),
            Status.INTRODUCED: ("info", "ink2", f"Introduced by {introducer}"),
            Status.REVOKED: ("warn", "danger", f"Revoked on {show_date(day.astimezone().date())}"),
        }[one.status]
        box = row(
            icon_label(mark, ink, 16),
            DataLabel(words, size=9.5, ink=ink),
            DataLabel(f"· {one.card.words}", size=9.5, ink="ink2"),
            None,
            gap=6,
        )
        box.setStretch(3, 1)
        return box

    def _steps(self, one: Member) -> list[QPushButton]:
        if one.status is Status.TRUSTED:
            words = sent_words(one.scopes)
            sent = self._step(one, "sent", f"Sent {words}", f"{one.name} is sent {words}. Change", mark="down")
            sent.clicked.connect(partial(self.choose_scopes, one))
            return [sent, self._revoke_step(one)]
        if one.status is Status.INTRODUCED:
            check = self._step(one, "check", "Check words…", f"Check the words of {one.name} and trust them")
            check.clicked.connect(lambda: self.check_wanted.emit(one.card))
            return [check, self._revoke_step(one)]
        return []

    def _revoke_step(self, one: Member) -> QPushButton:
        step = self._step(one, "revoke", "Revoke…", f"Revoke the key of {one.name}")
        step.clicked.connect(partial(self._ask, one, "keep"))
        return step

    def _question(self, one: Member) -> QWidget:
        """Revoking is not undone by Ctrl+Z, so it is asked for, in the line itself."""
        keep = self._step(one, "keep", "Keep", f"Keep the key of {one.name}")
        sure = self._step(one, "sure", "Revoke their key", f"Revoke the key of {one.name}", kind="danger")
        keep.clicked.connect(partial(self._ask, None, "revoke"))
        sure.clicked.connect(partial(self._change, lambda: revoke(self._session.plan, one.member), "{} is revoked."))
        asked = QWidget()
        words = label(
            "What came from them stays. Nothing they make later is believed, and nothing is sent.", wraps=True
        )
        asked.setLayout(column(words, row(keep, sure, None), gap=8))
        return asked

    def _step(
        self, one: Member, kind_of_step: str, words: str, name: str, *, mark: str = "", kind: str = "secondary"
    ) -> QPushButton:
        step = self._able(button(words, kind=kind, mark=mark, small=True, name=name))
        self.steps[one.member, kind_of_step] = step
        return step

    def _able(self, step: QPushButton) -> QPushButton:
        """Let nothing be pressed in a plan that can only be read, and say why."""
        if self._session.read_only:
            step.setEnabled(False)
            set_tip(step, self._session.read_only)
        return step

    def _ask(self, one: Member | None, then: str) -> None:
        member = one.member if one is not None else self._asking
        self._asking = one.member if one is not None else ""
        self._again(member, then)

    def choose_scopes(self, one: Member) -> None:
        """Open the list of what a member can be sent, under their button."""
        popup = ScopeChoices(one, self)
        popup.scopes.connect(partial(self._send, one))
        popup.open_under(self.steps[one.member, "sent"])

    def _send(self, one: Member, scopes: tuple[str, ...]) -> None:
        words = f"{{}} is sent {sent_words(scopes)} from now on."
        self._change(lambda: set_scopes(self._session.plan, one.member, scopes), words)

    def _change(self, act: Callable[[], Member], words: str) -> None:
        """Do what was chosen and list everybody anew, or say why it could not be done."""
        self._asking = ""
        try:
            changed = act()
        except UserError as error:
            self.told.setText(f"{error.message} {error.next_step}")
            self.told.show()
            announce(self, self.told.text())
            self._again("", "")
            return
        self.told.hide()
        self._session.tell()
        self._again(changed.member, "sent")
        announce(self, words.format(changed.name))

    def _again(self, member: str, then: str) -> None:
        """List everybody anew and leave the keyboard at a step of one of them."""
        self.show_members()
        for number in range(self._lines.count()):
            item = self._lines.itemAt(number)
            line = item.widget() if item is not None else None
            if line is not None:
                line.show()  # at once: Qt would do so only later, and the sheet is fitted to what is shown
        self.resized.emit()
        step = self.steps.get((member, then)) or self.shut
        step.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(step)

"""The sheet to decide what several people changed apart: one action at a time, each field with all its values."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from itertools import groupby, pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.errors import UserError
from csa_tracker.plan.conflicts import Conflict, ConflictValue
from csa_tracker.rules.wording import in_words
from ui.exchange.conflict_cards import FieldCards
from ui.exchange.conflict_list import ConflictList
from ui.exchange.conflict_words import MINE, NOTHING, THEIRS, cell_of, read_people, theirs_of
from ui.kit.announce import announce
from ui.kit.boxes import column, frame, row, rule
from ui.kit.buttons import KeyCap, button
from ui.kit.focus import holds_focus
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look, px
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural

_WIDTH, _WIDTH_ALONE = 1080, 700
_LIST, _HIGH = 290, 560
_LEAVE = ("You can leave these and keep working.", "Nothing is lost.")


class _Pane(QScrollArea):
    """Wants room for several fields, and takes less where there is less."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), px(_HIGH))


class ConflictSheet(Sheet):
    """What is to be decided. `said` tells what was, for a toast; `history_wanted` carries an action's id.

    `typed` keeps texts that were not applied, by field, also when the sheet is closed and opened again.
    """

    said = Signal(str)
    history_wanted = Signal(str)
    resized = Signal()

    def __init__(
        self, session: Session, action_id: str = "", *, typed: MutableMapping[str, str], narrow: bool = False
    ) -> None:
        super().__init__("Decide conflicts")
        self._session, self._narrow = session, narrow
        self._people = read_people(session.plan)
        self.fields = FieldCards(session, self._people, typed=typed, narrow=narrow)
        self._waiting: list[list[Conflict]] = []
        self._busy = False
        self.action_id = action_id
        self._make_parts()
        self.assemble(self._head(), self._body(), self._foot())
        self._connect()
        self._reload()

    def _make_parts(self) -> None:
        self.list = ConflictList()
        self.left = label("", size=10, ink="ink2")
        self._ref = label("", size=9.5, weight=600, ink="ink2")
        self._title = DataLabel("", size=13, weight=700, lines=3)
        self.history = button("History", kind="quiet", mark="history", small=True)
        self.previous = button("Previous", kind="quiet", mark="up", small=True, name="Previous action (Alt+Up)")
        self.following = button("Next", kind="quiet", mark="down", small=True, name="Next action (Alt+Down)")
        self.apply = button("Apply and go on", kind="primary")
        self.for_all = button("Use all")
        self.later = button("Later")
        self.shut = button("Close", kind="primary")
        self._told = label("", size=9.5, weight=600, ink="danger", wraps=True)

    def _head(self) -> QHBoxLayout:
        cross = button("", kind="quiet", mark="close", small=True, name="Close")
        cross.clicked.connect(self.reject)
        names = column(None, label("Decide conflicts", size=13, weight=700), self.left, None, gap=1)
        box = row(icon_label("exchange", "ink2", 22), names, cross, margins=(24, 0, 16, 0), gap=12)
        box.setStretch(1, 1)
        return box

    def _body(self) -> QVBoxLayout:
        steps = row(self._ref, None, self.history, self.previous, self.following, gap=4)
        page = frame(
            column(steps, self._title, self._told, 6, self.fields, None, margins=(24, 12, 24, 18), gap=4),
            ground="canvas",
        )
        self._told.hide()
        self._work = QWidget()
        self._work.setLayout(column(page, gap=0) if self._narrow else self._two_panes(page))
        if self._narrow:
            self.list.setParent(self)
            self.list.hide()
        self._end = QWidget()
        rest = label(
            "What your partners change apart from you is listed here once you receive their file.",
            ink="ink2",
            wraps=True,
        )
        self._end.setLayout(
            column(30, icon_label("check", "good", 34), 6, label(NOTHING, size=12, weight=700, wraps=True), rest, 30,
                   margins=(24, 0, 24, 0), gap=4)
        )  # fmt: skip
        self._end.hide()
        return column(self._work, self._end, gap=0)

    def _two_panes(self, page: QWidget) -> QHBoxLayout:
        scroller = _Pane()
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(page)
        words = column(*(label(line, size=9, ink="ink2") for line in _LEAVE), gap=1)
        hint = row(icon_label("info", "ink2", 16), words, None, margins=(16, 8, 12, 12))
        left = column(self.list, hint, gap=0)
        left.setStretch(0, 1)
        panes = row(frame(left, width=_LIST), rule(upright=True), scroller, gap=0)
        panes.setStretch(2, 1)
        return panes

    def _foot(self) -> QHBoxLayout:
        self._caps = [KeyCap("Ctrl+Enter"), KeyCap("L")] if look().scale < RAIL_FROM and not self._narrow else []
        parts: list[QWidget | None] = [
            self.apply,
            *self._caps[:1],
            self.for_all,
            None,
            self.later,
            *self._caps[1:],
            self.shut,
        ]
        return row(*parts, margins=(24, 0, 24, 0))

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.history.clicked.connect(lambda: self.history_wanted.emit(self.action_id))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.following.clicked.connect(lambda: self.step(1))
        self.apply.clicked.connect(self.try_apply)
        self.for_all.clicked.connect(self.take_all)
        self.later.clicked.connect(self.put_off)
        self.shut.clicked.connect(self.accept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.try_apply)
        self.on_key("Alt+Up", lambda: self.step(-1))
        self.on_key("Alt+Down", lambda: self.step(1))
        self.fields.picked.connect(self._say_counts)
        self.fields.resized.connect(self.resized)
        self.fields.drafts.failed.connect(self._say_told)
        self.finished.connect(self.fields.drafts.keep)
        self._session.changed.connect(self._reload)

    def _reload(self) -> None:
        """Read again what is to be decided; a field where something is typed stays, also when it was decided."""
        if self._busy:
            return
        at = self._place()
        found = self._session.conflicts()
        kept = self.fields.decided_elsewhere(found)
        every = sorted([*found, *kept], key=lambda one: (one.ref, one.action_id))
        self._waiting = [list(group) for _, group in groupby(every, key=lambda one: one.action_id)]
        ids = [group[0].action_id for group in self._waiting]
        if self.action_id not in ids:
            self.action_id = ids[min(at, len(ids) - 1)] if ids else ""
        self.list.show_actions(self._waiting, self.action_id)
        self._show(self.action_id, gone=kept)

    def _place(self) -> int:
        return next((at for at, group in enumerate(self._waiting) if group[0].action_id == self.action_id), 0)

    def _show(self, action_id: str, *, gone: Sequence[Conflict] = ()) -> None:
        """Show an action; the fields of it that are shown already and did not change stay as they are."""
        at_end = not self._waiting
        self.wanted_width = _WIDTH_ALONE if self._narrow or at_end else _WIDTH
        self._work.setVisible(not at_end)
        self._end.setVisible(at_end)
        for part in (self.apply, self.later, *self._caps):
            part.setVisible(not at_end)
        self.shut.setVisible(at_end)
        self.left.setVisible(not at_end)
        self.action_id = action_id
        self._say_told("")
        self.fields.show_fields([] if at_end else self._waiting[self._place()], gone)
        self._say_counts()
        if at_end:
            self.first = self.shut
            self.shut.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._order()
            self.first = self.first or (self.fields.first().choices[0] if self._narrow else self.list)
        self.resized.emit()

    def _say_counts(self) -> None:
        every = [conflict for group in self._waiting for conflict in group]
        self.left.setText(f"{plural(len(every), 'field')} to decide")
        if not self._waiting:
            self.for_all.hide()
            return
        first, place = self._waiting[self._place()][0], self._place()
        self._ref.setText(f"{first.ref} · {place + 1} of {len(self._waiting)}")
        self._title.setText(first.title)
        self.history.setAccessibleName(f"History of {first.ref}")
        self.previous.setEnabled(place > 0)
        self.following.setEnabled(place < len(self._waiting) - 1)
        partner, pairs = self._for_all()
        self.for_all.setVisible(len(pairs) > 1)
        self.for_all.setText(f"Use all {len(pairs)} from {partner}")
        self.for_all.setAccessibleName(f"Use theirs for all {plural(len(pairs), 'remaining field')} from {partner}")

    def _for_all(self) -> tuple[str, list[tuple[Conflict, ConflictValue]]]:
        """The partner of this action, and every field left with their value, but for those where one typed."""
        others = [value for value in self.fields.first().values if not self._people.is_own(value)]
        if not others:
            return "", []
        every = [
            conflict for group in self._waiting for conflict in group if cell_of(conflict) not in self.fields.typed
        ]
        theirs = [(conflict, theirs_of(conflict, others[0].member)) for conflict in every]
        return self._people.place(others[0]), [(conflict, value) for conflict, value in theirs if value is not None]

    def _order(self) -> None:
        """Let Tab go as one reads: cards were made after the foot."""
        before = [self.list, self.history, self.previous, self.following]
        for one, other in pairwise([*before, *self.fields.stops(), self.apply, self.for_all, self.later, self.shut]):
            QWidget.setTabOrder(one, other)

    def step(self, by: int) -> None:
        """Go to the action before or after; what was chosen here is not applied, what was typed is kept."""
        to = self._place() + by
        if 0 <= to < len(self._waiting):
            self._go(self._waiting[to][0].action_id)

    def _go(self, action_id: str) -> None:
        in_list = holds_focus(self.list)
        self.list.show_actions(self._waiting, action_id)
        self._show(action_id)
        if not in_list:
            self.fields.first().take_focus()
        group = self._waiting[self._place()]
        announce(self, f"{group[0].ref}, {group[0].title[:200]}: {plural(len(group), 'field')} to decide")

    def put_off(self) -> None:
        """Leave this action undecided and go to the next; after the last one the sheet closes."""
        if self._place() + 1 < len(self._waiting):
            self.step(1)
        else:
            self.reject()

    def try_apply(self) -> None:
        """Save what was chosen for the action shown as one step and go on, or say beside a field what is missing."""
        cards = list(self.fields.cards.values())
        if cards and self.fields.are_ready():
            words = in_words([card.conflict.label for card in cards])
            choices = [(card.conflict, made) for card in cards if (made := card.decision()) is not None]
            self._decide(choices, f"{cards[0].conflict.ref}: {words} decided.")

    def take_all(self) -> None:
        """Take the partner's value in every field that is left, as one step."""
        partner, pairs = self._for_all()
        if pairs:
            self._decide(pairs, f"{plural(len(pairs), 'field')} decided as {partner} has them.")

    def _decide(self, choices: Sequence[tuple[Conflict, ConflictValue | str]], words: str) -> None:
        in_cards = not holds_focus(self.list)
        self._busy = True
        try:
            self._session.decide(choices)
        except UserError as error:
            self._say_told(f"{error.message} {error.next_step}")
            announce(self, self._told.text())
            return
        finally:
            self._busy = False
        self.fields.forget([conflict for conflict, _ in choices])
        self._reload()
        left = sum(map(len, self._waiting))
        self.said.emit(f"{words} {plural(left, 'field') if left else 'Nothing'} left to decide.")
        if self._waiting and in_cards:
            self.fields.first().take_focus()

    def _say_told(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Outside a field M and T choose for every field of the action, B and E go to the first text; L leaves it."""
        letter = event.text().upper() if not event.modifiers() & Qt.KeyboardModifier.ControlModifier else ""
        if letter in ("M", "T"):
            self.fields.choose_everywhere(MINE if letter == "M" else THEIRS)
        elif letter in ("B", "E") and self._waiting:
            self.fields.first().keyPressEvent(event)
        elif letter == "L":
            self.put_off()
        else:
            super().keyPressEvent(event)

"""Updates as a timeline, newest first: date, rating, who, and what happened."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.values import Action, UpdateView
from ui.actions.detail.section import Section
from ui.kit.boxes import empty, row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, label
from ui.look.badge import paint_badge
from ui.look.worn import colour, px
from ui.session import Session
from ui.shown import brag_of, plural, rag_word, show_short

FIRST_SHOWN = 4
_MOST_LINES = 24


class UpdateItem(QWidget):
    """One update with its badge, joined by a line to the next."""

    def __init__(self, update: UpdateView, *, today: dt.date, last: bool) -> None:
        super().__init__()
        self._brag = brag_of(update.rag)
        self._last = last
        facts = [rag_word(update.rag)] if update.rag else []
        facts += [f"{update.percent} %"] if update.percent is not None else []
        facts += [update.author] if update.author else []
        head = row(
            label(show_short(update.made_on, today), size=9.5, weight=600),
            DataLabel(" · ".join(facts), size=9, ink="ink3"),
        )
        head.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(28), 0, 0, px(8))
        box.setSpacing(px(1))
        box.addLayout(head)
        box.addWidget(DataLabel(update.text, lines=_MOST_LINES))
        words = ", ".join([show_short(update.made_on, today), *facts])
        self.setAccessibleName(f"Update {words}: {update.text[:300]}")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw badge and line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(16)
        if not self._last:
            painter.setPen(colour("edge"))
            painter.drawLine(px(10), px(2) + side + px(4), px(10), self.height())
        paint_badge(painter, self._brag, QRectF(px(2), px(2), side, side))
        painter.end()


class Updates(Section):
    """The updates of one action."""

    def __init__(self, session: Session) -> None:
        super().__init__("Updates", step="Log update", mark="edit", name="Log update (Ctrl+U)")
        self._session = session
        self._action: Action | None = None
        self._all = False
        self._items = QVBoxLayout()
        self._items.setSpacing(px(2))
        self.box.addSpacing(px(2))
        self.box.addLayout(self._items)

    def show_action(self, action: Action) -> None:
        """Show the updates of an action, the newest few at first."""
        same = self._action is not None and self._action.id == action.id
        if same and self._action is not None and self._action.updates == action.updates:
            self._action = action
        else:
            self._all = self._all and same
            self._action = action
            self._fill()
        self.step.setVisible(not self._session.read_only and not action.deleted)

    def _fill(self) -> None:
        empty(self._items)
        updates = self._action.updates if self._action is not None else ()
        shown = updates if self._all else updates[:FIRST_SHOWN]
        for number, update in enumerate(shown, start=1):
            item = UpdateItem(update, today=self._session.today, last=number == len(shown))
            self._items.addWidget(item)
        more = len(updates) - len(shown)
        if more:
            show = button(f"Show {plural(more, 'earlier update')}", kind="link", small=True)
            show.clicked.connect(self._show_all)
            self._items.addLayout(row(show, None, margins=(28, 0, 0, 0)))
        count = f"newest {len(shown)} of {len(updates)}" if more else str(len(updates))
        self.fact.setText(count if updates else "none yet")

    def _show_all(self) -> None:
        self._all = True
        self._fill()

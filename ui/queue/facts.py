"""What the queue shows of an action before one writes: rating, facts, the last update, milestones to tick."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csa_tracker.plan.queue import Owing
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action, Brag, MilestoneView
from ui.kit.boxes import column, empty, row
from ui.kit.buttons import Tick
from ui.kit.text import DataLabel, icon_label, label
from ui.look.badge import paint_badge
from ui.look.worn import px
from ui.shown import days_late, lateness, show_short

_TITLE = 80


class RatingMark(QWidget):
    """The badge of the action now shown."""

    def __init__(self) -> None:
        super().__init__()
        self._brag: Brag | None = None
        self.setFixedSize(px(28), px(28))

    def show_rating(self, brag: Brag | None, words: str) -> None:
        """Show a rating; `words` are what a screen reader says."""
        self._brag = brag
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the badge."""
        painter = QPainter(self)
        if self._brag is not None:
            paint_badge(painter, self._brag, QRectF(px(2), px(2), px(24), px(24)))
        painter.end()


class Facts(QWidget):
    """Rating, title, facts and the last update of one action."""

    def __init__(self, step: QWidget) -> None:
        """Make the part; `step` is what one can do about it, at the end of the last line."""
        super().__init__()
        self.mark = RatingMark()
        self.title = DataLabel("", size=11, weight=700, lines=2)
        self.facts = DataLabel("", size=9.5, ink="ink2", lines=2)
        self.why = DataLabel("", size=9.5, ink="ink2", lines=2)
        self.last = DataLabel("", size=9.5, ink="ink", lines=4)
        names = column(self.title, self.facts, self.why, gap=1)
        top = row(self.mark, names, gap=10)
        top.setStretch(1, 1)
        clock = icon_label("clock", "ink2", 16)
        last = row(clock, self.last, step, gap=6)
        last.setStretch(1, 1)
        last.setAlignment(step, Qt.AlignmentFlag.AlignTop)
        top.setAlignment(self.mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(top, last, gap=8))

    def show_action(self, one: Owing, action: Action, today: dt.date) -> None:
        """Show an action as it is now."""
        self.mark.show_rating(action.brag, action.rating_word)
        self.title.setText(action.title)
        self.facts.setText(" · ".join(filter(None, (action.ref, _lead(action), _due(action, today)))))
        self.why.setText(action.why)
        if action.latest_update and action.latest_update_on is not None:
            self.last.setText(f"{show_short(action.latest_update_on, today)}: {action.latest_update}")
        else:
            self.last.setText("No update so far.")
        self.setAccessibleName(f"{action.ref}, {one.rating_word}: {action.title[:_TITLE]}")


def _lead(action: Action) -> str:
    return ", ".join(filter(None, (action.lead_role, action.lead))) or "No lead"


def _due(action: Action, today: dt.date) -> str:
    if action.due is None:
        return action.due_text or "No due date"
    late = lateness(days_late(action.due, action.status, today))
    return f"Due {show_date(action.due)}{f', {late}' if late else ''}"


class MilestoneTicks(QWidget):
    """The milestones due by the end of the quarter, each with a tick box."""

    def __init__(self) -> None:
        super().__init__()
        self._ticks: dict[str, Tick] = {}
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self.setLayout(column(label("Milestones done?", size=9.5, weight=600), self._box, gap=2))

    def show_milestones(self, milestones: tuple[MilestoneView, ...], today: dt.date) -> None:
        """Offer these milestones; with none the part goes away."""
        empty(self._box)
        self._ticks = {}
        for one in milestones:
            late = lateness((today - one.due).days) if one.due is not None else ""
            due = f"due {show_date(one.due)}{f', {late}' if late else ''}" if one.due is not None else ""
            title = " ".join(one.title.split())
            tick = Tick(title if len(title) <= _TITLE else title[: _TITLE - 1] + "…")
            tick.setAccessibleName(f"{title}, {due}")
            line = row(tick, DataLabel(due, size=9, ink="danger" if late else "ink2"), None)
            self._box.addLayout(line)
            self._ticks[one.id] = tick
        self.setVisible(bool(milestones))

    def ticks(self) -> list[Tick]:
        """Return the tick boxes, in order."""
        return list(self._ticks.values())

    def done(self) -> frozenset[str]:
        """Return the ids of the milestones ticked."""
        return frozenset(name for name, tick in self._ticks.items() if tick.isChecked())

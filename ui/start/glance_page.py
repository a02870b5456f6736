"""What is seen of a plan while it is being opened: its names, its first actions, everything in its place."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QFrame, QWidget

from csa_tracker.plan.glance import PlanGlance
from ui.actions.arrangement import Arrangement
from ui.kit.boxes import column, frame, row, rule
from ui.kit.text import label
from ui.look.worn import px
from ui.shell.sidebar import Sidebar
from ui.shell.strips import StatusStrip
from ui.start.glance_list import GlanceList

DETAIL_WIDTH = 404
_HEADER, _FILTERS = 56, 46


class GlancePage(QFrame):
    """The list's page before its services are there.

    `rows` has the keyboard and says which action is current; `page` is the one to land on, as asked for in the sidebar.
    """

    def __init__(self, glance: PlanGlance, today: dt.date, arrangement: Arrangement, *, narrow: bool) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.rows = GlanceList(glance, today, arrangement)
        self.page = "actions"
        self._sidebar = Sidebar(glance.name, glance.partnership_name, rail=narrow)
        self._sidebar.pages.places.set_count("actions", glance.actions)
        self._sidebar.mark("actions", "")
        self._sidebar.gone_to.connect(self._go)
        words = (label("Actions", size=15, weight=700), label(f"{glance.actions:,}", ink="ink3"))
        head = frame(row(*words, None, margins=(24, 0, 20, 0), gap=6), height=_HEADER)
        bar = QWidget()
        bar.setFixedHeight(px(_FILTERS))
        inside = row(column(bar, rule(), self.rows, gap=0), gap=0)
        inside.setStretch(0, 1)
        if not narrow:
            inside.addWidget(rule(upright=True))
            inside.addWidget(frame(column(None), ground="surface", width=DETAIL_WIDTH))
        status = StatusStrip(glance.marking)
        status.say_opening()
        right = column(head, rule(), inside, rule(), status, gap=0)
        right.setStretch(2, 1)
        layout = row(self._sidebar, rule(upright=True), right, gap=0)
        layout.setStretchFactor(right, 1)
        self.setLayout(layout)

    def _go(self, page: str) -> None:
        self.page = page
        self._sidebar.mark(page, "")

"""What the window shows of an open plan: sidebar, header, page and status strip, built in the look now worn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from csa_tracker.plan.lists import ListQuery
from ui.actions.page import ActionsPage
from ui.kit.boxes import column, frame, row, rule
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.session import Session
from ui.shell.notices import Notices
from ui.shell.sidebar import Place, Sidebar
from ui.shell.strips import PageHeader, StatusStrip


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rebuild of the page keeps: where one was, and how the list was filtered."""

    query: ListQuery = field(default_factory=ListQuery)
    action_id: str = ""
    detail: bool = True


class PlanView(QWidget):
    """One plan. `run` does a command by name; `notices` are the sentences over the page."""

    def __init__(
        self, session: Session, kept: Kept, run: Callable[[str], object], *, narrow: bool, notices: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._session = session
        info = session.info()
        self.page = ActionsPage(session, query=kept.query, action_id=kept.action_id, detail=kept.detail)
        self.sidebar = Sidebar(info, [Place("actions", "Actions", "actions", info.actions)], rail=narrow)
        self.log = button("Log update", mark="" if look().scale >= RAIL_FROM else "edit", name="Log update (Ctrl+U)")
        self.new = button("New action", kind="primary", mark="plus", name="New action (Ctrl+N)")
        self.undo = button("", kind="quiet", mark="undo", name="Undo")
        self.redo = button("", kind="quiet", mark="redo", name="Redo")
        for name, pressed in (("log", self.log), ("new", self.new), ("undo", self.undo), ("redo", self.redo)):
            pressed.clicked.connect(lambda _on=False, name=name: run(name))
        self.header = PageHeader("Actions", tools=(self.undo, self.redo), buttons=(self.log, self.new))
        self.notices = Notices(notices)
        self.status = StatusStrip(info.marking)
        self.status.zoom.clicked.connect(lambda: run("normal"))
        parts: list[QWidget] = [self.header, rule()]
        if session.read_only:
            parts.append(self._banner())
            self.status.say_read_only()
            for step in (self.log, self.new):
                step.setEnabled(False)
                step.setToolTip(session.read_only)
        parts += [self.notices, self.page, rule(), self.status]
        right = column(*parts, gap=0)
        right.setStretchFactor(self.page, 1)
        layout = row(self.sidebar, rule(upright=True), right, gap=0)
        layout.setStretchFactor(right, 1)
        self.setLayout(layout)
        self.page.counted.connect(self._counted)
        self.page.wanted.connect(lambda name: run(name))
        session.saved.connect(self.status.say_saved)
        session.changed.connect(self._count_all, Qt.ConnectionType.QueuedConnection)
        self.page.refresh()
        for one, other in self._tab_pairs():
            QWidget.setTabOrder(one, other)

    def _tab_pairs(self) -> list[tuple[QWidget, QWidget]]:
        order: list[QWidget] = [
            self.sidebar.list, self.undo, self.redo, self.log, self.new, self.page.filters.box,
        ]  # fmt: skip
        return list(pairwise(order))

    def _banner(self) -> QFrame:
        words = label(self._session.read_only, weight=500, wraps=True)
        inside = row(icon_label("info", "ink2", 18), column(None, words, None), margins=(24, 8, 16, 8))
        inside.setStretch(1, 1)
        return frame(inside, ground="strip")

    def _counted(self, title: str, count: int) -> None:
        self.header.title.setText(title)
        self.header.fact.setText(f"{count:,}")
        if not self._session.read_only:
            self.log.setEnabled(count > 0 and not self.page.query.deleted)
            self.log.setToolTip("" if count else "There is no action to log an update on.")

    def _count_all(self) -> None:
        self.sidebar.model.set_count("actions", self._session.info().actions)

    def kept(self) -> Kept:
        """Return what to keep over a rebuild."""
        return Kept(self.page.query, self.page.action_id, self.page.detail_wanted)

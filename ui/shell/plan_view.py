"""What the window shows of an open plan: sidebar, header, one page at a time, status strip, in the look now worn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from csa_tracker.plan.lists import ListQuery
from csa_tracker.plan.views import SavedView, all_views
from csa_tracker.rules.dates import show_date
from ui.actions.page import ActionsPage
from ui.kit.boxes import column, frame, row, rule
from ui.kit.text import icon_label, label
from ui.session import Session
from ui.shell.header import PageHeader
from ui.shell.notices import Notices
from ui.shell.pages import Page, make_page
from ui.shell.places import Place
from ui.shell.sidebar import Sidebar
from ui.shell.strips import StatusStrip
from ui.turns import Turns

if TYPE_CHECKING:
    from csa_tracker.reports.options import ReportOptions
    from ui.reports.page import ReportsPage
    from ui.shell.window import MainWindow


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rebuild keeps: the page one was on, how the list was filtered, which action was current."""

    query: ListQuery = field(default_factory=ListQuery)
    action_id: str = ""
    detail: bool = True
    page: str = "actions"
    view: str = ""
    report: ReportOptions | None = None


class PlanView(QWidget):
    """One plan in a window. `notices` are the sentences over the page; `moved` says that another page is shown."""

    moved = Signal()

    def __init__(
        self, session: Session, kept: Kept, window: MainWindow, *, narrow: bool, notices: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.session, self._window, self._run = session, window, window.run
        self._kept_report = kept.report
        info = session.info()
        self.page = ActionsPage(session, query=kept.query, action_id=kept.action_id, detail=kept.detail)
        self._pages: dict[str, QWidget] = {"actions": self.page}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self.current, self.view = "actions", kept.view
        self._views: list[SavedView] = []
        self._to_count: list[SavedView] = []
        self._counting = Turns(self)  # after all that follows a change: the page in front comes first
        self.sidebar = Sidebar(info.name, info.partnership_name, rail=narrow)
        self.header = PageHeader(window.run)
        self.undo, self.redo = self.header.undo, self.header.redo
        self.notices = Notices(notices, session, self.header.bell)
        self.status = StatusStrip(info.marking)
        self.status.zoom.clicked.connect(lambda: window.run("normal"))
        parts: list[QWidget] = [self.header, rule()]
        if session.read_only:
            parts.append(self._banner())
            self.status.say_read_only()
            self.header.say_read_only(session.read_only)
        parts += [self.notices, self._stack, rule(), self.status]
        right = column(*parts, gap=0)
        right.setStretchFactor(self._stack, 1)
        layout = row(self.sidebar, rule(upright=True), right, gap=0)
        layout.setStretchFactor(right, 1)
        self.setLayout(layout)
        self._connect()
        self.list_views()
        self.page.tell_count()
        self.go(kept.page, view=kept.view)
        for one, other in pairwise(self._tab_order()):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.page.counted.connect(self._counted)
        self.page.wanted.connect(lambda name: self._run(name))
        self.page.filters.changed.connect(self._filtered)
        self.header.bell.clicked.connect(lambda: self._run("notices"))
        self.sidebar.gone_to.connect(lambda key: self._run(f"page:{key}"))
        self.sidebar.viewed.connect(self.show_view)
        self.sidebar.wanted.connect(lambda name: self._run(name))
        self.session.saved.connect(self.status.say_saved)
        self.session.follow(self._count_all)
        QTimer.singleShot(0, self, self._tell_of_inbox)
        QTimer.singleShot(0, self, self._count_waiting)

    def _tell_of_inbox(self) -> None:
        from ui.exchange.inbox_telling import InboxTelling

        if not self.session.is_closed:
            InboxTelling(self, self._window)

    def _count_waiting(self) -> None:
        """Show how much waits on the Exchange page, once it is counted; a doubt about the clock is a notice."""
        from ui.exchange.waiting import waiting_of

        if not self.session.is_closed:
            waiting = waiting_of(self.session)
            waiting.counted.connect(partial(self.sidebar.pages.places.set_count, "exchange"))
            waiting.doubted.connect(lambda sentence: self._window.notice([sentence]))
            waiting.tell()

    def _tab_order(self) -> list[QWidget]:
        return [
            self.sidebar.pages, self.sidebar.views, *self.header.controls(), self.page.filters.box,
        ]  # fmt: skip

    def _banner(self) -> QFrame:
        words = label(self.session.read_only, weight=500, wraps=True)
        inside = row(icon_label("info", "ink2", 18), column(None, words, None), margins=(24, 8, 16, 8))
        inside.setStretch(1, 1)
        return frame(inside, ground="strip")

    def go(self, key: str, *, view: str = "") -> QWidget:
        """Show a page, made when it is first gone to, and return it."""
        if key not in self._pages:
            self._pages[key] = make_page(key, self._window, self)
            self._stack.addWidget(self._pages[key])
        self._stack.setCurrentWidget(self._pages[key])
        self.current, self.view = key, view
        self.header.show_page(key, fact=f"Position at {show_date(self.session.today)}" if key == "dashboard" else "")
        self.sidebar.mark(key, view)
        self.say_backup()
        self.moved.emit()
        return self._pages[key]

    def focus_page(self) -> None:
        """Give the keyboard to the page shown."""
        shown = self.other_page()
        if shown is None:
            self.page.focus_list()
        else:
            shown.focus_first()

    def reports(self) -> ReportsPage:
        """Go to the Reports page and return it."""
        return cast("ReportsPage", self.go("reports"))

    def other_page(self) -> Page | None:
        """Return the page shown when it is not the list of actions."""
        return None if self.current == "actions" else self._pages[self.current]  # type: ignore[return-value]

    def show_list(self, text: str) -> None:
        """Show the actions a figure counts."""
        self.go("actions")
        self.page.filters.ask(ListQuery(text=text))
        self.page.focus_list()

    def show_action(self, action_id: str) -> None:
        """Show one action in the list, with its detail."""
        self.go("actions")
        if self.page.query.deleted:
            self.page.show_bin(shown=False)
        self.page.go_to(action_id)
        self.page.focus_list()

    def show_view(self, name: str) -> None:
        """Show one of the views."""
        view = next((known for known in self._views if known.name == name), None)
        if view is not None:
            self.page.set_group(view.group)
            self.page.filters.ask(view.query)
            self.go("actions", view=name)
            self.page.focus_list()

    def list_views(self) -> None:
        """List the views in the sidebar, then count what each shows."""
        self._views = all_views(self.session.plan.profile)
        self.sidebar.show_views([Place(view.name, view.name, view.mark, own=view.own) for view in self._views])
        self.sidebar.mark(self.current, self.view)
        self._count_all()

    def _filtered(self, query: ListQuery) -> None:
        """A view stays marked as long as the list is what it shows."""
        if self.view and query != next((view.query for view in self._views if view.name == self.view), None):
            self.view = ""
            self.sidebar.mark(self.current, "")

    def _counted(self, title: str, count: int) -> None:
        self.header.say_list(title, count, deleted=self.page.query.deleted)

    def say_backup(self) -> None:
        """Show when the last backup was made; it is looked up when a page is gone to, not with every change."""
        self.status.say_backup(self.session.last_backup_words())

    def _count_all(self) -> None:
        self.sidebar.pages.places.set_count("actions", self.session.count(ListQuery()))
        self._to_count = list(self._views)
        self._counting.add(self._count_one)

    def _count_one(self) -> None:
        """Count one view at a time, so that keys and paints come between."""
        if self._to_count and not self.session.is_closed:
            view = self._to_count.pop(0)
            self.sidebar.views.places.set_count(view.name, self.session.count(view.query))
            self._counting.add(self._count_one)

    def commit(self) -> None:
        """Save what is being typed on any page."""
        self.page.commit()
        for key, other in self._pages.items():
            if key != "actions":
                other.commit()  # type: ignore[attr-defined]

    def kept(self) -> Kept:
        """Return what to keep over a rebuild."""
        page = self.page
        return Kept(page.query, page.action_id, page.detail_wanted, self.current, self.view, self.report_options)

    @property
    def report_options(self) -> ReportOptions | None:
        """What is chosen on the Reports page, None before it was gone to."""
        return getattr(self._pages.get("reports"), "options", self._kept_report)

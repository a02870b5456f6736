"""The pages beside the list of actions: made when they are first gone to, and wired to the commands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell.plan_view import PlanView
    from ui.shell.window import MainWindow


class Page(Protocol):
    """What every page can do."""

    def focus_first(self) -> None:
        """Take the keyboard."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def commit(self) -> None:
        """Save what is being typed."""


def make_page(key: str, window: MainWindow, view: PlanView) -> QWidget:
    """Make the page of this key."""
    return {"dashboard": _dashboard, "reports": _reports, "exchange": _exchange}[key](window, view)


def _dashboard(window: MainWindow, view: PlanView) -> QWidget:
    from ui.dashboard.page import DashboardPage

    page = DashboardPage(view.session, since=view.session.last_visit())
    page.opened.connect(view.show_list)
    page.action_opened.connect(view.show_action)
    page.wanted.connect(window.run)
    return page


def _reports(window: MainWindow, view: PlanView) -> QWidget:
    from ui.reports.page import ReportsPage
    from ui.shell.doors import documents

    page = ReportsPage(view.session, window.ask, folder=documents(), options=view.report_options)
    page.said.connect(window.say_step)
    page.problem.connect(window.refuse)
    page.publish_wanted.connect(partial(window.run, "publish"))
    page.published_wanted.connect(partial(window.run, "published"))
    page.saved_wanted.connect(partial(window.run, "saved-reports"))
    return page


def _exchange(window: MainWindow, view: PlanView) -> QWidget:
    from ui.exchange.attention_steps import take_step
    from ui.exchange.inbox_telling import open_waiting
    from ui.exchange.page import ExchangePage
    from ui.exchange.passing import open_passed, open_send
    from ui.exchange.waiting import PLAN, waiting_of

    page = ExchangePage(view.session)
    page.wanted.connect(window.run)
    page.send_to.connect(lambda member: open_send(window, [member]))
    page.opened.connect(partial(open_passed, window))
    page.inbox.opened.connect(partial(open_waiting, window))
    page.inbox.wanted.connect(window.run)
    page.attention.wanted.connect(partial(take_step, window))
    page.waiting.connect(partial(waiting_of(view.session).report, PLAN))
    page.problem.connect(window.refuse)
    return page

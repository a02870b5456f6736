"""Where one lands in a plan: the page one left, or the one asked for while the plan was being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csa_tracker.profile import Profile
from ui.shell.places import TITLES
from ui.start.opening_page import OpeningPage

if TYPE_CHECKING:
    from ui.shell.plan_view import Kept
    from ui.shell.window import MainWindow

_FIRST = "dashboard"


def landing_page(profile: Profile) -> str:
    """Return the page that was shown last; the dashboard on a first visit."""
    page = profile.read_settings().get("page", _FIRST)
    return page if isinstance(page, str) and page in TITLES else _FIRST


def landing(window: MainWindow) -> Kept:
    """Return how the plan just opened is to be shown."""
    from ui.shell.plan_view import Kept

    seen = window.centralWidget()
    if isinstance(seen, OpeningPage) and seen.glance is not None:
        return Kept(page=seen.glance.page, action_id=seen.glance.rows.action_id)
    return Kept(page=landing_page(window.profile))

"""What is due once a plan is shown: the daily backup and warnings about its folder, on a thread of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.kit.job import Job

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan
    from ui.session import Session
    from ui.shell.window import MainWindow


def look_after(window: MainWindow) -> None:
    """Do what is due for the plan now shown, and tell what the person should know."""
    session = window.session
    if session is not None:
        job = Job(partial(_due, session.plan), window)
        job.done.connect(partial(_tell, window, session))
        job.start()


def _due(plan: OpenPlan) -> list[str]:
    from csa_tracker.care.opening import after_opening

    return after_opening(plan)


def _tell(window: MainWindow, session: Session, sentences: list[str]) -> None:
    if window.session is session:  # another plan may be shown by now
        window.notice(sentences)

"""What is due once a plan is shown: notes that were not saved, the daily backup, warnings about its folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.kit.job import Job

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan
    from ui.session import Session
    from ui.shell.window import MainWindow


def look_after(window: MainWindow) -> None:
    """Do what is due for the plan now shown, and tell what the person should know."""
    session = window.session
    if session is not None:
        QTimer.singleShot(0, window, partial(_offer_notes, window))
        job = Job(partial(_due, session.plan), window)
        job.done.connect(partial(_tell, window, session))
        job.start()


def _offer_notes(window: MainWindow) -> None:
    from ui.history.recovered import offer_recovered

    offer_recovered(window)


def _due(plan: OpenPlan) -> list[str]:
    from csa_tracker.care.due import after_opening

    return after_opening(plan)


def _tell(window: MainWindow, session: Session, sentences: list[str]) -> None:
    if window.session is session:  # another plan may be shown by now
        if window.view is not None:
            window.view.say_backup()
        window.notice(sentences)

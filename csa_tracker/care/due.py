"""What is due once a plan is open: clearing away what was removed for good, and the daily backup."""

from __future__ import annotations

from csa_tracker.care.backups import automatic_backup, is_due
from csa_tracker.care.places import place_warnings
from csa_tracker.care.scouring import scour
from csa_tracker.workspace import OpenPlan, open_plan
from db.glance import peek_fact
from db.meta import REMOVAL_DUE


def after_opening(plan: OpenPlan) -> list[str]:
    """What is due once a plan is open and shown: sentences for the person, most often none.

    Clears away what a removal for good left lying, and makes the daily backup when the last one is over a day old. It
    may take a moment on a large plan, so the window calls it from a background thread and a command after its own work.
    """
    said = [*plan.notices, *place_warnings(plan.path)]
    if not plan.read_only and peek_fact(plan.path, REMOVAL_DUE) is not None:
        with open_plan(plan.path, profile=plan.profile, clock=plan.clock) as own:  # this may be another thread
            said.append(scour(own))
    if not plan.read_only and is_due(plan):
        said.append(automatic_backup(plan))
    return [sentence for sentence in said if sentence]

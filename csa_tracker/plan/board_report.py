"""Write the board's paper of a plan: read it here, because reports never query."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.reports.board_values import ReportOptions
from csa_tracker.workspace import OpenPlan

if TYPE_CHECKING:
    from csa_tracker.reports.write import WrittenReport


def write_board_report(plan: OpenPlan, target: Path, *, options: ReportOptions | None = None) -> WrittenReport:
    """Write the board progress report as it stands today; its author is whoever works here unless the options say.

    Raises UserError when the file cannot be written; then what was there before is untouched.
    """
    from csa_tracker.reports.board_content import board_content
    from csa_tracker.reports.write import write_board_pdf  # ReportLab takes a fifth of a second to import

    chosen = options or ReportOptions()
    if not chosen.author:
        identity = plan.profile.read_identity()
        chosen = replace(
            chosen, author=", ".join(filter(None, [identity.name or identity.role, identity.organisation]))
        )
    content = board_content(
        plan_info(plan),
        read_actions(plan),
        key_issues=read_vocabulary(plan).key_issues,
        today=plan.today,
        options=chosen,
    )
    return write_board_pdf(content, target)

"""Make a report by its name: the one table of builders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from csa_tracker.errors import UserError
from csa_tracker.reports.blocks import Paper
from csa_tracker.reports.kinds import (
    action,
    annual,
    board,
    changes,
    coverage,
    exceptions,
    form,
    issue,
    partnership,
    public,
)
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Source

BUILDERS: Mapping[str, Callable[[Source, ReportOptions], Paper]] = MappingProxyType(
    {
        "board": board.build,
        "partnership": partnership.build,
        "issue": issue.build,
        "exceptions": exceptions.build,
        "action": action.build,
        "changes": changes.build,
        "annual": annual.build,
        "public": public.build,
        "form": form.build,
        "coverage": coverage.build,
    }
)


def make_paper(name: str, source: Source, options: ReportOptions) -> Paper:
    """Return a report as values.

    Raises UserError for a report that needs an option which is missing, an action that is not in the plan then, or a
    marking that is too high.
    """
    report = REPORTS[name]
    for option in report.needs:
        if not getattr(options, option):
            raise UserError(
                "option-needed",
                f"The report “{report.title}” needs to know which {NAMES[option]} it is about.",
                f"Choose one, on the command line with --{option.removesuffix('s')}.",
            )
    return BUILDERS[name](source, options)


NAMES: Mapping[str, str] = MappingProxyType(
    {"action": "action", "issues": "key issue", "lead": "lead organisation", "partnership": "partnership"}
)
"""What an option that must be given is called in a sentence."""

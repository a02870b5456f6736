"""Make a report by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from csa_tracker.errors import UserError
from csa_tracker.reports.blocks import Paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Source


def builder_of(name: str) -> Callable[[Source, ReportOptions], Paper]:
    """Return the function that makes a report: `build` of the module in `kinds` that has its name.

    Only that module is loaded: a board report from the shell does not wait for the nine others.
    """
    build: Callable[[Source, ReportOptions], Paper] = import_module(f"csa_tracker.reports.kinds.{name}").build
    return build


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
    return builder_of(report.name)(source, options)


NAMES: Mapping[str, str] = MappingProxyType(
    {"action": "action", "issues": "key issue", "lead": "lead organisation", "partnership": "partnership"}
)
"""What an option that must be given is called in a sentence."""

"""What somebody typed for a report becomes its options: names and codes are looked up in the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from csa_tracker.errors import UserError
from csa_tracker.plan.entry import read_entry
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.plan.vocabulary import find_choice, match_choice, read_vocabulary
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.period import read_period
from csa_tracker.reports.registry import REPORTS, Report
from csa_tracker.rules.dates import read_date
from csa_tracker.values import Choice
from csa_tracker.workspace import OpenPlan, known_partnership

Typed = Mapping[str, str | Sequence[str]]
"""Option (a name of ReportOptions) -> what was typed; `areas` and `issues` are sequences. Empty ones are left out."""


def find_report(name: str) -> Report:
    """The report with this name. Raises UserError("unknown-report")."""
    report = REPORTS.get(name.strip().casefold())
    if report is None:
        raise UserError(
            "unknown-report", f"There is no report named “{name[:40]}”.", f"Use one of: {', '.join(REPORTS)}."
        )
    return report


def read_options(plan: OpenPlan, report: Report, typed: Typed) -> ReportOptions:
    """Read what was typed for a report.

    Raises UserError for an option the report does not take, and for a date, period, area, key issue, partnership,
    lead, reference or marking that is not known.
    """
    given = {name: value for name, value in typed.items() if value}
    for name in given:
        if name not in report.takes:
            raise UserError(
                "option-not-taken",
                f"The report “{report.title}” does not take --{spoken(name)}.",
                f"It takes: {', '.join(f'--{spoken(taken)}' for taken in report.takes)}.",
            )
    words = read_vocabulary(plan)
    readers: Mapping[str, Callable[[str], object]] = {
        "as_at": lambda text: read_date(text, today=plan.today, field="The day"),
        "meeting_date": lambda text: read_date(text, today=plan.today, field="The meeting date"),
        "period": read_period,
        "marking": lambda text: str(read_entry(plan, "marking", text)["marking"]),
        "areas": lambda text: find_choice(words.areas, text, kind="area").label,
        "issues": lambda text: find_choice((*words.key_issues, *words.owned_elsewhere), text, kind="key issue").code,
        "partnership": known_partnership,
        "lead": lambda text: _lead(text, words.organisations),
        "action": lambda text: read_action(plan, find_action(plan, text)).ref,
    }
    options: dict[str, object] = {}
    for name, value in given.items():
        read = readers.get(name, str)
        options[name] = read(value) if isinstance(value, str) else tuple(read(one) for one in value)
    return ReportOptions(**options)  # type: ignore[arg-type]  # each name was read as its kind above


def spoken(name: str) -> str:
    """An option as the command line spells it."""
    return {"areas": "area", "issues": "issue", "meeting_date": "meeting", "meeting": "meeting-name"}.get(
        name, name.replace("_", "-")
    )


def _lead(text: str, organisations: Sequence[Choice]) -> str:
    found = match_choice(organisations, text)
    if found is None:
        raise UserError(
            "unknown-lead",
            f"No action of this plan is led by “{text[:60]}”.",
            "Use the name as the actions have it; `csa-tracker action list` shows it.",
        )
    return found.label

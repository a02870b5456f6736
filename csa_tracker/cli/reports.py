"""Verbs about reports: make one as a PDF, a web page or a workbook, and list those there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.report_options import Typed, takes_report_options
from csa_tracker.cli.session import session, verb
from csa_tracker.reports.registry import REPORTS
from csa_tracker.rules.wording import many

if TYPE_CHECKING:
    from csa_tracker.reports.write import WrittenReport

Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write: .pdf, .html or .xlsx.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    for report in REPORTS.values():
        app.command(report.name, help=f"{report.title}. {report.about}")(verb(_command(report.name)))
    app.command("list")(verb(list_))


def _command(name: str) -> Callable[..., Any]:
    def make(output: Output, typed: Typed) -> None:
        make_report(name, typed, output)

    return takes_report_options(make)


def make_report(name: str, typed: Typed, output: Path) -> None:
    """Make a report of what was typed, and say where it is."""
    from csa_tracker.plan.report_choices import find_report, read_options
    from csa_tracker.plan.reporting import write_report

    here = session()
    with here.open() as plan:
        report = find_report(name)
        written = write_report(plan, report.name, output, options=read_options(plan, report, typed))
    tell_written(written)


def tell_written(written: WrittenReport) -> None:
    """Say where a report is, how long it is and what could not be printed as it was typed."""
    for replaced in written.replacements:
        how = f"printed as {replaced.shown}" if replaced.shown else "left out"
        note(f"{replaced.code} is not in the report's fonts: {how}, {many(replaced.count, 'time')}.")
    if session().as_json:
        emit({"report": str(written.path), "pages": written.pages})
    else:
        say(f"Saved {written.path}" + (f" ({many(written.pages, 'page')})." if written.pages else "."))


def list_() -> None:
    """List the reports there are."""
    if session().as_json:
        emit(
            {
                "reports": [
                    {
                        "name": report.name,
                        "title": report.title,
                        "about": report.about,
                        "options": list(report.takes),
                        "needs": list(report.needs),
                    }
                    for report in REPORTS.values()
                ]
            }
        )
    else:
        table(("Name", "Title", "About"), [(report.name, report.title, report.about) for report in REPORTS.values()])

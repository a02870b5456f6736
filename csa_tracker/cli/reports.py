"""Verbs about reports: make one as a PDF, a web page or a workbook, and list those there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.reports.registry import REPORTS
from csa_tracker.rules.wording import many

if TYPE_CHECKING:
    from csa_tracker.reports.write import WrittenReport

Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write: .pdf, .html or .xlsx.")]
Period = Annotated[str, typer.Option(help="The period to print, such as 2026-Q2 (July to September 2026).")]
AsAt = Annotated[str, typer.Option(help="The day the data stands for (default: today).")]
Meeting = Annotated[str, typer.Option(help="The day the board meets.")]
MeetingName = Annotated[str, typer.Option(help="The name of the meeting.")]
Author = Annotated[str, typer.Option(help="Who wrote the report (default: you).")]
Marking = Annotated[str, typer.Option(help="A higher protective marking than the plan's own.")]
Areas = Annotated[list[str] | None, typer.Option("--area", help="Only actions for this area; may be given again.")]
Issues = Annotated[list[str] | None, typer.Option("--issue", help="Only this key issue; may be given again.")]
Partnership = Annotated[str, typer.Option(metavar="CODE", help="Only the actions of this partnership.")]
Lead = Annotated[str, typer.Option(metavar="ORG", help="Only the actions this organisation leads.")]
ActionRef = Annotated[str, typer.Option("--action", metavar="REF", help="The action (report action).")]
Since = Annotated[
    str,
    typer.Option(
        metavar="SNAPSHOT", help="Compare with this snapshot or “report 3” (default: the last published board report)."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    for report in REPORTS.values():
        app.command(report.name, help=f"{report.title}. {report.about}")(verb(_command(report.name)))
    app.command("list")(verb(list_))


def typed_options(
    *,
    period: str,
    as_at: str,
    meeting: str,
    meeting_name: str,
    author: str,
    marking: str,
    area: Sequence[str] | None,
    issue: Sequence[str] | None,
    partnership: str,
    lead: str,
    action: str,
    since: str,
) -> dict[str, str | Sequence[str]]:
    """What was typed, by the names of ReportOptions."""
    return {
        "period": period,
        "as_at": as_at,
        "meeting_date": meeting,
        "meeting": meeting_name,
        "author": author,
        "marking": marking,
        "areas": tuple(area or ()),
        "issues": tuple(issue or ()),
        "partnership": partnership,
        "lead": lead,
        "action": action,
        "since": since,
    }


def _command(name: str) -> Callable[..., Any]:
    def make(
        output: Output,
        period: Period = "",
        as_at: AsAt = "",
        meeting: Meeting = "",
        meeting_name: MeetingName = "",
        author: Author = "",
        marking: Marking = "",
        area: Areas = None,
        issue: Issues = None,
        partnership: Partnership = "",
        lead: Lead = "",
        action: ActionRef = "",
        since: Since = "",
    ) -> None:
        typed = typed_options(
            period=period, as_at=as_at, meeting=meeting, meeting_name=meeting_name, author=author, marking=marking,
            area=area, issue=issue, partnership=partnership, lead=lead, action=action, since=since,
        )  # fmt: skip
        make_report(name, typed, output)

    return make


def make_report(name: str, typed: Mapping[str, str | Sequence[str]], output: Path) -> None:
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

"""Verbs about reports: the board's paper as an accessible PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, note, say
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.entry import read_entry
from csa_tracker.rules.dates import read_date
from csa_tracker.rules.wording import many


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("board")(verb(board))
    app.command("list")(verb(list_))


def board(
    output: Annotated[Path, typer.Option("--output", "-o", help="The PDF to write.")],
    meeting: Annotated[str, typer.Option(help="The day the board meets.")] = "",
    period: Annotated[str, typer.Option(help="The period to print, such as 2026-Q2 (July to September 2026).")] = "",
    author: Annotated[str, typer.Option(help="Who wrote the report (default: you).")] = "",
    marking: Annotated[str, typer.Option(help="A higher protective marking than the plan's own.")] = "",
) -> None:
    """Write the board progress report."""
    from csa_tracker.plan.board_report import write_board_report
    from csa_tracker.reports.board_values import ReportOptions
    from csa_tracker.reports.period import read_period

    here = session()
    with here.open() as plan:
        options = ReportOptions(
            meeting_date=read_date(meeting, today=plan.today, field="The meeting date") if meeting else None,
            period=read_period(period) if period else "",
            author=author,
            marking=str(read_entry(plan, "marking", marking)["marking"]) if marking else "",
        )
        written = write_board_report(plan, output, options=options)
    for replaced in written.replacements:
        how = f"printed as {replaced.shown}" if replaced.shown else "left out"
        note(f"{replaced.code} is not in the report's fonts: {how}, {many(replaced.count, 'time')}.")
    if here.as_json:
        emit({"report": str(written.path), "pages": written.pages})
    else:
        say(f"Saved {written.path} ({written.pages} pages).")


def list_() -> None:
    """List the reports there are."""
    from csa_tracker.reports.registry import REPORTS

    here = session()
    if here.as_json:
        emit({"reports": [{"name": name, "title": title} for name, title in REPORTS.items()]})
    else:
        say(*(f"{name}  {title}" for name, title in REPORTS.items()))

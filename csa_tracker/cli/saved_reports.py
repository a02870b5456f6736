"""Verbs about saved reports: keep a report with its options under a name, make it, list and forget them."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.report_options import Typed, takes_report_options
from csa_tracker.cli.reports import Output, make_report
from csa_tracker.cli.session import session, verb

SavedName = Annotated[str, typer.Argument(help="The name it is kept under, such as “Pennine board”.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("save")(verb(takes_report_options(save)))
    app.command("saved")(verb(saved))
    app.command("make")(verb(make))
    app.command("forget")(verb(forget))


def save(
    title: SavedName,
    name: Annotated[str, typer.Argument(help="The report, such as board.")],
    typed: Typed,
) -> None:
    """Keep a report with its options under a name; nothing is written yet."""
    from csa_tracker.plan.report_choices import find_report, read_options
    from csa_tracker.plan.saved_reports import save_report

    here = session()
    with here.open() as plan:
        report = find_report(name)
        read_options(plan, report, typed)  # what cannot be read is refused now rather than next quarter
        made = save_report(plan.profile, title, report.name, typed)
    if here.as_json:
        emit({"saved": made.name, "report": made.report})
    else:
        say(f'Saved report “{made.name}”. Make it with `csa-tracker report make "{made.name}" -o FILE`.')


def saved() -> None:
    """List the saved reports."""
    from csa_tracker.plan.saved_reports import list_saved

    here = session()
    known = list_saved(here.profile)
    if here.as_json:
        emit({"saved": [{"name": one.name, "report": one.report, "options": dict(one.typed)} for one in known]})
    elif known:
        table(("Name", "Report"), [(one.name, one.report) for one in known])
    else:
        say("No report has been saved yet. Save one with `csa-tracker report save NAME board …`.")


def make(title: SavedName, output: Output) -> None:
    """Make a saved report."""
    from csa_tracker.plan.saved_reports import find_saved

    kept = find_saved(session().profile, title)
    make_report(kept.report, dict(kept.typed), output)


def forget(title: SavedName) -> None:
    """Forget a saved report; papers made with it stay."""
    from csa_tracker.plan.saved_reports import forget_saved

    here = session()
    gone = forget_saved(here.profile, title)
    if here.as_json:
        emit({"forgotten": gone.name})
    else:
        say(f"Forgot saved report “{gone.name}”.")

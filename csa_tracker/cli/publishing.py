"""Verbs about published reports: publish one, list them, print one again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.report_options import Typed, takes_report_options
from csa_tracker.cli.reports import Output, tell_written
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many

if TYPE_CHECKING:
    from csa_tracker.plan.published import Published

Copy = Annotated[Path | None, typer.Option("--output", "-o", help="Also write the PDF to this file.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("publish")(verb(takes_report_options(publish)))
    app.command("published")(verb(published))
    app.command("reprint")(verb(reprint))


def publish(
    name: Annotated[str, typer.Argument(help="The report, such as board.")],
    typed: Typed,
    output: Copy = None,
) -> None:
    """Publish a report: number it, freeze it on a snapshot and keep its bytes."""
    from csa_tracker.plan.publishing import publish_report
    from csa_tracker.plan.report_choices import find_report, read_options
    from csa_tracker.reports.write import write_bytes

    if output is not None and output.suffix.lower() != ".pdf":
        raise UserError("unknown-format", "A published report is a PDF.", "End the name of the file in .pdf.")
    here = session()
    with here.open() as plan:
        report = find_report(name)
        made, built = publish_report(plan, report.name, read_options(plan, report, typed))
        if output is not None:
            write_bytes(built.data, output)
    if here.as_json:
        emit({**_as_json(made), "file": str(output) if output else None})
    else:
        say(f"Published report {made.number}: {made.title} ({many(made.pages, 'page')}, {made.fingerprint}).")
        say(*([f"Saved {output}."] if output else []))


def published() -> None:
    """List the reports that have been published."""
    from csa_tracker.plan.published import list_published

    here = session()
    with here.open() as plan:
        known = list_published(plan)
    if here.as_json:
        emit({"published": [_as_json(one) for one in known]})
    elif known:
        rows = [(str(one.number), show_date(one.published_on), one.title, one.fingerprint) for one in known]
        table(("Number", "Published", "Report", "Fingerprint"), rows)
    else:
        say("No report has been published yet. Publish one with `csa-tracker report publish board`.")


def reprint(
    number: Annotated[str, typer.Argument(help="The number of the published report.")],
    output: Output,
) -> None:
    """Write a published report again, as it was."""
    from csa_tracker.plan.publishing import reprint_report

    here = session()
    with here.open() as plan:
        _, written = reprint_report(plan, number, output)
    tell_written(written)


def _as_json(one: Published) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": one.id,
        "name": one.report,
        "title": one.title,
        "published_on": one.published_on.isoformat(),
        "snapshot": one.snapshot_name,
        "fingerprint": one.fingerprint,
        "pages": one.pages,
        "sha256": one.pdf_digest,
        "content_sha256": one.content_digest,
    }

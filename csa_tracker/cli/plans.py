"""Verbs about the plan as a whole: new, info, import, export."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.output import contents_of, emit, say
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.info import plan_info
from csa_tracker.rules.wording import many
from csa_tracker.values import PlanInfo
from csa_tracker.workspace import create_plan


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("new")(verb(new))
    app.command("info")(verb(info))
    app.command("export")(verb(export))


def new(
    file: Annotated[Path, typer.Argument(help="The plan file to make, NAME.csplan.")],
    partnership: Annotated[str, typer.Option(help="Code of the partnership, such as BUR.")],
    name: Annotated[str, typer.Option(help="What the plan is called.")],
) -> None:
    """Start a new plan with the agreement's issues, themes and areas."""
    here = session()
    with create_plan(file, partnership=partnership, name=name, profile=here.profile, clock=here.clock) as plan:
        facts = plan_info(plan)
    if here.as_json:
        emit(_info_json(facts))
    else:
        say(f"Started {facts.name} for {facts.partnership_name} in {file}.")


def info() -> None:
    """Say what is in the plan."""
    here = session()
    with here.open() as plan:
        facts = plan_info(plan)
    if here.as_json:
        emit(_info_json(facts))
        return
    entries = many(facts.transactions, "entry", plural="entries")
    say(
        facts.name,
        f"{facts.partnership_name} · {facts.agreement_title}",
        contents_of(facts.actions, facts.milestones, facts.updates),
        f"{facts.path} · {entries} in the change log · plan {facts.plan_id}",
    )
    if facts.read_only:
        say(f"You can read this plan but not change it, because {facts.read_only}.")


def export(
    file: Annotated[Path, typer.Argument(help="FILE.xlsx, FILE.csv, FILE.json, or FILE.ics for a calendar.")],
    lead: Annotated[str, typer.Option(metavar="ORG", help="Only the actions this organisation leads.")] = "",
    include_sensitive: Annotated[
        bool, typer.Option("--include-sensitive", help="In a calendar, also what is marked OFFICIAL-SENSITIVE.")
    ] = False,
) -> None:
    """Write the plan's actions, milestones and updates to a spreadsheet or a JSON file, or its dates to a calendar."""
    from csa_tracker.exporting.calendar_file import CALENDAR_SUFFIX
    from csa_tracker.exporting.export import export_plan

    if file.suffix.lower() == CALENDAR_SUFFIX:
        _export_calendar(file, lead, include_sensitive=include_sensitive)
        return
    here = session()
    with here.open() as plan:
        export_plan(plan, file, lead=lead)
    if here.as_json:
        emit({"exported": str(file)})
    else:
        say(f"Exported to {file}.")


def _export_calendar(file: Path, lead: str, *, include_sensitive: bool) -> None:
    from csa_tracker.exporting.calendar_file import export_calendar

    here = session()
    with here.open() as plan:
        made = export_calendar(plan, file, lead=lead, include_sensitive=include_sensitive)
    if here.as_json:
        emit(
            {
                "exported": str(file), "due_dates": made.due_dates, "milestones": made.milestones,
                "withheld": made.withheld,
            }
        )  # fmt: skip
        return
    say(f"Exported to {file}: {many(made.due_dates, 'due date')}, {many(made.milestones, 'milestone')}.")
    if made.withheld:
        say(f"{many(made.withheld, 'action')} marked OFFICIAL-SENSITIVE left out; --include-sensitive takes them in.")


def _info_json(facts: PlanInfo) -> dict[str, object]:
    return {key: (value.isoformat() if key.startswith("period") else value) for key, value in asdict(facts).items()}

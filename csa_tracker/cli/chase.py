"""The verb that writes what to ask each lead for."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.chase import answer_by, chase_leads, chase_text, find_lead
from csa_tracker.plan.queue import this_quarter


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("chase")(verb(chase))


def chase(
    lead: Annotated[str | None, typer.Option("--lead", metavar="ORG", help="One lead organisation only.")] = None,
) -> None:
    """Write a text to each lead whose actions owe an update this quarter or are overdue; nothing is sent."""
    here = session()
    with here.open() as plan:
        groups = chase_leads(plan) if lead is None else dict([find_lead(plan, lead)])
        texts = {name: chase_text(plan, name) for name in groups}
        span = this_quarter(plan)
        by = answer_by(plan.today, span)
    if here.as_json:
        leads = [
            {
                "lead": name,
                "owing": [one.ref for one in found if one.owes],
                "overdue": [one.ref for one in found if one.overdue],
                "text": texts[name],
            }
            for name, found in groups.items()
        ]
        emit({"quarter": span.label, "answer_by": by.isoformat(), "leads": leads})
    elif texts:
        say(*_between(list(texts.values())))
    else:
        say(f"Every action has its update for {span.label}, and none is overdue.")


def _between(texts: list[str]) -> list[str]:
    """The texts with a line between them."""
    lines: list[str] = []
    for number, text in enumerate(texts):
        lines += ["", "-" * 72, ""] if number else []
        lines += text.split("\n")
    return lines

"""The options of every report on the command line, in the words of people and under the names of ReportOptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from csa_tracker.cli.signatures import Command, adding, option

Typed = Mapping[str, str | Sequence[str]]
"""What was typed, by the names of ReportOptions."""

_TEXTS: Mapping[str, tuple[str, Any]] = {
    "period": ("period", typer.Option(help="The period to print, such as 2026-Q2 (July to September 2026).")),
    "as_at": ("as_at", typer.Option(help="The day the data stands for (default: today).")),
    "meeting_date": ("meeting", typer.Option(help="The day the board meets.")),
    "meeting": ("meeting_name", typer.Option(help="The name of the meeting.")),
    "author": ("author", typer.Option(help="Who wrote the report (default: you).")),
    "marking": ("marking", typer.Option(help="A higher protective marking than the plan's own.")),
    "partnership": ("partnership", typer.Option(metavar="CODE", help="Only the actions of this partnership.")),
    "lead": ("lead", typer.Option(metavar="ORG", help="Only the actions this organisation leads.")),
    "action": ("action", typer.Option(metavar="REF", help="The action (report action).")),
    "since": (
        "since",
        typer.Option(
            metavar="SNAPSHOT",
            help="Compare with this snapshot or “report 3” (default: the last published board report).",
        ),
    ),
}
_LISTS: Mapping[str, tuple[str, Any]] = {
    "areas": ("area", typer.Option("--area", help="Only actions for this area; may be given again.")),
    "issues": ("issue", typer.Option("--issue", help="Only this key issue; may be given again.")),
}
_OPTIONS = [
    *(option(spelled, Annotated[str, shown], "") for spelled, shown in _TEXTS.values()),
    *(option(spelled, Annotated[list[str] | None, shown], None) for spelled, shown in _LISTS.values()),
]


def takes_report_options(command: Callable[..., None]) -> Command:
    """A command that takes the options of reports; they reach it as `typed`."""

    def call(**given: Any) -> None:  # noqa: ANN401 (whatever the command takes)
        texts = {name: given.pop(spelled) for name, (spelled, _) in _TEXTS.items()}
        lists = {name: tuple(given.pop(spelled) or ()) for name, (spelled, _) in _LISTS.items()}
        command(**given, typed=texts | lists)

    return adding(command, _OPTIONS, call, hidden="typed")

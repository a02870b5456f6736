"""The command line put together, and its edge: refusals become sentences and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Annotated

import typer

from csa_tracker import __version__
from csa_tracker.care.journal import note_fault, unexpected
from csa_tracker.cli import (
    actions,
    attention,
    bundles,
    care,
    chase,
    conflicts,
    dashboard,
    exchange,
    history,
    importing,
    keeping,
    links,
    milestones,
    moments,
    packs,
    plans,
    publishing,
    reports,
    saved_reports,
    searching,
    showing,
    undoing,
    updates,
)
from csa_tracker.cli.output import refuse, say
from csa_tracker.cli.session import CURRENT, AsJson, PlanFile, ProfileFolder, Session, take_globals
from csa_tracker.errors import Exit, UserError

app = typer.Typer(
    name="csa-tracker",
    help="Keep a community safety partnership's plan. Without a verb the window opens.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_ROOMS = (
    plans, importing, updates, searching, dashboard, chase, undoing, moments, history, care, keeping, exchange, bundles,
    conflicts, attention, showing,
)  # fmt: skip
for room in _ROOMS:
    room.register(app)
action_app = typer.Typer(help="Add, list, show and change actions.", no_args_is_help=True)
actions.register(action_app)
links.register(action_app)
app.add_typer(action_app, name="action")
milestone_app = typer.Typer(help="Milestones of an action.", no_args_is_help=True)
milestones.register(milestone_app)
app.add_typer(milestone_app, name="milestone")
pack_app = typer.Typer(help="Update packs: a workbook for a lead, and what comes back in it.", no_args_is_help=True)
packs.register(pack_app)
app.add_typer(pack_app, name="pack")
report_app = typer.Typer(help="Reports for the board.", no_args_is_help=True)
reports.register(report_app)
publishing.register(report_app)
saved_reports.register(report_app)
app.add_typer(report_app, name="report")


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    as_json: AsJson = False,
    plan_file: PlanFile = None,
    profile_folder: ProfileFolder = None,
) -> None:
    take_globals(as_json, plan_file, profile_folder)
    if version:
        say(f"CSA Tracker {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str], *, window: Callable[[], ModuleType]) -> int:
    """Run one command and return its exit code; `window` gives the module that can open windows."""
    as_json = "--json" in arguments
    try:
        CURRENT.set(Session(window=window))
        result = typer.main.get_command(app).main(list(arguments), prog_name="csa-tracker", standalone_mode=False)
    except UserError as error:
        refuse(error, as_json=as_json)
        return int(error.exit_code)
    except typer.Abort:
        return int(Exit.REFUSED)
    except typer.TyperException as error:
        wrong = UserError("wrong-use", error.format_message(), "Add --help to see how it is used.")
        refuse(wrong, as_json=as_json)
        return int(Exit.WRONG_USE)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nothing more can be said
        return int(Exit.DONE)
    except Exception as error:  # noqa: BLE001 (the edge: people get a sentence, the log gets the place)
        note_fault(CURRENT.get().profile, error)
        refuse(unexpected(), as_json=as_json)
        return int(Exit.FAULT)
    return result if isinstance(result, int) else int(Exit.DONE)

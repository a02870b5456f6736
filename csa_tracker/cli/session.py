"""Global options of every verb, and the plan, clock and profile they choose."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from csa_tracker.care.due import after_opening
from csa_tracker.cli.output import note
from csa_tracker.cli.signatures import Command, adding, option
from csa_tracker.clock import Clock, clock_from
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile, default_profile
from csa_tracker.workspace import OpenPlan, open_plan


@dataclass
class Session:
    """What the global options say; `window` gives the module that can open windows."""

    window: Callable[[], ModuleType]
    as_json: bool = False
    plan_file: Path | None = None
    profile_folder: Path | None = None
    clock: Clock = field(default_factory=lambda: clock_from(os.environ))

    @property
    def profile(self) -> Profile:
        """The profile in use."""
        return Profile(self.profile_folder) if self.profile_folder is not None else default_profile()

    def open(self) -> OpenPlan:
        """Open the plan in use, and say what opening should tell. Raises UserError when there is none."""
        plan = open_plan(self.plan_path(), profile=self.profile, clock=self.clock)
        for sentence in after_opening(plan):
            note(sentence)
        return plan

    def plan_path(self) -> Path:
        """The plan in use: --plan, CSA_PLAN, or the one opened last. Raises UserError when there is none."""
        named = self.plan_file or (Path(os.environ["CSA_PLAN"]) if os.environ.get("CSA_PLAN") else None)
        if named is None:
            recent = self.profile.recent_plans()
            if not recent:
                raise UserError(
                    "no-plan",
                    "No plan has been opened yet.",
                    "Name one with --plan FILE, or start one with `csa-tracker new`.",
                )
            named = recent[0]
        return named


CURRENT: ContextVar[Session] = ContextVar("session")


def session() -> Session:
    """The session of the command being run."""
    return CURRENT.get()


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
PlanFile = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE", help="The plan to use (default: CSA_PLAN, or the one opened last)."),
]
ProfileFolder = Annotated[
    Path | None,
    typer.Option("--profile", metavar="DIR", help="Where keys and settings live (default: CSA_PROFILE, or your own)."),
]


def take_globals(as_json: bool, plan_file: Path | None, profile_folder: Path | None) -> None:
    """Note the global options that were given; they may stand before the verb, after it, or both."""
    here = session()
    here.as_json = here.as_json or as_json
    here.plan_file = plan_file or here.plan_file
    here.profile_folder = profile_folder or here.profile_folder


def verb(command: Command) -> Command:
    """A command that also takes the global options."""

    def call(**given: Any) -> Any:  # noqa: ANN401 (any command's arguments and result)
        take_globals(*(given.pop(name) for name in ("as_json", "plan_file", "profile_folder")))
        return command(**given)

    extra = [
        option("as_json", AsJson, False),
        option("plan_file", PlanFile, None),
        option("profile_folder", ProfileFolder, None),
    ]
    return adding(command, extra, call)

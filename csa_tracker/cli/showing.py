"""Verbs that show the product at work: demo and self-test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say
from csa_tracker.cli.session import Session, session, verb
from csa_tracker.demo import SAMPLE_NAME, make_demo, sample_plan
from csa_tracker.errors import Exit
from csa_tracker.plan.info import plan_info
from csa_tracker.profile import Profile


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("demo")(verb(demo))
    app.command("self-test")(verb(self_test))


def demo(folder: Annotated[Path, typer.Argument(help="Where to put it; made when missing.")]) -> None:
    """Make the sample plan, its board report and a picture of the window."""
    here = session()
    made = make_demo(folder, clock=here.clock)
    picture = folder / "window.png"
    here.window().run_demo_window(made.plan, picture)
    files = [made.plan, made.report, picture]
    if here.as_json:
        emit({"files": [str(file) for file in files], "actions": made.actions})
    else:
        say(f"{made.actions} actions of the sample plan:", *(f"  {file}" for file in files))


def self_test() -> int:
    """Check that this installation works: data, plan, import, report and window."""
    here = session()
    problems: list[str] = []
    with tempfile.TemporaryDirectory(prefix="csa-self-test-") as name:
        for step, problem in _steps(Path(name), here):
            if problem:
                problems.append(f"{step}: {problem}")
            if not here.as_json:
                say(f"{'FAILED' if problem else 'ok':7}{step}" + (f": {problem}" if problem else ""))
    if here.as_json:
        emit({"ok": not problems, "problems": problems})
    return int(Exit.REFUSED if problems else Exit.DONE)


def _steps(folder: Path, here: Session) -> Iterator[tuple[str, str]]:
    from csa_tracker.care.check import check_plan
    from csa_tracker.plan.reporting import write_report

    with sample_plan(folder / SAMPLE_NAME, profile=Profile(folder / "profile"), clock=here.clock) as plan:
        facts = plan_info(plan)
        counted = f"{facts.actions} actions, {facts.milestones} milestones, {facts.updates} updates"
        yield "sample plan", "" if facts.actions == 60 else counted
        yield "change log", "; ".join(check_plan(plan).problems)
        report = write_report(plan, "board", folder / "board.pdf")
        yield "board report", "" if report.pages > 0 and report.path.stat().st_size > 0 else "empty"
    try:
        found = here.window().self_test()
    except RuntimeError as error:
        yield "window", str(error)
    else:
        yield f"window ({'; '.join(found)})", ""

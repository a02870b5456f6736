"""The verb that brings a spreadsheet in: preview, questions, then all of it or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session, verb

if TYPE_CHECKING:
    from csa_tracker.importing.asks import Ask
    from csa_tracker.importing.preview import ImportPreview, ImportRow

_SHOWN_REASONS = 20


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("import")(verb(import_))


def import_(
    files: Annotated[list[Path], typer.Argument(help="A spreadsheet (.xlsx, .csv); several .csv files of one plan.")],
    sheet: Annotated[str | None, typer.Option(help="The sheet that holds the actions.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take every suggested answer; leave out what cannot be read.")
    ] = False,
) -> None:
    """Import actions, milestones and updates from a spreadsheet."""
    from csa_tracker.importing.apply import apply_import
    from csa_tracker.importing.preview import preview_import

    here = session()
    with here.open() as plan:
        preview = preview_import(plan, files, sheet=sheet, today=plan.today)
        if dry_run:
            emit(preview.as_json()) if here.as_json else _show(preview)
            return
        answers = _ask(preview.asks) if preview.asks and not yes and not here.as_json and _on_terminal() else {}
        result = apply_import(plan, preview, answers=answers, take_suggested=yes)
    if here.as_json:
        emit(preview.as_json())
        return
    for reason in result.notes[:_SHOWN_REASONS]:
        note(reason)
    if yes:
        for ask in preview.asks:
            note(f"{ask.question} Taken: {ask.options[0]}.")
    say(
        f"{result.added:,} new, {result.changed:,} changed, {result.unchanged:,} unchanged, "
        f"{result.left_out:,} left out; {result.milestones:,} milestones and {result.updates:,} updates added."
    )


def _show(preview: ImportPreview) -> None:
    counts = preview.counts
    table(("Row", "Outcome", "Ref", "Action"), [_line(row) for row in preview.rows])
    for row in preview.rows:
        for reason in row.reasons:
            note(reason)
    for ask in preview.asks:
        note(f"{ask.question} ({' / '.join(ask.options)})")
    say(
        f"{counts['new']:,} new, {counts['update']:,} to change, {counts['duplicate']:,} unchanged, "
        f"{counts['cannot']:,} that cannot be imported, {counts['ask']:,} with a question; "
        f"{counts['milestones']:,} milestones and {counts['updates']:,} updates. Nothing was changed."
    )


def _line(row: ImportRow) -> tuple[str, str, str, str]:
    return str(row.row), row.outcome, row.ref, str(row.values.get("title", ""))


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(asks: tuple[Ask, ...]) -> dict[str, str]:
    answers = {}
    for ask in asks:
        say(ask.question, *(f"  {number}. {option}" for number, option in enumerate(ask.options, start=1)))
        chosen: int = typer.prompt("Number", default=1, type=int)
        answers[ask.id] = ask.options[min(max(chosen, 1), len(ask.options)) - 1]
    return answers

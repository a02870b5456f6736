"""The verbs that bring a spreadsheet in (preview, questions, then all or nothing) and tell what was answered before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import Exit, UserError
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many

if TYPE_CHECKING:
    from csa_tracker.importing.apply import ImportResult
    from csa_tracker.importing.asks import Ask
    from csa_tracker.importing.preview import ImportPreview, Source
    from csa_tracker.importing.rows import ImportRow

_SHOWN_REASONS = 20


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("import")(verb(import_))
    app.command("layouts")(verb(layouts))


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="A spreadsheet; several files of one plan.", show_default=False),
    ] = None,
    paste: Annotated[
        bool, typer.Option("--paste", help="Read cells copied from a spreadsheet from standard input.")
    ] = False,
    sheet: Annotated[str | None, typer.Option(help="The sheet that holds the actions.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take every suggested answer; leave out what cannot be read.")
    ] = False,
    answer: Annotated[
        list[str] | None, typer.Option(metavar="ID=ANSWER", help="Answer one question by its id; may be repeated.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="Answers from a file that --save-mapping wrote.")] = None,
    save_mapping: Annotated[Path | None, typer.Option(help="Write the answers of this import to a file.")] = None,
    with_people: Annotated[
        bool, typer.Option("--with-people", help="Answers about names of people go into that file as well.")
    ] = False,
    rejected: Annotated[
        Path | None, typer.Option(help="Write the rows that do not come in to a workbook (.xlsx), with the reasons.")
    ] = None,
) -> None:
    """Import actions, milestones and updates from a spreadsheet."""
    from csa_tracker.importing.apply import apply_import
    from csa_tracker.importing.layouts import preview_remembered, remember, remembered_words
    from csa_tracker.importing.mappings import read_mapping, unused_answers
    from csa_tracker.importing.preview import preview_source

    here = session()
    kept = read_mapping(mapping) if mapping is not None else {}
    with here.open() as plan:
        preview = preview_remembered(
            plan,
            _source(files or [], sheet, paste=paste),
            answers=_answers(answer),
            kept=kept,
            today=plan.today,
        )
        for told in (remembered_words(plan.profile, preview), *map(_unused, unused_answers(preview, kept))):
            if told:
                note(told)
        if dry_run:
            emit(preview.as_json()) if here.as_json else _show(preview)
            _write_files(preview, save_mapping, rejected, people=with_people)
            return
        while preview.asks and not yes and not here.as_json and _on_terminal():
            answers = {**preview.answers, **_ask(preview.asks)}  # an answer may bring up a further question
            preview = preview_source(plan, preview.source, answers=answers, today=plan.today)
        open_before = preview.asks
        result = apply_import(plan, preview, take_suggested=yes)
        remember(plan.profile, preview)  # what --yes takes is said, and asked again the next time
    _write_files(result.preview, save_mapping, rejected, people=with_people)
    if here.as_json:
        emit(result.preview.as_json())
        return
    _tell(result, open_before if yes else ())


def _tell(result: ImportResult, suggested: tuple[Ask, ...]) -> None:
    """Say what an import did, with the questions whose suggested answers were taken."""
    for reason in result.notes[:_SHOWN_REASONS]:
        note(reason)
    if suggested:
        _say_taken(suggested, result.preview)
    _say_missing(result.preview)
    say(
        f"{result.added:,} new, {result.changed:,} changed, {result.unchanged:,} unchanged, "
        f"{result.left_out:,} left out; {result.milestones:,} milestones and {result.updates:,} updates added."
    )


def _source(files: list[Path], sheet: str | None, *, paste: bool) -> Source:
    """The sheets to import: of the files, or what was copied. Raises UserError unless it is one of the two."""
    from csa_tracker.importing.files import read_files
    from csa_tracker.importing.pasted import read_pasted
    from csa_tracker.importing.preview import Source

    if bool(files) == paste:
        raise UserError(
            "wrong-use",
            "An import is made from files or, with --paste, from what was copied.",
            "Name the file to import, or give --paste and no file.",
            exit_code=Exit.WRONG_USE,
        )
    if paste:
        return Source((read_pasted(sys.stdin.read()),), sheet)
    return Source(tuple(read_files(files)), sheet)


def layouts(
    forget: Annotated[str | None, typer.Option(metavar="ID", help="Forget the answers of this layout.")] = None,
    forget_all: Annotated[bool, typer.Option("--forget-all", help="Forget the answers of every layout.")] = False,
) -> None:
    """List what was answered for spreadsheets imported before, or forget it."""
    from csa_tracker.importing.layouts import forget as forget_layout
    from csa_tracker.importing.layouts import known_layouts

    here = session()
    if forget is not None or forget_all:
        count = forget_layout(here.profile, None if forget_all else forget)
        emit({"forgotten": count}) if here.as_json else say(f"{many(count, 'layout')} forgotten.")
        return
    known = known_layouts(here.profile)
    if here.as_json:
        emit(
            {
                "layouts": [
                    {"id": one.id, "on": one.on.isoformat(), "file": one.file, "answers": dict(one.answers)}
                    for one in known
                ]
            }
        )
        return
    rows = [(one.id, show_date(one.on), one.file, ask, answer) for one in known for ask, answer in one.answers.items()]
    table(("Layout", "Imported", "File", "Question", "Answer"), rows)


def _answers(given: list[str] | None) -> dict[str, str]:
    """The answers of --answer by question id. Raises UserError for one without a sign of equality."""
    answers = {}
    for text in given or ():
        ask, separator, answer = text.partition("=")
        if not separator:
            raise UserError(
                "bad-answer", f"'{text[:60]}' is not an answer.", "Write the question's id, = and the answer."
            )
        answers[ask.strip()] = answer.strip()
    return answers


def _unused(ask: str) -> str:
    return f"The mapping file has an answer to {ask[:60]}, which this file does not ask."


def _write_files(preview: ImportPreview, mapping: Path | None, rejected: Path | None, *, people: bool) -> None:
    if mapping is not None:
        from csa_tracker.importing.mappings import save_mapping

        note(f"{many(save_mapping(preview, mapping, people=people), 'answer')} written to {mapping.name}.")
    if rejected is not None:
        from csa_tracker.importing.rejects import save_rejected

        count = save_rejected(preview, rejected)
        note(f"{many(count, 'row')} written to {rejected.name}." if count else "No row was left out.")


def _say_taken(asked: tuple[Ask, ...], applied: ImportPreview) -> None:
    """Each suggested answer that was taken, also to questions that came up on the way."""
    known = {ask.id: ask for ask in asked}
    for ask in applied.settled:
        if ask.id in known or (ask.id in applied.answers and ask.options and ask.chosen == ask.options[0]):
            note(f"{known.get(ask.id, ask).question} Taken: {ask.chosen}.")


def _say_missing(preview: ImportPreview) -> None:
    """Which actions came with an earlier version and are not in this one."""
    if not preview.missing:
        return
    listed = ", ".join(one.ref for one in preview.missing[:_SHOWN_REASONS])
    more = len(preview.missing) - _SHOWN_REASONS
    stays = "is not in this file and stays" if len(preview.missing) == 1 else "are not in this file and stay"
    rest = f" and {more:,} more" if more > 0 else ""
    note(f"{many(len(preview.missing), 'action')} of an earlier version {stays} in the plan: {listed}{rest}.")


def _show(preview: ImportPreview) -> None:
    counts = preview.counts
    table(("Row", "Outcome", "Ref", "Action"), [_line(row) for row in preview.rows])
    for row in preview.rows:
        for reason in row.reasons:
            note(reason)
        if row.outcome == "update":
            for change in row.changes:
                note(f"{row.ref}, {change.name}: {change.before or '–'} → {change.after or '–'}")
    for ask in preview.asks:
        note(f"{ask.id}: {ask.question} ({' / '.join(ask.options)})")
    for ask in preview.settled:
        note(f"{ask.id}: {ask.question} {ask.chosen}. {ask.why}".rstrip())
    _say_missing(preview)
    say(
        f"{counts['new']:,} new, {counts['update']:,} to change, {counts['duplicate']:,} unchanged, "
        f"{counts['possible duplicate']:,} possible duplicates, {counts['cannot']:,} that cannot be imported, "
        f"{counts['ask']:,} with a question; "
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

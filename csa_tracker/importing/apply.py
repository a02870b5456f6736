"""Writes a previewed import into the plan: one gesture, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csa_tracker.care.backups import automatic_backup
from csa_tracker.errors import UserError
from csa_tracker.importing.preview import ImportPreview, ImportRow, preview_source
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.save import save_actions
from csa_tracker.watch import Watch, unwatched
from csa_tracker.workspace import OpenPlan
from db.collector import collector_paused

_TOLD = 10


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: rows by what became of them, milestones and updates added, remarks about rows, and
    the preview as it was applied.
    """

    added: int
    changed: int
    unchanged: int
    left_out: int
    milestones: int
    updates: int
    notes: tuple[str, ...]
    preview: ImportPreview = field(repr=False)


def apply_import(
    plan: OpenPlan,
    preview: ImportPreview,
    *,
    answers: Mapping[str, str] | None = None,
    take_suggested: bool = False,
    watch: Watch = unwatched,
) -> ImportResult:
    """Apply a preview with answers by question id, beside those it was made with. `take_suggested` takes the first
    option of every open question and leaves out the rows that cannot be imported.

    `watch` is told of actions written and actions in all; whatever it raises leaves the plan as it was.

    Raises UserError, changing nothing, while a question is open or a row cannot be imported.
    """
    given = dict(preview.answers) | dict(answers or {})
    if take_suggested:
        given = _suggested(preview) | given
    if given != preview.answers or plan_info(plan).transactions != preview.transactions:
        with collector_paused():
            preview = preview_source(plan, preview.source, answers=given, today=preview.today)
    while take_suggested and preview.asks and not _suggested(preview).keys() <= given.keys():
        given |= _suggested(preview)  # an answer can raise a further question: it is answered as well
        with collector_paused():
            preview = preview_source(plan, preview.source, answers=given, today=preview.today)
    _refuse_open(preview)
    blocked = [row for row in preview.rows if row.outcome == "cannot" and not row.left_out]
    if blocked and not take_suggested:
        raise _cannot(blocked)
    drafts = [row.draft for row in preview.rows if row.draft is not None]
    unsafe = automatic_backup(plan) if drafts else ""
    if drafts:
        with collector_paused():
            save_actions(plan, drafts, label="import", about=_about(preview), watch=watch)
    return ImportResult(
        added=preview.counts["new"],
        changed=preview.counts["update"],
        unchanged=preview.counts["duplicate"],
        left_out=preview.counts["cannot"],
        milestones=preview.counts["milestones"],
        updates=preview.counts["updates"],
        preview=preview,
        notes=(*filter(None, [unsafe]), *(reason for row in preview.rows for reason in row.reasons)),
    )


def _suggested(preview: ImportPreview) -> dict[str, str]:
    return {ask.id: ask.options[0] for ask in preview.asks}


def _about(preview: ImportPreview) -> str:
    """What the step is called by: the file's name, or the first of several."""
    files = list(dict.fromkeys(sheet.file for sheet in preview.source.sheets))
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"


def _refuse_open(preview: ImportPreview) -> None:
    if not preview.asks:
        return
    count = len(preview.asks)
    questions = "1 question" if count == 1 else f"{count:,} questions"
    raise UserError(
        "import-asks",
        f"The import has {questions} to answer first. {_listed([ask.question for ask in preview.asks])}",
        "Answer them, or take the suggested answers with --yes. Nothing was changed.",
    )


def _cannot(blocked: Sequence[ImportRow]) -> UserError:
    rows = "1 row" if len(blocked) == 1 else f"{len(blocked):,} rows"
    return UserError(
        "import-cannot",
        f"{rows} cannot be imported. {_listed([reason for row in blocked for reason in row.reasons])}",
        "Correct the file and import it again, or leave these rows out with --yes. Nothing was changed.",
    )


def _listed(sentences: Sequence[str]) -> str:
    more = len(sentences) - _TOLD
    return " ".join(sentences[:_TOLD]) + (f" And {more:,} more." if more > 0 else "")

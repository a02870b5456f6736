"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from csa_tracker.importing.actions import read_actions_table
from csa_tracker.importing.asks import Ask, Questions
from csa_tracker.importing.children import read_milestones, read_updates, ref_key
from csa_tracker.importing.differences import changed_draft, new_draft
from csa_tracker.importing.files import read_files
from csa_tracker.importing.labels import Labels, labels_of
from csa_tracker.importing.matching import KnownActions
from csa_tracker.importing.reading import BadRow, ReadAction
from csa_tracker.importing.sheets import Sheet
from csa_tracker.importing.shown import Json, shown_values
from csa_tracker.importing.tables import gather_tables
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan
from db.collector import collector_paused

OUTCOMES = ("new", "update", "duplicate", "cannot", "ask")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row: what will become of it, its reference, what it would set (JSON names), and why.

    `left_out` marks a row an answer leaves out; its outcome is "cannot", but it stops nothing.
    """

    row: int
    outcome: str
    ref: str
    values: Mapping[str, Json]
    reasons: tuple[str, ...]
    draft: ActionDraft | None = field(default=None, repr=False)
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What an import is made from: the sheets as read, and the sheet of actions that was named, if any."""

    sheets: tuple[Sheet, ...]
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A whole import as it would happen now. `source` and `transactions` are what it was made from.

    `asks` must be answered; `settled` are the decisions taken already, by an answer or by what the file says.
    """

    sheets: tuple[str, ...]
    columns: Mapping[str, str | None]
    rows: tuple[ImportRow, ...]
    asks: tuple[Ask, ...]
    settled: tuple[Ask, ...]
    counts: Mapping[str, int]
    source: Source = field(repr=False, compare=False)
    today: dt.date
    transactions: int

    def as_json(self) -> dict[str, object]:
        """The import document of the command line (docs/cli.md)."""
        return {
            "sheets": list(self.sheets),
            "columns": dict(self.columns),
            "rows": [
                {
                    "row": row.row,
                    "outcome": row.outcome,
                    "ref": row.ref,
                    "values": dict(row.values),
                    "reasons": list(row.reasons),
                }
                for row in self.rows
            ],
            "asks": [_ask_json(ask) for ask in self.asks],
            "settled": [_ask_json(ask) | {"chosen": ask.chosen, "why": ask.why} for ask in self.settled],
            "counts": dict(self.counts),
        }


def _ask_json(ask: Ask) -> dict[str, object]:
    return {"id": ask.id, "step": ask.step.value, "question": ask.question, "options": list(ask.options)}


def preview_import(plan: OpenPlan, files: Sequence[Path], *, sheet: str | None = None, today: dt.date) -> ImportPreview:
    """Read the files and show what importing them would do; writes nothing. `sheet` names the sheet of actions.

    Raises UserError for a file that cannot be read or holds no actions.
    """
    with collector_paused():
        return preview_source(plan, Source(tuple(read_files(files)), sheet), answers={}, today=today)


def preview_source(plan: OpenPlan, source: Source, *, answers: Mapping[str, str], today: dt.date) -> ImportPreview:
    """Show what importing these sheets would do with these answers. Raises UserError for a strange answer."""
    tables = gather_tables(source.sheets, answers=answers, chosen=source.chosen)
    transactions = plan_info(plan).transactions
    labels = labels_of(read_vocabulary(plan))
    known = KnownActions(read_actions(plan), read_actions(plan, deleted=True))
    about_tables = {ask.id for ask in tables.asks}
    questions = Questions(labels, {ask: answer for ask, answer in answers.items() if ask not in about_tables})
    actions = [
        read
        for table in tables.actions
        for read in read_actions_table(table, labels=labels, questions=questions, today=today)
    ]
    actions, bad_rows = _without_repeats(actions)
    by_ref = {ref_key(read.ref): read for read in actions if read.ref}
    bad_rows += read_milestones(tables.milestones, by_ref, questions)
    bad_rows += read_updates(tables.updates, by_ref, questions)
    questions.check_answers()
    rows = [_propose(read, known, labels) for read in actions]
    rows += [ImportRow(bad.row, "cannot", bad.ref, {}, bad.reasons) for bad in bad_rows]
    asks = (*tables.asks, *questions.asks())
    return ImportPreview(
        sheets=tables.sheets,
        columns={heading: field for table in tables.actions for heading, field in table.heading.columns().items()},
        rows=tuple(rows),
        asks=tuple(ask for ask in asks if ask.is_open),
        settled=tuple(ask for ask in asks if not ask.is_open),
        counts=_counts(rows),
        source=source,
        today=today,
        transactions=transactions,
    )


def _without_repeats(actions: Sequence[ReadAction]) -> tuple[list[ReadAction], list[BadRow]]:
    """The rows, and apart from them those whose reference an earlier row has: nobody could tell which one counts."""
    first: dict[str, ReadAction] = {}
    kept, repeats = [], []
    for read in actions:
        key = ref_key(read.ref)
        earlier = first.setdefault(key, read) if key else read
        if earlier is read:
            kept.append(read)
        else:
            reason = f"Row {read.row}: the reference '{read.ref[:40]}' is already in row {earlier.row}."
            repeats.append(BadRow(read.row, read.ref, (reason,)))
    return kept, repeats


def _propose(read: ReadAction, known: KnownActions, labels: Labels) -> ImportRow:
    if read.problems or read.left_out:
        reasons = read.problems or [f"Row {read.row} is left out, as answered."]
        return ImportRow(read.row, "cannot", read.ref, {}, tuple(reasons), left_out=not read.problems)
    action, earlier = known.claim(read)
    if action is None:
        return _row(read, None, new_draft(read), labels)
    if earlier is not None:
        reason = f"Row {read.row}: this is the action of row {earlier} ({action.ref}) again."
        return ImportRow(read.row, "cannot", read.ref, {}, (reason,))
    if action.deleted:
        note = f"Row {read.row}: {action.ref} is in the Bin and stays there. Restore it first to change it."
        return ImportRow(read.row, "duplicate", action.ref, {}, (note,))
    late = _late(read, action)
    if late:
        return ImportRow(read.row, "cannot", read.ref, {}, (late,))
    return _row(read, action, changed_draft(read, action, labels), labels)


def _row(read: ReadAction, action: Action | None, draft: ActionDraft | None, labels: Labels) -> ImportRow:
    ref = action.ref if action is not None else read.ref
    outcome = "new" if action is None else "duplicate" if draft is None else "update"
    values = shown_values(draft, labels) if draft is not None else {}
    return ImportRow(read.row, "ask" if read.waiting else outcome, ref, values, tuple(read.notes), draft)


def _late(read: ReadAction, action: Action) -> str:
    """The reason against a row whose new date does not fit the other date that the plan holds."""
    start = read.fields.get("start_on") or action.start
    due = read.fields.get("due_on", action.due)
    if not isinstance(start, dt.date) or not isinstance(due, dt.date) or due >= start:
        return ""
    return f"Row {read.row}: the due date {show_date(due)} is before the start date {show_date(start)} of {action.ref}."


def _counts(rows: Sequence[ImportRow]) -> dict[str, int]:
    """Rows by outcome, and how many milestones and updates would be added."""
    outcomes = Counter(row.outcome for row in rows)
    drafts = [row.draft for row in rows if row.draft is not None]
    return {outcome: outcomes[outcome] for outcome in OUTCOMES} | {
        "milestones": sum(milestone.id is None for draft in drafts for milestone in draft.milestones),
        "updates": sum(len(draft.updates) for draft in drafts),
    }

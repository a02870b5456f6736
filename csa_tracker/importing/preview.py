"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from csa_tracker.importing.actions import read_actions_table
from csa_tracker.importing.asks import Ask, Questions
from csa_tracker.importing.children import read_milestones, read_updates, ref_key
from csa_tracker.importing.columns import Column
from csa_tracker.importing.files import read_files
from csa_tracker.importing.labels import labels_of
from csa_tracker.importing.likeness import REWORDED, rewording
from csa_tracker.importing.matching import Match, match_rows
from csa_tracker.importing.missing import Missing, missing_actions
from csa_tracker.importing.reading import BadRow, ReadAction
from csa_tracker.importing.rowasks import ROW, Placed, row_key
from csa_tracker.importing.rows import OUTCOMES, RowMaker, Spot
from csa_tracker.importing.rows import ImportRow as ImportRow
from csa_tracker.importing.sheets import Sheet
from csa_tracker.importing.tables import Row, Table, Tables, gather_tables
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.watch import Watch, unwatched
from csa_tracker.workspace import OpenPlan
from db.collector import collector_paused

_TOLD_EACH = 500


@dataclass(frozen=True, slots=True)
class Source:
    """What an import is made from: the sheets as read, and the sheet of actions that was named, if any."""

    sheets: tuple[Sheet, ...]
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A whole import as it would happen now. `source` and `transactions` are what it was made from.

    `columns` say what each column was taken for, `left` what was passed over, in sentences. `asks` must be answered;
    `settled` are the decisions taken already, by an answer or by what the file says. `answers` are those it was made
    with. `missing` are actions that came in together with some of these before, and that the file no longer has.
    """

    sheets: tuple[str, ...]
    columns: tuple[Column, ...]
    left: tuple[str, ...]
    rows: tuple[ImportRow, ...]
    asks: tuple[Ask, ...]
    settled: tuple[Ask, ...]
    counts: Mapping[str, int]
    source: Source = field(repr=False, compare=False)
    today: dt.date
    transactions: int
    missing: tuple[Missing, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def as_json(self) -> dict[str, object]:
        """The import document of the command line (docs/cli.md)."""
        return {
            "sheets": list(self.sheets),
            "columns": [_column_json(column) for column in self.columns],
            "left": list(self.left),
            "rows": [row.as_json() for row in self.rows],
            "asks": [_ask_json(ask) for ask in self.asks],
            "settled": [_ask_json(ask) | {"chosen": ask.chosen, "why": ask.why} for ask in self.settled],
            "missing": [{"ref": one.ref, "title": one.title} for one in self.missing],
            "counts": dict(self.counts),
        }


def _column_json(column: Column) -> dict[str, object]:
    return {
        "ask": column.ask,
        "sheet": column.sheet,
        "heading": column.heading,
        "field": column.field,
        "why": column.why,
        "sample": list(column.sample),
    }


def _ask_json(ask: Ask) -> dict[str, object]:
    return {"id": ask.id, "step": ask.step.value, "question": ask.question, "options": list(ask.options)}


def preview_import(
    plan: OpenPlan,
    files: Sequence[Path],
    *,
    sheet: str | None = None,
    answers: Mapping[str, str] | None = None,
    today: dt.date,
    watch: Watch = unwatched,
) -> ImportPreview:
    """Read the files and show what importing them would do; writes nothing. `sheet` names the sheet of actions.

    Raises UserError for a file that cannot be read or holds no actions, and for a strange answer.
    """
    with collector_paused():
        source = Source(tuple(read_files(files, watch=watch)), sheet)
        return preview_source(plan, source, answers=answers or {}, today=today, watch=watch)


def preview_source(
    plan: OpenPlan,
    source: Source,
    *,
    answers: Mapping[str, str],
    remembered: Container[str] = (),
    today: dt.date,
    watch: Watch = unwatched,
) -> ImportPreview:
    """Show what importing these sheets would do with these answers. Raises UserError for a strange answer.

    `remembered` are the ids of answers that were given for another file: one that nothing here asks for is no fault.

    `watch` is told of rows understood and rows in all.
    """
    tables = gather_tables(source.sheets, answers=answers, chosen=source.chosen)
    transactions = plan_info(plan).transactions
    labels = labels_of(read_vocabulary(plan))
    elsewhere = {ask.id for ask in tables.asks} | {ask for ask in answers if ask.startswith(ROW)}
    questions = Questions(labels, {ask: answer for ask, answer in answers.items() if ask not in elsewhere})
    total = sum(len(table.rows) for table in tables.actions)
    placed: list[Placed] = []
    seen: dict[str, int] = {}
    for number, table in enumerate(tables.actions):
        watch(len(placed), total)
        for read in read_actions_table(table, labels=labels, questions=questions, today=today):
            where = table.label(Row(read.row, {}))
            placed.append(Placed(read, where, number, row_key(read, seen)))
    placed, repeats = _without_repeats(placed, tables)
    by_ref = {ref_key(row.read.ref): row.read for row in reversed(placed) if row.read.ref}
    bad = [(table, read_milestones(table, by_ref, questions)) for table in tables.milestones]
    bad += [(table, read_updates(table, by_ref, questions)) for table in tables.updates]
    questions.check_answers(remembered)
    live, binned = read_actions(plan), read_actions(plan, deleted=True)
    watch(total, 2 * total)
    matches = match_rows(placed, live, binned, labels=labels, answers=answers)
    make = RowMaker(labels)
    rows = []
    for place, (row, match) in enumerate(zip(placed, matches, strict=True)):
        if not place % _TOLD_EACH:
            watch(total + place, 2 * total)
        rows.append(make.row(row, match, _spot(tables.actions[row.table], row.read.row)))
    rows += [*repeats, *_bad_rows(bad)]
    asks = (*tables.asks, *questions.asks(), *(match.ask for match in matches if match.ask is not None))
    return ImportPreview(
        sheets=tables.sheets,
        columns=tables.columns,
        left=tables.left,
        rows=tuple(rows),
        asks=tuple(ask for ask in asks if ask.is_open),
        settled=tuple(ask for ask in asks if not ask.is_open),
        counts=_counts(rows),
        source=source,
        today=today,
        transactions=transactions,
        answers=dict(answers),
        missing=missing_actions(plan, live, _claimed(matches)),
    )


def _bad_rows(bad: Sequence[tuple[Table, Sequence[BadRow]]]) -> list[ImportRow]:
    """The rows of milestones and updates that cannot come in."""
    return [
        ImportRow(one.row, "cannot", one.ref, {}, one.reasons, spot=_spot(table, one.row))
        for table, listed in bad
        for one in listed
    ]


def _claimed(matches: Sequence[Match]) -> set[str]:
    return {match.action.id for match in matches if match.action is not None}


def _spot(table: Table, row: int) -> Spot:
    return Spot(table.sheet.file, table.sheet.name, row)


def _without_repeats(placed: Sequence[Placed], tables: Tables) -> tuple[list[Placed], list[ImportRow]]:
    """The rows, and apart from them those that an earlier row of their reference has in the same words already.

    Two actions of different words that share a reference are both kept, and the second one says so.
    """
    first: dict[str, Placed] = {}
    kept, repeats = [], []
    for row in placed:
        key = ref_key(row.read.ref)
        earlier = first.setdefault(key, row) if key else row
        where = f"row {earlier.read.row}" if earlier.table == row.table else earlier.where
        if earlier is row or not _same_words(earlier.read, row.read):
            if earlier is not row and earlier.table == row.table:
                row.read.notes.append(
                    f"{row.where}: the reference '{row.read.ref[:40]}' is also in {where}, for another action."
                )
            kept.append(row)
        else:
            reason = f"{row.where}: the reference '{row.read.ref[:40]}' is already in {where}."
            spot = _spot(tables.actions[row.table], row.read.row)
            repeats.append(ImportRow(row.read.row, "cannot", row.read.ref, {}, (reason,), spot=spot))
    return kept, repeats


def _same_words(one: ReadAction, other: ReadAction) -> bool:
    return rewording(str(one.fields.get("title", "")), str(other.fields.get("title", ""))) >= REWORDED


def _counts(rows: Sequence[ImportRow]) -> dict[str, int]:
    """Rows by outcome, and how many milestones and updates would be added."""
    outcomes = Counter(row.outcome for row in rows)
    drafts = [row.draft for row in rows if row.draft is not None]
    return {outcome: outcomes[outcome] for outcome in OUTCOMES} | {
        "milestones": sum(milestone.id is None for draft in drafts for milestone in draft.milestones),
        "updates": sum(len(draft.updates) for draft in drafts),
    }

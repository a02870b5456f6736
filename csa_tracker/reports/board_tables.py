"""The board paper's tables: exceptions, figures by key issue, schedule and key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.board_values import BoardContent, ExceptionGroup, KeyEntry, RatingCounts, ScheduleEntry
from csa_tracker.reports.layout.build import Cells, data_table
from csa_tracker.reports.layout.rows import CellText
from csa_tracker.reports.layout.table import Columns, Table
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import Ruler, Run
from csa_tracker.reports.typeset.styles import CELL, CELL_BOLD, CELL_LABEL, CELL_MUTED
from csa_tracker.values import Brag

ACTION_COLUMNS = Columns((58.0, 189.0, 96.0, 64.0, 86.0))
_ACTION_HEADS = ("Ref", "Action", "Lead", "Due", "Rating and why")
_FIGURE_COLUMNS = Columns((193.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0))
_KEY_COLUMNS = Columns((118.0, 375.0))


@dataclass(frozen=True, slots=True)
class TableMaker:
    """Makes the tables of one paper: their parent element, the ruler and the height of an empty page."""

    parent: Node
    ruler: Ruler
    page_room: float

    def actions(self, entries: Sequence[ScheduleEntry], *, summary: str) -> Table:
        """Return the table of actions that the schedule and the exceptions share."""
        return self._table(ACTION_COLUMNS, _ACTION_HEADS, list(map(_action_row, entries)), summary=summary)

    def exceptions(self, group: ExceptionGroup) -> Table:
        """Return the exceptions of one rating."""
        return self.actions(group.entries, summary="Actions with this rating, most urgent first")

    def figures(self, content: BoardContent) -> Table:
        """Return the counts behind the bars, with a total row."""
        rows = [_figure_row(row.label, row.counts) for row in content.by_key_issue]
        total = _figure_row("All key issues", content.counts, bold=True)
        heads = ("Key issue", *(_head_of(brag) for brag in BRAG_ORDER), "Rated")
        summary = "Number of actions by key issue and rating"
        return self._table(_FIGURE_COLUMNS, heads, [*rows, total], summary=summary, keep_whole=True)

    def key(self, entries: Sequence[KeyEntry]) -> Table:
        """Return the key in force."""
        rows = [((_key_word(entry),), (_plain(entry.meaning),)) for entry in entries]
        return self._table(
            _KEY_COLUMNS, ("Rating", "When it applies"), rows, summary="What each rating means", keep_whole=True
        )

    def abbreviations(self, pairs: Sequence[tuple[str, str]]) -> Table:
        """Return the abbreviations met in the paper."""
        rows = [((CellText((Run(short, CELL_BOLD),)),), (_plain(meaning),)) for short, meaning in pairs]
        return self._table(
            _KEY_COLUMNS, ("Abbreviation", "Meaning"), rows, summary="Abbreviations and meanings", keep_whole=True
        )

    def _table(
        self,
        columns: Columns,
        heads: Sequence[str],
        rows: Sequence[Cells],
        *,
        summary: str,
        keep_whole: bool = False,
    ) -> Table:
        return data_table(
            columns,
            heads,
            rows,
            summary=summary,
            parent=self.parent,
            ruler=self.ruler,
            page_room=self.page_room,
            keep_whole=keep_whole,
        )


def _action_row(entry: ScheduleEntry) -> Cells:
    updated = f"Latest update, {entry.latest_update_on}:" if entry.latest_update_on else "Latest update:"
    return (
        (CellText((Run(entry.ref, CELL_BOLD),)),),
        (
            CellText((Run(entry.title, CELL_BOLD),)),
            CellText((Run(f"{entry.key_issue} · {entry.areas}", CELL_MUTED),)),
            CellText((Run(updated, CELL_LABEL), Run(entry.latest_update, CELL)), gap=4.0),
        ),
        (_plain(entry.lead), CellText((Run(entry.lead_role, CELL_MUTED),))),
        (_plain(entry.due),),
        (
            CellText((Run(entry.rating_word, CELL_BOLD),), badge=entry.brag),
            _plain(entry.why),
            _plain(entry.owner_word),
        ),
    )


def _figure_row(label: str, counts: RatingCounts, *, bold: bool = False) -> Cells:
    style = CELL_BOLD if bold else CELL
    numbers = (*(counts.of(brag) for brag in BRAG_ORDER), counts.rated)
    return (
        (CellText((Run(label, style),)),),
        *((CellText((Run(f"{number:,}", style),)),) for number in numbers),
    )


def _head_of(brag: Brag) -> str:
    return "Grey" if brag is Brag.GREY else RATING_LOOKS[brag].word


def _key_word(entry: KeyEntry) -> CellText:
    return CellText((Run(entry.word, CELL_BOLD),), badge=entry.brag)


def _plain(text: str) -> CellText:
    return CellText((Run(text, CELL),))

"""Figures by rating: cards, bars, and the tables that hold the same numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import Block, Cards, Cell, Column, Heading, Prose, Table, Tone, number, words
from csa_tracker.reports.board_content import count_actions
from csa_tracker.reports.board_values import BoardContent, KeyIssueCounts, RatingCounts
from csa_tracker.reports.source import Earlier
from csa_tracker.rules.rollup import reported_words
from csa_tracker.rules.travel import Travel, count_change
from csa_tracker.rules.wording import in_words
from csa_tracker.rules.years import Span
from csa_tracker.values import Action, Brag, Choice

NO_AREA = "No area given"


def cards(content: BoardContent, earlier: Earlier | None) -> Cards:
    """Return the rating cards, with how each count moved since the earlier moment."""
    changes: tuple[tuple[Brag, str], ...] = ()
    if earlier is not None:
        then = count_actions(earlier.actions)
        changes = tuple((brag, _moved(brag, then.of(brag), content.counts.of(brag))) for brag in BRAG_ORDER)
    return Cards(content.counts, content.grey_words, changes)


def _moved(brag: Brag, before: int, now: int) -> str:
    change = count_change(brag, before, now)
    if change.travel is None or change.travel is Travel.SAME:
        return change.words.capitalize()
    better = "Better" if change.travel is Travel.IMPROVED else "Worse"
    return f"{change.travel.arrow} {better}: {change.words}"


def counts_table(
    rows: Sequence[KeyIssueCounts], total: RatingCounts, *, head: str, total_word: str, caption: str, sheet: str
) -> Table:
    """Return counts by rating, one row for each key issue, area or theme, and a last row with the total."""
    columns = (Column(head, 193), *(Column(_head_of(brag), 50, number=True) for brag in BRAG_ORDER))
    body = [_figure_row(row.label, row.counts) for row in rows]
    body.append(_figure_row(total_word, total, Tone.STRONG))
    return Table(caption, (*columns, Column("Rated", 50, number=True)), tuple(body), sheet, keep_whole=True, total=True)


def area_blocks(actions: Sequence[Action], areas: Sequence[Choice], *, span: Span, total: RatingCounts) -> list[Block]:
    """Return how the actions of each area are rated and which areas have reported in the period."""
    named = {area: [action for action in actions if area in action.areas] for area in _area_names(actions, areas)}
    expected = [choice.label for choice in areas]
    silent = silent_areas(actions, areas, span)
    rows = [KeyIssueCounts(area, area, count_actions(held)) for area, held in named.items()]
    unplaced = [action for action in actions if not action.areas]
    if unplaced:
        rows.append(KeyIssueCounts(NO_AREA, NO_AREA, count_actions(unplaced)))
    blocks: list[Block] = [Heading("Rating by area", 2), Prose(reported_sentence(expected, silent))]
    if any(len(action.areas) > 1 for action in actions):
        blocks.append(
            Prose("An action for several areas stands in the row of each; the last row counts it once.", quiet=True)
        )
    blocks.append(
        counts_table(
            rows,
            total,
            head="Area",
            total_word="All actions, each once",
            caption="Number of actions by area and rating",
            sheet="By area",
        )
    )
    return blocks


def reported_sentence(expected: Sequence[str], silent: Sequence[str]) -> str:
    """Return who has reported in the period: "11 of 14 areas reported: no update yet from Wyre, …."."""
    if not expected:
        return "No area is expected to report on this plan."
    counted = reported_words(len(expected) - len(silent), len(expected)).replace(" reported", " areas reported")
    if len(expected) == 1:
        counted = counted.replace("areas", "area")
    if not silent:
        return f"{counted} in this period."
    return f"{counted} in this period. There is no update in it yet from {in_words(list(silent))}."


def silent_areas(actions: Sequence[Action], areas: Sequence[Choice], span: Span) -> list[str]:
    """Return the areas expected to report that have no update in the period."""
    reporting = {area for action in actions if has_reported((action,), span) for area in action.areas}
    return [choice.label for choice in areas if choice.label not in reporting]


def has_reported(actions: Iterable[Action], span: Span) -> bool:
    """Whether one of these actions has an update in the period."""
    return any(_is_within(update.made_on, span) for action in actions for update in action.updates) or any(
        _is_within(action.latest_update_on, span) for action in actions
    )


def _is_within(day: dt.date | None, span: Span) -> bool:
    return day is not None and span.first <= day <= span.last


def _area_names(actions: Iterable[Action], areas: Sequence[Choice]) -> list[str]:
    named = dict.fromkeys(choice.label for choice in areas)
    others = {area for action in actions for area in action.areas} - named.keys()
    return [*named, *sorted(others)]


def _figure_row(label: str, counts: RatingCounts, tone: Tone = Tone.PLAIN) -> tuple[Cell, ...]:
    return (words(label, tone), *(number(counts.of(brag), tone) for brag in BRAG_ORDER), number(counts.rated, tone))


def _head_of(brag: Brag) -> str:
    return "Grey" if brag is Brag.GREY else RATING_LOOKS[brag].word

"""Key issue by area and by theme: where the work is, and where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csa_tracker.reports.blocks import HeatMap
from csa_tracker.reports.source import Source
from csa_tracker.rules.coverage import NOT_LINKED, CoverageFact, Matrix, area_coverage, theme_coverage
from csa_tracker.rules.wording import in_words
from csa_tracker.values import Action, Choice

NO_KEY_ISSUE, NO_AREA, NO_THEME = "No key issue yet", "No area given", "No theme"


def by_area(source: Source) -> Matrix:
    """Return the matrix of key issues and areas: those expected to report, then any others met."""
    named = dict.fromkeys(choice.label for choice in source.areas)
    others = sorted({area for action in source.actions for area in action.areas} - named.keys())
    return area_coverage(_facts(source), key_issues=_codes(source), areas=[*named, *others], today=source.today)


def by_theme(source: Source) -> Matrix:
    """Return the matrix of key issues and cross-cutting themes."""
    themes = [choice.code for choice in source.themes]
    return theme_coverage(_facts(source), key_issues=_codes(source), themes=themes, today=source.today)


def heat_map(matrix: Matrix, source: Source, *, across: str) -> HeatMap:
    """Return a matrix as a heat map; `across` is "area" or "theme"."""
    themes = {choice.code: choice.short or choice.label for choice in source.themes}
    nothing = NO_AREA if across == "area" else NO_THEME
    rows = [_label(code, _labels(source.key_issues), NO_KEY_ISSUE) for code in matrix.rows]
    columns = [_label(code, themes, nothing) for code in matrix.columns]
    values = [
        (*(matrix.cells[row, column].count for column in matrix.columns), matrix.row_totals[row].count)
        for row in matrix.rows
    ]
    totals = (*(matrix.column_totals[column].count for column in matrix.columns), matrix.total.count)
    return HeatMap(
        f"Number of actions by key issue and {across}",
        "Key issue",
        (*rows, "All key issues"),
        tuple(columns),
        (*values, totals),
    )


def gap_points(matrix: Matrix, source: Source) -> tuple[str, ...]:
    """Return the gaps in words, a point for each key issue: "Cyber Crime: no action for Burnley and Pendle."."""
    return _points(matrix.gaps, matrix, source, "no action for {}")


def stale_points(matrix: Matrix, source: Source) -> tuple[str, ...]:
    """Return where all open work has gone quiet, a point for each key issue."""
    return _points(matrix.stale, matrix, source, "no recent news of any open action for {}")


def _points(pairs: Iterable[tuple[str, str]], matrix: Matrix, source: Source, sentence: str) -> tuple[str, ...]:
    themes = {choice.code: choice.short or choice.label for choice in source.themes}
    found: dict[str, list[str]] = {}
    for row, column in pairs:
        found.setdefault(row, []).append(themes.get(column, column))
    every = [column for column in matrix.columns if column != NOT_LINKED]
    labels = _labels(source.key_issues)
    return tuple(
        f"{labels.get(row, row)}: "
        + (sentence.format("any of them") if len(columns) == len(every) > 1 else sentence.format(in_words(columns)))
        + "."
        for row, columns in found.items()
    )


def _facts(source: Source) -> list[CoverageFact]:
    return [_fact(action, source) for action in source.actions]


def _fact(action: Action, source: Source) -> CoverageFact:
    return CoverageFact(
        key_issue=action.key_issue,
        also_key_issues=frozenset(action.also_key_issues),
        themes=frozenset(action.themes),
        areas=frozenset(action.areas),
        lifecycle=action.status,
        brag=action.brag,
        last_sign_on=action.latest_update_on or action.start or source.today,
    )


def _codes(source: Source) -> list[str]:
    return [choice.code for choice in source.key_issues]


def _labels(choices: Sequence[Choice]) -> dict[str, str]:
    return {choice.code: choice.label for choice in choices}


def _label(code: str, labels: dict[str, str], nothing: str) -> str:
    return nothing if code == NOT_LINKED else labels.get(code, code)

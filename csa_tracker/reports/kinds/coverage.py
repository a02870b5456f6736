"""Coverage of the agreement: key issues against themes and areas, the gaps, and where open work has gone quiet."""

from __future__ import annotations

from csa_tracker.reports.abbreviations import abbreviations_in
from csa_tracker.reports.blocks import Block, Heading, Paper, Points, Prose
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.matrices import by_area, by_theme, gap_points, heat_map, stale_points
from csa_tracker.reports.parts.opening import paper
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.coverage import Matrix
from csa_tracker.rules.wording import in_words, many


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the coverage of the agreement. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    themes, areas = by_theme(chosen), by_area(chosen)
    blocks: list[Block] = [
        Prose(
            "Each action counts once, under its one key issue, and in the column of each of its themes or areas. "
            "Withdrawn and carried forward actions are left out."
        ),
        Prose(_issues_without(chosen, areas)),
        *_matrix(themes, chosen, across="theme", heading="Key issues and cross-cutting themes"),
        *_matrix(areas, chosen, across="area", heading="Key issues and areas"),
        *key_blocks(abbreviations_in(action.title for action in chosen.actions)),
    ]
    return paper(chosen, options, blocks, report="coverage", title="Coverage of the agreement")


def _issues_without(source: Source, areas: Matrix) -> str:
    empty = [choice.label for choice in source.key_issues if areas.row_totals[choice.code].count == 0]
    if not empty:
        return "Every key issue has at least one action."
    if len(empty) == len(source.key_issues):
        return "None of the key issues has an action yet."
    return f"There are no actions yet for {in_words(empty)}."


def _matrix(matrix: Matrix, source: Source, *, across: str, heading: str) -> list[Block]:
    if not matrix.columns:
        return [Heading(heading), Prose(f"The plan names no {across}s.")]
    gaps, stale = gap_points(matrix, source), stale_points(matrix, source)
    count = len(matrix.gaps)
    told = (
        f"{many(count, 'gap').capitalize()}: no action names the {across} under the key issue, nor as a further issue."
        if count
        else f"There is no gap: every key issue has an action for every {across}."
    )
    blocks: list[Block] = [Heading(heading), heat_map(matrix, source, across=across), Prose(told)]
    if gaps:
        blocks.append(Points(gaps))
    if stale:
        blocks += [Prose("Open work that nobody has reported on for a quarter:"), Points(stale)]
    return blocks

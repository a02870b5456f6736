"""Coverage matrices: each action counts once, further key issues stand beside, gaps and silence are found."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.coverage import NOT_LINKED, Cell, CoverageFact, area_coverage, theme_coverage
from csa_tracker.rules.rollup import BragCounts
from csa_tracker.values import Brag, Lifecycle

TODAY = dt.date(2026, 11, 22)
ISSUES, THEMES, AREAS = ("B1", "B2", "B3"), ("T1", "T2"), ("Burnley", "Pendle")


def fact(
    issue: str | None = "B1",
    *,
    also: str = "",
    themes: str = "",
    areas: str = "",
    lifecycle: Lifecycle = Lifecycle.IN_PROGRESS,
    brag: Brag | None = Brag.GREEN,
    days: int = 0,
) -> CoverageFact:
    return CoverageFact(
        key_issue=issue,
        also_key_issues=frozenset(also.split()),
        themes=frozenset(themes.split()),
        areas=frozenset(areas.split()),
        lifecycle=lifecycle,
        brag=brag,
        last_sign_on=TODAY - dt.timedelta(days=days),
    )


FACTS = st.lists(
    st.builds(
        CoverageFact,
        key_issue=st.none() | st.sampled_from([*ISSUES, "A9", ""]),
        also_key_issues=st.frozensets(st.sampled_from([*ISSUES, "A9"])),
        themes=st.frozensets(st.sampled_from([*THEMES, "T9"])),
        areas=st.frozensets(st.sampled_from([*AREAS, "Elsewhere"])),
        lifecycle=st.none() | st.sampled_from(Lifecycle),
        brag=st.none() | st.sampled_from(Brag),
        last_sign_on=st.dates(dt.date(2026, 1, 1), TODAY),
    )
)
OUT = (Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)


@given(FACTS)
def test_row_totals_add_up_to_every_action_counted_once(facts: list[CoverageFact]) -> None:
    matrix = theme_coverage(facts, key_issues=ISSUES, themes=THEMES, today=TODAY)
    kept = [one for one in facts if one.lifecycle not in OUT]
    assert sum(cell.count for cell in matrix.row_totals.values()) == matrix.total.count == len(kept)
    assert sum((cell.counts for cell in matrix.row_totals.values()), BragCounts()) == matrix.total.counts
    assert set(matrix.row_totals) == set(matrix.rows)


@given(FACTS)
def test_each_column_adds_up_over_the_key_issues(facts: list[CoverageFact]) -> None:
    matrix = area_coverage(facts, key_issues=ISSUES, areas=AREAS, today=TODAY)
    for column in matrix.columns:
        cells = [matrix.cells[row, column] for row in matrix.rows]
        assert sum((cell.counts for cell in cells), BragCounts()) == matrix.column_totals[column].counts
    for row in matrix.rows:
        counts = [matrix.cells[row, column].count for column in matrix.columns]
        assert max(counts) <= matrix.row_totals[row].count <= sum(counts)


@given(FACTS)
def test_a_gap_is_exactly_a_pair_that_no_action_names(facts: list[CoverageFact]) -> None:
    matrix = theme_coverage(facts, key_issues=ISSUES, themes=THEMES, today=TODAY)
    named = {
        (issue, theme)
        for one in facts
        if one.lifecycle not in OUT
        for issue in {one.key_issue, *one.also_key_issues}
        for theme in one.themes
    }
    assert set(matrix.gaps) == {(issue, theme) for issue in ISSUES for theme in THEMES} - named


def test_a_cell_shows_count_and_worst_rating() -> None:
    facts = [fact(themes="T1", brag=brag) for brag in (Brag.BLUE, Brag.GREY, Brag.AMBER)]
    cell = theme_coverage(facts, key_issues=ISSUES, themes=THEMES, today=TODAY).cells["B1", "T1"]
    assert (cell.count, cell.worst, cell.also) == (3, Brag.AMBER, 0)


def test_an_action_in_two_columns_counts_once_in_its_row() -> None:
    matrix = theme_coverage([fact(themes="T1 T2")], key_issues=ISSUES, themes=THEMES, today=TODAY)
    assert matrix.cells["B1", "T1"].count == matrix.cells["B1", "T2"].count == 1
    assert matrix.row_totals["B1"].count == matrix.total.count == 1


def test_further_key_issues_stand_beside_the_counts_and_fill_the_gap() -> None:
    matrix = theme_coverage([fact(also="B1 B2", themes="T1")], key_issues=ISSUES, themes=THEMES, today=TODAY)
    assert (matrix.cells["B2", "T1"].count, matrix.cells["B2", "T1"].also) == (0, 1)
    assert matrix.cells["B2", "T1"].worst is None
    assert matrix.cells["B1", "T1"].also == 0  # its own key issue is not counted again
    assert matrix.row_totals["B2"].also == 1
    assert ("B2", "T1") not in matrix.gaps
    assert ("B3", "T1") in matrix.gaps
    assert matrix.total.count == 1


def test_withdrawn_and_carried_forward_actions_leave_a_gap() -> None:
    facts = [fact(themes="T1", lifecycle=lifecycle, brag=None) for lifecycle in OUT]
    matrix = theme_coverage(facts, key_issues=ISSUES, themes=THEMES, today=TODAY)
    assert ("B1", "T1") in matrix.gaps
    assert matrix.total == Cell(BragCounts())


def test_actions_that_fit_no_row_or_column_are_shown_in_their_own() -> None:
    matrix = area_coverage(
        [fact("A9", areas="Burnley"), fact(None), fact(areas="")], key_issues=ISSUES, areas=AREAS, today=TODAY
    )
    assert matrix.rows == (*ISSUES, NOT_LINKED)
    assert matrix.columns == (*AREAS, NOT_LINKED)
    assert matrix.cells[NOT_LINKED, "Burnley"].count == 1
    assert matrix.cells[NOT_LINKED, NOT_LINKED].count == 1
    assert matrix.row_totals[NOT_LINKED].count == 2
    assert all(NOT_LINKED not in pair for pair in (*matrix.gaps, *matrix.stale))


def test_a_matrix_without_strays_has_no_extra_row_or_column() -> None:
    matrix = area_coverage([fact(areas="Burnley")], key_issues=ISSUES, areas=AREAS, today=TODAY)
    assert (matrix.rows, matrix.columns) == (ISSUES, AREAS)


def test_a_cell_is_stale_when_none_of_its_open_work_has_been_heard_of() -> None:
    done = fact(themes="T1", lifecycle=Lifecycle.COMPLETE, brag=Brag.BLUE, days=400)
    quiet, fresh = fact(themes="T1", days=93), fact(themes="T1", days=92)
    for facts, stale in (([quiet, done], True), ([quiet, fresh], False), ([done], False), ([fresh], False)):
        matrix = theme_coverage(facts, key_issues=ISSUES, themes=THEMES, today=TODAY)
        assert matrix.stale == ((("B1", "T1"),) if stale else ())

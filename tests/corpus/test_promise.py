"""The promise of the import: every cell right or asked, few questions, no date, rating or lead silently wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from csa_tracker.profile import Profile
from tests.corpus.catalogue import CASES
from tests.corpus.judging import judge_case
from tests.corpus.score import TABLE_HEAD, Score
from tests.corpus.truth import Case

ASKED_AT_MOST = 0.05
LARGE = "plan_of_300_rows"
"""Left out where a share of the whole corpus is taken: its many plain cells would hide the questions of the others."""

Judge = Callable[[Case], Score]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Imports a case into a new plan, once for all tests, and scores it."""
    folder = tmp_path_factory.mktemp("corpus")
    profile = Profile(folder / "profile")

    @cache
    def judged(name: str) -> Score:
        return judge_case(next(case for case in CASES if case.name == name), folder, profile)

    return lambda case: judged(case.name)


EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@EVERY_CASE
def test_no_date_rating_or_lead_is_silently_wrong(case: Case, judge: Judge) -> None:
    result = judge(case)
    assert not sum(result.silent.values()), "\n".join([str(dict(result.silent)), *result.notes])


@EVERY_CASE
def test_every_cell_is_right_or_asked(case: Case, judge: Judge) -> None:
    result = judge(case)
    assert not result.wrong + result.missed, "\n".join([TABLE_HEAD, result.line(), *result.notes])


@EVERY_CASE
def test_hardly_anything_is_asked_that_the_file_says(case: Case, judge: Judge) -> None:
    result = judge(case)
    assert result.needless <= ASKED_AT_MOST * result.cells, f"{result.needless} of {result.cells} cells"


def test_of_all_cells_one_in_twenty_is_asked(judge: Judge) -> None:
    results = [judge(case) for case in CASES if case.name != LARGE]
    asked, cells = sum(one.asked for one in results), sum(one.cells for one in results)
    assert asked <= ASKED_AT_MOST * cells, f"{asked} of {cells} cells"

"""The promise of the import: every cell right or asked, few questions, no date, rating or lead silently wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan
from tests.corpus.catalogue import CASES
from tests.corpus.engine import run_import
from tests.corpus.score import TABLE_HEAD, Score, answer_of, score
from tests.corpus.truth import Case

CLOCK = Clock(dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC))
ASKED_AT_MOST = 0.05
LARGE = "plan_of_300_rows"
"""Left out where a share of the whole corpus is taken: its many plain cells would hide the questions of the others."""

Judge = Callable[[Case], Score]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """Imports a case into a new plan, once for all tests, and scores it."""
    folder = tmp_path_factory.mktemp("corpus")
    profile = Profile(folder / "profile")
    known: dict[str, Score] = {}

    def judged(case: Case) -> Score:
        if case.name not in known:
            place = folder / case.name
            place.mkdir()
            case.build(place / case.file)
            path = place / "plan.csplan"
            with create_plan(path, partnership=case.partnership, name="Corpus", profile=profile, clock=CLOCK) as plan:
                known[case.name] = score(case, run_import(plan, case, place / case.file, partial(answer_of, case)))
        return known[case.name]

    yield judged
    if known:
        (folder / "results.txt").write_text(
            "\n".join([TABLE_HEAD, *(s.line() for s in known.values())]) + "\n", "utf-8"
        )


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

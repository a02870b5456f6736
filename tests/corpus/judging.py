"""Imports one file of the corpus into a new plan and scores what came of it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan
from tests.corpus.engine import run_import
from tests.corpus.score import Score, answer_of, score
from tests.corpus.truth import Case

CLOCK = Clock(dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC))
"""The day on which the files arrive."""


def judge_case(case: Case, folder: Path, profile: Profile) -> Score:
    """Write, import and score a case in a folder of its own below `folder`."""
    place = folder / case.name
    place.mkdir(parents=True)
    case.build(place / case.file)
    with create_plan(
        place / "plan.csplan", partnership=case.partnership, name="Corpus", profile=profile, clock=CLOCK
    ) as plan:
        return score(case, run_import(plan, case, place / case.file, partial(answer_of, case)))

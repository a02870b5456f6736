"""Laws of an import: what was shown is what happens, all of it or nothing, and undo takes all of it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import preview_import
from csa_tracker.plan import save
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.workspace import OpenPlan
from db.log.digest import derived_digest, log_digest, view_digest
from tests.csa_tracker.importing.books import HEADINGS, Cell, action, write_xlsx

TODAY = dt.date(2026, 10, 2)
ROWS = 2 * save.AT_ONCE + 7
"""More than are written in one go, so that the parts of a large import are seen to be one step."""


class Stopped(Exception):  # noqa: N818 (reads as what it is)
    """What somebody who presses Cancel raises through the watch."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[list[Cell]] = [action(f"A-{number}") for number in range(ROWS)]
    return write_xlsx(tmp_path_factory.mktemp("large") / "large.xlsx", {"Plan": [HEADINGS, *rows]})


def log_of(plan: OpenPlan) -> str:
    with plan.store.reading() as connection:
        return log_digest(connection)


def view_of(plan: OpenPlan) -> str:
    with plan.store.reading() as connection:
        return view_digest(connection)


def test_a_large_import_is_one_step_named_after_its_file_and_undone_exactly(plan: OpenPlan, large: Path) -> None:
    before = view_of(plan)
    told: list[tuple[int, int]] = []
    preview = preview_import(plan, [large], today=TODAY)
    result = apply_import(plan, preview, watch=lambda done, total: told.append((done, total)))
    assert (result.added, plan_info(plan).actions) == (ROWS, ROWS)
    assert told == [(0, ROWS), (1_000, ROWS), (2_000, ROWS), (ROWS, ROWS)]
    assert {row.outcome for row in preview_import(plan, [large], today=TODAY).rows} == {"duplicate"}
    assert next_steps(plan).undo == f"import of {ROWS:,} actions from large.xlsx"
    undo(plan)
    assert read_actions(plan) == []
    assert view_of(plan) == before


@pytest.mark.parametrize("at", [0, 1_000, ROWS])
def test_an_import_that_is_stopped_leaves_nothing(plan: OpenPlan, large: Path, at: int) -> None:
    before = log_of(plan)

    def stop(done: int, total: int) -> None:
        assert total == ROWS
        if done == at:
            raise Stopped

    preview = preview_import(plan, [large], today=TODAY)
    with pytest.raises(Stopped):
        apply_import(plan, preview, watch=stop)
    assert log_of(plan) == before
    assert plan_info(plan).actions == 0


def test_a_preview_can_be_stopped(plan: OpenPlan, large: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        preview_import(plan, [large], today=TODAY, watch=stop)


def test_a_refusal_in_the_last_part_leaves_nothing_of_the_others(plan: OpenPlan, large: Path) -> None:
    before = log_of(plan)
    drafts = [row.draft for row in preview_import(plan, [large], today=TODAY).rows if row.draft is not None]
    broken = [*drafts[:-1], ActionDraft(fields={"title": "No key issue"})]
    with pytest.raises(UserError, match="Choose the key issue"):
        save.save_actions(plan, broken, label="import")
    assert log_of(plan) == before


def test_what_is_written_in_parts_is_what_a_rebuild_makes_of_it(plan: OpenPlan, large: Path) -> None:
    apply_import(plan, preview_import(plan, [large], today=TODAY))
    with plan.store.writing() as connection:
        written = derived_digest(connection)
        plan.store.rebuild(connection)
        assert derived_digest(connection) == written


def test_the_same_answers_give_the_same_preview(plan: OpenPlan, tmp_path: Path) -> None:
    rows = [action(status="Sleeping"), action("A-2", brag="Puce")]
    file = write_xlsx(tmp_path / "a.xlsx", {"Plan": [HEADINGS, *rows]})
    answers = {"status:sleeping": "Paused", "rag:puce": "Red"}
    first = preview_import(plan, [file], answers=answers, today=TODAY)
    assert first == preview_import(plan, [file], answers=first.answers, today=TODAY)
    shown = [dict(row.values) for row in first.rows]
    result = apply_import(plan, first)
    assert [dict(row.values) for row in result.preview.rows] == shown

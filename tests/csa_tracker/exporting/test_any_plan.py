"""Any plan, exported as a workbook or CSV: importing it again changes nothing, and an empty plan becomes the same."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.exporting.cell_limit import fit_cell
from csa_tracker.exporting.export import export_plan
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import preview_import
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.exporting.conftest import CLOCK
from tests.csa_tracker.exporting.plans import actions, seen

TODAY = dt.date(2026, 10, 2)


@contextmanager
def copy_of(fresh: Path) -> Iterator[OpenPlan]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(fresh, folder))
        with open_plan(path, profile=Profile(fresh.parent / "profile"), clock=CLOCK) as opened:
            yield opened


def kept(seen_action: dict[str, object]) -> dict[str, object]:
    """What a spreadsheet can hold of it: a text longer than a cell is cut there, and says so."""

    def cut(value: object) -> object:
        if isinstance(value, str):
            return fit_cell(value).strip()
        if isinstance(value, tuple | list):
            return type(value)(cut(one) for one in value)
        return {cut(one) for one in value} if isinstance(value, set) else value

    return {name: cut(value) for name, value in seen_action.items()}


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
@given(data=st.data())
def test_any_plan_comes_back_without_a_change(fresh_plan: Path, name: str, data: st.DataObject) -> None:
    with copy_of(fresh_plan) as plan:
        ids = save_actions(plan, data.draw(actions(read_vocabulary(plan))), label="test")
        if data.draw(st.booleans()):
            delete_actions(plan, ids[:1])
        [file, *_] = export_plan(plan, plan.path.with_name(name))
        preview = preview_import(plan, [file], today=TODAY)
        assert preview.asks == ()
        assert [(row.outcome, row.reasons, row.values) for row in preview.rows if row.outcome != "duplicate"] == []
        assert len(preview.rows) == len(read_actions(plan))


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
@given(data=st.data())
def test_an_empty_plan_becomes_the_same(fresh_plan: Path, name: str, data: st.DataObject) -> None:
    with copy_of(fresh_plan) as plan, copy_of(fresh_plan) as other:
        save_actions(plan, data.draw(actions(read_vocabulary(plan))), label="test")
        [file, *_] = export_plan(plan, plan.path.with_name(name))
        apply_import(other, preview_import(other, [file], today=TODAY))
        assert [seen(one) for one in read_actions(other)] == [kept(seen(one)) for one in read_actions(plan)]


@given(data=st.data())
def test_no_words_of_any_plan_are_a_formula_or_a_link_in_its_workbook(fresh_plan: Path, data: st.DataObject) -> None:
    with copy_of(fresh_plan) as plan:
        save_actions(plan, data.draw(actions(read_vocabulary(plan))), label="test")
        [file] = export_plan(plan, plan.path.with_name("out.xlsx"))
        cells = [cell for page in openpyxl.load_workbook(file) for row in page.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
        assert all(cell.hyperlink is None for cell in cells)

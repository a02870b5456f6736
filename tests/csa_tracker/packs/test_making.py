"""A pack holds one lead's actions, opens what may be changed and nothing else, and tells how to use it."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from csa_tracker.errors import UserError
from csa_tracker.packs.making import make_pack, pack_leads
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.packs.conftest import LEAD, change

OPEN = {"Status", "Your rating", "Progress (%)", "Due date", "New update", "Date of update",
        "Reason for a later date or for stopping", "Done on"}  # fmt: skip


def refs(page: Worksheet) -> list[object]:
    return [row[0].value for row in page.iter_rows(min_row=2)]


def test_only_the_lead_s_actions_are_in_it_and_what_is_sensitive_is_counted(plan: OpenPlan, tmp_path: Path) -> None:
    made = make_pack(plan, " lancashire  CONSTABULARY", tmp_path / "pack.xlsx")
    assert (made.lead, made.actions, made.milestones, made.withheld, made.marking) == (LEAD, 2, 4, 1, "OFFICIAL")
    book = openpyxl.load_workbook(made.path)
    assert refs(book["Your actions"]) == ["BUR-0001", "BUR-0002"]
    assert b"Secret work" not in made.path.read_bytes()
    texts = [cell.value for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert not [text for text in texts if "Secret work" in str(text) or "Lighting" in str(text)]


def test_sensitive_actions_come_when_asked_for_and_mark_every_page(plan: OpenPlan, tmp_path: Path) -> None:
    made = make_pack(plan, LEAD, tmp_path / "pack.xlsx", include_sensitive=True)
    assert (made.actions, made.withheld, made.marking) == (3, 0, "OFFICIAL-SENSITIVE")
    book = openpyxl.load_workbook(made.path)
    assert refs(book["Your actions"]) == ["BUR-0001", "BUR-0002", "BUR-0003"]
    for page in book.worksheets[:3]:
        assert page.oddHeader is not None
        assert page.oddFooter is not None
        assert page.oddHeader.center.text == page.oddFooter.center.text == "OFFICIAL-SENSITIVE"


def test_cells_to_fill_in_are_open_and_every_other_one_is_locked(pack: Path) -> None:
    book = openpyxl.load_workbook(pack)
    assert [page.title for page in book] == ["How to use", "Your actions", "Milestones", "For CSA Tracker"]
    assert [page.sheet_state for page in book] == ["visible", "visible", "visible", "veryHidden"]
    for page in book:
        assert page.protection.sheet
        assert page.merged_cells.ranges == set()
    for page in (book["Your actions"], book["Milestones"]):
        headings = {cell.column: cell.value for cell in page[1]}
        assert all(cell.protection.locked for cell in page[1])
        for row in page.iter_rows(min_row=2):
            for cell in row:
                assert cell.protection.locked is (headings[cell.column] not in OPEN), cell
                assert cell.alignment.wrap_text
        assert page.freeze_panes in ("C2", "A2")
        assert page.print_title_rows == "$1:$1"
        assert all(page.column_dimensions[get_column_letter(place)].width > 5 for place in range(1, len(headings) + 1))


def test_status_and_rating_are_chosen_from_lists(pack: Path) -> None:
    page = openpyxl.load_workbook(pack)["Your actions"]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert rules["F2:F3"].formula1 == '"Not started,In progress,Paused,Complete,Withdrawn,Carried forward"'
    assert rules["G2:G3"].formula1 == '"Red,Amber,Green"'
    assert (rules["H2:H3"].type, rules["H2:H3"].formula1, rules["H2:H3"].formula2) == ("whole", "0", "100")
    assert rules["I2:I3"].errorStyle == "warning"
    assert rules["K2:K3"].type == "date"


def test_what_stands_in_a_pack_is_how_the_plan_stands(pack: Path) -> None:
    page = openpyxl.load_workbook(pack)["Your actions"]
    first, second = ([cell.value for cell in row] for row in page.iter_rows(min_row=2))
    day = dt.datetime(2026, 12, 18)  # noqa: DTZ001 (as a spreadsheet has it)
    assert first[5:12] == ["In progress", "Green", 40, day, None, None, None]
    assert second[5:12] == ["Not started", None, None, "Dec 2026", None, None, None]
    assert page["I2"].number_format == "dd/mm/yyyy"


def test_no_text_of_the_plan_is_a_formula(plan: OpenPlan, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://example.org")'
    change(plan, "BUR-0001", title=evil)
    issue = read_vocabulary(plan).key_issues[0].id
    fields = {"title": "+1", "key_issue": issue, "lead_organisation": "=1+1&Co", "due_text": "@later"}
    save_actions(plan, [ActionDraft(fields=fields)], label="test")
    for lead in (LEAD, "=1+1&Co"):
        book = openpyxl.load_workbook(make_pack(plan, lead, tmp_path / "pack.xlsx").path)
        kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s", "n", "d"}
    with zipfile.ZipFile(tmp_path / "pack.xlsx") as parts:
        assert "&amp;R=1+1&amp;&amp;Co<" in parts.read("xl/worksheets/sheet1.xml").decode()


def test_leads_are_counted_with_what_is_sensitive(plan: OpenPlan) -> None:
    found = [(lead.name, lead.actions, lead.sensitive) for lead in pack_leads(plan)]
    assert found == [("Burnley Council", 2, 1), (LEAD, 3, 1)]


def test_refusals_leave_no_file(plan: OpenPlan, tmp_path: Path) -> None:
    for lead, name, code in (
        ("Nobody", "pack.xlsx", "no-such-lead"),
        ("", "pack.xlsx", "no-such-lead"),
        (LEAD, "pack.csv", "pack-ending"),
    ):
        with pytest.raises(UserError) as refused:
            make_pack(plan, lead, tmp_path / name)
        assert refused.value.code == code
    for ref in ("BUR-0001", "BUR-0002"):
        change(plan, ref, marking="OFFICIAL-SENSITIVE")
    with pytest.raises(UserError, match="Every action of Lancashire Constabulary is marked"):
        make_pack(plan, LEAD, tmp_path / "pack.xlsx")
    assert not list(tmp_path.glob("pack.*"))


def test_rows_are_as_tall_as_their_words_and_leave_room_for_an_update(plan: OpenPlan, tmp_path: Path) -> None:
    change(plan, "BUR-0001", title="Patrols in the two streets with most reports " * 8)
    page = openpyxl.load_workbook(make_pack(plan, LEAD, tmp_path / "pack.xlsx").path)["Your actions"]
    assert page.row_dimensions[2].height >= 12 * 15
    assert page.row_dimensions[3].height == 45

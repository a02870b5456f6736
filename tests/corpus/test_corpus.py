"""The corpus itself: enough files, the same each time, of the kind their names say, with a truth that fits them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from resources import file_path
from tests.corpus.catalogue import CASES, PARTNERSHIPS, write_corpus
from tests.corpus.sameness import same_text
from tests.corpus.truth import ANY, FIELDS, Case
from tests.corpus.words import IDEAS, LABELS
from tests.house.tree import ROOT

AT_LEAST = 44
STATUSES = {"", "not_started", "in_progress", "paused", "complete", "withdrawn", "carried_forward"}
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
READ_BY_CALAMINE = (".xlsx", ".xlsm", ".xls", ".ods")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_corpus(folder)
    return folder


def text_of(path: Path) -> str:
    """Everything a person could read in a file, as it is compared."""
    if path.suffix in READ_BY_CALAMINE:
        book = python_calamine.CalamineWorkbook.from_path(path)
        cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
        return " ".join(same_text(cell) for cell in cells)
    raw = path.read_bytes()
    encoding = "utf-16" if raw.startswith(b"\xff\xfe") else "utf-8-sig"
    try:
        return same_text(raw.decode(encoding))
    except UnicodeDecodeError:
        return same_text(raw.decode("cp1252"))


def is_day(text: str) -> bool:
    return dt.date.fromisoformat(text).isoformat() == text


def test_there_are_at_least_44_files_and_no_two_of_one_name() -> None:
    assert len(CASES) >= AT_LEAST
    assert not [name for name, count in Counter(case.file for case in CASES).items() if count > 1]
    assert not [name for name, count in Counter(case.name for case in CASES).items() if count > 1]


def test_every_kind_of_file_is_there() -> None:
    assert {case.file.rsplit(".", 1)[1] for case in CASES} == {"xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"}


def test_plans_of_districts_receive_files_as_well() -> None:
    assert {case.name for case in CASES if case.partnership != "PAN"} == PARTNERSHIPS.keys()


def test_the_command_writes_every_file_and_the_truth(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "tests.corpus", tmp_path / "out"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    truth = json.loads((tmp_path / "out" / "truth.json").read_text("utf-8"))
    assert f"{len(CASES)} files" in made.stdout
    assert {one["file"] for one in truth} | {"truth.json"} == {path.name for path in (tmp_path / "out").iterdir()}
    assert all(one["actions"] for one in truth)


@EVERY_CASE
def test_a_file_is_the_same_each_time(case: Case, corpus: Path, tmp_path: Path) -> None:
    case.build(tmp_path / case.file)
    assert (tmp_path / case.file).read_bytes() == (corpus / case.file).read_bytes()


@EVERY_CASE
def test_a_workbook_opens(case: Case, corpus: Path) -> None:
    path = corpus / case.file
    if path.suffix in (".xlsx", ".xlsm"):
        assert openpyxl.load_workbook(path).sheetnames
        with zipfile.ZipFile(path) as parts:
            assert parts.testzip() is None
    assert len(text_of(path)) > 20


@EVERY_CASE
def test_the_truth_stands_in_the_file(case: Case, corpus: Path) -> None:
    """Nobody can read out of a file what is not in it: each title's words, each reference and percent."""
    text = text_of(corpus / case.file)
    for action in case.actions:
        missing = [word for word in same_text(action.title).split() if word not in text]
        assert not missing, (action.title, missing)
        for day, words in action.updates:
            assert same_text(words) in text
            assert day is None or is_day(f"{day}-01" if len(day) == 7 else day)
    for gone in case.gone:
        assert same_text(gone.words) in text


@EVERY_CASE
def test_the_truth_is_whole_and_of_the_right_words(case: Case) -> None:
    assert case.mess
    assert case.actions
    for action in case.actions:
        assert action.row > 0
        assert action.title
        assert {action.key_issue, *action.also_key_issues} <= LABELS.keys()
        assert action.status in STATUSES
        assert action.rag in ("", "red", "amber", "green", ANY)
        assert all(day in ("", ANY) or is_day(day) for day in (action.start, action.due))
        assert action.accept.keys() <= set(FIELDS)
    for question in case.questions:
        assert question.field in FIELDS
        assert question.answers
        assert question.why


@EVERY_CASE
def test_what_only_a_person_knows_has_a_question_that_must_be_put(case: Case) -> None:
    """And no question is asked about rows that are not there."""
    rows = {action.row for action in case.actions} | {gone.row for gone in case.gone}
    for action in case.actions:
        for field in FIELDS:
            if getattr(action, field) == ANY:
                assert any(
                    one.must and one.field == field and (not one.rows or action.row in one.rows)
                    for one in case.questions
                ), (action.row, field)
    for question in case.questions:
        if question.must:
            assert set(question.rows) <= rows


@EVERY_CASE
def test_no_row_is_both_an_action_and_left_out(case: Case) -> None:
    places = Counter((action.sheet, action.row, action.title) for action in case.actions)
    assert places.total() == len(places)
    assert not {action.row for action in case.actions} & {gone.row for gone in case.gone}


def test_dates_epochs_and_marks_are_really_in_the_files(corpus: Path) -> None:
    """The mess must be in the bytes: an earlier epoch, fills, strikes, hidden rows, merged cells, stored results."""
    old = openpyxl.load_workbook(corpus / "dates_from_1904.xlsx")
    assert old.epoch.year == 1904
    page = openpyxl.load_workbook(corpus / "struck_and_hidden.xlsx").active
    assert page is not None
    assert page["B3"].font.strike
    assert page.row_dimensions[5].hidden
    assert page.column_dimensions["F"].hidden
    colours = openpyxl.load_workbook(corpus / "ratings_colour_without_key.xlsx").active
    assert colours is not None
    assert [colours.cell(row, 5).value for row in range(2, 6)] == [None] * 4
    assert [colours.cell(row, 5).fill.start_color.rgb for row in (2, 4)] == ["FF92D050", "FFC00000"]
    merged = openpyxl.load_workbook(corpus / "merged_downwards.xlsx").active
    assert merged is not None
    assert {str(one) for one in merged.merged_cells.ranges} == {"A2:A4", "B2:B4", "A5:A6", "B5:B6"}
    stored = openpyxl.load_workbook(corpus / "blank_rows_and_formulas.xlsx", data_only=True).active
    assert stored is not None
    assert stored["A2"].value == "X-1"


def test_the_made_up_actions_name_key_issues_of_the_agreement_in_force() -> None:
    with file_path("reference/csa-2025.toml") as source:
        agreement = source.read_text("utf-8")
    assert {idea.key_issue for idea in IDEAS} == LABELS.keys()
    assert all(f'code = "{code}"\nlabel = "{label}"' in agreement for code, label in LABELS.items())

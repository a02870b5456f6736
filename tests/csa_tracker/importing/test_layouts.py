"""What was answered for one layout is taken over for the next file of it, and can be seen, shared and forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.asks import Step
from csa_tracker.importing.files import read_files
from csa_tracker.importing.layouts import forget, known_layouts, preview_remembered, remember, remembered_words
from csa_tracker.importing.mappings import read_mapping, save_mapping, unused_answers
from csa_tracker.importing.preview import ImportPreview, Source
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.importing.books import HEADINGS, Cell, action, write_xlsx
from tests.csa_tracker.importing.conftest import CLOCK

TODAY = dt.date(2026, 10, 2)


@pytest.fixture
def mine(plan: OpenPlan, tmp_path: Path) -> Iterator[OpenPlan]:
    """The plan with a profile that nothing was answered in yet."""
    plan.close()
    with open_plan(plan.path, profile=Profile(tmp_path / "mine"), clock=CLOCK) as opened:
        yield opened


def book(folder: Path, *rows: list[Cell], name: str = "plan.xlsx") -> Path:
    return write_xlsx(folder / name, {"Plan": [HEADINGS, *rows]})


Answers = dict[str, str]


def look(plan: OpenPlan, file: Path, answers: Answers | None = None, kept: Answers | None = None) -> ImportPreview:
    source = Source(tuple(read_files([file])))
    return preview_remembered(plan, source, answers=answers or {}, kept=kept or {}, today=TODAY)


def answer_sleeping(plan: OpenPlan, folder: Path) -> None:
    file = book(folder, action(status="Sleeping"))
    result = apply_import(plan, look(plan, file), answers={"status:sleeping": "Paused"})
    assert remember(plan.profile, result.preview) == 1


def test_the_next_file_of_a_layout_is_not_asked_again(mine: OpenPlan, tmp_path: Path) -> None:
    answer_sleeping(mine, tmp_path)
    preview = look(mine, book(tmp_path, action("A-2", status="sleeping"), action("A-3", status="Dreaming")))
    assert [ask.id for ask in preview.asks] == ["status:dreaming"]
    settled = [(ask.id, ask.chosen) for ask in preview.settled if ask.step is Step.VALUES and not ask.why]
    assert settled == [("status:sleeping", "Paused")]
    assert remembered_words(mine.profile, preview) == "Remembered from 2 Oct 2026: 1 answer."


def test_what_is_answered_now_goes_before_what_is_remembered(mine: OpenPlan, tmp_path: Path) -> None:
    answer_sleeping(mine, tmp_path)
    file = book(tmp_path, action("A-2", status="sleeping"))
    preview = look(mine, file, answers={"status:sleeping": "Withdrawn"})
    assert preview.rows[0].values["status"] == "withdrawn"
    assert look(mine, file, kept={"status:sleeping": "Complete"}).rows[0].values["status"] == "complete"


def test_another_layout_knows_nothing_of_it(mine: OpenPlan, tmp_path: Path) -> None:
    answer_sleeping(mine, tmp_path)
    other = write_xlsx(tmp_path / "o.xlsx", {"Plan": [[*HEADINGS, "Cost"], [*action(status="Sleeping"), 5]]})
    assert [ask.id for ask in look(mine, other).asks] == ["status:sleeping"]


def test_answers_about_single_rows_are_not_remembered(mine: OpenPlan, tmp_path: Path) -> None:
    file = book(tmp_path, action())
    result = apply_import(mine, look(mine, file, answers={"row:a-1": "A new action"}))
    assert remember(mine.profile, result.preview) == 0
    assert known_layouts(mine.profile) == []


def test_layouts_can_be_forgotten(mine: OpenPlan, tmp_path: Path) -> None:
    answer_sleeping(mine, tmp_path)
    [known] = known_layouts(mine.profile)
    assert (known.file, known.answers) == ("plan.xlsx", {"status:sleeping": "Paused"})
    with pytest.raises(UserError, match="No layout beef"):
        forget(mine.profile, "beef")
    assert forget(mine.profile, known.id) == 1
    assert known_layouts(mine.profile) == []


@pytest.mark.parametrize("stored", [[], {"x": 1}, {"x": {"on": "soon", "answers": {}}}, {"x": {"on": "2026-10-02"}}])
def test_a_damaged_memory_is_no_memory(mine: OpenPlan, stored: object) -> None:
    mine.profile.change_settings({"import_layouts": stored})
    assert known_layouts(mine.profile) == []


def test_a_remembered_answer_that_the_plan_no_longer_knows_is_asked_anew(mine: OpenPlan, tmp_path: Path) -> None:
    answer_sleeping(mine, tmp_path)
    [known] = known_layouts(mine.profile)
    told = {known.id: {"on": "2026-10-02", "file": "f", "answers": {"status:sleeping": "Snoring"}}}
    mine.profile.change_settings({"import_layouts": told})
    preview = look(mine, book(tmp_path, action("A-2", status="sleeping")))
    assert [ask.id for ask in preview.asks] == ["status:sleeping"]


def test_a_mapping_file_gives_the_same_answers_elsewhere(mine: OpenPlan, tmp_path: Path) -> None:
    file = book(tmp_path, action(status="Sleeping"))
    answered = look(mine, file, answers={"status:sleeping": "Paused"})
    assert save_mapping(answered, tmp_path / "m.json") == 1
    kept = read_mapping(tmp_path / "m.json") | {"board:moon": "Leave it out"}
    again = look(mine, file, kept=kept)
    assert again.rows == answered.rows
    assert unused_answers(again, kept) == ["board:moon"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"answers": {}}', b'{"kind": 1, "answers": {"a": 1}}'])
def test_a_file_that_is_no_mapping_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.json").write_bytes(content)
    with pytest.raises(UserError, match=r"m\.json holds no answers"):
        read_mapping(tmp_path / "m.json")
    with pytest.raises(UserError, match=r"no file none\.json"):
        read_mapping(tmp_path / "none.json")

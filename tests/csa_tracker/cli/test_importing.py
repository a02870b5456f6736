"""Importing from the command line: questions by id, answers that last, rejected rows, everything said."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.csa_tracker.cli.conftest import Line
from tests.csa_tracker.importing.books import action, plan_book


def test_a_question_is_answered_by_its_id_and_remembered_for_the_layout(line: Line, tmp_path: Path) -> None:
    file = str(plan_book(tmp_path, action(status="Sleeping")))
    line("layouts", "--forget-all")
    asked = line("import", file, "--json")
    assert (asked.code, asked.error) == (3, "import-asks")
    assert line("import", file, "--answer", "status:sleeping=Paused").code == 0
    assert line.json("action", "show", "A-1")["status"] == "paused"
    said = line("import", str(plan_book(tmp_path, action("A-2", status="Sleeping"))))
    assert said.code == 0
    assert "Remembered from 2 Oct 2026: 1 answer." in said.err
    [known] = line.json("layouts")["layouts"]
    assert known["answers"] == {"status:sleeping": "Paused"}
    assert "status:sleeping\tPaused" in line("layouts").out
    assert line.json("layouts", "--forget", known["id"]) == {"forgotten": 1}
    assert line.json("layouts", "--forget-all") == {"forgotten": 0}


def test_a_mapping_file_makes_an_import_scriptable(line: Line, tmp_path: Path) -> None:
    file = str(plan_book(tmp_path, action(status="Sleeping")))
    mapping = tmp_path / "m.json"
    first = line("import", file, "--dry-run", "--answer", "status:sleeping=Paused", "--save-mapping", str(mapping))
    assert first.code == 0
    document = json.loads(mapping.read_text("utf-8"))
    assert document["answers"] == {"status:sleeping": "Paused"}
    mapping.write_text(json.dumps(document | {"answers": document["answers"] | {"rag:puce": "Red"}}), "utf-8")
    said = line("import", file, "--mapping", str(mapping))
    assert said.code == 0
    assert "an answer to rag:puce, which this file does not ask" in said.err
    mapping.write_text("{}", "utf-8")
    assert line("import", file, "--mapping", str(mapping), "--json").error == "no-mapping"


def test_the_dry_run_shows_what_then_happens(line: Line, tmp_path: Path) -> None:
    line("import", str(plan_book(tmp_path, action(), action("A-2"))))
    file = str(plan_book(tmp_path, action(brag="R"), action("A-3")))
    shown = line.json("import", file, "--dry-run")
    assert [row["outcome"] for row in shown["rows"]] == ["update", "new"]
    assert shown["rows"][0]["changes"] == [{"field": "rag", "before": "Green", "after": "Red"}]
    assert shown["missing"] == [{"ref": "A-2", "title": "Do A-2"}]
    told = line("import", file, "--dry-run")
    assert "A-1, Owner's rating: Green → Red" in told.err
    assert "1 action of an earlier version is not in this file and stays in the plan: A-2." in told.err
    assert line.json("import", file)["rows"] == shown["rows"]
    assert {row["outcome"] for row in line.json("import", file, "--dry-run")["rows"]} == {"duplicate"}


def test_yes_says_each_answer_it_took_and_hands_back_what_was_left_out(line: Line, tmp_path: Path) -> None:
    line("layouts", "--forget-all")
    file = str(plan_book(tmp_path, action(status="Sleeping"), action("A-2", due_date="31/02/2026")))
    target = tmp_path / "rejected.xlsx"
    said = line("import", file, "--yes", "--rejected", str(target))
    assert said.code == 0
    assert "Taken: Leave it out." in said.err
    assert "1 row written to rejected.xlsx." in said.err
    assert openpyxl.load_workbook(target).sheetnames == ["Action plan"]
    assert "1 new" in said.out
    assert line.json("layouts") == {"layouts": []}


def test_an_answer_without_a_sign_of_equality_is_refused(line: Line, tmp_path: Path) -> None:
    file = str(plan_book(tmp_path, action()))
    assert line("import", file, "--answer", "status", "--json").error == "bad-answer"
    assert line("import", file, "--answer", "status:x=Paused", "--json").error == "unknown-question"


def test_undo_names_the_file_and_takes_all_of_it_back(line: Line, tmp_path: Path) -> None:
    before = line.json("digest")
    line("import", str(plan_book(tmp_path, action(), action("A-2"))))
    assert "import of 2 actions from plan.xlsx" in line("undo").out
    assert line.json("digest")["view"] == before["view"]


def test_copied_cells_are_imported_from_standard_input(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = "Ref\tKey issue\tAction\tDue date\nP-1\tRoad Safety\tPaint the crossing\t31/03/2027\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(copied))
    assert line("import", "--paste").code == 0
    assert line.json("action", "show", "P-1")["title"] == "Paint the crossing"
    assert line("import", "--json").code == 2
    assert line("import", str(plan_book(tmp_path, action())), "--paste", "--json").error == "wrong-use"

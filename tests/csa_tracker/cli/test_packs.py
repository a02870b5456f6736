"""Update packs from the command line: made, filled in, looked at, brought back; JSON and exit codes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.csa_tracker.cli.conftest import Line

POLICE = ("--lead", "Police", "--due", "18/12/2026", "--status", "in_progress")


@pytest.fixture
def pack(line: Line, tmp_path: Path) -> Path:
    line.add(*POLICE)
    line.add(*POLICE, title="Training")
    line("pack", "export", "--lead", "Police", str(tmp_path / "pack.xlsx"))
    return tmp_path / "pack.xlsx"


def fill(file: Path, cells: Mapping[str, object]) -> str:
    """Fill in cells of the first sheet of actions, by address."""
    book = openpyxl.load_workbook(file)
    for address, value in cells.items():
        book["Your actions"][address].value = value
    book.save(file)
    return str(file)


def test_a_pack_is_made_for_one_lead(line: Line, tmp_path: Path) -> None:
    ref = line.add(*POLICE)
    line.add("--lead", "Council")
    file = str(tmp_path / "pack.xlsx")
    made = line.json("pack", "export", "--lead", "lancashire constabulary", file)
    assert made == {
        "file": file,
        "lead": "Lancashire Constabulary",
        "marking": "OFFICIAL",
        "actions": 1,
        "milestones": 0,
        "withheld": 0,
    }
    line("action", "set", ref, "marking=OFFICIAL-SENSITIVE")
    assert line("pack", "export", "--lead", "Police", file, "--json").error == "pack-empty"
    assert (
        line.json("pack", "export", "--lead", "Police", file, "--include-sensitive")["marking"] == "OFFICIAL-SENSITIVE"
    )


def test_an_unknown_lead_is_refused_with_the_ones_there_are(line: Line, tmp_path: Path) -> None:
    line.add(*POLICE)
    said = line("pack", "export", "--lead", "Nobody", str(tmp_path / "pack.xlsx"))
    assert said.code == 3
    assert "Use one of: Lancashire Constabulary." in said.err


def test_a_dry_run_shows_and_writes_nothing(line: Line, pack: Path) -> None:
    file = fill(pack, {"F2": "Paused", "J3": "It went well."})
    shown = line.json("pack", "merge", file, "--dry-run")
    assert shown["counts"] == {"take": 2, "conflict": 0, "cannot": 0, "updates": 1, "milestones": 0}
    assert [(one["key"], one["there"]) for one in shown["changes"]] == [
        ("BUR-0001 status", "Paused"),
        ("BUR-0002 update", "It went well."),
    ]
    assert set(shown["changes"][0]) == {
        "key", "ref", "field", "label", "base", "here", "there", "outcome", "reason", "needs_reason",
    }  # fmt: skip
    said = line("pack", "merge", file, "--dry-run")
    assert "BUR-0001\tStatus\tIn progress\tIn progress\tPaused\ttake" in said.out
    assert said.out.endswith("Nothing was changed.\n")
    assert line.json("action", "show", "BUR-0001")["status"] == "in_progress"


def test_a_pack_comes_back_and_is_undone_in_one_step(line: Line, pack: Path) -> None:
    file = fill(pack, {"F2": "Paused", "J3": "It went well."})
    done = line.json("pack", "merge", file)
    assert done["written"] == {"actions": 2, "values": 1, "updates": 1, "milestones": 0, "kept": 0, "left_out": 0}
    assert line.json("action", "show", "BUR-0001")["status"] == "paused"
    assert "changed nothing that is not in the plan already" in line("pack", "merge", file).out
    line("undo")
    assert line.json("action", "show", "BUR-0001")["status"] == "in_progress"
    assert line.json("action", "show", "BUR-0002")["updates"] == 0


def test_what_is_not_settled_is_refused_and_left_out_with_yes(line: Line, pack: Path) -> None:
    file = fill(pack, {"H2": 60, "H3": "lots", "I3": "31/03/2027", "F3": "Paused"})
    line("action", "set", "BUR-0001", "percent=55")
    refused = line("pack", "merge", file, "--json")
    assert (refused.code, refused.error) == (3, "pack-asks")
    assert line.json("action", "show", "BUR-0002")["status"] == "in_progress"
    said = line("pack", "merge", file, "--yes")
    assert said.code == 0
    assert "BUR-0001, Progress: changed here to “55 %” and in the pack to “60 %”." in said.err
    assert "Row 3, Progress (%): “lots” is not a whole number from 0 to 100." in said.err
    assert "BUR-0002, Due date: 31 Mar 2027 needs a reason." in said.err
    assert "1 action changed: 1 value, no updates, no milestones; 0 kept as in the plan, 3 left out." in said.out
    assert line.json("action", "show", "BUR-0001")["percent"] == 55


def test_conflicts_and_reasons_are_answered_by_options(line: Line, pack: Path) -> None:
    file = fill(pack, {"H2": 60, "I3": "31/03/2027"})
    line("action", "set", "BUR-0001", "percent=55")
    done = line.json("pack", "merge", file, "--take", "theirs", "--reason", "Agreed by phone")
    assert (done["written"]["values"], done["written"]["left_out"]) == (2, 0)
    assert line.json("action", "show", "BUR-0001")["percent"] == 60
    assert line.json("action", "show", "BUR-0002")["due"] == "2027-03-31"
    assert line("pack", "merge", file, "--take", "both").code == 3


def test_a_file_that_is_no_pack_is_refused(line: Line, tmp_path: Path) -> None:
    line("export", str(tmp_path / "plan.xlsx"))
    said = line("pack", "merge", str(tmp_path / "plan.xlsx"))
    assert said.code == 3
    assert "plan.xlsx is not an update pack" in said.err


def test_dates_go_into_a_calendar(line: Line, tmp_path: Path) -> None:
    line.add(*POLICE)
    line.add("--lead", "Council", "--due", "1/12/2026", "--marking", "OFFICIAL-SENSITIVE")
    file = tmp_path / "dates.ics"
    made = line.json("export", str(file))
    assert made == {"exported": str(file), "due_dates": 1, "milestones": 0, "withheld": 1}
    said = line("export", str(file), "--include-sensitive", "--lead", "Council")
    assert said.out == f"Exported to {file}: 1 due date, no milestones.\n"
    assert b"SUMMARY:BUR-0002 due: Patrols" in file.read_bytes()


def test_one_lead_s_actions_are_exported_alone(line: Line, tmp_path: Path) -> None:
    line.add(*POLICE)
    line.add("--lead", "Council")
    line("export", str(tmp_path / "plan.csv"), "--lead", "Council")
    text = (tmp_path / "plan.csv").read_text("utf-8-sig")
    assert "BUR-0002" in text
    assert "BUR-0001" not in text

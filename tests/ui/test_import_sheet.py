"""Importing shows what would come, then brings all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from tests.ui.acting import page_of, session_of, settle
from ui.imports.import_sheet import ImportSheet
from ui.shell.toast import Toast
from ui.shell.window import MainWindow
from ui.start.new_plan import NewPlan


def _sheet(window: MainWindow) -> ImportSheet:
    assert window.overlay is not None
    sheet = window.overlay.sheet
    assert isinstance(sheet, ImportSheet)
    return sheet


def _start_with(window: MainWindow, files: list[Path]) -> ImportSheet:
    window.ask.files.append(files)  # type: ignore[attr-defined]
    window.run("begin:import")
    assert window.overlay is not None
    new_plan = window.overlay.sheet
    assert isinstance(new_plan, NewPlan)
    new_plan.try_start()
    settle()
    return _sheet(window)


def test_the_sample_spreadsheet_is_counted_then_imported(window: MainWindow) -> None:
    from resources import file_path

    with file_path("samples/Lancashire_CSP_action_plan_example.xlsx") as sample:
        sheet = _start_with(window, [sample])
        assert sheet._headline() == "60 new actions, 170 milestones, 129 updates"
        assert session_of(window).info().actions == 0
        sheet.try_import()
        settle()
        assert page_of(window).model.rowCount() == 60
        assert window.findChildren(Toast)[-1].words == "60 actions added, 170 milestones, 129 updates."
        window.ask.files.append([sample])  # type: ignore[attr-defined]
        window.run("import")
        again = _sheet(window)
    assert again._headline() == "Everything in this file is already in the plan."
    assert not again.bring.isEnabled()


def test_cancelling_changes_nothing(window: MainWindow) -> None:
    from resources import file_path

    with file_path("samples/Lancashire_CSP_action_plan_example.xlsx") as sample:
        _start_with(window, [sample]).reject()
    assert session_of(window).info().actions == 0


def test_rows_that_cannot_come_in_are_named_and_left_out_only_when_asked(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        "Ref,Key issue,Action,Due date\nA1,Road Safety,Paint lines,31/02/2026\nA2,Road Safety,Fix signs,30/03/2027\n",
        encoding="utf-8",
    )
    sheet = _start_with(window, [file])
    assert any("'31/02/2026' is not a real date." in reason for reason in sheet._blocked)
    sheet.try_import()
    assert session_of(window).info().actions == 0
    assert sheet._problem.text().startswith("Some rows cannot be imported.")
    sheet.leave_out.setChecked(True)
    sheet.try_import()
    assert session_of(window).info().actions == 1


def test_a_file_that_is_no_spreadsheet_is_refused(filled: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(b"not a spreadsheet")
    filled.ask.files.append([file])  # type: ignore[attr-defined]
    filled.run("import")
    assert filled.overlay is not None
    assert filled.overlay.sheet.windowTitle() == "The spreadsheet was not imported"

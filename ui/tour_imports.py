"""The places of the import wizard: every step, without a file, with one that is clear, that asks, that is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from resources import file_path
from ui.imports.wizard import ImportWizard
from ui.tour import Opened, Place, Tour

_SPREADSHEET = "samples/Lancashire_CSP_action_plan_example.xlsx"
_PUZZLING = (
    "Action plan of the partnership for 2026/27\n"
    "Ref,Area,Key issue,Action,Lead organisation,Start date,Due date,Status,BRAG,Follow-up\n"
    "X-1,Burnley,Hate crime,Meet the community groups,Burnley Borough Council,01/04/2026,31/03/2027,In progress,G,Yes\n"
    "X-2,Burnley,Road Safety,Speed checks near schools,Burnley Borough Council,01/04/2026,31/02/2027,In progress,A,No\n"
    "X-3,Pendle,Road Safety,Paint the lines again,Pendle Borough Council,01/05/2026,Dec 2026,Nearly there,Tartan,\n"
    "DA-01,Pendle,Domestic Abuse,Open a weekly domestic abuse drop-in,Pendle Borough Council,,Ongoing,In progress,R,\n"
)


def _wizard(tour: Tour) -> ImportWizard:
    tour.window.run("import")
    assert tour.window.overlay is not None
    sheet = tour.window.overlay.sheet
    assert isinstance(sheet, ImportWizard)
    return sheet


def _read(tour: Tour, files: list[Path], *, steps: int = 0) -> ImportWizard:
    """Read files and go on so many steps, past questions that wait."""
    sheet = _wizard(tour)
    sheet.read(files)
    tour.until(lambda: not sheet.previews.is_busy)
    for _ in range(steps):
        sheet.go(sheet.at + 1)
        tour.settle()
    return sheet


def _clear(steps: int) -> Callable[[Tour], None]:
    def reach(tour: Tour) -> None:
        with file_path(_SPREADSHEET) as sample:
            _read(tour, [sample], steps=steps)

    return reach


def _asking(steps: int) -> Callable[[Tour], None]:
    def reach(tour: Tour) -> None:
        _read(tour, [_puzzling(tour)], steps=steps)

    return reach


def _puzzling(tour: Tour) -> Path:
    file = tour.folder / "puzzling.csv"
    file.write_text(_PUZZLING, encoding="utf-8")
    return file


def _leaving(tour: Tour) -> None:
    """Escape after an answer asks first."""
    sheet = _read(tour, [_puzzling(tour)], steps=2)
    sheet.values.take_all()
    tour.until(lambda: not sheet.previews.is_busy)
    sheet.reject()


def _row_in_full(tour: Tour) -> None:
    sheet = _read(tour, [_puzzling(tour)], steps=3)
    sheet.check.open_row()


def _result(tour: Tour) -> None:
    """What stands there when an import is done, with a row left out; the plan of the tour stays as it is."""
    from csa_tracker.importing.apply import ImportResult

    sheet = _read(tour, [_puzzling(tour)], steps=3)
    notes = ("Row 3, Due date: '31/02/2027' is not a real date.",)
    assert sheet.previews.now is not None
    sheet.done_page.show_result(ImportResult(12, 3, 40, 1, 4, 9, notes, sheet.previews.now))
    sheet.go(4)


def _refused(tour: Tour) -> None:
    file = tour.folder / "minutes.xlsx"
    file.write_bytes(b"not a spreadsheet")
    _read(tour, [file])


def _place(name: str, reach: Callable[[Tour], object], opened: Opened = Opened.FILLED) -> Place:
    def go(tour: Tour) -> None:
        reach(tour)

    return Place(f"import-{name}" if name else "import", opened, go, ImportWizard)


IMPORT_PLACES: tuple[Place, ...] = (
    _place("", _wizard),
    _place("file", _clear(0), Opened.EMPTY),
    _place("columns", _clear(1), Opened.EMPTY),
    _place("values", _clear(2), Opened.EMPTY),
    _place("check", _clear(3), Opened.EMPTY),
    _place("nothing-new", _clear(3)),
    _place("refused", _refused),
    _place("asks-file", _asking(0)),
    _place("asks-columns", _asking(1)),
    _place("asks-values", _asking(2)),
    _place("asks-check", _asking(3)),
    _place("row", _row_in_full),
    _place("leaving", _leaving),
    _place("result", _result),
)

"""Writes the sheets of an export as an Excel workbook in which people's words are never formulas or links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

from csa_tracker.exporting.cell_limit import fit_cell
from csa_tracker.exporting.sheets import ExportSheet

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write_workbook(stream: BinaryIO, sheets: Sequence[ExportSheet]) -> None:
    """Write the sheets with real dates, a frozen heading row, column widths and filters."""
    import xlsxwriter  # type: ignore[import-untyped]  # loaded only when somebody exports a workbook

    workbook = xlsxwriter.Workbook(stream, _SAFE)
    heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    words = workbook.add_format({"text_wrap": True, "valign": "top"})
    day = workbook.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
    for sheet in sheets:
        page = workbook.add_worksheet(sheet.name)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.heading, heading)
        for number, row in enumerate(sheet.rows, start=1):
            for place, cell in enumerate(row):
                match cell:
                    case None | "":
                        continue
                    case str():
                        page.write_string(number, place, fit_cell(cell), words)
                    case dt.date():
                        page.write_datetime(number, place, cell, day)
                    case _:
                        page.write_number(number, place, cell, words)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
        page.set_landscape()
        page.repeat_rows(0)
    workbook.close()

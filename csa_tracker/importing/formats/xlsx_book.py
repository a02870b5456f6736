"""Looks through an .xlsx or .xlsm workbook: which part is which sheet, and what each of them shows."""

from __future__ import annotations

import zipfile

from csa_tracker.importing.formats.scan import Limits, Scan, Told
from csa_tracker.importing.formats.xlsx_sheet import scan_sheet
from csa_tracker.importing.formats.xlsx_strings import read_strings
from csa_tracker.importing.formats.xlsx_styles import read_styles
from csa_tracker.importing.formats.xml import part_named, tree, worksheet_parts

BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS_SHARE = 0.2


def scan_xlsx(archive: zipfile.ZipFile, limits: Limits, told: Told) -> dict[str, Scan]:
    """Every worksheet of the workbook by its name.

    Raises UserError past a limit; expat.ExpatError, SyntaxError, ValueError or KeyError when it is damaged.
    """
    parts = _sheet_parts(archive)
    styles = read_styles(archive)
    texts = read_strings(archive, limits, lambda done: told(done * _STRINGS_SHARE))
    scans: dict[str, Scan] = {}
    whole = sum(archive.getinfo(part).file_size for part in parts.values()) or 1
    before = 0.0
    for name, part in parts.items():
        share = archive.getinfo(part).file_size / whole

        def told_here(done: float, before: float = before, share: float = share) -> None:
            told(_STRINGS_SHARE + (1 - _STRINGS_SHARE) * (before + done * share))

        scans[name] = scan_sheet(archive, part, name, styles=styles, texts=texts, limits=limits, told=told_here)
        before += share
    return scans


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each worksheet; charts and dialogs are not in it."""
    targets = worksheet_parts(archive, _RELATIONS)
    parts: dict[str, str] = {}
    for sheet in tree(archive, part_named(archive, BOOK)).iterfind("{*}sheets/{*}sheet"):
        identifier = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if identifier in targets:
            parts[sheet.get("name", "")] = part_named(archive, targets[identifier])
    return parts

"""Looks through an .ods workbook: how far each sheet is used, and what it shows beside its values."""

from __future__ import annotations

import zipfile

from csa_tracker.importing.formats.ods_sheet import OdsSheet
from csa_tracker.importing.formats.ods_styles import Attributes, OdsStyles
from csa_tracker.importing.formats.scan import Limits, Scan, Told
from csa_tracker.importing.formats.xml import feed, find_part, part_named, safe_parser

_CONTENT = "content.xml"
_STYLES = "styles.xml"


def scan_ods(archive: zipfile.ZipFile, limits: Limits, told: Told) -> dict[str, Scan]:
    """Every sheet of the workbook by its name.

    Raises UserError past a limit; expat.ExpatError, ValueError or KeyError when it is damaged.
    """
    styles = OdsStyles()
    part = find_part(archive, _STYLES)
    if part is not None:
        parser = safe_parser(limits.path)
        parser.StartElementHandler = styles.start
        feed(parser, archive, part, lambda _: None)
    reader = _Content(styles, limits)
    parser = safe_parser(limits.path)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.hear
    feed(parser, archive, part_named(archive, _CONTENT), told)
    return reader.scans


class _Content:
    def __init__(self, styles: OdsStyles, limits: Limits) -> None:
        self.scans: dict[str, Scan] = {}
        self._styles, self._limits = styles, limits
        self._sheet: OdsSheet | None = None
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                shown = self._styles.is_shown(attributes.get("table:style-name", ""))
                title = attributes.get("table:name", "")
                self._sheet = OdsSheet(title, self._styles, self._limits, is_hidden=not shown)
        elif self._sheet is None:
            self._styles.start(name, attributes)
        elif self._depth == 1:  # a table within a cell is no part of the grid
            self._sheet.start(name, attributes)

    def end(self, name: str) -> None:
        if self._sheet is None:
            return
        if name == "table:table":
            self._depth -= 1
            if self._depth == 0:
                self.scans[self._sheet.name] = self._sheet.finish()
                self._sheet = None
        elif self._depth == 1:
            self._sheet.end(name)

    def hear(self, text: str) -> None:
        if self._sheet is not None and self._depth == 1:
            self._sheet.hear(text)

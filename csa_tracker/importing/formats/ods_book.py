"""Looks through an .ods workbook: how far each sheet is used, and what it shows beside its values."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from csa_tracker.importing.formats.ods_sheet import OdsSheet
from csa_tracker.importing.formats.ods_styles import Attributes, OdsStyles
from csa_tracker.importing.formats.scan import Limits, Scan, Told
from csa_tracker.importing.formats.xml import feed, find_part, part_named, safe_parser

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_TABLE = "table:table"


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
    parser = safe_parser(limits.path)
    reader = _Content(styles, limits, parser)
    feed(parser, archive, part_named(archive, _CONTENT), told)
    return reader.scans


class _Content:
    """Hands the parser to one sheet after the other; between them it collects styles."""

    def __init__(self, styles: OdsStyles, limits: Limits, parser: expat.XMLParserType) -> None:
        self.scans: dict[str, Scan] = {}
        self._styles, self._limits, self._parser = styles, limits, parser
        parser.buffer_text = True
        parser.StartElementHandler = self._between

    def _between(self, name: str, attributes: Attributes) -> None:
        if name != _TABLE:
            self._styles.start(name, attributes)
            return
        is_hidden = not self._styles.is_shown(attributes.get("table:style-name", ""))
        self._within(OdsSheet(attributes.get("table:name", ""), self._styles, self._limits, is_hidden=is_hidden))

    def _within(self, sheet: OdsSheet) -> None:
        starts, ends = sheet.starts(), sheet.ends()

        def start(name: str, attributes: Attributes) -> None:
            handler = starts.get(name)
            if handler is not None:
                handler(attributes)
            elif name == _TABLE:
                self._pass_over(sheet)

        def end(name: str) -> None:
            handler = ends.get(name)
            if handler is not None:
                handler()
            elif name == _TABLE:
                self.scans[sheet.name] = sheet.finish()
                self._listen(self._between, None, None)

        self._listen(start, end, sheet.hear)

    def _pass_over(self, sheet: OdsSheet) -> None:
        """A table within a cell or a chart is no part of the grid: go on behind its end."""
        depth = 1

        def start(name: str, _: Attributes) -> None:
            nonlocal depth
            depth += name == _TABLE

        def end(name: str) -> None:
            nonlocal depth
            depth -= name == _TABLE
            if not depth:
                self._within(sheet)

        self._listen(start, end, None)

    def _listen(
        self,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None,
        hear: Callable[[str], None] | None,
    ) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = start, end
        self._parser.CharacterDataHandler = hear

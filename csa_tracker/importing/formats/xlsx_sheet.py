"""One look through a sheet of an .xlsx workbook: how far it is used, and what it shows beside its values."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from csa_tracker.importing.formats.scan import Limits, Place, Scan, Told, clipped_marks, column_number
from csa_tracker.importing.formats.xlsx_strings import RunStrikes, SharedTexts
from csa_tracker.importing.formats.xlsx_styles import CellStyles
from csa_tracker.importing.formats.xml import feed, safe_parser
from csa_tracker.importing.sheets import Marks

_YES = ("1", "true", "on")
_DIGITS = "0123456789"
_SHORTEST = len('<c t="s"><v>0</v></c>')

Attributes = dict[str, str]


def scan_sheet(
    archive: zipfile.ZipFile,
    part: str,
    name: str,
    *,
    styles: CellStyles,
    texts: SharedTexts,
    limits: Limits,
    told: Told,
) -> Scan:
    """Look through one sheet. Raises UserError past a limit, expat.ExpatError or ValueError when it is damaged."""
    size = archive.getinfo(part).file_size
    reader = _Sheet(name, styles, texts, limits)
    # Shared texts are weighed one by one only where so large a sheet could repeat the longest of them too often.
    reader.weighs = bool(texts.struck) or size // _SHORTEST * texts.longest > limits.text_left
    parser = safe_parser(limits.path)
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.heard.append
    feed(parser, archive, part, told)
    return reader.finish(size)


class _Sheet:
    def __init__(self, name: str, styles: CellStyles, texts: SharedTexts, limits: Limits) -> None:
        self.weighs = False
        self.heard: list[str] = []
        self._name, self._fill_of, self._struck_styles = name, styles.fills, styles.struck
        self._texts, self._limits = texts, limits
        self._on: dict[str, Callable[[Attributes], None]] | None = None
        self._letters: dict[str, int] = {}
        self._row, self._column, self._row_digits = -1, -1, ""
        self._filled_row: set[int] | None = None
        self._row_fills: dict[int, tuple[str, set[int]]] = {}
        self._place: Place = (0, 0)
        self._kind = ""
        self._waits = self._has_inline = False
        self._runs = RunStrikes()
        self._height = self._width = 0
        self._fills: dict[Place, str] = {}
        self._struck: set[Place] = set()
        self._shown_rows: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._hides_by_default = False
        self._hidden_columns: list[range] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._errors: dict[Place, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if self._on is None:  # the root: the others carry the same prefix
            self._on = self._handlers(name[: name.rfind(":") + 1])
        handler = self._on.get(name)
        if handler is not None:
            handler(attributes)

    def _handlers(self, prefix: str) -> dict[str, Callable[[Attributes], None]]:
        found = {
            "c": self._cell,
            "v": self._value,
            "is": self._value,
            "row": self._begin_row,
            "col": self._columns,
            "sheetFormatPr": self._defaults,
            "mergeCell": self._merge,
            "r": lambda _: self._runs.start_run(),
            "rPr": lambda _: self._runs.set_properties(),
            "strike": lambda attributes: self._runs.set_strike(attributes.get("val", "1")),
        }
        return {prefix + name: handler for name, handler in found.items()}

    def _defaults(self, attributes: Attributes) -> None:
        self._hides_by_default = attributes.get("zeroHeight") in _YES

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _YES or _is_zero(attributes.get("width")):
            self._hidden_columns.append(range(int(attributes["min"]) - 1, int(attributes["max"])))

    def _begin_row(self, attributes: Attributes) -> None:
        digits = attributes.get("r")
        self._row = self._row + 1 if digits is None else int(digits) - 1
        self._row_digits = str(self._row + 1)
        self._column = -1
        if attributes.get("hidden") in _YES or _is_zero(attributes.get("ht")):
            self._hidden_rows.add(self._row)
        elif self._hides_by_default:
            self._shown_rows.add(self._row)
        self._filled_row = None
        fill = self._fill_of.get(attributes.get("s", ""))
        if fill is not None and attributes.get("customFormat") in _YES:
            self._filled_row = set()
            self._row_fills[self._row] = (fill, self._filled_row)

    def _cell(self, attributes: Attributes) -> None:
        if self._waits:
            self._settle()
        reference = attributes.get("r")
        row, column = self._row, self._column + 1
        if reference is not None:
            letters = reference.rstrip(_DIGITS)
            known = self._letters.get(letters)
            column = self._learn(letters) if known is None else known
            digits = reference[len(letters) :]
            if digits != self._row_digits:
                row = int(digits) - 1
        self._column = column
        self._place = place = (row, column)
        self._kind = attributes.get("t", "")
        style = attributes.get("s", "")
        if style in self._fill_of:
            self._fills[place] = self._fill_of[style]
        if style in self._struck_styles:
            self._struck.add(place)
        if self._filled_row is not None:
            self._filled_row.add(column)

    def _learn(self, letters: str) -> int:
        self._letters[letters] = column_number(letters)
        return self._letters[letters]

    def _value(self, _: Attributes) -> None:
        row, column = self._place
        if row >= self._height or column >= self._width:
            self._height, self._width = max(self._height, row + 1), max(self._width, column + 1)
            self._limits.check_reach(self._name, self._height, self._width)
        kind = self._kind
        if kind == "s":
            self._waits = self.weighs
        elif kind in ("e", "inlineStr", "str"):
            self._waits = True
        self.heard.clear()

    def _settle(self) -> None:
        """Look at the text of the cell before, now that all of it was heard."""
        self._waits = False
        verdict = None
        if self._kind == "e":
            self._errors[self._place] = "".join(self.heard).strip()
        elif self._kind == "s":
            number = int("".join(self.heard))
            if not 0 <= number < len(self._texts.sizes):
                raise ValueError(number)
            self._limits.add_text(self._texts.sizes[number])
            verdict = self._texts.struck.get(number)
        else:
            self._has_inline = True
            verdict = self._runs.verdict()
        if verdict is True:
            self._struck.add(self._place)
        elif verdict is False:
            self._struck.discard(self._place)

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        (top, left), (bottom, right) = _place_of(first), _place_of(last or first)
        self._merges.append((top, left, bottom, right))
        self._limits.check_merges(len(self._merges))

    def finish(self, size: int) -> Scan:
        if self._waits:
            self._settle()
        if self._has_inline:
            self._limits.add_text(size)
        height, width = self._height, self._width
        self._limits.end_sheet(self._name, height, width)
        for row, (fill, places) in self._row_fills.items():
            if row < height:
                self._fills.update({(row, column): fill for column in range(width) if column not in places})
        if self._hides_by_default:
            self._hidden_rows.update(set(range(height)) - self._shown_rows)
        columns = {column for hidden in self._hidden_columns for column in hidden[:width] if column < width}
        marks = Marks(self._fills, frozenset(self._struck), frozenset(self._hidden_rows), frozenset(columns))
        return Scan(height, width, clipped_marks(marks, self._merges, height, width), self._errors)


def _is_zero(measure: str | None) -> bool:
    return measure is not None and float(measure) == 0


def _place_of(reference: str) -> Place:
    letters = reference.rstrip(_DIGITS)
    return int(reference[len(letters) :]) - 1, column_number(letters)

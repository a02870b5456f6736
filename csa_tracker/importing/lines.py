"""The rows of a table: banners carried down, merged cells filled, lines that Word split put together again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from csa_tracker.exporting.sheets import own_headings
from csa_tracker.importing.banners import Banner, is_note, is_total, read_banner
from csa_tracker.importing.blocks import Block
from csa_tracker.importing.evidence import known_issue
from csa_tracker.importing.sheets import Cell, cell_text, is_blank

_DITTO = frozenset(('"', "″", "”", "''", "ditto", "do.", "-do-", '" "', "as above"))
_REPEATED_BY_DITTO = frozenset(
    ("key_issue", "lead", "lead_role", "due", "start", "partners", "areas", "themes", "board", "status")
)
_SAID = {"true": ("true", "yes", "1"), "no": ("no", "false", "0")}
_BULLET = re.compile(r"[•·▪\-–*]\s|\d+[.)]\s|update\b", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cells of a column go: `more` puts them beside those of the field's first column."""

    field: str
    heading: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A row that is a milestone of the action above it; `row` counts from 0."""

    row: int
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class Line:
    """A row in the making; `row` counts from 0. `more` are (field, heading, cell)."""

    row: int
    cells: dict[str, Cell]
    fills: dict[str, str] = field(default_factory=dict)
    more: list[tuple[str, str, Cell]] = field(default_factory=list)
    dropped: str = ""
    notes: list[str] = field(default_factory=list)
    joined: bool = False
    steps: list[Step] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether a field's cell says anything."""
        return not is_blank(self.cells.get(name))


@dataclass(slots=True)
class Lines:
    """The rows of a table; `said` tells what was passed over, `unsure` are rows (from 1) that may be no new ones."""

    lines: list[Line] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    carried: bool = False


def read_lines(block: Block, targets: Mapping[int, Target], *, start: Banner | None, join: bool | None) -> Lines:
    """The rows under a heading. `join` decides about rows that may continue the one above, None while nobody has."""
    return _Reader(block, targets, start, join).read()


class _Reader:
    """Goes through the rows once, with the banner in force and the row above at hand."""

    def __init__(self, block: Block, targets: Mapping[int, Target], start: Banner | None, join: bool | None) -> None:
        self.block, self.targets, self.join = block, targets, join
        self.rows, self.marks = block.sheet.rows, block.sheet.marks
        self.place = {target.field: at for at, target in targets.items() if not target.more}
        self.found = Lines()
        self.verbatim = set(own_headings("actions")) <= set(block.texts)  # our own export: a " is a lead, not a ditto
        drops = block.export.drops if block.export is not None else {}
        self.drops = {at: drops[plain] for at, plain in enumerate(block.plain) if plain in drops}
        self.issue, self.lead = "", ""
        self._take(start)
        self._merged()

    def _merged(self) -> None:
        """Which cells a merge fills, which rows belong to the action above, and how wide lone texts are merged."""
        self.filled: dict[tuple[int, int], tuple[int, int]] = {}
        self.within: set[int] = set()
        self.wide: set[int] = set()
        self.shared: set[int] = set()
        half = max(2, len(self.targets) // 2)
        for top, left, bottom, right in self.marks.merges:
            if right - left + 1 >= half and left <= self.block.last and right >= self.block.first:
                self.wide.add(top)
            if bottom == top or top not in self.block.rows:
                continue
            target = self.targets.get(left)
            if target is None:
                continue
            rows = range(top + 1, min(bottom + 1, self.block.rows.stop))
            if target.field == "title" and not target.more:
                self.within.update(rows)
            elif target.field == "ref":
                self.shared.update(rows)
            else:
                self.filled.update({(row, left): (top, left) for row in rows})

    def read(self) -> Lines:
        above: Line | None = None
        for row in self.block.rows:
            if row in self.block.repeats:
                self._take_step(row)
                above = None
                continue
            cells = self.rows[row]
            filled = [
                at
                for at in range(self.block.first, min(self.block.last + 1, len(cells)))
                if (cell := cells[at]) is not None and cell != "" and not is_blank(cell)
            ]
            if not filled:
                above = None
                continue
            if self._passed_over(row, filled, above):
                above = None
                continue
            line = self._line(row)
            if above is not None and self._continues(line, above):
                self._append(line, above)
                continue
            self._carry(line)
            self.found.lines.append(line)
            above = line
        if not self.verbatim:
            _fill_groups(self.found.lines, self.place)
        return self.found

    def _take_step(self, row: int) -> None:
        places, cells = self.block.steps.get(row), self.rows[row]
        if places and self.found.lines:
            step = Step(row, {name: cells[at] for name, at in places.items() if at < len(cells)})
            self.found.lines[-1].steps.append(step)

    def _passed_over(self, row: int, filled: list[int], above: Line | None) -> bool:
        """Whether the row is a banner, a total or a note; a banner is taken."""
        cells = self.rows[row]
        first = cells[filled[0]]
        title = self.place.get("title")
        if title is not None and "key_issue" not in self.place and title in filled:
            named = cell_text(cells[title])
            if known_issue(named):  # the summary task of an outline
                self._take(Banner(named))
                return self._tell(row, named)
        if not isinstance(first, str):
            return len(filled) == 1 and row not in self.within and self._tell(row, cell_text(first))
        rest = [cells[at] for at in filled[1:]]
        if is_total(first) and all(isinstance(cell, int | float) for cell in rest):
            return self._tell(row, first)
        if rest and any(cell != first for cell in rest):
            return False
        if is_note(first) and (above is None or row in self.wide):
            return self._tell(row, first)
        banner = read_banner(first)
        if not self._is_banner(row, filled[0], banner):
            return False
        if banner is None or (not banner.sure and "key_issue" in self.place):
            return self._tell(row, first)
        self._take(banner)
        return True

    def _is_banner(self, row: int, at: int, banner: Banner | None) -> bool:
        name = self.targets[at].field if at in self.targets else ""
        if row in self.wide or row + 1 in self.block.repeats:
            return True
        sure = banner is not None and banner.sure
        if name == "title":
            return sure or ((row, at) in self.marks.fills and (row + 1, at) not in self.marks.fills)
        if name == "ref":
            return sure or len(cell_text(self.rows[row][at])) > 12
        if name in ("", "key_issue"):
            return sure or at == self.block.first
        return False

    def _tell(self, row: int, text: str) -> bool:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        self.found.said.append(f"Sheet {self.block.sheet.name}, row {row + 1} is no action: {shown}")
        return True

    def _take(self, banner: Banner | None) -> None:
        if banner is None:
            return
        if banner.key_issue:
            self.issue, self.lead = banner.key_issue, banner.lead
        elif banner.lead:
            self.lead = banner.lead

    def _carry(self, line: Line) -> None:
        for name, text in (("key_issue", self.issue), ("lead", self.lead)):
            if text and not line.has(name):
                line.cells[name] = text
                self.found.carried = True

    def _line(self, row: int) -> Line:
        cells = self.rows[row]
        line = Line(row, {})
        for at, target in self.targets.items():
            cell = cells[at] if at < len(cells) else None
            if is_blank(cell) and (row, at) in self.filled:
                top, left = self.filled[row, at]
                cell = self.rows[top][left]
            if target.more:
                if not is_blank(cell):
                    line.more.append((target.field, target.heading, cell))
                continue
            line.cells[target.field] = self._ditto(target.field, cell, line)
            fill = self.marks.fills.get((row, at)) if self.marks.fills else None
            if fill is not None:
                line.fills[target.field] = fill
        if self.marks.struck or self.marks.hidden_rows or self.drops:
            line.dropped = self._dropped(row)
        if row in self.shared:
            line.notes.append("The reference is merged with the row above, so this action has none of its own.")
        return line

    def _ditto(self, name: str, cell: Cell, line: Line) -> Cell:
        if not isinstance(cell, str) or name not in _REPEATED_BY_DITTO or not self.found.lines or self.verbatim:
            return cell
        if cell.strip().casefold() not in _DITTO:
            return cell
        line.notes.append(f"'{cell.strip()}' repeats the row above.")
        return self.found.lines[-1].cells.get(name)

    def _dropped(self, row: int) -> str:
        if row in self.marks.hidden_rows:
            return "hidden"
        for at, (word, reason) in self.drops.items():
            if at < len(self.rows[row]) and cell_text(self.rows[row][at]).casefold() in _SAID[word]:
                return reason
        title = self.place.get("title")
        if title is not None and (row, title) in self.marks.struck:
            return "struck through"
        cells = self.rows[row]
        filled = [at for at in self.targets if at < len(cells) and not is_blank(cells[at])]
        struck = sum((row, at) in self.marks.struck for at in filled)
        return "struck through" if struck * 2 > len(filled) else ""

    def _continues(self, line: Line, above: Line) -> bool:
        """Whether a row only continues the one above: a table pasted from Word, or an action merged over rows."""
        if line.row in self.within:
            return True
        filled = [name for name in line.cells if line.has(name)]
        if line.has("ref") or not filled + line.more:
            return False
        if any(isinstance(line.cells[name], dt.date | dt.datetime | int | float) for name in filled):
            return False
        few = len(filled) + len(line.more)
        if not line.has("title"):
            return few <= max(2, len(self.targets) // 2)
        title = cell_text(line.cells["title"])
        if "due" not in self.place or line.has("due") or not (above.has("due") or above.joined):
            return False
        if few == 1 and title[0].isupper():
            return False
        if title[0].islower() and few <= len(self.targets) // 2 + 1:
            return self.join is not False
        if "ref" in self.place and (above.has("ref") or above.joined) and few < len(self.targets):
            self.found.unsure.append(line.row + 1)
            return self.join is not False
        return False

    def _append(self, line: Line, above: Line) -> None:
        """Join a row to the one above, cell by cell; a second date stays apart, in words."""
        for name, cell in line.cells.items():
            if is_blank(cell):
                continue
            before = above.cells.get(name)
            if is_blank(before):
                above.cells[name] = cell
            elif isinstance(before, str) and isinstance(cell, str):
                if before.strip() != cell.strip():
                    above.cells[name] = _put_together(before, cell)
            elif before != cell:
                above.more.append(("description", self.targets[self.place[name]].heading, cell))
        for name, heading, cell in line.more:
            known = next((at for at, one in enumerate(above.more) if one[:2] == (name, heading)), None)
            if known is None:
                above.more.append((name, heading, cell))
            elif above.more[known][2] != cell:
                above.more[known] = (name, heading, _put_together(cell_text(above.more[known][2]), cell_text(cell)))
        above.joined = True
        above.notes.append(f"Row {line.row + 1} continues this row and was joined to it.")


def _put_together(before: str, after: str) -> str:
    before, after = before.rstrip(), after.strip()
    line = "\n" if before.endswith((".", "!", "?", ":", ";")) or _BULLET.match(after) else " "
    return f"{before}{line}{after}"


def _fill_groups(lines: list[Line], place: Mapping[str, int]) -> None:
    """Fill a key issue down where it plainly stands once for each group: more blanks than values, none twice."""
    if "key_issue" not in place or not lines or not lines[0].has("key_issue"):
        return
    values = [cell_text(line.cells["key_issue"]) for line in lines if line.has("key_issue")]
    blanks = len(lines) - len(values)
    if blanks < len(values) or len(set(values)) < len(values) or len(values) < 2:
        return
    for above, line in pairwise(lines):
        if not line.has("key_issue"):
            line.cells["key_issue"] = above.cells["key_issue"]
            line.notes.append(f"The key issue is that of row {above.row + 1}, as the cell is blank.")

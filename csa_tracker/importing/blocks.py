"""Finds the tables on a sheet: heading rows below titles, over two rows, repeated, one under another, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csa_tracker.importing.exports import Export, export_of
from csa_tracker.importing.fields import special_headings
from csa_tracker.importing.headings import RANKS, SCANNED_ROWS, assign_fields, is_role, plain_heading
from csa_tracker.importing.sheets import Cell, Marks, Sheet, cell_text, is_blank

_LONGEST_HEADING = 80
_QUARTERS = ("q1", "q2", "q3", "q4", "quarter 1", "quarter 2", "quarter 3", "quarter 4")
_KNOWN = frozenset(word for ranks in RANKS.values() for word in ranks)
_ORDER = ("milestones", "updates", "actions")


@dataclass(frozen=True, slots=True)
class Block:
    """A table on a sheet. Rows and columns count from 0; `rows` are those under the heading, `first` to `last` columns.

    `texts` has a heading for every column of the sheet, "" outside the block; `above` are the rows over the heading
    that belong to it (titles and notes); `repeats` are rows in it that hold the headings again or another list, of
    which `steps` hold milestones of the action above, as the column of each field says.
    """

    sheet: Sheet = field(repr=False)
    heading: int
    role: str
    texts: tuple[str, ...]
    rows: range
    first: int
    last: int
    above: range
    export: Export | None = None
    repeats: frozenset[int] = frozenset()
    beside: int = 0
    steps: Mapping[int, Mapping[str, int]] = field(default_factory=dict, repr=False)

    @property
    def plain(self) -> tuple[str, ...]:
        """The headings without case and punctuation."""
        return tuple(plain_heading(text) for text in self.texts)


@dataclass(frozen=True, slots=True)
class _Head:
    top: int
    bottom: int
    role: str
    texts: tuple[str, ...]


def find_blocks(sheet: Sheet) -> tuple[list[Block], list[str]]:
    """The tables of a sheet from top to bottom, and sentences about parts that are none."""
    heads, passed, steps = _heads(sheet)
    blocks: list[Block] = []
    said: list[str] = []
    start = 0
    at = 0
    while at < len(heads):
        head = heads[at]
        repeats: set[int] = set()
        at += 1
        while at < len(heads) and heads[at].texts == head.texts:
            repeats.update(range(heads[at].top, heads[at].bottom + 1))
            at += 1
        end = heads[at].top if at < len(heads) else len(sheet.rows)
        rows = range(head.bottom + 1, end)
        if at < len(heads):
            rows = _without_title(sheet, rows)
        inside = {row for row in (*passed, *steps) if row in rows}
        blocks += _sides(sheet, head, rows, range(start, head.top), frozenset(repeats | inside), steps)
        if repeats:
            places = ", ".join(str(row + 1) for row in sorted(repeats)[:5])
            said.append(f"Sheet {sheet.name}: the headings stand again in row {places}.")
        start = rows.stop
    if passed and blocks:
        rows_text = f"rows {min(passed) + 1} to {max(passed) + 1}"
        said.append(f"Sheet {sheet.name}: {rows_text} hold another list, which is no part of the plan.")
    return blocks, said


def _heads(sheet: Sheet) -> tuple[list[_Head], set[int], dict[int, Mapping[str, int]]]:
    """Heading rows in their order, the rows of further lists of known programs, and those of milestones."""
    heads: list[_Head] = []
    passed: set[int] = set()
    steps: dict[int, Mapping[str, int]] = {}
    export: Export | None = None
    skip = -1
    for place, cells in enumerate(sheet.rows):
        if place <= skip or not _may_head(cells, place, heads):
            continue
        texts = heading_texts(cells)
        plain = [plain_heading(text) for text in texts]
        if export is not None and export.second and set(export.second) <= set(plain):
            skip = _end_of_list(sheet, place, export)
            if export.steps:
                places = {export.steps[text]: at for at, text in enumerate(plain) if text in export.steps}
                steps |= {place: {}} | dict.fromkeys(range(place + 1, skip + 1), places)
            else:
                passed.update(range(place, skip + 1))
            continue
        head = _head_at(sheet, place, texts, first=not heads)
        if head is None:
            continue
        heads.append(head)
        skip = head.bottom
        export = export_of([plain_heading(text) for text in head.texts]) or export
    if not heads:
        weak = _weak_head(sheet)
        heads = [weak] if weak is not None else []
    return heads, passed, steps


def _end_of_list(sheet: Sheet, place: int, export: Export) -> int:
    """The last row of another list: before a blank row, or before the first row that is not indented."""
    row = place + 1
    while row < len(sheet.rows) and any(not is_blank(cell) for cell in sheet.rows[row]):
        if export.indented and not is_blank(sheet.rows[row][0]):
            break
        row += 1
    return row - 1


def _may_head(cells: Sequence[Cell], place: int, heads: Sequence[_Head]) -> bool:
    """A quick look, for 200,000 rows: most rows of actions hold no known heading in their first cells."""
    if place < SCANNED_ROWS and not heads:
        return True
    seen = 0
    for cell in cells:
        if cell is None or cell == "":
            continue
        if not isinstance(cell, str):
            return False
        seen += 1
        if len(cell) <= _LONGEST_HEADING and plain_heading(cell) in _KNOWN:
            return True
        if seen == 3:
            return False
    return False


def heading_texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The cells of a row as headings on one line each, blanks at the end left off."""
    texts = [" ".join(cell_text(cell).split()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _head_at(sheet: Sheet, place: int, texts: tuple[str, ...], *, first: bool) -> _Head | None:
    if len([text for text in texts if text]) < 2 or not any(isinstance(cell, str) for cell in sheet.rows[place]):
        return None
    top, bottom, joined = _joined(sheet, place, texts)
    role = _role_of(joined, first=first)
    if role is None and joined != texts:
        top, bottom, joined = place, place, texts
        role = _role_of(texts, first=first)
    return _Head(top, bottom, role, joined) if role is not None else None


def _role_of(texts: Sequence[str], *, first: bool = False) -> str | None:
    """What a row of headings is about, None when it is no heading row; below a `first` one most of it must be known."""
    plain = [plain_heading(text) for text in texts if text]
    if export_of(plain) is not None:
        return "actions"
    short = [known_part(text) if len(text) <= _LONGEST_HEADING else "" for text in texts]
    kept = special_headings("kept")
    best: tuple[int, str] | None = None
    for role in _ORDER:
        fields = assign_fields(short, role)
        score = sum(found is not None for found in fields)
        if role == "actions":
            score += sum(plain_heading(text) in kept for text in short)
        if score >= 2 and is_role(short, fields, role) and (best is None or score > best[0]):
            best = score, role
    if best is None:
        return None
    known = sum(plain_heading(text) in _KNOWN for text in short if text)
    return best[1] if first or known >= 3 or known * 2 >= len(plain) else None


def known_part(text: str) -> str:
    """Of a heading joined from two rows ("Who / Lead agency") the part that is known, else all of it."""
    if " / " in text and plain_heading(text) not in _KNOWN:
        group, own = text.split(" / ", 1)
        for part in (own, group):
            if plain_heading(part) in _KNOWN and not is_quarter(own):
                return part
    return text


def is_quarter(text: str) -> bool:
    """Whether a heading is only a quarter, which needs the one above it to mean something."""
    return plain_heading(text).split(" 20")[0] in _QUARTERS


def _joined(sheet: Sheet, place: int, texts: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    """The first and last row of the heading and its texts, joined where a merged heading stands over several."""
    marks = sheet.marks
    below = heading_texts(sheet.rows[place + 1]) if place + 1 < len(sheet.rows) else ()
    groups = _groups(marks, place, texts)
    if below and _are_subheadings(sheet.rows[place + 1], below, texts, groups):
        width = max(len(texts), len(below))
        return place, place + 1, tuple(_pair(_at(texts, groups, at), _text(below, at)) for at in range(width))
    over = heading_texts(sheet.rows[place - 1]) if place > 0 else ()
    spans = {at: first for at, first in _groups(marks, place - 1, over, merged_only=True).items() if at < len(texts)}
    whole = len(set(spans.values())) == 1 and len(spans) >= len(texts) - 1
    if (
        spans
        and not whole
        and not _has_two_titles(texts)
        and all(isinstance(cell, str) or is_blank(cell) for cell in sheet.rows[place - 1])
    ):
        pairs = [_pair(_text(over, spans[at]) if at in spans else "", text) for at, text in enumerate(texts)]
        filled = [pair or _text(over, at) for at, pair in enumerate(pairs)]
        return place - 1, place, tuple(filled)
    return place, place, texts


def _has_two_titles(texts: Sequence[str]) -> bool:
    """Whether the headings of two plans stand side by side; what is merged above them are their titles."""
    titles = [plain for text in texts if "title" in RANKS["actions"].get(plain := plain_heading(text), {})]
    return len(titles) > len(set(titles))


def _groups(marks: Marks, row: int, texts: Sequence[str], *, merged_only: bool = False) -> dict[int, int]:
    """Column -> first column of the heading that stands over it and its neighbours."""
    found: dict[int, int] = {}
    for top, left, bottom, right in marks.merges:
        if top <= row <= bottom and right > left and _text(texts, left):
            found.update(dict.fromkeys(range(left, right + 1), left))
    if found or merged_only:
        return found
    last = -1
    for at, text in enumerate(texts):
        if text:
            last = at
        elif last >= 0:
            found[at] = last
            found[last] = last
    if last >= 0:
        found.setdefault(last, last)
        found.update(dict.fromkeys(range(len(texts), len(texts) + 6), last))
    return found


def _are_subheadings(cells: Sequence[Cell], below: Sequence[str], texts: Sequence[str], groups: dict[int, int]) -> bool:
    """Whether the row under a heading only divides headings that stand over several columns."""
    filled = [at for at, text in enumerate(below) if text]
    if len(filled) < 2 or len(filled) >= max(len(texts), len(below)) or _has_two_titles(below):
        return False
    if any(not isinstance(cells[at], str) or len(below[at]) > 40 or at not in groups for at in filled):
        return False
    under = [groups[at] for at in filled]
    if any(under.count(first) < 2 for first in under):
        return False
    known = sum(plain_heading(below[at]) in _KNOWN or is_quarter(below[at]) for at in filled)
    return known * 2 >= len(filled)


def _at(texts: Sequence[str], groups: dict[int, int], at: int) -> str:
    return _text(texts, at) or (_text(texts, groups[at]) if at in groups else "")


def _text(texts: Sequence[str], at: int) -> str:
    return texts[at] if 0 <= at < len(texts) else ""


def _pair(group: str, own: str) -> str:
    return f"{group} / {own}" if group and own and group != own else own or group


def _weak_head(sheet: Sheet) -> _Head | None:
    """Without a row that names an action: the row of the first ones with most known headings, three at least."""
    best: tuple[int, int, tuple[str, ...]] | None = None
    for place, cells in enumerate(sheet.rows[:SCANNED_ROWS]):
        texts = heading_texts(cells)
        known = sum(found is not None for found in assign_fields(texts, "actions"))
        if known >= 3 and (best is None or known > best[0]):
            best = known, place, texts
    return _Head(best[1], best[1], "no title", best[2]) if best is not None else None


def _without_title(sheet: Sheet, rows: range) -> range:
    """The rows without the lone lines just above the next heading: they are the next table's title."""
    end = rows.stop
    while end > rows.start and sum(not is_blank(cell) for cell in sheet.rows[end - 1]) <= 1:
        end -= 1
    return range(rows.start, end)


def _sides(
    sheet: Sheet, head: _Head, rows: range, above: range, repeats: frozenset[int],
    steps: Mapping[int, Mapping[str, int]],
) -> list[Block]:  # fmt: skip
    """The table of a heading row; two where its headings come again to the right of an empty column."""
    width = len(head.texts)
    spans = [(0, width - 1)]
    for gap in (at for at, text in enumerate(head.texts) if not text):
        left, right = head.texts[spans[-1][0] : gap], head.texts[gap + 1 :]
        if _role_of(left) == "actions" and _role_of(right) == "actions":
            spans[-1] = (spans[-1][0], gap - 1)
            spans.append((gap + 1, width - 1))
    if len(spans) == 1:
        widest = max((len(sheet.rows[row]) for row in rows[:2000]), default=width)
        spans = [(0, max(width, widest) - 1)]
    blocks = []
    for number, (first, last) in enumerate(spans):
        texts = tuple(_text(head.texts, at) if first <= at <= last else "" for at in range(last + 1))
        export = export_of([plain_heading(text) for text in texts if text])
        blocks.append(
            Block(
                sheet, head.bottom, head.role, texts, rows, first, last, above, export, repeats,
                beside=number if len(spans) > 1 else 0, steps=steps,
            )
        )  # fmt: skip
    return blocks

"""A paper as an Excel workbook: what it says on the first sheet, every list and every set of figures on its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import (
    Block,
    Cards,
    Cell,
    Column,
    Facts,
    Form,
    Heading,
    HeatMap,
    Paper,
    Points,
    Prose,
    Table,
    Timeline,
)
from csa_tracker.reports.cell_text import cell_text
from csa_tracker.reports.milestone_look import LOOKS, counts_of
from csa_tracker.values import Brag

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_BANNED = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
SHEET_NAME_LIMIT = 31
_LINE, _TALLEST, _ROOM_TO_WRITE = 15.0, 400.0, 75.0
"""Heights of rows in points; Excel allows 409."""

Value = str | int | dt.date | None


@dataclass
class _Sheet:
    """One table of the workbook: heads, rows, and which columns hold what needs room."""

    name: str
    heads: tuple[str, ...]
    caption: str
    rows: list[tuple[Value, ...]] = field(default_factory=list)
    total: bool = False
    shaded: bool = False
    blank: bool = False
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by column


def build_xlsx(paper: Paper) -> bytes:
    """Return the paper as a workbook; people's words are never formulas or links. Equal papers give equal bytes."""
    import xlsxwriter  # type: ignore[import-untyped]  # loaded only when somebody wants a workbook

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, _SAFE)
    created = dt.datetime.combine(paper.as_at, dt.time())
    workbook.set_properties(
        {
            "title": cell_text(f"{paper.plan_name}: {paper.title}")[:250],
            "subject": cell_text(paper.kicker)[:250],
            "author": cell_text(paper.author)[:250],
            "category": paper.marking,
            "comments": "Made by CSA Tracker.",
            "created": created,
        }
    )
    formats = _formats(workbook)
    sheets = list(_sheets(paper))
    _write_front(workbook.add_worksheet("Report"), paper, formats, [sheet.name for sheet in sheets])
    for number, sheet in enumerate(sheets, start=1):
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, paper, formats, number)
    workbook.close()
    return stream.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:  # noqa: ANN401 (XlsxWriter ships no types)
    top = {"valign": "top", "text_wrap": True}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 18}),
        "section": workbook.add_format({"bold": True, "font_size": 13, "valign": "top"}),
        "label": workbook.add_format({"bold": True, **top}),
        "words": workbook.add_format(top),
        "day": workbook.add_format({"num_format": "d mmm yyyy", "align": "left", **top}),
        "number": workbook.add_format({"num_format": "#,##0", "valign": "top"}),
        "head": workbook.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#14213D", **top}),
        "blank": workbook.add_format(
            {"bg_color": "#FFF9E5", "border": 1, "border_color": "#78839A", "locked": False, **top}
        ),
    }


def _write_front(page: Any, paper: Paper, formats: dict[str, Any], names: Sequence[str]) -> None:  # noqa: ANN401
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 110)
    _dress(page, paper)
    page.write_string(0, 0, cell_text(paper.title), formats["title"])
    row = 1
    for label, value in (("Partnership", paper.kicker), ("Plan", paper.plan_name), *paper.facts):
        page.write_string(row, 0, label, formats["label"])
        page.write_string(row, 1, cell_text(value), formats["words"])
        row += 1
    for kind, words in _told(paper):
        if kind != "section":
            page.set_row(row, _height((words,), (110,)))
        page.write_string(row, 0 if kind == "section" else 1, cell_text(words), formats[kind])
        row += 1
    if names:
        page.write_string(row, 0, "Sheets", formats["section"])
        page.write_string(row, 1, "; ".join(names), formats["words"])


def _told(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the headings and sentences of the paper, each with its format; tables are on the other sheets."""
    for block in paper.blocks:
        match block:
            case Heading(text=text):
                yield "section", text
            case Prose(text=text):
                yield "words", text
            case Points(items=items):
                yield from (("words", item) for item in items)
            case Facts(pairs=pairs):
                yield from (("words", f"{label}: {value}") for label, value in pairs)
            case _:
                continue


def _sheets(paper: Paper) -> Iterator[_Sheet]:
    """Yield the tables of the paper; those that belong together become one."""
    made: dict[tuple[str, tuple[str, ...]], _Sheet] = {}
    taken = {"report"}
    for block in paper.blocks:
        for name, heads, rows, kind in _content(block):
            key = (name, heads)
            if key not in made:
                caption = block.caption if isinstance(block, Table | HeatMap) else name
                made[key] = _Sheet(_free_name(name, taken), heads, caption)
            sheet = made[key]
            sheet.rows += rows
            sheet.total = sheet.total or kind == "total"
            sheet.shaded = sheet.shaded or kind == "heat"
            if isinstance(block, Form):
                first = len(heads) - len(block.questions)
                sheet.blank = True
                sheet.choices = {first + n: asked.choices for n, asked in enumerate(block.questions) if asked.choices}
    yield from made.values()


_Content = tuple[str, tuple[str, ...], list[tuple[Value, ...]], str]


def _content(block: Block) -> Iterator[_Content]:
    rows: list[tuple[Value, ...]]
    match block:
        case Cards():
            yield "Ratings", ("Rating", "Colour", "Actions", "Change"), _card_rows(block), ""
        case HeatMap():
            rows = [(name, *counts) for name, counts in zip(block.rows, block.values, strict=True)]
            name = block.caption.removeprefix("Number of actions by ").capitalize()
            yield name, (block.corner, *block.columns, "Total"), rows, "heat"
        case Timeline():
            rows = [(stretch.label, *counts_of(stretch)) for stretch in block.stretches]
            yield block.title, ("Month", *(look.word for look in LOOKS)), rows, ""
        case Table():
            heads = tuple(head for column in block.columns for head in (column.split or (column.head,)))
            rows = [_row(row, block.columns) for row in block.rows]
            yield block.sheet, heads, rows, "total" if block.total else ""
        case Form():
            labels = [question.label for question in block.questions]
            facts = dict(block.facts)
            known = ("Due", "Rating now", "Latest update", "Milestones due")
            heads = ("Ref", "Action", *known, *labels)
            rows = [(block.ref, block.title, *(facts.get(label) for label in known), *[None] * len(labels))]
            yield "Update form", heads, rows, "form"


def _card_rows(block: Cards) -> list[tuple[Value, ...]]:
    changes = dict(block.changes)
    return [
        (
            "Grey" if brag is Brag.GREY else RATING_LOOKS[brag].word,
            RATING_LOOKS[brag].colour_name,
            block.counts.of(brag),
            changes.get(brag, ""),
        )
        for brag in BRAG_ORDER
    ]


def _row(row: Sequence[Cell], columns: Sequence[Column]) -> tuple[Value, ...]:
    values: list[Value] = []
    for cell, column in zip(row, columns, strict=True):
        if column.split and len(column.split) == len(cell):
            values += [words.text if words.value is None else words.value for words in cell]
        elif column.split:
            # A cell with fewer paragraphs than the column has parts keeps the last part free.
            texts: list[Value] = [words.text for words in cell[: len(column.split)]]
            values += [*texts, *[None] * (len(column.split) - len(texts))]
        else:
            values.append(_whole(cell))
    return tuple(values)


def _whole(cell: Cell) -> Value:
    if len(cell) == 1 and cell[0].value is not None:
        return cell[0].value
    return "\n".join(words.text for words in cell if words.text)


def _write_sheet(page: Any, sheet: _Sheet, paper: Paper, formats: dict[str, Any], number: int) -> None:  # noqa: ANN401
    _dress(page, paper)
    heads = _unlike(sheet.heads)
    widths = [_width(head, [row[place] for row in sheet.rows[:200]]) for place, head in enumerate(heads)]
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    page.set_row(0, _height(heads, widths))
    for index, row in enumerate(sheet.rows, start=1):
        page.set_row(index, max(_height(row, widths), _ROOM_TO_WRITE if sheet.blank else 0))
        for place, value in enumerate(row):
            _write_value(page, index, place, value, formats, blank=sheet.blank and value is None)
    last = max(len(sheet.rows), 1)
    page.add_table(
        0,
        0,
        last,
        len(heads) - 1,
        {
            "name": f"Table{number}",
            "style": "Table Style Light 1",
            "autofilter": not sheet.total,
            "columns": [{"header": head, "header_format": formats["head"]} for head in heads],
            "description": cell_text(sheet.caption)[:250],
            "title": sheet.name,
        },
    )
    for place, words in sheet.choices.items():
        page.data_validation(1, place, last, place, {"validate": "list", "source": list(words)})
    if sheet.shaded and len(sheet.rows) > 1:
        scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9DB9DC"}
        page.conditional_format(1, 1, len(sheet.rows) - 1, len(heads) - 2, scale)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)


def _write_value(page: Any, row: int, place: int, value: Value, formats: dict[str, Any], *, blank: bool) -> None:  # noqa: ANN401
    match value:
        case None | "":
            if blank:
                page.write_blank(row, place, None, formats["blank"])
        case str():
            page.write_string(row, place, cell_text(value), formats["words"])
        case dt.date():
            page.write_datetime(row, place, value, formats["day"])
        case _:
            page.write_number(row, place, value, formats["number"])


def _dress(page: Any, paper: Paper) -> None:  # noqa: ANN401
    """Print landscape on A4, with the marking at head and foot of every page."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_header(f"&C&B{paper.marking}")
    page.set_footer(f"&C&B{paper.marking}&RPage &P of &N")


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet's name as Excel allows it, unlike those of the other sheets."""
    base = " ".join(name.translate(_BANNED).split())[:SHEET_NAME_LIMIT] or "Table"
    free, number = base, 2
    while free.casefold() in taken:
        free = f"{base[: SHEET_NAME_LIMIT - 3]} {number}"
        number += 1
    taken.add(free.casefold())
    return free


def _unlike(heads: Sequence[str]) -> list[str]:
    """Heads no two of which are alike, as Excel's tables ask."""
    met: set[str] = set()
    out = []
    for head in heads:
        free, number = cell_text(head)[:250] or "Column", 2
        while free.casefold() in met:
            free, number = f"{head} {number}", number + 1
        met.add(free.casefold())
        out.append(free)
    return out


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """The height in points that a row's longest cell needs: some programs do not find it out by themselves."""
    lines = (
        sum(max(-(-len(line) // max(int(width) - 1, 1)), 1) for line in str(value or "").split("\n"))
        for value, width in zip(row, widths, strict=True)
    )
    return min(_LINE * max(lines, default=1) + 1, _TALLEST)


def _width(head: str, values: Sequence[Value]) -> float:
    longest = max((len(line) for value in values for line in str(value or "").split("\n")), default=0)
    return float(min(max(len(head) + 3, longest + 2, 8), 60))

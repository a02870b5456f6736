"""What a paper says, in the order a reader must hear it; and the texts of a written web page and workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.reports.blocks import (
    Bars,
    Block,
    Cards,
    Cell,
    Contents,
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

_VOID = {"meta", "br", "input", "rect", "use", "line", "polygon"}
_SILENT = {"style", "title", "symbol"}


def squeezed(text: str) -> str:
    """Text with single spaces and without hyphens put in to break words."""
    return " ".join(text.replace("\u00ad", "").split())


def said(paper: Paper, *, letters: bool) -> Iterator[str]:
    """Every piece of a paper in order; `letters`: ratings' letters are heard too, as in the PDF."""
    yield from (paper.kicker, paper.title, paper.plan_name)
    for label, value in paper.facts:
        yield from (label, value)
    for block in paper.blocks:
        if block == Heading("In this paper", 3) and not letters:
            continue  # the web page has a list of its own
        yield from _said(block, letters=letters)


def _said(block: Block, *, letters: bool) -> Iterator[str]:  # noqa: C901 (one case for each kind of block)
    match block:
        case Heading() | Prose():
            yield block.text
        case Points():
            yield from block.items
        case Facts():
            for label, value in block.pairs:
                yield from (label, value)
        case Cards() | Bars() | Timeline() | Contents():
            return
        case HeatMap():
            yield from (block.corner, *block.columns, "Total")
            for name, counts in zip(block.rows, block.values, strict=True):
                yield from (name, *(f"{count:,}" for count in counts))
        case Table():
            yield from (column.head for column in block.columns)
            for row in block.rows:
                for cell in row:
                    yield from _cell(cell, letters=letters)
        case Form():
            yield f"{block.ref} {block.title}"
            for label, value in block.facts:
                yield from (label, value)
            yield from (question.label for question in block.questions)


def _cell(cell: Cell, *, letters: bool) -> Iterator[str]:
    for words in cell:
        if words.text or words.label:
            letter = f"{RATING_LOOKS[words.mark].letter} " if letters and words.mark else ""
            yield f"{letter}{words.label} {words.text}"


@dataclass
class ReadPage(HTMLParser):
    """A web page read back: text, headings, tables with their heads, and everything that could load something."""

    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    tables: int = 0
    captions: int = 0
    heads_without_scope: int = 0
    references: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag not in _VOID:
            self.open.append(tag)
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.heads_without_scope += tag == "th" and "scope" not in given
        self.references += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action")]
        if given.get("role") == "img":
            self.images.append(given.get("aria-label") or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append((int(tag[1]), ""))
        self.text += " "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += " "

    def handle_data(self, data: str) -> None:
        if _SILENT.isdisjoint(self.open):
            self.text += data
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)


def read_page(data: bytes) -> ReadPage:
    """Read a web page; every tag must be closed in its turn."""
    page = ReadPage()
    page.feed(data.decode("utf-8"))
    page.close()
    assert not page.open
    return page


def missing_in_order(pieces: Iterator[str], whole: str) -> str | None:
    """The first piece that does not stand in the text after those before it, None when all do."""
    place = 0
    for piece in pieces:
        found = whole.find(piece, place)
        if found < 0:
            return piece
        place = found + len(piece)
    return None

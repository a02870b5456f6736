"""Lay the board paper out: its content in, a tagged PDF out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from csa_tracker.reports.board_tables import TableMaker
from csa_tracker.reports.board_values import BoardContent
from csa_tracker.reports.drawing.bars import rating_bars
from csa_tracker.reports.drawing.cards import rating_cards
from csa_tracker.reports.layout.blocks import Block, TextBlock, text_block
from csa_tracker.reports.layout.build import fact_list
from csa_tracker.reports.layout.frame import CONTENT_WIDTH, PAGE_ROOM, PAGE_SIZE, Running, paint_pages
from csa_tracker.reports.layout.ink import Ink
from csa_tracker.reports.layout.pages import paginate
from csa_tracker.reports.layout.table import Columns
from csa_tracker.reports.tagged.details import Details
from csa_tracker.reports.tagged.document import TaggedDocument
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset import styles
from csa_tracker.reports.typeset.clean import Cleaner, Replacement
from csa_tracker.reports.typeset.fonts import Face, main_font
from csa_tracker.reports.typeset.lines import Ruler
from db.collector import collector_paused

_FACT_COLUMNS = Columns((290.0, CONTENT_WIDTH - 290.0), padding=5.0, side_padding=0.0, gutter=14.0, header_ground="")


@dataclass(frozen=True, slots=True)
class BuiltPdf:
    """A finished paper: its bytes, number of pages, and the characters that could not be printed as they are."""

    data: bytes
    pages: int
    replacements: tuple[Replacement, ...]


def build_board_pdf(content: BoardContent) -> BuiltPdf:
    """Return the board paper as a tagged PDF; equal content gives equal bytes."""
    cleaner = Cleaner()
    content = cleaner.clean_values(content)
    title = " ".join(f"{content.plan_name}: {content.title}".split())
    details = Details(
        title=title, author=content.author, subject=f"{content.title}, {content.partnership}", day=content.as_at
    )
    document = TaggedDocument(details, page_size=PAGE_SIZE, initial_font=main_font(Face.REGULAR).fontName)
    ink = Ink(document, Ruler())
    running = Running(title=content.plan_name, marking=content.marking)
    # Half the time of a paper of 10,000 actions went into looking for garbage among objects that are all in use.
    with collector_paused():
        # The laid-out blocks are not named, so they are gone before the file is put together.
        paint_pages(
            paginate(_Paper(content, document.root, ink.ruler).blocks(), room=PAGE_ROOM), running=running, ink=ink
        )
        data = document.finish()
    return BuiltPdf(data, document.pages, cleaner.replacements())


class _Paper:
    """The paper's blocks in reading order."""

    def __init__(self, content: BoardContent, root: Node, ruler: Ruler) -> None:
        self._content, self._root, self._ruler = content, root, ruler
        self._tables = TableMaker(root, ruler, PAGE_ROOM)

    def blocks(self) -> Iterator[Block]:
        yield from self._opening()
        yield from self._summary()
        yield from self._exceptions()
        yield from self._figures()
        yield from self._schedule()
        yield from self._key()

    def _text(self, text: str, style: styles.BlockStyle) -> TextBlock:
        return text_block(text, style, parent=self._root, width=CONTENT_WIDTH, ruler=self._ruler)

    def _opening(self) -> Iterator[Block]:
        content = self._content
        yield self._text(content.partnership, styles.KICKER)
        yield self._text(content.title, styles.TITLE)
        yield self._text(content.plan_name, styles.PLAN)
        yield fact_list(_FACT_COLUMNS, content.facts, parent=self._root, ruler=self._ruler, page_room=PAGE_ROOM)

    def _summary(self) -> Iterator[Block]:
        content = self._content
        yield self._text("Summary of actions", styles.SECTION)
        yield rating_cards(content.counts, content.grey_words, width=CONTENT_WIDTH, parent=self._root)
        yield self._text(" ".join(content.summary), styles.PROSE)
        if content.by_key_issue:
            yield self._text("Rating by key issue", styles.SECTION)
            yield from rating_bars(content.by_key_issue, width=CONTENT_WIDTH, parent=self._root)

    def _exceptions(self) -> Iterator[Block]:
        yield self._text("Exceptions", styles.SECTION)
        if not self._content.exceptions:
            yield self._text("No action is off track, at risk or without a recent update.", styles.PROSE)
        for group in self._content.exceptions:
            yield self._text(group.heading, styles.SUBSECTION)
            yield self._tables.exceptions(group)
            if group.more:
                yield self._text(group.more, styles.NOTE)

    def _figures(self) -> Iterator[Block]:
        if self._content.by_key_issue:
            yield self._text("Figures by key issue", styles.SECTION)
            yield self._tables.figures(self._content)

    def _schedule(self) -> Iterator[Block]:
        yield self._text("Schedule of all actions", styles.SECTION)
        if not self._content.schedule:
            yield self._text("The plan has no actions yet.", styles.PROSE)
        for group in self._content.schedule:
            yield self._text(group.heading, styles.SUBSECTION)
            yield self._tables.actions(group.entries, summary="Every action of this key issue")

    def _key(self) -> Iterator[Block]:
        yield self._text("Key and method", styles.SECTION)
        yield self._tables.key(self._content.key)
        for sentence in self._content.method:
            yield self._text(sentence, styles.PROSE)
        if self._content.abbreviations:
            yield self._text("Abbreviations", styles.SUBSECTION)
            yield self._tables.abbreviations(self._content.abbreviations)

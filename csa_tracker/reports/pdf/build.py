"""Lay a paper out as a tagged PDF; equal papers give equal bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from csa_tracker.reports.blocks import (
    Bars,
    Cards,
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
from csa_tracker.reports.blocks import Block as PaperBlock
from csa_tracker.reports.drawing.bars import rating_bars
from csa_tracker.reports.drawing.cards import rating_cards
from csa_tracker.reports.drawing.timeline import timeline_figure
from csa_tracker.reports.layout.blocks import Block, PageBreak, TextBlock, text_block
from csa_tracker.reports.layout.build import fact_list
from csa_tracker.reports.layout.contents import ContentsList
from csa_tracker.reports.layout.frame import CONTENT_WIDTH, PAGE_ROOM, PAGE_SIZE, Running, paint_pages
from csa_tracker.reports.layout.ink import Ink
from csa_tracker.reports.layout.pages import Placed, paginate
from csa_tracker.reports.layout.table import Columns
from csa_tracker.reports.pdf.forms import form_blocks
from csa_tracker.reports.pdf.tables import Setting, heat_map, paper_table, point_blocks
from csa_tracker.reports.tagged.details import Details
from csa_tracker.reports.tagged.document import TaggedDocument
from csa_tracker.reports.typeset import styles
from csa_tracker.reports.typeset.clean import Cleaner, Replacement
from csa_tracker.reports.typeset.fonts import Face, main_font
from csa_tracker.reports.typeset.lines import Ruler
from csa_tracker.reports.watch import Watch, unwatched
from db.collector import collector_paused

_FACT_COLUMNS = Columns((290.0, CONTENT_WIDTH - 290.0), padding=5.0, side_padding=0.0, gutter=14.0, header_ground="")


@dataclass(frozen=True, slots=True)
class BuiltPdf:
    """A finished paper: its bytes, number of pages, and the characters that could not be printed as they are."""

    data: bytes
    pages: int
    replacements: tuple[Replacement, ...]


def build_pdf(paper: Paper, *, watch: Watch = unwatched) -> BuiltPdf:
    """Return the paper as a tagged PDF.

    `watch` hears how far the work is and may stop it by raising; nothing has been written anywhere then.
    """
    cleaner = Cleaner()
    clean = cleaner.clean
    title = " ".join(f"{clean(paper.plan_name)}: {clean(paper.title)}".split())
    details = Details(
        title=title,
        author=clean(paper.author),
        subject=f"{clean(paper.title)}, {clean(paper.kicker)}",
        day=paper.as_at,
    )
    document = TaggedDocument(details, page_size=PAGE_SIZE, initial_font=main_font(Face.REGULAR).fontName)
    ink = Ink(document, Ruler())
    running = Running(title=clean(paper.plan_name), marking=paper.marking)
    setting = Setting(document.root, ink.ruler, cleaner, PAGE_ROOM, CONTENT_WIDTH, watch)
    # Half the time of a paper of 10,000 actions went into looking for garbage among objects that are all in use.
    with collector_paused():
        # The laid-out blocks are not named, so they are gone before the file is put together.
        paint_pages(_placed(paper, setting), running=running, ink=ink, watch=watch)
        data = document.finish()
    return BuiltPdf(data, document.pages, cleaner.replacements())


def _placed(paper: Paper, setting: Setting) -> list[list[Placed]]:
    pages = paginate(_laid_out(paper, setting), room=PAGE_ROOM, watch=setting.watch)
    for placed in chain.from_iterable(pages):
        if isinstance(placed.block, ContentsList):
            placed.block.number(pages)
    return pages


def _laid_out(paper: Paper, setting: Setting) -> Iterator[Block]:
    yield _text(paper.kicker, styles.KICKER, setting)
    is_long = len(paper.title) >= styles.LONG_TITLE_FROM
    yield _text(paper.title, styles.LONG_TITLE if is_long else styles.TITLE, setting)
    yield _text(paper.plan_name, styles.PLAN, setting)
    yield _facts(Facts(paper.facts), setting)
    contents: ContentsList | None = None
    for index, block in enumerate(paper.blocks):
        if isinstance(block, Contents):
            titles = [one.text for one in paper.blocks[index:] if isinstance(one, Heading) and one.level == 2]
            clean = [setting.cleaner.clean(title) for title in titles]
            contents = ContentsList(clean, width=setting.width, parent=setting.parent)
            yield contents
        for made in _blocks_of(block, setting):
            if contents is not None and isinstance(block, Heading) and isinstance(made, TextBlock) and block.level == 2:
                contents.headings.append(made.node)
            yield made


def _blocks_of(block: PaperBlock, setting: Setting) -> Iterator[Block]:  # noqa: C901 (one case for each kind of block)
    match block:
        case Contents():
            return
        case Heading():
            if block.new_page:
                yield PageBreak()
            yield _text(block.text, styles.SECTION if block.level == 2 else styles.SUBSECTION, setting)
        case Prose():
            yield _text(block.text, styles.NOTE if block.quiet else styles.PROSE, setting)
        case Points():
            yield from point_blocks(block, setting)
        case Facts():
            yield _facts(block, setting)
        case Cards():
            yield rating_cards(block, width=setting.width, parent=setting.parent)
        case Bars():
            yield from rating_bars(setting.cleaner.clean_values(block), width=setting.width, parent=setting.parent)
        case HeatMap():
            yield from heat_map(block, setting)
        case Timeline():
            yield timeline_figure(block, width=setting.width, parent=setting.parent)
        case Table():
            yield paper_table(block, setting)
        case Form():
            yield from form_blocks(block, setting)


def _text(text: str, style: styles.BlockStyle, setting: Setting) -> Block:
    return text_block(
        setting.cleaner.clean(text), style, parent=setting.parent, width=setting.width, ruler=setting.ruler
    )


def _facts(block: Facts, setting: Setting) -> Block:
    pairs = setting.cleaner.clean_values(block.pairs)
    return fact_list(_FACT_COLUMNS, pairs, parent=setting.parent, ruler=setting.ruler, page_room=setting.page_room)

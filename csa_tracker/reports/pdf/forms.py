"""The blank form of an action: known facts, then boxes to write in."""

from __future__ import annotations

from collections.abc import Iterator

from csa_tracker.reports.blocks import Form, Question
from csa_tracker.reports.layout.answer import AnswerBox
from csa_tracker.reports.layout.blocks import Block, text_block
from csa_tracker.reports.layout.build import fact_list
from csa_tracker.reports.layout.table import Columns
from csa_tracker.reports.pdf.tables import Setting
from csa_tracker.reports.typeset import styles
from csa_tracker.reports.typeset.lines import Run, wrap

TICK_BOX = "\u2610"
_NO_BREAK = "\u00a0"


def form_blocks(block: Form, setting: Setting) -> Iterator[Block]:
    """Return the heading of the action, its facts and a box for each question."""
    clean = setting.cleaner.clean
    yield text_block(
        f"{clean(block.ref)} {clean(block.title)}",
        styles.SUBSECTION,
        parent=setting.parent,
        width=setting.width,
        ruler=setting.ruler,
    )
    if block.facts:
        half = setting.width / 2
        columns = Columns((half, half), padding=4.0, side_padding=0.0, gutter=14.0, header_ground="")
        pairs = setting.cleaner.clean_values(block.facts)
        facts = fact_list(columns, pairs, parent=setting.parent, ruler=setting.ruler, page_room=setting.page_room)
        facts.keep_with_next = facts.height < setting.page_room / 3
        yield facts
    last = len(block.questions) - 1
    for index, question in enumerate(block.questions):
        yield _box(question, setting, keep_with_next=index < last)


def _box(question: Question, setting: Setting, *, keep_with_next: bool) -> AnswerBox:
    runs = [Run(question.label, styles.FACT_LABEL)]
    # A tick box and its words stay on one line.
    runs += [Run(f"{TICK_BOX}{_NO_BREAK}{word.replace(' ', _NO_BREAK)}", styles.FACT) for word in question.choices]
    node = setting.parent.add("P")
    lines = wrap(runs, setting.width, setting.ruler)
    room = 0 if question.choices else question.lines
    return AnswerBox(lines, node, lines=room, width=setting.width, keep_with_next=keep_with_next)

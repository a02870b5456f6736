"""Blocks become pages: first where everything stands, so that "page 2 of 7" is known before anything is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csa_tracker.reports.layout.blocks import Block, PageBreak
from csa_tracker.reports.watch import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its distance from the top of the page's text area, in points."""

    block: Block
    offset: float


class LayoutError(Exception):
    """A block that cannot be split is taller than a page: a fault of the product."""


def paginate(blocks: Iterable[Block], *, room: float, watch: Watch = unwatched) -> list[list[Placed]]:
    """Return the pages of a paper, each `room` points high.

    A block that asks to stay with the next one starts a new page together with it. Raises LayoutError.
    """
    waiting = deque(blocks)
    pages: list[list[Placed]] = [[]]
    used = after = 0.0
    while waiting:
        watch(len(pages), 0)
        block = waiting.popleft()
        if isinstance(block, PageBreak):
            if pages[-1]:
                pages.append([])
                used = after = 0.0
            continue
        gap = max(after, block.before) if pages[-1] else 0.0
        left = room - used - gap
        whole = block.height <= left
        if pages[-1] and (_wanted(block, waiting) > left):
            waiting.appendleft(block)
            pages.append([])
            used = after = 0.0
            continue
        if not whole:
            parts = block.split(left)
            if parts is None:
                if not pages[-1]:
                    raise LayoutError(f"{type(block).__name__} of {block.height:.0f} pt cannot be split.")
                waiting.appendleft(block)
            else:
                block, rest = parts
                pages[-1].append(Placed(block, used + gap))
                waiting.appendleft(rest)
            pages.append([])
            used = after = 0.0
            continue
        pages[-1].append(Placed(block, used + gap))
        used += gap + block.height
        after = block.after
    return pages


def _wanted(block: Block, following: Sequence[Block] | deque[Block]) -> float:
    """Height that must be free for a block to begin here: with a heading, also the start of what it heads."""
    wanted = block.least
    after = block.after
    for follower in following if block.keep_with_next else ():
        wanted = wanted - block.least + block.height if follower is following[0] else wanted
        # What stays with the next one is not split either.
        wanted += max(after, follower.before) + (follower.height if follower.keep_with_next else follower.least)
        after = follower.after
        if not follower.keep_with_next:
            break
    return wanted

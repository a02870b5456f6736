"""A page for each key issue: how it stands, the latest news and the next milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import Block, Heading, Points, Prose
from csa_tracker.reports.board_content import NO_KEY_ISSUE, count_actions, grey_words
from csa_tracker.reports.board_values import RatingCounts
from csa_tracker.reports.parts.actions import latest_points
from csa_tracker.reports.parts.figures import has_reported
from csa_tracker.reports.parts.milestones import horizon, open_milestones, state_of
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import in_words, many
from csa_tracker.rules.years import Span
from csa_tracker.values import Action, Brag

LATEST = 3
NEXT = 3


def issue_blocks(source: Source, *, span: Span, as_at: dt.date) -> list[Block]:
    """Return every key issue that has actions, in the agreement's order; the others in one sentence at the end."""
    groups = _grouped(source)
    blocks: list[Block] = []
    for label, actions in groups:
        if actions:
            blocks += [Heading(label, 3), *_one(actions, span=span, as_at=as_at)]
    empty = [label for label, actions in groups if not actions]
    if empty and len(empty) == len(groups):
        blocks.append(Prose("None of the key issues has an action yet."))
    elif empty:
        blocks.append(Prose(f"No action yet: {in_words(empty)}."))
    return blocks


def standing_sentence(actions: Sequence[Action], span: Span) -> str:
    """Return how some actions stand: counts by rating, what is outside, and how many had an update in the period."""
    counts = count_actions(actions)
    told = f"{many(len(actions), 'action').capitalize()}"
    parts = rating_words(counts, actions)
    if parts:
        told += f": {in_words(parts)}"
    open_ones = [action for action in actions if action.brag not in (None, Brag.BLUE)]
    reported = sum(has_reported((action,), span) for action in open_ones)
    if open_ones:
        told += f". {reported:,} of {len(open_ones):,} open ones had an update in this period"
    return f"{told}."


def rating_words(counts: RatingCounts, actions: Iterable[Action]) -> list[str]:
    """Return the counts as parts of a sentence: "2 off track", "1 paused", "3 outside the totals"."""
    parts = [
        f"{counts.of(brag):,} {RATING_LOOKS[brag].word.lower()}"
        for brag in BRAG_ORDER
        if brag is not Brag.GREY and counts.of(brag)
    ]
    parts += [f"{count:,} {word.lower()}" for word, count in grey_words(actions)]
    return [*parts, f"{counts.outside:,} outside the totals"] if counts.outside else parts


def _one(actions: Sequence[Action], *, span: Span, as_at: dt.date) -> list[Block]:
    blocks: list[Block] = [Prose(standing_sentence(actions, span))]
    news = latest_points((action for action in actions if has_reported((action,), span)), at_most=LATEST)
    if news:
        blocks += [Prose("Latest news of this period:"), Points(news)]
    due = open_milestones(actions, until=horizon(as_at))
    if due:
        steps = tuple(
            f"{show_date(one.step.due)}: {one.step.title} ({one.action.ref}, {state_of(one.step, as_at).lower()})"
            for one in due[:NEXT]
            if one.step.due is not None
        )
        more = f" (the first {NEXT} of {len(due):,})" if len(due) > NEXT else ""
        blocks += [Prose(f"Next milestones{more}:"), Points(steps)]
    return blocks


def _grouped(source: Source) -> list[tuple[str, list[Action]]]:
    groups: dict[str, list[Action]] = {choice.code: [] for choice in source.key_issues}
    labels = {choice.code: choice.label for choice in source.key_issues} | {"": NO_KEY_ISSUE}
    for action in source.actions:
        code = action.key_issue or ""
        labels.setdefault(code, action.key_issue_label or code)
        groups.setdefault(code, []).append(action)
    return [(labels[code], held) for code, held in groups.items()]

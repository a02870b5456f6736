"""The sentences under the rating cards: the same numbers in words, for readers who do not see the drawings."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.reports.board_values import KeyIssueCounts, RatingCounts
from csa_tracker.rules.wording import in_words, many

_GREY_CLAIMS = {"No update": "without an update"}
"""How a grey word reads after "are"; the others read as they are."""


def summary_sentences(
    counts: RatingCounts, by_key_issue: Sequence[KeyIssueCounts], *, grey_words: Sequence[tuple[str, int]]
) -> tuple[str, ...]:
    """Return the summary in plain sentences: totals, what stands outside them, key issues without actions."""
    if counts.all == 0:
        return ("The plan has no actions yet.", *_gaps(by_key_issue))
    return (*_totals(counts, grey_words), *_outside(counts), *_gaps(by_key_issue))


def _totals(counts: RatingCounts, grey_words: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    if counts.rated == 0:
        return ()
    named = [
        (counts.red, "off track"),
        (counts.amber, "at risk"),
        (counts.green, "on track"),
        (counts.blue, "complete"),
        *((count, _GREY_CLAIMS.get(word, word.lower())) for word, count in grey_words),
    ]
    parts = [f"{count:,} {'is' if count == 1 else 'are'} {words}" for count, words in named if count]
    if counts.rated == 1:
        return (f"The plan has 1 rated action, which {parts[0].removeprefix('1 ')}.",)
    return (f"Of {many(counts.rated, 'rated action')}, {in_words(parts)}.",)


def _outside(counts: RatingCounts) -> tuple[str, ...]:
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (counts.withdrawn, "withdrawn"),
            (counts.carried_forward, "carried forward"),
            (counts.not_rated, "not rated"),
        )
        if count
    ]
    return (f"Listed but outside these totals: {in_words(parts)}.",) if parts else ()


def _gaps(by_key_issue: Sequence[KeyIssueCounts]) -> tuple[str, ...]:
    empty = [row.label for row in by_key_issue if row.counts.all == 0]
    if not empty:
        return ()
    if len(empty) == len(by_key_issue):
        return ("None of the key issues has an action yet.",)
    return (f"There are no actions yet for {in_words(empty)}.",)

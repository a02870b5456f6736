"""Charts in words: the text alternative holds the numbers that the drawing shows."""

from __future__ import annotations

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import Bars, Cards
from csa_tracker.reports.board_values import KeyIssueCounts
from csa_tracker.values import Brag


def cards_words(block: Cards) -> str:
    """Return the cards in words: the count of each rating, grey's reasons, and how the counts moved."""
    counts, changes = block.counts, dict(block.changes)
    parts = []
    for brag in BRAG_ORDER:
        look = RATING_LOOKS[brag]
        name = "Grey" if brag is Brag.GREY else f"{look.word} ({look.colour_name.lower()})"
        reasons = ", ".join(f"{count:,} {word.lower()}" for word, count in block.grey_words)
        note = f" ({reasons})" if brag is Brag.GREY and reasons else ""
        moved = f", {changes[brag].lower()}" if brag in changes else ""
        parts.append(f"{name}: {counts.of(brag):,}{note}{moved}")
    return f"Number of actions by rating. {'; '.join(parts)}. Rated actions in all: {counts.rated:,}."


def bars_words(block: Bars) -> str:
    """Return stacked bars in words, a sentence for each row."""
    return f"Stacked bars: {block.title}. " + " ".join(map(_sentence, block.rows))


def _sentence(row: KeyIssueCounts) -> str:
    if row.counts.all == 0:
        return f"{row.label}: no actions."
    parts = [
        f"{row.counts.of(brag):,} {RATING_LOOKS[brag].word.lower() if brag is not Brag.GREY else 'grey'}"
        for brag in BRAG_ORDER
        if row.counts.of(brag)
    ]
    return f"{row.label}: {', '.join(parts) or 'no rated actions'}."

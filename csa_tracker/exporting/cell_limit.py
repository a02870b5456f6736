"""A spreadsheet cell holds 32,767 characters; a longer text is cut there visibly, and recognised when it comes back."""

from __future__ import annotations

import re

CELL_LIMIT = 32_767
_KEPT = 32_000
_CUT = re.compile(r" … \[cut here: the plan holds all [0-9,]+ characters\]$")


def fit_cell(text: str) -> str:
    """The text, or its beginning and a note that the plan holds the rest."""
    if _length(text) <= CELL_LIMIT:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * _KEPT].decode("utf-16-le", "ignore")
    return f"{kept.rstrip()} … [cut here: the plan holds all {len(text):,} characters]"


def is_cut_from(cell: str, text: str) -> bool:
    """Whether a cell holds nothing but the beginning of this text, cut by `fit_cell`."""
    found = _CUT.search(cell)
    return found is not None and text.startswith(cell[: found.start()])


def _length(text: str) -> int:
    """Spreadsheet programs count in 16-bit units: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

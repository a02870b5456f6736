"""What was found in a file, in lines of words."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.importing.preview import ImportPreview
from ui.shown import plural

Line = tuple[str, str, str]
"""Icon, ink and words."""
_MOST = 8


def found_lines(preview: ImportPreview, left: Sequence[str], remembered: str) -> list[Line]:
    """Return how much was read, what was remembered of such a file, and what was passed over."""
    counts = preview.counts
    read = [plural(len(preview.rows), "row")]
    read += [plural(counts["milestones"], "milestone")] if counts["milestones"] else []
    read += [plural(counts["updates"], "update")] if counts["updates"] else []
    where = "1 sheet" if len(preview.sheets) == 1 else f"{len(preview.sheets):,} sheets"
    lines = [("check", "good", f"Read: {', '.join(read)} from {where}.")]
    lines += [("history", "accent", remembered)] if remembered else []
    lines += [("info", "ink2", sentence) for sentence in left[:_MOST]]
    if len(left) > _MOST:
        lines.append(("info", "ink2", f"And {len(left) - _MOST:,} more things that were passed over."))
    return lines

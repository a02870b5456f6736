"""What the Reports page says: characters that could not be printed, and what a page is called."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from csa_tracker.rules.wording import in_words
from ui.shown import plural

if TYPE_CHECKING:
    from csa_tracker.reports.typeset.clean import Replacement

_MOST = 3


def replaced_words(replacements: Sequence[Replacement]) -> str:
    """Say in plain words which characters the report's fonts do not have, and what stands for them; "" for none."""
    if not replacements:
        return ""
    parts = [_one(replaced) for replaced in replacements[:_MOST]]
    if len(replacements) > _MOST:
        parts.append(f"{len(replacements) - _MOST:,} more likewise")
    return f"{plural(len(replacements), 'character')} could not be printed as typed: {in_words(parts)}."


def _one(replaced: Replacement) -> str:
    name = unicodedata.name(chr(int(replaced.code.removeprefix("U+"), 16)), "").lower()
    what = f"{name} ({replaced.code})" if name else replaced.code
    how = f"is printed as {replaced.shown}" if replaced.shown else "is left out"
    times = "once" if replaced.count == 1 else f"{replaced.count:,} times"
    return f"{what} {how} {times}"

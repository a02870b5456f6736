"""How done, late and coming milestones look and are told, on paper and screen alike."""

from __future__ import annotations

from dataclasses import dataclass

from csa_tracker.reports.blocks import Stretch, Timeline
from csa_tracker.rules.wording import in_words


@dataclass(frozen=True, slots=True)
class MilestoneLook:
    """The word and colours of one state; dark, striking and empty tell them apart without colour too."""

    word: str
    fill: str
    edge: str
    letter: str


LOOKS = (
    MilestoneLook("Done", "#1F4E9E", "#1F4E9E", "#FFFFFF"),
    MilestoneLook("Late", "#FBD9D5", "#B3261E", "#7A130D"),
    MilestoneLook("To come", "#FFFFFF", "#465069", "#14213D"),
)


def counts_of(stretch: Stretch) -> tuple[int, int, int]:
    """Return the counts in the order of LOOKS."""
    return stretch.done, stretch.late, stretch.coming


def timeline_words(block: Timeline) -> str:
    """Return the whole timeline in words, as its text alternative."""
    told = []
    for stretch in block.stretches:
        parts = [
            f"{count:,} {look.word.lower()}" for look, count in zip(LOOKS, counts_of(stretch), strict=True) if count
        ]
        if parts:
            told.append(f"{stretch.label}: {in_words(parts)}.")
    return f"{block.title}. {' '.join(told) or 'None in these months.'}"

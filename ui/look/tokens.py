"""Colour tokens of the three themes: ink and paper, with colour kept for meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from csa_tracker.rating_look import RATING_LOOKS, Colours
from csa_tracker.values import Brag


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour the window uses, as #RRGGBB; `scrim` is red, green, blue, alpha, `off` what cannot be pressed."""

    name: str
    canvas: str
    sidebar: str
    surface: str
    sunken: str
    selection: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    off: str
    accent: str
    on_accent: str
    primary: str
    on_primary: str
    primary_hover: str
    toast: str
    on_toast: str
    danger: str
    good: str
    scrim: tuple[int, int, int, int]
    ratings: Mapping[Brag, Colours]

    @property
    def is_contrast(self) -> bool:
        """Say whether this is the high contrast theme, which shows state by lines and not by grounds."""
        return self.name == "contrast"


def _ratings(rows: Mapping[Brag, tuple[str, str, str, str, str]]) -> Mapping[Brag, Colours]:
    return MappingProxyType({brag: Colours(*row) for brag, row in rows.items()})


LIGHT = Tokens(
    name="light", canvas="#F5F6F8", sidebar="#ECEFF4", surface="#FFFFFF", sunken="#F0F2F6", selection="#ECE8FA",
    line="#DDE2EA", edge="#78839A", ink="#14213D", ink2="#465069", ink3="#5C667D", off="#78839A",
    accent="#5A43B5", on_accent="#FFFFFF", primary="#14213D", on_primary="#FFFFFF", primary_hover="#26365C",
    toast="#14213D", on_toast="#FFFFFF", danger="#B3261E", good="#1B6E3C", scrim=(20, 33, 61, 110),
    ratings=MappingProxyType({brag: shown.colours for brag, shown in RATING_LOOKS.items()}),
)  # fmt: skip

DARK = Tokens(
    name="dark", canvas="#11151E", sidebar="#0C0F16", surface="#181D28", sunken="#1F2531", selection="#2A2750",
    line="#2C3444", edge="#77839B", ink="#E9EDF5", ink2="#B6C0D2", ink3="#98A4BA", off="#77839B",
    accent="#AEA1FF", on_accent="#14102E", primary="#E9EDF5", on_primary="#14213D", primary_hover="#FFFFFF",
    toast="#E9EDF5", on_toast="#14213D", danger="#FF8A82", good="#63CB8D", scrim=(0, 0, 0, 150),
    ratings=_ratings({
        Brag.RED: ("#F0716A", "#1B0503", "#F0716A", "#3A1E22", "#FF9C95"),
        Brag.AMBER: ("#F5B83D", "#1A1A1A", "#F5B83D", "#372C14", "#F5C563"),
        Brag.GREEN: ("#5CC486", "#06200F", "#5CC486", "#163122", "#74D69B"),
        Brag.BLUE: ("#7CA8F7", "#081631", "#7CA8F7", "#1A2A47", "#9DBEFA"),
        Brag.GREY: ("#181D28", "#B6C0D2", "#98A4BA", "#252C3A", "#B6C0D2"),
    }),
)  # fmt: skip

CONTRAST = Tokens(
    name="contrast", canvas="#000000", sidebar="#000000", surface="#000000", sunken="#000000", selection="#000000",
    line="#FFFFFF", edge="#FFFFFF", ink="#FFFFFF", ink2="#FFFFFF", ink3="#E6E6E6", off="#9C9C9C",
    accent="#FFE500", on_accent="#000000", primary="#FFE500", on_primary="#000000", primary_hover="#FFFFFF",
    toast="#FFFFFF", on_toast="#000000", danger="#FF9A92", good="#7CF5A5", scrim=(0, 0, 0, 190),
    ratings=_ratings({
        Brag.RED: ("#FF8A80", "#000000", "#FF8A80", "#000000", "#FF9A92"),
        Brag.AMBER: ("#FFC83D", "#000000", "#FFC83D", "#000000", "#FFC83D"),
        Brag.GREEN: ("#7CF5A5", "#000000", "#7CF5A5", "#000000", "#7CF5A5"),
        Brag.BLUE: ("#8EC1FF", "#000000", "#8EC1FF", "#000000", "#8EC1FF"),
        Brag.GREY: ("#000000", "#FFFFFF", "#FFFFFF", "#000000", "#FFFFFF"),
    }),
)  # fmt: skip

THEMES: Mapping[str, Tokens] = MappingProxyType({tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)})

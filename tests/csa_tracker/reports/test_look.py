"""What reports look like can be read: contrast is computed for every colour they use, also without colour."""

from __future__ import annotations

import re

import pytest

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.reports.heat import contrast, grey, ink_on, shade
from csa_tracker.reports.milestone_look import LOOKS
from csa_tracker.reports.typeset import styles
from resources import read_text

TEXT, EDGE = 4.5, 3.0
CSS = read_text("reports/paper.css")


def variables(block: str) -> dict[str, str]:
    return {name: _long(value) for name, value in re.findall(r"--([a-z0-9-]+):(#[0-9a-fA-F]{3,6})", block)}


def _long(colour: str) -> str:
    return "#" + "".join(part * 2 for part in colour[1:]) if len(colour) == 4 else colour


LIGHT = variables(CSS.split("@media")[0])
DARK = LIGHT | variables(CSS.split("@media (prefers-color-scheme:dark)")[1].split("}}")[0])


def test_numbers_on_a_heat_map_can_be_read_whatever_their_shade_and_without_colour() -> None:
    for ground in {shade(count, 20_000) for count in range(20_001)}:  # 457 shades
        assert contrast(ink_on(ground), ground) >= TEXT, ground
        assert contrast(ink_on(ground), grey(ground)) >= TEXT, ground


def test_a_colour_prints_as_the_grey_of_its_luma() -> None:
    assert [grey(colour) for colour in ("#FF0000", "#00FF00", "#0000FF", "#FFFFFF")] == [
        "#363636",
        "#B6B6B6",
        "#121212",
        "#FFFFFF",
    ]


def test_more_is_darker_and_nothing_is_unlike_a_little() -> None:
    shades = [contrast(shade(count, 50), "#FFFFFF") for count in range(1, 51)]
    assert shades == sorted(shades)
    assert shade(0, 50) != shade(1, 50)
    assert shade(1, 1) == shade(1, 50)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_web_page_has_the_contrast_it_needs_in_both_schemes(scheme: dict[str, str]) -> None:
    for ink in ("ink", "ink2", "link"):
        for ground in ("paper", "panel"):
            assert contrast(scheme[ink], scheme[ground]) >= TEXT, (ink, ground)
    assert contrast(scheme["head-ink"], scheme["head"]) >= TEXT
    assert contrast(scheme["ink2"], scheme["gap"]) >= TEXT
    assert contrast(scheme["line"], scheme["paper"]) >= EDGE


def test_milestones_can_be_read_and_told_apart_without_colour() -> None:
    for one in LOOKS:
        assert contrast(one.letter, one.fill) >= TEXT
        assert contrast(grey(one.letter), grey(one.fill)) >= TEXT
        assert max(contrast(one.fill, "#FFFFFF"), contrast(one.edge, "#FFFFFF")) >= EDGE
    fills = [grey(one.fill) for one in LOOKS]
    assert len(set(fills)) == len(fills)


def test_letters_on_rating_shapes_can_be_read_without_colour() -> None:
    for look in RATING_LOOKS.values():
        assert contrast(grey(look.colours.letter), grey(look.colours.fill)) >= TEXT
        assert contrast(grey(look.colours.word), grey(look.colours.soft)) >= TEXT


def test_inks_of_the_paper_stand_out_from_it() -> None:
    for ink in (styles.INK, styles.SECOND_INK):
        assert contrast(ink, styles.PAPER) >= TEXT
        assert contrast(ink, styles.PANEL) >= TEXT
    assert contrast(styles.EDGE, styles.PAPER) >= EDGE

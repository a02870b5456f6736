"""Ratings can be told apart without colour, read on their colours, and drawn inside their square."""

from __future__ import annotations

from itertools import combinations

import pytest

from csa_tracker.rating_look import BRAG_ORDER, GREY_WORDS, RATING_LOOKS, UNRATED_WORDS
from csa_tracker.rules.brag import Why, rating_word
from csa_tracker.values import Brag, Lifecycle


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two "#RRGGBB" colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_rating_has_a_look() -> None:
    assert set(RATING_LOOKS) == set(Brag) == set(BRAG_ORDER)
    assert all(RATING_LOOKS[brag].brag is brag for brag in Brag)


@pytest.mark.parametrize(("one", "other"), list(combinations(BRAG_ORDER, 2)))
def test_no_two_ratings_share_letter_word_or_shape(one: Brag, other: Brag) -> None:
    first, second = RATING_LOOKS[one], RATING_LOOKS[other]
    assert first.letter != second.letter
    assert first.word != second.word
    assert first.geometry.shape != second.geometry.shape


@pytest.mark.parametrize("brag", BRAG_ORDER)
def test_letters_and_words_are_readable_on_their_ground(brag: Brag) -> None:
    colours = RATING_LOOKS[brag].colours
    assert contrast(colours.letter, colours.fill) >= 4.5
    assert contrast(colours.word, colours.soft) >= 4.5
    assert contrast(colours.word, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("brag", BRAG_ORDER)
def test_edges_stand_out_from_paper_and_soft_ground(brag: Brag) -> None:
    colours = RATING_LOOKS[brag].colours
    assert contrast(colours.edge, "#FFFFFF") >= 3
    assert contrast(colours.edge, colours.soft) >= 3


@pytest.mark.parametrize("brag", BRAG_ORDER)
def test_shapes_stay_in_the_unit_square(brag: Brag) -> None:
    geometry = RATING_LOOKS[brag].geometry
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in geometry.points)
    assert 0 <= geometry.inset < 0.5


def test_octagon_and_triangle_are_what_they_are_called() -> None:
    assert len(RATING_LOOKS[Brag.RED].geometry.points) == 8
    apex, *base = RATING_LOOKS[Brag.AMBER].geometry.points
    assert len(base) == 2
    assert all(y > apex[1] for _, y in base), "y runs downwards: the apex is on top"


def test_only_the_triangle_drops_its_letter() -> None:
    dropped = {brag for brag in Brag if RATING_LOOKS[brag].geometry.letter_drop}
    assert dropped == {Brag.AMBER}
    assert RATING_LOOKS[Brag.AMBER].geometry.letter_drop == pytest.approx(0.26 / 2)


def test_words_are_those_of_the_rule() -> None:
    for brag in BRAG_ORDER[:4]:
        assert RATING_LOOKS[brag].word == rating_word(brag, Why.ON_TRACK)
    for code, word in GREY_WORDS.items():
        assert word == rating_word(Brag.GREY, Why(code))
    assert UNRATED_WORDS[Lifecycle.WITHDRAWN] == rating_word(None, Why.WITHDRAWN)
    assert UNRATED_WORDS[Lifecycle.CARRIED_FORWARD] == rating_word(None, Why.CARRIED_FORWARD)

"""Every pair of colours that meets on screen keeps WCAG 2.2: 4.5 to 1 for text, 3 to 1 for edges and marks."""

from __future__ import annotations

import pytest

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.values import Brag
from ui.look.contrast import contrast
from ui.look.tokens import LIGHT, THEMES, Tokens

GROUNDS = ("surface", "canvas", "sidebar", "sunken", "selection")


def test_the_measure_itself_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Tokens) -> None:
    low = {
        (ink, ground): contrast(getattr(theme, ink), getattr(theme, ground))
        for ink in ("ink", "ink2", "ink3", "accent", "danger", "good")
        for ground in GROUNDS
    }
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    for text, ground in (("on_primary", "primary"), ("on_accent", "accent"), ("on_toast", "toast")):
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5
    assert contrast(theme.on_primary, theme.primary_hover) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_edges_and_rings_can_be_seen(theme: Tokens) -> None:
    for ground in GROUNDS:
        assert contrast(theme.edge, getattr(theme, ground)) >= 3
        assert contrast(theme.accent, getattr(theme, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_ratings_can_be_told_apart_from_their_ground(theme: Tokens) -> None:
    for shade in theme.ratings.values():
        assert contrast(shade.letter, shade.fill) >= 4.5
        for ground in (theme.surface, theme.selection, theme.sunken, shade.soft):
            assert contrast(shade.edge, ground) >= 3
        assert contrast(theme.ink2, shade.soft) >= 4.5
        assert contrast(shade.word, shade.soft) >= 4.5


def test_the_light_window_and_the_paper_use_the_same_rating_colours() -> None:
    assert {brag: LIGHT.ratings[brag] for brag in Brag} == {brag: RATING_LOOKS[brag].colours for brag in Brag}

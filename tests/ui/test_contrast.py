"""Every pair of colours that meets on screen keeps WCAG 2.2: 4.5 to 1 for text, 3 to 1 for edges and marks."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.values import Brag
from tests.ui.walks import luminances, pixels
from ui.kit.buttons import button
from ui.look.badge import paint_badge
from ui.look.contrast import contrast
from ui.look.dress import Theme
from ui.look.tokens import LIGHT, THEMES, Tokens
from ui.shell.looks import Looks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # widgets of their own, offscreen
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
def test_what_cannot_be_pressed_is_fainter_than_what_can_and_still_legible(theme: Tokens) -> None:
    for ground in GROUNDS:
        off = contrast(theme.off, getattr(theme, ground))
        assert 3 <= off <= 0.6 * contrast(theme.ink, getattr(theme, ground))


@pytest.mark.parametrize("kind", ["primary", "secondary"])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_a_button_that_cannot_be_pressed_looks_so(qtbot: QtBot, looks: Looks, theme: Theme, kind: str) -> None:
    looks.set_theme(theme)
    made = button("Log update", kind=kind, mark="edit")
    qtbot.addWidget(made)
    made.show()
    on = luminances(pixels(made.grab().toImage()))
    made.setEnabled(False)
    off = luminances(pixels(made.grab().toImage()))
    edge = off[0, 10:-10]
    if theme is Theme.CONTRAST:
        assert edge.min() < 0.05 < edge.max()  # dashes, since all grounds are black
    assert off.max() - off.min() < 0.75 * (on.max() - on.min())
    looks.set_theme(Theme.LIGHT)


def test_a_focus_ring_shows_on_every_ground_it_is_drawn_on() -> None:
    for theme in THEMES.values():
        assert contrast(theme.on_toast, theme.toast) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_ratings_are_told_apart_without_any_colour(dressed: QApplication, theme: Tokens) -> None:
    ink = theme.ratings[Brag.GREY]
    plain = replace(theme, ratings=dict.fromkeys(Brag, ink))
    shapes = {}
    for brag in Brag:
        picture = QImage(40, 40, QImage.Format.Format_RGB32)
        picture.fill(theme.surface)
        painter = QPainter(picture)
        paint_badge(painter, brag, QRectF(2, 2, 36, 36), colours=plain)
        painter.end()
        shapes[brag] = pixels(picture)
    for one, other in combinations(Brag, 2):
        assert int((abs(shapes[one].astype(int) - shapes[other]).max(axis=2) > 100).sum()) > 40, (one, other)


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

"""Line breaking loses nothing and overflows nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csa_tracker.reports.typeset.clean import Cleaner
from csa_tracker.reports.typeset.fonts import Face
from csa_tracker.reports.typeset.lines import SOFT_HYPHEN, Line, Ruler, Run, shorten, text_of, wrap
from csa_tracker.reports.typeset.styles import TextStyle

STYLE = TextStyle(Face.REGULAR, 9)
BOLD = TextStyle(Face.BOLD, 12)
RULER = Ruler()

texts = st.text(st.sampled_from("aé W-/.\n()ŵ✓ש"), max_size=80) | st.text(max_size=40).map(Cleaner().clean)


def width_of(line: Line) -> float:
    words = [(style, word) for style, piece in line.pieces for word in piece]
    spaces = sum(RULER.width(" ", style) for style, _ in words[1:])
    return spaces + sum(RULER.width(word, style) for style, word in words)


@given(st.lists(texts, min_size=1, max_size=3), st.floats(30, 300))
def test_the_lines_carry_every_word_in_order(parts: list[str], width: float) -> None:
    lines = wrap([Run(part, STYLE) for part in parts], width, RULER)
    expected = [word for part in parts for word in part.replace("\n", " ").split(" ") if word]
    assert text_of(lines).split() == " ".join(expected).split()


@given(texts, st.floats(30, 300))
@example(".WWW", 30.0)
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    for line in wrap([Run(text, STYLE), Run(text, BOLD)], width, RULER):
        assert width_of(line) <= width + 0.01


def test_a_line_end_in_the_text_ends_the_line() -> None:
    lines = wrap([Run("one\n\nthree", STYLE)], 300, RULER)
    assert [text_of([line]) for line in lines] == ["one", "", "three"]


def test_a_long_word_is_cut_after_punctuation_without_a_hyphen() -> None:
    lines = wrap([Run("VIOLENCE-AGAINST-0001", STYLE)], 60, RULER)
    assert [line.pieces[0][1][0] for line in lines] == ["VIOLENCE-", "AGAINST-", "0001"]
    assert [line.glued for line in lines] == [True, True, False]


def test_a_long_word_cut_between_letters_shows_a_soft_hyphen() -> None:
    first, *_ = wrap([Run("x" * 50, STYLE)], 60, RULER)
    assert first.glued
    assert first.pieces[0][1][0].endswith(SOFT_HYPHEN)


def test_a_column_narrower_than_a_letter_still_takes_one_letter_a_line() -> None:
    lines = wrap([Run("WWW", STYLE)], 1, RULER)
    assert text_of(lines) == "WWW"


def test_a_huge_word_is_wrapped_at_once() -> None:
    started = time.perf_counter()
    lines = wrap([Run("x" * 100_000, STYLE)], 200, RULER)
    assert text_of(lines) == "x" * 100_000
    assert time.perf_counter() - started < 2, "wrapping must stay linear"


@pytest.mark.parametrize(
    "text", ["short", "much too long for a narrow footer, however one looks at it", "x" * 500, "a\nb"]
)
def test_shortened_text_fits_one_line(text: str) -> None:
    shown = shorten(text, STYLE, width=100, ruler=RULER)
    assert RULER.width(shown, STYLE) <= 100
    assert "\n" not in shown
    assert shown.endswith("…") == (len(text) > 20)

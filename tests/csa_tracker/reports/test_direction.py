"""Right-to-left words are turned round for the eye, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.reports.typeset.direction import reads_leftwards, visual_order


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain (text) 12", "plain (text) 12"),
        ("אבג", "גבא"),
        ("name אבג end", "name גבא end"),
        ("אב גד", "דג בא"),
        ("אב 12.5 גד", "דג 12.5 בא"),
        ("אב (גד) הו", "וה (דג) בא"),
        ("א x ב", "א x ב"),
        ("אב\u05b0 x", "ב\u05b0א x"),
    ],
)
def test_known_cases(text: str, seen: str) -> None:
    assert visual_order(text) == seen


@given(st.text(st.sampled_from("ab אבג12(). \u05b0")))
def test_no_character_is_lost_or_added(text: str) -> None:
    mirrored = str.maketrans(")", "(")
    assert sorted(visual_order(text).translate(mirrored)) == sorted(text.translate(mirrored))


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_latin_text_is_left_alone(text: str) -> None:
    assert not reads_leftwards(text)
    assert visual_order(text) == text

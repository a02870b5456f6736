"""Any text at all becomes text the fonts can draw, and what had to be replaced is listed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.reports.typeset.clean import Cleaner, Replacement
from csa_tracker.reports.typeset.fonts import is_drawable
from csa_tracker.values import Brag


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_comes_in_only_drawable_characters_go_out(text: str) -> None:
    assert all(character == "\n" or is_drawable(character) for character in Cleaner().clean(text))


@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = Cleaner().clean(text)
    again = Cleaner()
    assert again.clean(once) == once
    assert not again.replacements()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<b>bold</b> & <done>", "<b>bold</b> & <done>"),
        ("Llŷn ŵ é “q” – …", "Llŷn ŵ é “q” – …"),
        ("nul\0l, bell\a", "null, bell"),
        ("\U0001f6f8", "[U+1F6F8]"),
        ("\U0001f600 \U0001d400", "[U+1F600] [U+1D400]"),
        ("a\ud800b", "a[U+D800]b"),
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree\u2028four\x85", "one\ntwo\nthree\nfour\n"),
        ("no\u2009tab", "no tab"),
        ("tab\tthin\u2009space", "tab thin space"),
        ("keep\u00a0together", "keep\u00a0together"),
        ("\u202eevil\u202c so\u00adft", "evil soft"),
        ("✓ → ▲", "✓ → ▲"),
        ("שלום", "שלום"),
    ],
)
def test_known_cases(text: str, clean: str) -> None:
    assert Cleaner().clean(text) == clean


def test_replacements_are_counted_and_shown() -> None:
    cleaner = Cleaner()
    cleaner.clean("\U0001f6f8 and \U0001f6f8")
    cleaner.clean("\0")
    assert cleaner.replacements() == (Replacement("U+0000", "", 1), Replacement("U+1F6F8", "[U+1F6F8]", 2))


@dataclass(frozen=True, slots=True)
class _Inner:
    text: str
    brag: Brag


@dataclass(frozen=True, slots=True)
class _Outer:
    parts: tuple[_Inner, ...]
    pairs: tuple[tuple[str, int], ...]
    number: int


def test_nested_values_are_cleaned_and_everything_else_is_kept() -> None:
    dirty = _Outer((_Inner("a\0", Brag.RED),), (("b\0", 1),), 7)
    assert Cleaner().clean_values(dirty) == _Outer((_Inner("a", Brag.RED),), (("b", 1),), 7)

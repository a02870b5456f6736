"""Protective markings: the highest wins, older words are asked about, nothing above OFFICIAL-SENSITIVE gets in."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.rules.fields import MARKINGS
from csa_tracker.rules.markings import OFFICIAL, OFFICIAL_SENSITIVE, UNMARKED, highest, read_marking

SETS = st.lists(st.sampled_from(MARKINGS), max_size=6)


@given(SETS, SETS)
def test_the_highest_of_two_lists_is_the_higher_of_their_highest(one: list[str], other: list[str]) -> None:
    assert highest(one + other) == max(highest(one), highest(other), key=MARKINGS.index)
    assert highest([*one, highest(other)]) == highest(one, at_least=highest(other))


@given(SETS)
def test_the_highest_is_at_least_each_and_is_one_of_them(given_markings: list[str]) -> None:
    top = highest(given_markings)
    assert top in {*given_markings, UNMARKED}
    assert all(MARKINGS.index(top) >= MARKINGS.index(marking) for marking in given_markings)


def test_nothing_marked_is_as_high_as_asked() -> None:
    assert highest([]) == UNMARKED
    assert highest(["", ""], at_least=OFFICIAL) == OFFICIAL
    assert highest(["Restricted", "OFFICIAL"]) == OFFICIAL_SENSITIVE


@pytest.mark.parametrize("text", ["", " - ", "none", "N/A", "Not marked"])
def test_words_for_no_marking(text: str) -> None:
    assert read_marking(text).marking == UNMARKED


@pytest.mark.parametrize(
    ("text", "marking", "handling"),
    [
        ("official", OFFICIAL, ""),
        ("UK OFFICIAL", OFFICIAL, ""),
        ("Official: commercial", OFFICIAL, "COMMERCIAL"),
        ("OFFICIAL-SENSITIVE", OFFICIAL_SENSITIVE, ""),
        ("Official – Sensitive", OFFICIAL_SENSITIVE, ""),
        ("official (sensitive)", OFFICIAL_SENSITIVE, ""),
        ("OFFICIAL_SENSITIVE [Personal]", OFFICIAL_SENSITIVE, "PERSONAL"),
        ("O-S", OFFICIAL_SENSITIVE, ""),
    ],
)
def test_markings_in_use(text: str, marking: str, handling: str) -> None:
    reading = read_marking(text)
    assert (reading.marking, reading.handling, reading.ask) == (marking, handling, "")


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        ("NOT PROTECTIVELY MARKED", OFFICIAL),
        ("NPM", OFFICIAL),
        ("Unclassified", OFFICIAL),
        ("PROTECT - PERSONAL", OFFICIAL_SENSITIVE),
        ("Restricted", OFFICIAL_SENSITIVE),
        ("confidential", OFFICIAL_SENSITIVE),
    ],
)
def test_older_markings_are_asked_about(text: str, marking: str) -> None:
    reading = read_marking(text)
    assert reading.marking == marking
    assert reading.ask == f"'{text}' is an older marking. Is it {marking} today?"


@pytest.mark.parametrize("text", ["SECRET", "Top Secret", "UK SECRET", "Official-Secret", "SECRET: eyes only"])
def test_nothing_above_official_sensitive_is_kept(text: str) -> None:
    with pytest.raises(UserError, match="must not be kept here") as refusal:
        read_marking(text)
    assert refusal.value.code == "marking-too-high"
    with pytest.raises(UserError):
        highest(["OFFICIAL", text])


@pytest.mark.parametrize("text", ["Officially", "secretary", "Protection", "OS123", "internal\nuse " + "x" * 60])
def test_other_words_are_no_marking(text: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_marking(text)
    assert refusal.value.code == "unknown-marking"
    assert len(refusal.value.message) < 80
    assert "\n" not in refusal.value.message


@given(st.text())
def test_reading_gives_a_known_marking_or_a_refusal(text: str) -> None:
    with suppress(UserError):
        assert read_marking(text).marking in MARKINGS

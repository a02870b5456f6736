"""Updates typed into one cell come apart at their dates, and no character is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.importing.typed_updates import typed_day, typed_pieces

TODAY = dt.date(2026, 10, 2)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("12/05/26: met PCSO. 03/06/26 - again", ["12/05/26", "03/06/26"]),
        ("[JS 12 May] Met. [AB 3 June 2026] Again.", ["12 May", "3 June 2026"]),
        ("Update July: fine\nUpdate August: better", ["July", "August"]),
        ("Do this.\nUpdate – done", [""]),
        ("12/06/2026 Two held.\n18/09/2026 Third held.", ["12/06/2026", "18/09/2026"]),
        ("Sept 26: booked\nJune 26: sent", ["Sept 26", "June 26"]),
        ("01/04/2026 to 31/03/2027", []),
        ("Met on 12/05/26 and agreed 3 steps", []),
        ("Target: 12 visits by 31/03/2027", []),
        ("", []),
    ],
)
def test_marks_are_found_where_an_update_begins(text: str, dates: list[str]) -> None:
    head, pieces = typed_pieces(text)
    assert [piece.date for piece in pieces] == dates
    assert head + "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Update – 12/06/2026: survey finished.", "survey finished."),
        ("18/09/2026 Third held.", "Third held."),
        ("[JS 12 May] Met.", "[JS 12 May] Met."),
        ("Update – done", "Update – done"),
        ("12/05/26:", "12/05/26:"),
    ],
)
def test_a_mark_leaves_the_words_only_where_it_says_nothing_but_its_date(text: str, words: str) -> None:
    _, [piece] = typed_pieces(text)
    assert piece.words == words


@given(st.lists(st.sampled_from(["12/05/26: ", "Update July: ", "\n", "met. ", "[JS 1 May] ", "–", "Q1: ", "  "])))
def test_no_character_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    head, pieces = typed_pieces(text)
    assert head + "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("date", "day"),
    [("12 May", (2026, 5, 12)), ("12 Nov", (2025, 11, 12)), ("July", (2026, 7, 31)), ("Q2", (2026, 9, 30))],
)
def test_a_date_without_a_year_is_the_latest_one(date: str, day: tuple[int, int, int]) -> None:
    assert typed_day(date, month_first=False, not_after=TODAY) == (dt.date(*day), True)

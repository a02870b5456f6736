"""Titles that are alike are found among thousands, and only those."""

from __future__ import annotations

import time

import pytest

from csa_tracker.importing.likeness import NEAR, SURE, TitleIndex, likeness, rewording

PATROLS = "Run evening patrols around the bus station"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (PATROLS, PATROLS.upper()),
        (PATROLS, f"  {PATROLS}. "),
        ("Patrols & visits", "Patrols and visits"),
        ("Evening patrols at the station", "Evening patrols – at the station!"),
    ],
)
def test_case_signs_and_spaces_make_no_difference(left: str, right: str) -> None:
    assert likeness(left, right) == 100


def test_titles_that_name_other_numbers_are_never_surely_the_same() -> None:
    assert (
        NEAR
        <= likeness("Cut reports of nuisance bikes by 5 in 100", "Cut reports of nuisance bikes by 10 in 100")
        < SURE
    )
    assert likeness("Ward 12 patrols", "Ward 13 patrols") < NEAR


def test_a_title_that_only_says_more_is_a_rewording() -> None:
    assert rewording("Run patrols", PATROLS) == 100
    assert rewording("Visit licensed premises", PATROLS) < 60


def test_one_title_is_found_among_twenty_thousand_without_comparing_all() -> None:
    words = [f"word{number}" for number in range(150)]
    known = [
        (" ".join(words[number * step % 150] for step in (1, 7, 11, 13, 17, 19)) + f" {number}", number)
        for number in range(20_000)
    ]
    index = TitleIndex(known)
    started = time.process_time()
    for title, number in known[::20]:
        assert number in [found for _, found in index.near(title.replace("word", "Word"))]
    assert time.process_time() - started < 10
    assert TitleIndex([(PATROLS, 1)]).near("Visit licensed premises") == []

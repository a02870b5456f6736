"""Abbreviations are found where they stand as words."""

from __future__ import annotations

import pytest

from csa_tracker.reports.abbreviations import abbreviations_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASB calls", ["ASB"]),
        ("the OPCC's view (PCC)", ["OPCC", "PCC"]),
        ("MADE-based data", ["MADE"]),
        ("made up, asb", []),
        ("ASBO", []),
        ("XASB", []),
        ("DA-04 and SOC-1", []),
        ("X-DA", []),
        ("DA", ["DA"]),
        ("", []),
    ],
)
def test_only_whole_words_count(text: str, found: list[str]) -> None:
    assert [short for short, _ in abbreviations_in([text])] == found


def test_each_is_listed_once_in_alphabetical_order() -> None:
    assert [short for short, _ in abbreviations_in(["PCC ASB", "ASB PCC"])] == ["ASB", "PCC"]

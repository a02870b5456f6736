"""Protective markings: reading them as written, and the highest wins. Nothing above OFFICIAL-SENSITIVE belongs here.

Source: Government Security Classifications policy, August 2024; older words are from the schemes before 2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.rules.fields import MARKINGS

UNMARKED, OFFICIAL, OFFICIAL_SENSITIVE = MARKINGS

_NOTHING = frozenset({"", "-", "NONE", "N/A", "NA", "UNMARKED", "NOT MARKED", "NO MARKING"})
_TOO_HIGH = re.compile(r"\bSECRET\b")
_CURRENT = (
    (OFFICIAL_SENSITIVE, re.compile(r"(?:UK )?(?:OFFICIAL[ -]*\(?SENSITIVE\)?|O[ -]?S)(?![A-Z0-9])")),
    (OFFICIAL, re.compile(r"(?:UK )?OFFICIAL(?![A-Z0-9])")),
)
_OLDER = (
    (OFFICIAL, re.compile(r"(?:NOT PROTECTIVELY MARKED|NPM|UNCLASSIFIED)(?![A-Z0-9])")),
    (OFFICIAL_SENSITIVE, re.compile(r"(?:PROTECTED|PROTECT|RESTRICTED|CONFIDENTIAL)(?![A-Z0-9])")),
)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class MarkingReading:
    """What a written marking says: the marking, its handling words, and a question ("" = certain).

    `handling` is the descriptor or handling instruction after the marking, in capitals: "PERSONAL", "COMMERCIAL".
    """

    marking: str
    handling: str = ""
    ask: str = ""


def highest(markings: Iterable[str], *, at_least: str = UNMARKED) -> str:
    """The highest of these markings and of `at_least`, in the order "", OFFICIAL, OFFICIAL-SENSITIVE.

    Older words count as what they are read as. Raises UserError for a marking that is unknown or too high.
    """
    return max((read_marking(marking).marking for marking in (at_least, *set(markings))), key=MARKINGS.index)


def read_marking(text: str) -> MarkingReading:
    """Read a marking as people write it; an older word is proposed as one of today's, with the question to ask.

    Raises UserError("marking-too-high") for SECRET and TOP SECRET, UserError("unknown-marking") for other words.
    """
    plain = _plain(text)
    if plain in _NOTHING:
        return MarkingReading(UNMARKED)
    if _TOO_HIGH.search(plain):
        raise UserError(
            "marking-too-high",
            f"'{_shown(text)}' must not be kept here.",
            "This app holds nothing above OFFICIAL-SENSITIVE. Ask the originator how to handle it.",
        )
    for marking, words in _CURRENT:
        found = words.match(plain)
        if found is not None:
            return MarkingReading(marking, _handling(plain[found.end() :]))
    for marking, words in _OLDER:
        found = words.match(plain)
        if found is not None:
            question = f"'{_shown(text)}' is an older marking. Is it {marking} today?"
            return MarkingReading(marking, _handling(plain[found.end() :]), question)
    raise UserError(
        "unknown-marking",
        f"'{_shown(text)}' is not a marking.",
        "Use OFFICIAL or OFFICIAL-SENSITIVE, or leave it blank.",
    )


def _plain(text: str) -> str:
    """The text in capitals, with simple hyphens and single spaces."""
    return " ".join(re.sub("[\u2010-\u2015_]", "-", text).upper().split())


def _handling(rest: str) -> str:
    return rest.strip(" -:;,./[]()")


def _shown(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text.strip())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"

"""Warns of personal data in free text: it never blocks, keeps nothing and runs in time linear in the text.

Every pattern matches a bounded length and starts at the edge of a word, so no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from csa_tracker.rules.date_forms import MONTH


class Kind(StrEnum):
    """What a finding looks like."""

    NHS_NUMBER = "nhs-number"
    NI_NUMBER = "ni-number"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    DATE_OF_BIRTH = "date-of-birth"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that looks like personal data: text[start:end]. The text itself is not kept, so it reaches no log."""

    kind: Kind
    start: int
    end: int
    message: str


_MESSAGES = {
    Kind.NHS_NUMBER: "This looks like an NHS number. Only add it if you must.",
    Kind.NI_NUMBER: "This looks like a National Insurance number. Only add it if you must.",
    Kind.POSTCODE: "This looks like a full postcode. The first half, such as BB11, is usually enough.",
    Kind.PHONE: "This looks like a person's phone number. Only add it if you must.",
    Kind.EMAIL: "This looks like an email address. A role, such as ASB coordinator, is usually enough.",
    Kind.DATE_OF_BIRTH: "This looks like a date of birth. An age group is usually enough.",
}

_ALIKE = {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " "} | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
_PLAIN = str.maketrans(_ALIKE)  # one character for one, so places in the plain text are places in the text
_EDGE = r"(?<![\w£])(?<![0-9][.,/-])"

_EMAIL = re.compile(r"(?<![\w.%+'-])[\w.%+'-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\w-])", re.IGNORECASE)
_NHS_NUMBER = re.compile(rf"{_EDGE}[0-9]{{3}}[ .-]{{0,2}}[0-9]{{3}}[ .-]{{0,2}}[0-9]{{4}}(?!\w)(?![.,-][0-9])")
_NI_NUMBER = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ -]{0,2}[0-9]{2}){3}[ -]{0,2}[A-D](?!\w)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<!\w)(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]? {0,2}[0-9](?P<unit>[ABD-HJLNP-UW-Z]{2})(?!\w)", re.IGNORECASE
)
_POSTCODE_AREA_LIST = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE_AREAS = frozenset(_POSTCODE_AREA_LIST.split())
_ORDINALS_AND_UNITS = frozenset({"st", "nd", "rd", "th", "hr", "yr", "ft", "pt", "wd", "ha"})

_PHONE = re.compile(r"(?<![\w£])(?<![0-9][.,-])(?P<prefix>(?:\+|00)44[ -]{0,2}(?:\(0\)[ -]{0,2}|0)?|\(?0)(?=[127])")
_PHONE_GROUP = re.compile("[ .()-]{0,3}([0-9]{2,10})(?![0-9])")
_PHONE_LENGTHS = {"1": (9, 10), "2": (10,), "7": (10,)}

_BIRTH_WORD = re.compile(r"(?<![\w-])(?:dob|d\.o\.b|d o b|date of birth|birth ?da(?:te|y)|born)(?!\w)", re.IGNORECASE)
_DATE = re.compile(
    r"(?<!\w)(?:[0-9]{1,2}[ ./-][0-9]{1,2}[ ./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ ./-]?(?:of )?{MONTH}[ .,/-]{{0,2}}(?:[0-9]{{4}}|'?[0-9]{{2}})"
    rf"|{MONTH.replace('?P<month>', '?:')} [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}})(?!\w)",
    re.IGNORECASE,
)
_LIMIT_WORD = re.compile(r"\b(?:after|before|between|since|from)\b|\n", re.IGNORECASE)
_REACH, _REACH_BACK, _LONGEST_DATE = 30, 6, 26


def scan(text: str) -> tuple[Finding, ...]:
    """Find what looks like personal data, in order and without overlaps; of two that overlap the longer stays.

    NHS numbers (Modulus 11), National Insurance numbers, full UK postcodes, personal UK phone numbers, email addresses
    and dates beside "born" or "DOB". Public helplines (03, 08, 101) and outward postcodes (BB11) are no personal data.
    """
    plain = text.translate(_PLAIN)
    found = [
        *_findings(Kind.EMAIL, (match.span() for match in _EMAIL.finditer(plain))),
        *_findings(Kind.NHS_NUMBER, _nhs_numbers(plain)),
        *_findings(Kind.NI_NUMBER, (match.span() for match in _NI_NUMBER.finditer(plain))),
        *_findings(Kind.PHONE, _phones(plain)),
        *_findings(Kind.POSTCODE, _postcodes(plain)),
        *_findings(Kind.DATE_OF_BIRTH, _births(plain)),
    ]
    return _without_overlaps(found)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the Modulus 11 check and lie in a range that is issued (NHS Data Dictionary).

    England, Wales and the Isle of Man begin with 4, 6 or 7, examples and tests with 9, Northern Ireland with 32 to 39,
    Scotland with the day and month of birth.
    """
    if re.fullmatch("[0-9]{10}", digits) is None:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    if (11 - weighed % 11) % 11 != int(digits[9]):
        return False
    if digits[0] in "4679" or "32" <= digits[:2] <= "39":
        return True
    return 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12


def _findings(kind: Kind, spans: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    return (Finding(kind, start, end, _MESSAGES[kind]) for start, end in spans)


def _nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _NHS_NUMBER.finditer(text):
        if is_nhs_number(re.sub("[ .-]", "", match[0])):
            yield match.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (match := _PHONE.search(text, at)) is not None:
        end = _phone_end(text, match.end())
        if end is not None:
            opened = text[match.start()] == "(" and ")" not in text[match.start() : end]
            yield match.start() + opened, end
        at = end or match.end()


def _phone_end(text: str, start: int) -> int | None:
    """Where the number ends whose digits after the 0 begin at `start`; None when their count is that of no number."""
    lengths, count, end = _PHONE_LENGTHS[text[start]], 0, None
    while (group := _PHONE_GROUP.match(text, start)) is not None and count < max(lengths):
        count, start = count + len(group[1]), group.end()
        if count in lengths and not text[start : start + 1].isalpha():
            end = start
    return end


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for match in _POSTCODE.finditer(text):
        if match["area"].upper() in _POSTCODE_AREAS and match["unit"] not in _ORDINALS_AND_UNITS:
            yield match.span()


def _births(text: str) -> Iterator[tuple[int, int]]:
    """Dates shortly after a word of birth, or right before it in brackets; "born after 1 September 2010" is a rule."""
    for word in _BIRTH_WORD.finditer(text):
        after = _DATE.search(text, word.end(), word.end() + _REACH + _LONGEST_DATE)
        if after is not None and _LIMIT_WORD.search(text, word.end(), after.start()) is None:
            yield after.span()
        for before in _DATE.finditer(text, max(0, word.start() - _REACH_BACK - _LONGEST_DATE), word.start()):
            if not any(char.isalnum() or char == "\n" for char in text[before.end() : word.start()]):
                yield before.span()


def _without_overlaps(found: Iterable[Finding]) -> tuple[Finding, ...]:
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: one.start):
        if kept and finding.start < kept[-1].end:
            if finding.end - finding.start > kept[-1].end - kept[-1].start:
                kept[-1] = finding
        else:
            kept.append(finding)
    return tuple(kept)

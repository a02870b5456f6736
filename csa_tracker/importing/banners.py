"""Rows that stand for the ones below them: "Priority 1: Domestic Abuse", "Lead: Lancashire Fire and Rescue"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from csa_tracker.importing.evidence import is_organisation, issue_labels, known_issue

_PREFIX = re.compile(
    r"(?:strategic |key |csp )?(?:priority|issue|priorities|theme|objective|aim|goal|outcome|strand)"
    r"(?:\s+(?:area|no\.?))?"
    r"\s*(?:\d+[a-z]?|[A-Z]|one|two|three|four|five|six|seven|eight)?\s*(?:[:\-–—.)]|\s(?=[A-Z]))\s*(?P<name>.+)",
    re.I,
)
_LEAD = re.compile(
    r"(?:owner|lead|led by|lead (?:agency|organisation|partner)|responsible(?: organisation)?|accountable)\s*[:\-–—]\s*"
    r"(?P<name>.+)",
    re.I,
)
_TITLE_WORDS = re.compile(
    r"\b(?:joint |csp |partnership )?(?:action|delivery|improvement|work)?\s*(?:plan|programme)s?\b"
    r"|\b20\d\d\s*(?:[-–/]|to)\s*(?:20)?\d\d\b|\b20\d\d\b",
    re.I,
)
_NUMBER = re.compile(r"^(?:p|priority|key issue)?\s*\d+[.):\s–-]+\s*", re.I)
_TOTAL = re.compile(
    r"(?:grand |sub ?-?)?totals?\b.*|(?:number|count|sum) of .*|end of (?:plan|table|list|report).*", re.I
)
_NOTE = re.compile(
    r"(?:notes?|key|legend|source|nb|n\.b\.|updated|last updated|version|rag key|brag key|prepared by)\b.*[:–-].*",
    re.I | re.S,
)
_PAGE = re.compile(r"\bpage \d+\b|\bcontinued\b", re.I)


@dataclass(frozen=True, slots=True)
class Banner:
    """What a banner says of the rows below it: a key issue, a lead organisation, or both.

    It is `sure` when it says itself which it is, or names one that is known.
    """

    key_issue: str = ""
    lead: str = ""
    sure: bool = True


def read_banner(text: str) -> Banner | None:
    """Read a lone text as a banner; None for titles, notes and page numbers."""
    line = " ".join(text.split())
    if not line or len(line) > 200 or _PAGE.search(line) or _NOTE.fullmatch(line):
        return None
    lead = ""
    split = re.search(r"[\s(;,|–—-]+((?:lead|owner|led by)[^:]{0,20}:.+)$", line, re.I)
    if split is not None and split.start() > 0:
        found = _LEAD.search(split[1])
        lead = found["name"].rstrip(") ") if found is not None else ""
        line = line[: split.start()].strip()
    owner = _LEAD.fullmatch(line)
    if owner is not None:
        return Banner(lead=owner["name"])
    issue = issue_named(line)
    if issue:
        return Banner(issue, lead)
    if is_organisation(line) and len(line) < 60:
        return Banner(lead=line)
    named = _PREFIX.fullmatch(line)
    if named is not None:
        return Banner(named["name"].strip(), lead)
    plain = _TITLE_WORDS.sub("", line).strip(" :,–—-")
    return Banner(plain, lead, sure=False) if plain == line else None


def issue_named(text: str) -> str:
    """The key issue that a banner, a title or a sheet's name names ("2. VAWG", "Road Safety action plan"), else ""."""
    line = " ".join(text.split())
    named = _PREFIX.fullmatch(line)
    for part in (line, named["name"] if named is not None else "", _NUMBER.sub("", line), _TITLE_WORDS.sub("", line)):
        bare = part.strip(" :,.–—-()")
        if bare and known_issue(bare):
            return bare
    if len(line) >= 20:  # a sheet's name ends after 31 characters
        for label in issue_labels():
            if fuzz.ratio(line.casefold(), label[: len(line)].casefold()) >= 95:
                return label
    return ""


def is_total(text: str) -> bool:
    """Whether a text heads a row of totals."""
    return bool(_TOTAL.fullmatch(" ".join(text.split())))


def is_note(text: str) -> bool:
    """Whether a lone text is a note or a key below the table."""
    return bool(_NOTE.fullmatch(text.strip())) or bool(_PAGE.search(text))

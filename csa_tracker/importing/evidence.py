"""What the cells of a column look like: dates, ratings, known names, organisations; evidence for what it means."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from csa_tracker.importing.labels import read_synonyms
from csa_tracker.importing.sheets import Cell, cell_day, cell_text, is_blank
from csa_tracker.rules.words import WordRefusal, read_lifecycle, read_rag, spelling
from resources import read_text

SAMPLED = 200
"""Filled cells of a column looked at; the first ones."""
MOSTLY = 0.8
"""From this share of its cells a column counts as being of one kind."""

_DATE = re.compile(
    r"\d{1,2}(st|nd|rd|th)?[\s./-]+(\d{1,2}|[A-Za-z]{3,9})[\s./,-]+\d{2,4}|\d{4}-\d\d-\d\d.*"
    r"|([A-Za-z]{3,9}|Q[1-4])[\s'./-]+\d{2,4}(/\d\d)?"
)
_PERCENT = re.compile(r"\d{1,3}([.]\d+)? ?%")
_REF = re.compile(r"[A-Za-z]{0,8}[\s./_-]{0,2}\d{1,6}([./_-]\d{1,4}){0,3}[a-z]?")
_LEVELS = frozenset(("high", "medium", "low", "urgent", "important", "critical", "normal", "h", "m", "l", "highest"))
_ORGANISATION = re.compile(
    r"\b(council|constabulary|police|nhs|trust|fire|probation|partnership|icb|board|association|service|services|"
    r"opcc|lcc|lfrs|lancs|csp|university|college|charity|housing|all partners)\b",
    re.I,
)
_POST = re.compile(
    r"\b(officer|manager|coordinator|co-ordinator|head of|director|sergeant|inspector|superintendent|lead for|adviser|"
    r"advisor|analyst|chief|team leader|commissioner|administrator|constable|chair)\b",
    re.I,
)
_TEAM = re.compile(r"(?:\S+ ){1,5}(?:team|unit|squad|section)", re.I)
_PERSON = re.compile(r"[A-Z][a-z'’-]+ (?:[A-Z][.]? )?(?:Mc|Mac|O['’])?[A-Z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0 to 1) of a column's filled cells by kind; `count` cells were looked at."""

    count: int = 0
    dates: float = 0
    percents: float = 0
    numbers: float = 0
    ratings: float = 0
    states: float = 0
    levels: float = 0
    issues: float = 0
    themes: float = 0
    areas: float = 0
    organisations: float = 0
    posts: float = 0
    people: float = 0
    refs: float = 0
    length: float = 0
    distinct: float = 0

    def known(self, share: float) -> str:
        """How many cells a share stands for: "All 15 names known" or "12 of 15 names known"."""
        known = round(share * self.count)
        if known == self.count == SAMPLED:
            return f"All of the first {self.count} names known"
        return f"All {self.count} names known" if known == self.count else f"{known} of {self.count} names known"


def look_at(cells: Sequence[Cell]) -> Look:
    """Look at the filled cells of a column."""
    filled = [cell for cell in cells if not is_blank(cell)][:SAMPLED]
    if not filled:
        return Look()
    texts = [" ".join(cell_text(cell).split()) for cell in filled]
    keys = [spelling(text) for text in texts]
    count = len(filled)

    def share(found: Sequence[bool]) -> float:
        return sum(found) / count

    numbers = [isinstance(cell, int | float) and not isinstance(cell, bool) for cell in filled]
    values = [float(cell) for cell in filled if isinstance(cell, int | float)]
    parts = bool(values) and all(0 <= value <= 1 for value in values) and any(0 < value < 1 for value in values)
    return Look(
        count=count,
        dates=share(
            [
                cell_day(cell) is not None or bool(_DATE.fullmatch(text))
                for cell, text in zip(filled, texts, strict=True)
            ]
        ),
        percents=share(
            [bool(_PERCENT.fullmatch(text)) or (parts and number) for text, number in zip(texts, numbers, strict=True)]
        ),
        numbers=share(numbers),
        ratings=share([_is_rating(text) for text in texts]),
        states=share([_is_state(text) for text in texts]),
        levels=share([text.strip("!").casefold() in _LEVELS for text in texts]),
        issues=share([_names(text, "key_issue") for text in texts]),
        themes=share([_names(text, "theme") for text in texts]),
        areas=share([_names(text, "area") for text in texts]),
        organisations=share([is_organisation(text) for text in texts]),
        posts=share([bool(_POST.search(text)) or is_team(text) for text in texts]),
        people=share([bool(_PERSON.fullmatch(text)) and not is_organisation(text) for text in texts]),
        refs=share([bool(_REF.fullmatch(text)) for text in texts]),
        length=sum(map(len, texts)) / count,
        distinct=len(set(keys)) / count,
    )


def known_issue(text: str) -> bool:
    """Whether a text names a key issue of either agreement."""
    return spelling(text) in known_names("key_issue")


def is_organisation(text: str) -> bool:
    """Whether a text names an organisation, by the list of Lancashire or by a word such as "Council"."""
    if _POST.search(text) or (is_team(text) and spelling(text) not in known_names("organisation")):
        return False
    return spelling(text) in known_names("organisation") or bool(_ORGANISATION.search(text))


def is_team(text: str) -> bool:
    """Whether a text names a team within a body, which is a role here: "Housing Team"."""
    return bool(_TEAM.fullmatch(" ".join(text.split())))


@lru_cache(maxsize=8)
def known_names(kind: str) -> frozenset[str]:
    """Every spelling of the agreements' key issues ("key_issue") or themes, of areas or of organisations."""
    names: list[str] = []
    if kind == "organisation":
        names = [row[name] for row in _csv("organisations.csv") for name in ("name", "short_name")]
    elif kind == "area":
        names = [row["name"] for row in _csv("areas.csv")]
    else:
        for code in ("csa-2025", "csa-2017"):
            for topic in tomllib.loads(read_text(f"reference/{code}.toml")).get(kind, ()):
                names += [topic["label"], topic.get("short", ""), topic["code"]]
    names += [name for listed in read_synonyms().get(kind, {}).values() for name in listed]
    return frozenset(spelling(name) for name in names if name)


def issue_labels() -> tuple[str, ...]:
    """The labels of the key issues of the agreement in force, for names cut off at 31 characters."""
    return tuple(topic["label"] for topic in tomllib.loads(read_text("reference/csa-2025.toml"))["key_issue"])


def _csv(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read_text(f"reference/{name}"))))


def _names(text: str, kind: str) -> bool:
    """Whether a cell names things of a kind: the whole cell, or the first of its parts."""
    known = known_names(kind)
    if spelling(text) in known:
        return True
    parts = [part for part in re.split(r"[;,/|\n]| and ", text) if part.strip()]
    return len(parts) > 1 and spelling(parts[0]) in known


@lru_cache(maxsize=4096)
def _is_rating(text: str) -> bool:
    try:
        return read_rag(text) is not None
    except WordRefusal:
        return spelling(text) in ("grey", "gray")


@lru_cache(maxsize=4096)
def _is_state(text: str) -> bool:
    try:
        return read_lifecycle(text).lifecycle is not None
    except WordRefusal:
        return False

"""Updates that people typed one after the other into one cell, each behind its date; no character is lost."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.rules.date_forms import MONTH, month_end, month_number
from csa_tracker.rules.dates import read_date, read_period
from csa_tracker.rules.years import quarter, quarter_of

_M = MONTH.replace("?P<month>", "?:")
_DAY = (
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?{_M}(?:,? (?:[0-9]{{4}}|'?[0-9]{{2}}(?![0-9:])))?"
    rf"|{_M}[ -](?:[0-9]{{4}}|'?[0-9]{{2}}(?![0-9]|:[0-9]))|{_M}"
    r"|Q[1-4](?: (?:[0-9]{4}|[0-9]{2})[/-][0-9]{2,4})?"
)
_MARK = re.compile(
    rf"(?:(?P<open>\[)(?:[A-Za-z]{{2,4}}[ ,:-]+)?(?P<inside>{_DAY})(?:[ ,:-]+[A-Za-z]{{2,4}})?\]"
    rf"|\((?P<round>{_DAY})\) ?[:–—-]"
    rf"|(?:progress )?update(?:d)?(?: (?:on|for|at))?[ :(–—-]{{0,3}}(?P<update>{_DAY})[)]? ?[:–—-]"
    rf"|(?P<before>{_DAY}) (?:progress )?update ?[:–—-]"
    rf"|(?P<plain>{_DAY}) ?(?::|–|—|-(?= )|(?<=[0-9]) -)"
    r"|(?<![^\n])[ \t]*(?P<bare>[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})) (?=(?-i:[A-Z]))"
    r"|(?P<undated>(?:progress )?update) ?[:–—-](?= ?\S))",
    re.IGNORECASE,
)
_HINT = re.compile(r"[:–—\]]|[- ]-|- |[0-9][./-][0-9]+ [A-Z]")
"""Every mark has one of these; a text without any needs no closer look."""
_STARTS = re.compile(r"\A|\n[ \t*•-]*|(?<=[.;!?)\]])[ \t]+|[ \t]{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One update as typed, its mark included, and the date as written ("" for none).

    `mark` is how many characters of the text only say that this is an update, and when.
    """

    text: str
    date: str
    mark: int = 0

    @property
    def words(self) -> str:
        """What the update says, without its mark; the whole text where nothing follows it."""
        return self.text[self.mark :].strip() or self.text.strip()


def typed_pieces(text: str) -> tuple[str, tuple[Piece, ...]]:
    """The words before the first mark, and the piece behind each; joined they are the text, to the character."""
    return _pieces(text) if len(text) >= 6 and _HINT.search(text) else (text, ())


def _pieces(text: str) -> tuple[str, tuple[Piece, ...]]:
    marks: list[tuple[int, str, int]] = []
    for start in _STARTS.finditer(text):
        found = _MARK.match(text, start.end())
        if found is not None and (not marks or found.start() > marks[-1][0]):
            date = next(
                (found[name] for name in ("inside", "round", "update", "before", "plain", "bare") if found[name]), ""
            )
            marks.append((found.start(), date, _says_no_more(found[0], date) * len(found[0])))
    if not marks:
        return text, ()
    ends = [place for place, *_ in marks[1:]] + [len(text)]
    pieces = tuple(Piece(text[place:end], date, mark) for (place, date, mark), end in zip(marks, ends, strict=True))
    return text[: marks[0][0]], pieces


def _says_no_more(mark: str, date: str) -> bool:
    """Whether a mark holds its date and nothing that is lost with it, such as somebody's initials."""
    rest = re.sub("[^a-z]+", " ", mark.replace(date, " ", 1).lower()).split()
    return bool(date) and set(rest) <= {"progress", "update", "updated", "on", "for", "at"}


def typed_day(date: str, *, month_first: bool, not_after: dt.date) -> tuple[dt.date | None, bool]:
    """The day a mark says, and whether its year was inferred: the latest such day up to `not_after`.

    A month is its last day. Raises UserError for a day that does not exist.
    """
    period = read_period(date)
    if period is not None:
        return period, False
    try:
        return read_date(date, today=None, month_first=month_first), False
    except UserError:
        if re.search(r"[./-]|[0-9]{3}", date):
            raise
    return _without_year(date.lower(), not_after), True


def _without_year(date: str, not_after: dt.date) -> dt.date | None:
    number = re.fullmatch("q([1-4])", date)
    if number is not None:
        starting = int(quarter_of(not_after).label[3:7])
        this = quarter(starting, int(number[1]))
        return this.last if this.first <= not_after else quarter(starting - 1, int(number[1])).last
    month = re.search(MONTH, date)
    if month is None:
        return None
    named, day = month_number(month["month"]), re.match("[0-9]{1,2}", date)
    for year in range(not_after.year, not_after.year - 5, -1):
        try:
            found = dt.date(year, named, int(day[0])) if day is not None else month_end(year, named)
        except ValueError:  # 29 February, or no day at all
            continue
        if (found if day is not None else found.replace(day=1)) <= not_after:
            return found
    return None

"""The shapes a written date can have: patterns over plain lower-case text, and the days they name."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from csa_tracker.rules.years import quarter, quarter_of

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}

MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    "(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_GAP = "[ ./-]"

_CLOCK_TIME = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)? ?([ap]m)?$")
_INSTANT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[t ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.][0-9]+)?"
    r" ?(?P<zone>z|utc|[+-][0-9]{2}:?[0-9]{2})"
)
_WHOLE = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(rf"(?P<day>[0-9]{{1,2}}){_GAP}(?P<month>[0-9]{{1,2}}){_GAP}(?P<year>[0-9]{{4}}|[0-9]{{2}})"),
    re.compile(rf"(?:{_WEEKDAY} )?{_DAY}{_GAP}?(?:of )?{MONTH}{_GAP}?(?P<year>[0-9]{{4}}|'?[0-9]{{2}})"),
    re.compile(rf"(?:{_WEEKDAY} )?{MONTH} {_DAY} (?P<year>[0-9]{{4}})"),
)
_WITHOUT_YEAR = re.compile(rf"(?:{_WEEKDAY} )?{_DAY}{_GAP}?(?:of )?{MONTH}")
_AFTER = re.compile(r"\+ ?(?P<count>[0-9]{1,5}) ?(?P<unit>days?|weeks?|months?|d|w|m)?")
_END = re.compile(rf"(?:the )?end (?:of )?{MONTH}")
_QUARTER = re.compile("q([1-4])")
_PERIOD_MONTHS = (
    re.compile(rf"{MONTH}[ ./-]?(?P<year>[0-9]{{4}}|'[0-9]{{2}})"),
    re.compile(rf"{MONTH}[./-](?P<year>[0-9]{{2}})"),
    re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>[0-9]{4})"),
)
_MONTH_YEAR = rf"{MONTH}[ ./-]?(?:[0-9]{{4}}|'?[0-9]{{2}})"
_NUMBERS = "[0-9]{1,2}[ ./-][0-9]{1,2}[ ./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ANY_DAY = rf"(?:{_NUMBERS}|(?:{_DAY} ?)?{_MONTH_YEAR})"
_CHANGED = "(?:revised?|rev|extended|moved|changed|slipped|new date|now)"


def _unnamed(pattern: str) -> re.Pattern[str]:
    """The pattern with its day and month as plain groups, so that they may stand in it twice."""
    return re.compile(pattern.replace("?P<month>", "?:").replace("?P<day>", "?:"))


_RANGE = _unnamed(
    rf"(?:between |from )?(?:{_ANY_DAY}|(?:{_DAY} ?)?{MONTH})(?: ?- ?| to | until | and |/)(?P<end>{_ANY_DAY})"
)
_REVISED = _unnamed(
    rf"(?:original(?:ly)?:? )?{_ANY_DAY}[ ;(-]{{0,3}}(?:now )?{_CHANGED}(?: date)?(?: to)?:? ?(?P<end>{_ANY_DAY})[)]?"
)
_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1}


def plain(text: str) -> str:
    """The text in lower case, without commas and spare spaces, with simple hyphens and apostrophes."""
    simple = text.lower().replace("–", "-").replace("—", "-").replace("’", "'").replace(",", " ")
    return re.sub(r" ?([./-]) ?", r"\1", " ".join(simple.split()))


def match_whole(typed: str) -> re.Match[str] | None:
    """Match a date that says its year; groups day, month, year, perhaps weekday. A clock time is passed over."""
    bare = _CLOCK_TIME.sub("", _uk_day(typed))
    return next((found for pattern in _WHOLE if (found := pattern.fullmatch(bare))), None)


def is_numeric(found: re.Match[str]) -> bool:
    """Whether a match of `match_whole` is two numbers and a year, which other countries read month first."""
    return found.re is _WHOLE[1]


def range_end(typed: str) -> str | None:
    """The end of "apr-jun 2026" or "1/4/2026 to 30/6/2026", as written; None for another text."""
    found = _RANGE.fullmatch(typed)
    return found["end"] if found is not None else None


def revised_part(typed: str) -> str | None:
    """The later date of "31/3/26-revised 30/6/26", as written; None for another text."""
    found = _REVISED.fullmatch(typed)
    return found["end"] if found is not None else None


def _uk_day(typed: str) -> str:
    """An instant with its time zone as the day it was in the UK: 23:00 Z of a summer's day is the next day."""
    found = _INSTANT.fullmatch(typed)
    if found is None:
        return typed
    zone = found["zone"].replace("utc", "z").replace("z", "+00:00")
    try:
        moment = dt.datetime.fromisoformat(f"{found['day']}T{found['time']}{zone}").astimezone(dt.UTC)
        return (moment + dt.timedelta(hours=_is_summer(moment))).date().isoformat()
    except (ValueError, OverflowError):  # no such day or time: left to be refused as it is written
        return found["day"]


def _is_summer(moment: dt.datetime) -> bool:
    """Whether the UK's clocks are an hour ahead: from 01:00 UTC on the last Sunday of March to that of October."""
    turns = []
    for month in (3, 10):
        last = month_end(moment.year, month)
        sunday = last - dt.timedelta(days=(last.weekday() + 1) % 7)
        turns.append(dt.datetime(sunday.year, sunday.month, sunday.day, 1, tzinfo=dt.UTC))
    return turns[0] <= moment < turns[1]


def match_without_year(typed: str) -> re.Match[str] | None:
    """Match "3 apr" or "fri 3 april"; groups day, month and perhaps weekday."""
    return _WITHOUT_YEAR.fullmatch(typed)


def match_month(typed: str) -> re.Match[str] | None:
    """Match a month with its year, which cannot be a day with its month: "dec 2026", "apr-25", "12/2026"."""
    return next((found for pattern in _PERIOD_MONTHS if (found := pattern.fullmatch(typed))), None)


def month_number(word: str) -> int:
    """The number of a month given as a number or by its English name or short name."""
    return int(word) if word.isdigit() else _MONTH_NUMBERS[word[:3]]


def weekday_number(word: str) -> int:
    """Monday is 0, by the English name or short name."""
    return _WEEKDAY_NUMBERS[word[:3]]


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    if not (1 <= month <= 12 and dt.MINYEAR <= year <= dt.MAXYEAR):
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def relative_day(typed: str, today: dt.date) -> dt.date | None:
    """The day "tomorrow", "fri", "+14", "+2w", "end mar" or "q3" names as seen from `today`; None for another text.

    "fri" is the next Friday after today; the end of a month or quarter may be today. Raises OverflowError beyond 9999.
    """
    if typed in _NAMED:
        return today + dt.timedelta(days=_NAMED[typed])
    weekday = re.fullmatch(_WEEKDAY, typed)
    if weekday is not None:
        ahead = (weekday_number(weekday["weekday"]) - today.weekday() - 1) % 7 + 1
        return today + dt.timedelta(days=ahead)
    return _counted(typed, today) or _ending(typed, today)


def _counted(typed: str, today: dt.date) -> dt.date | None:
    found = _AFTER.fullmatch(typed)
    if found is None:
        return None
    count, unit = int(found["count"]), (found["unit"] or "d")[0]
    if unit != "m":
        return today + dt.timedelta(days=count * 7 if unit == "w" else count)
    years, month = divmod(today.month - 1 + count, 12)
    if today.year + years > dt.MAXYEAR:
        raise OverflowError("date value out of range")
    last = month_end(today.year + years, month + 1)
    return last.replace(day=min(today.day, last.day))


def _ending(typed: str, today: dt.date) -> dt.date | None:
    end = _END.fullmatch(typed)
    if end is not None:
        month = month_number(end["month"])
        return month_end(today.year if month >= today.month else today.year + 1, month)
    number = _QUARTER.fullmatch(typed)
    if number is None:
        return None
    starting = int(quarter_of(today).label[3:7])
    this = quarter(starting, int(number[1])).last
    return this if this >= today else quarter(starting + 1, int(number[1])).last

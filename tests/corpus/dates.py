"""Dates as people and programs leave them: text, numbers, months first, periods, words, and days that do not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.corpus.book import Cell, Sheet, day, uk, write_book, write_text
from tests.corpus.truth import ANY, Case, Gone, Question
from tests.corpus.words import IDEAS, cells, seen

SHOWN = "title issue lead"
HEADING: list[object] = ["Action", "Key issue", "Lead agency", "Start date", "Target date"]


def _dated(
    file: str,
    mess: str,
    dates: Sequence[tuple[object, object, dict[str, Any]]],
    *,
    first: int = 0,
    epoch_1904: bool = False,
    questions: tuple[Question, ...] = (),
) -> Case:
    """A plan under HEADING: for each action its start and target cell and what they say."""
    ideas = IDEAS[first : first + len(dates)]
    rows = [HEADING, *(cells(idea, SHOWN, *pair[:2]) for idea, pair in zip(ideas, dates, strict=True))]
    return Case(
        file,
        mess,
        lambda path: write_book(path, Sheet("Plan", rows), epoch_1904=epoch_1904),
        tuple(seen(idea, 2 + at, "issue lead", **dates[at][2]) for at, idea in enumerate(ideas)),
        questions,
    )


def british_text() -> Case:
    days = (("2026-04-01", "2027-03-31"), ("2026-05-04", "2026-12-11"), ("2026-09-07", "2027-02-01"),
            ("2026-06-15", "2027-01-12"))  # fmt: skip
    return _dated(
        "dates_as_british_text.xlsx",
        "All dates are text, the day first; 31/03/2027 and 15/06/2026 leave no doubt about the others",
        [(uk(start), uk(due), {"start": start, "due": due}) for start, due in days],
        first=2,
    )


def mixed() -> Case:
    first = ("2026-04-01", "2026-04-20", "2026-07-01", "2026-05-05", "2026-08-17", "2026-09-01")
    last = ("2027-03-31", "2026-12-18", "2027-02-28", "2027-01-29", "2027-04-05", "2026-11-09")
    shown = (day(last[0]), uk(last[1]), 46446, "29 Jan 2027", " 5.4.2027", "2026-11-09")
    starts = (day(first[0]), day(first[1]), uk(first[2]), "05/05/2026", "Mon 17 August 2026", day(first[5]))
    return _dated(
        "dates_mixed.xlsx",
        "Real dates, text, dots, ISO and a bare serial number (46446) in one column",
        [(starts[at], shown[at], {"start": first[at], "due": last[at]}) for at in range(6)],
        first=6,
    )


def months_first() -> Case:
    days = (("2026-04-01", "2026-12-31"), ("2026-05-04", "2027-03-04"), ("2026-09-15", "2027-02-28"))

    def american(iso: str) -> str:
        return day(iso).strftime("%m/%d/%Y")

    return _dated(
        "dates_month_first.xlsx",
        "An export with the month first: 12/31/2026 and 09/15/2026 prove it for both columns",
        [(american(start), american(due), {"start": start, "due": due}) for start, due in days],
        first=10,
        questions=(
            Question("start", ("month first", "month/day", "american", "us"), "Months first is unusual here"),
            Question("due", ("month first", "month/day", "american", "us"), "Months first is unusual here"),
        ),
    )


def either_way() -> Case:
    due = ("2026-11-03", "2026-12-04", "2027-02-10")
    return _dated(
        "dates_either_way.xlsx",
        "Every target date could be read either way round (03/11/2026) and nothing in the column decides",
        [(day("2026-04-20"), uk(words), {"start": "2026-04-20", "due": words}) for words in due],
        first=13,
        questions=(Question("due", ("day first", "day/month", "british", "uk", "3 november"), "03/11 or 11/03"),),
    )


def half_turned() -> Case:
    cells_ = (day("2026-06-05"), "17/04/2027", day("2026-09-07"), "29/05/2027", day("2027-01-12"), "31/03/2027")
    told = (ANY, "2027-04-17", ANY, "2027-05-29", ANY, "2027-03-31")
    return _dated(
        "dates_half_turned.xlsx",
        "British text opened by an American Excel: days up to 12 became real dates, turned round; the rest stayed text",
        [(None, cells_[at], {"due": told[at]}) for at in range(6)],
        first=16,
        questions=(
            Question("due", ("turned", "swap", "day first", "day/month"), "The real dates may be turned round",
                     (2, 4, 6), must=True),
        ),
    )  # fmt: skip


def short_years() -> Case:
    told = (
        ("1/4/26", "31/3/27", "2026-04-01", "2027-03-31", ""),
        ("20-Apr-26", "18-Dec-26", "2026-04-20", "2026-12-18", ""),
        ("1st May 2026", "29th January 2027", "2026-05-01", "2027-01-29", ""),
        ("Sept 2026", "Feb 2027", "", "2027-02-28", "Feb 2027"),
        ("4 May 26", "Apr-27", "2026-05-04", "2027-04-30", "Apr-27"),
        ("07.09.26", "by end of March 2027", "2026-09-07", "2027-03-31", "by end of March 2027"),
    )
    return _dated(
        "dates_short_years.xlsx",
        "Years of two digits, month words, ordinals, months without a day",
        [
            (start, due, {"start": first, "due": last, "due_text": words}
             | ({"accept": {"start": ("2026-09-01", "2026-09-30")}} if not first else {}))
            for start, due, first, last, words in told
        ],
        first=0,
        questions=(Question("start", ("1 september", "first", "leave", "keep"), "'Sept 2026' has no day", (5,)),),
    )  # fmt: skip


def periods() -> Case:
    told: tuple[tuple[str, str, tuple[object, ...]], ...] = (
        ("Q1 2026/27", "2026-06-30", ()),
        ("Q3 2026-27", "2026-12-31", ()),
        ("April – September 2026", "2026-09-30", ()),
        ("2026/27", "2027-03-31", ()),
        ("01/04/2026 - 31/03/2027", "2027-03-31", ()),
        ("Summer 2027", "", ("2027-08-31",)),
        ("End of Q4 2026/27", "2027-03-31", ()),
    )
    return _dated(
        "dates_as_periods.xlsx",
        "Target dates are quarters of the financial year, ranges and seasons; the last day counts and the words stay",
        [
            (None, words, {
                "due": due, "due_text": words,
                "accept": {"due": also, "start": ("2026-04-01", "2027-01-01", "2027-06-01", "2026-10-01")},
            })
            for words, due, also in told
        ],
        first=4,
        questions=(Question("due", ("keep", "no date", "words"), "A season has no last day", (7,)),),
    )  # fmt: skip


def words_for_dates() -> Case:
    told = (
        ("Ongoing", "ongoing"), ("Weekly", "weekly"), ("November annually", "yearly"), ("TBC", ""),
        ("Monthly", "monthly"), ("Once per year in the first quarter", "yearly"), ("Within six months of launch", ""),
        ("Every quarter", "quarterly"),
    )  # fmt: skip
    november = {"due": ("2026-11-30",), "start": ("",)}
    return _dated(
        "dates_as_words.xlsx",
        "Target dates are words: Ongoing, Weekly, November annually, TBC",
        [
            (None, words, {"due_text": words, "recurrence": again} | ({"accept": november} if "Nov" in words else {}))
            for words, again in told
        ],
        first=8,
    )


def epoch_1904() -> Case:
    days = (("2026-04-01", "2027-03-31"), ("2026-05-11", "2026-12-07"), ("2026-09-07", "2027-02-01"))
    return _dated(
        "dates_from_1904.xlsx",
        "An old Macintosh workbook counts its days from 1904",
        [(day(start), day(due), {"start": start, "due": due}) for start, due in days],
        first=20,
        epoch_1904=True,
    )


def impossible() -> Case:
    told = ((day("2026-04-01"), "30/09/2026"), (day("2026-04-01"), "31/02/2026"), (day("2026-05-01"), "31/03/2027"),
            (day("2027-06-01"), "30/04/2027"), (day("2026-04-20"), "15/13/2026"))  # fmt: skip
    ideas = IDEAS[11:16]
    rows = [HEADING, *(cells(idea, SHOWN, *pair) for idea, pair in zip(ideas, told, strict=True))]
    good = {0: ("2026-04-01", "2026-09-30"), 2: ("2026-05-01", "2027-03-31")}
    return Case(
        "dates_impossible.xlsx",
        "31/02/2026, a thirteenth month, and an action that ends before it begins",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(seen(ideas[at], 2 + at, "issue lead", start=pair[0], due=pair[1]) for at, pair in good.items()),
        gone=(
            Gone(3, "cannot", ideas[1].title, "31/02/2026 is no day"),
            Gone(5, "cannot", ideas[3].title, "due before its start"),
            Gone(6, "cannot", ideas[4].title, "no thirteenth month"),
        ),
    )


def times_and_formulas() -> Case:
    rows: list[list[object]] = [
        ["Action", "Key issue", "Lead", "Start", "Finish"],
        cells(IDEAS[2], SHOWN, Cell(day("2026-04-01"), form="ddd d mmm yyyy"),
              Cell(day("2026-09-28"), formula="=D2+180", form="dd-mmm-yy")),
        cells(IDEAS[3], SHOWN, "01/05/2026 00:00", "31/03/2027 17:00:00"),
        cells(IDEAS[5], SHOWN, "2026-06-01T00:00:00Z", "2027-03-31T00:00:00Z"),
    ]  # fmt: skip
    days = (("2026-04-01", "2026-09-28"), ("2026-05-01", "2027-03-31"), ("2026-06-01", "2027-03-31"))
    return Case(
        "dates_with_times.xlsx",
        "A formula with its stored result, clock times behind dates, ISO with T and Z",
        lambda path: write_book(path, Sheet("Plan", rows)),
        tuple(
            seen(idea, 2 + at, "issue lead", start=days[at][0], due=days[at][1])
            for at, idea in enumerate((IDEAS[2], IDEAS[3], IDEAS[5]))
        ),
    )


def csv_either_way_but_one() -> Case:
    due = ("2026-11-03", "2026-12-04", "2027-01-25", "2027-02-10")
    rows = [HEADING, *(cells(IDEAS[17 + at], SHOWN, None, uk(words)) for at, words in enumerate(due))]
    return Case(
        "dates_decided_by_one.csv",
        "One 25/01/2027 decides for the column that days come first",
        lambda path: write_text(path, rows),
        tuple(seen(IDEAS[17 + at], 2 + at, "issue lead", due=words) for at, words in enumerate(due)),
    )


CASES = (
    british_text(), mixed(), months_first(), either_way(), half_turned(), short_years(), periods(), words_for_dates(),
    epoch_1904(), impossible(), times_and_formulas(), csv_either_way_but_one(),
)  # fmt: skip

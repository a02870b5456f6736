"""Reading filters as they are typed: what is understood, what is told, and that typing never fails."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.filters import (
    Compare,
    Condition,
    DateCondition,
    Filter,
    Key,
    NameCondition,
    RatingCondition,
    StatusCondition,
    TextCondition,
    parse_filter,
)
from csa_tracker.values import Brag, Lifecycle

TODAY = dt.date(2026, 11, 22)  # a Sunday
WHOLE = (
    'lead:smith due:<30d due:>2026-10-01 due:overdue rating:red,amber issue:"road safety" area:burnley '
    'theme:prevention status:in-progress updated:>30d speed "market hall" -lights'
)


def read(text: str) -> Filter:
    return parse_filter(text, today=TODAY)


def only(text: str) -> Condition:
    (condition,) = read(text).conditions
    return condition


def told(text: str) -> list[tuple[str, str]]:
    return [(text[problem.start : problem.end], problem.sentence) for problem in read(text).problems]


def test_the_whole_language_is_read_in_order() -> None:
    assert read(WHOLE).conditions == (
        NameCondition(Key.LEAD, ("smith",)),
        DateCondition(Key.DUE, Compare.BEFORE, days=30),
        DateCondition(Key.DUE, Compare.AFTER, day=dt.date(2026, 10, 1)),
        DateCondition(Key.DUE, Compare.OVERDUE),
        RatingCondition((Brag.RED, Brag.AMBER)),
        NameCondition(Key.ISSUE, ("road safety",)),
        NameCondition(Key.AREA, ("burnley",)),
        NameCondition(Key.THEME, ("prevention",)),
        StatusCondition((Lifecycle.IN_PROGRESS,)),
        DateCondition(Key.UPDATED, Compare.AFTER, days=30),
        TextCondition("speed"),
        TextCondition("market hall", phrase=True),
        TextCondition("lights", negated=True),
    )
    assert read(WHOLE).problems == ()


@given(st.text())
def test_any_text_can_be_typed(text: str) -> None:
    result = read(text)
    places = [(problem.start, problem.end) for problem in result.problems]
    places += [(chip.start, chip.end) for chip in result.chips]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert len(result.chips) == len(result.conditions)


@given(st.text(alphabet='dueratingls:<>="“\\,- \n30x', max_size=30))
def test_any_half_typed_text_can_be_typed(text: str) -> None:
    assert all(problem.sentence.endswith(".") for problem in read(text).problems)


@given(st.integers(0, len(WHOLE)))
def test_typing_a_filter_letter_by_letter_keeps_what_was_understood(typed: int) -> None:
    before = list(read(WHOLE[:typed]).conditions[:-1])  # the last may still be growing
    assert list(read(WHOLE).conditions[: len(before)]) == before


@pytest.mark.parametrize("empty", ["", "   ", "-", '""', '" "', " - ", '-"'])
def test_nothing_typed_asks_for_nothing(empty: str) -> None:
    assert read(empty).conditions == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [("owner:x", Key.LEAD), ("LEAD:x", Key.LEAD), ("KeyIssue:x", Key.ISSUE), ("district:x", Key.AREA)],
)
def test_keys_have_other_spellings(text: str, key: Key) -> None:
    assert only(text) == NameCondition(key, ("x",))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("lead:smith,jones,smith", NameCondition(Key.LEAD, ("smith", "jones"))),
        ("lead:none", NameCondition(Key.LEAD, missing=True)),
        ('lead:"none"', NameCondition(Key.LEAD, ("none",))),
        ('-area:"Bay  View",Pendle', NameCondition(Key.AREA, ("Bay View", "Pendle"), negated=True)),
        ("issue:“Road Safety”", NameCondition(Key.ISSUE, ("Road Safety",))),
        (r'issue:"the \"big\" \\ one \x"', NameCondition(Key.ISSUE, (r'the "big" \ one \x',))),
        ("lead:,smith,", NameCondition(Key.LEAD, ("smith",))),
        ('lead:o"neil', NameCondition(Key.LEAD, ('o"neil',))),
        ("rating:R,off-track,g", RatingCondition((Brag.RED, Brag.GREEN))),
        ("rag:grey,none,b", RatingCondition((Brag.GREY, Brag.BLUE), missing=True)),
        ('-brag:"no update"', RatingCondition((Brag.GREY,), negated=True)),
        ("status:none", StatusCondition(missing=True)),
        ('status:"carried forward",done', StatusCondition((Lifecycle.CARRIED_FORWARD, Lifecycle.COMPLETE))),
        ("status:in_progress", StatusCondition((Lifecycle.IN_PROGRESS,))),
    ],
)  # fmt: skip
def test_names_ratings_and_statuses(text: str, condition: Condition) -> None:
    assert only(text) == condition
    assert read(text).problems == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("due:14d", DateCondition(Key.DUE, Compare.ON, days=14)),
        ("due:<=2w", DateCondition(Key.DUE, Compare.UP_TO, days=14)),
        ('due:>="10 days"', DateCondition(Key.DUE, Compare.FROM, days=10)),
        ("due:none", DateCondition(Key.DUE, Compare.MISSING)),
        ("-due:Overdue", DateCondition(Key.DUE, Compare.OVERDUE, negated=True)),
        ("due:fri", DateCondition(Key.DUE, Compare.ON, day=dt.date(2026, 11, 27))),
        ('due:<"end mar"', DateCondition(Key.DUE, Compare.BEFORE, day=dt.date(2027, 3, 31))),
        ("due:3/4/27", DateCondition(Key.DUE, Compare.ON, day=dt.date(2027, 4, 3))),
        ("updated:never", DateCondition(Key.UPDATED, Compare.MISSING)),
        ("update:<7d", DateCondition(Key.UPDATED, Compare.BEFORE, days=7)),
        ("updated:today", DateCondition(Key.UPDATED, Compare.ON, day=TODAY)),
    ],
)
def test_dates_and_numbers_of_days(text: str, condition: Condition) -> None:
    assert only(text) == condition
    assert read(text).problems == ()


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ('"a phrase"next', (TextCondition("a phrase", phrase=True), TextCondition("next"))),
        ('-"a  phrase"', (TextCondition("a phrase", phrase=True, negated=True),)),
        ('5" pipe', (TextCondition('5"'), TextCondition("pipe"))),
        ("12:30 https://example.org a:b:c", (
            TextCondition("12:30"), TextCondition("https://example.org"), TextCondition("a:b:c"),
        )),
        ("--due:overdue", (TextCondition("-due:overdue", negated=True),)),
        ('lead:"smith"jones', (NameCondition(Key.LEAD, ("smith",)), TextCondition("jones"))),
        ('foo:"a b"', (TextCondition("foo:"), TextCondition("a b", phrase=True))),
    ],
)  # fmt: skip
def test_words_and_phrases(text: str, conditions: tuple[Condition, ...]) -> None:
    assert read(text).conditions == conditions


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("a theme:", "theme:", "Nothing follows theme: yet. Type it right after the colon, like theme:prevention."),
        ('owner:"" b', 'owner:""', "Nothing follows owner: yet. Type it right after the colon, like lead:smith."),
        ("due:<", "due:<", "Nothing follows due: yet. Type it right after the colon, like due:<30d."),
        ('issue:"road sa', '"road sa', "The quotation mark is not closed yet."),
        (r'"ends in a mark\"', r'"ends in a mark\"', "The quotation mark is not closed yet."),
        ("rating:red,am", "am", "'am' is not a rating. Use red, amber, green, blue or grey."),
        ("rating:-", "-", "'-' is not a rating. Use red, amber, green, blue or grey."),
        ("status:-", "-", "'-' is not a status. Use one of the six, such as in-progress."),
        (
            "status:stuck", "stuck",
            "'stuck' is not a status. Use not started, in progress, paused, complete, withdrawn or carried forward.",
        ),
        ("due:31/2/27", "31/2/27", "'31/2/27' is not a date or a number of days. Type it like due:<30d."),
        ("due:>none", "none", "'none' is not a date or a number of days. Type it like due:<30d."),
        ("updated:overdue", "overdue", "'overdue' is not a date or a number of days. Type it like updated:>30d."),
        ("due:20000w", "20000w", "'20000w' is not a date or a number of days. Type it like due:<30d."),
        ("due:1d,2d", "2d", "due: takes one value; the first is used. Write it twice to ask for both."),
        ("lead:<smith", "lead:<smith", "lead: does not compare. Type it without <, like lead:smith."),
        ("leed:x", "leed:x", "There is no filter called 'leed'. Try lead:, or the words are searched as they are."),
        (
            "-zzz:1", "-zzz:1",
            "There is no filter called 'zzz'. Use one of lead:, issue:, area:, theme:, rating:, status:, due: or "
            "updated:, or the words are searched as they are.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_its_place(text: str, place: str, sentence: str) -> None:
    assert told(text) == [(place, sentence)]


def test_a_part_that_is_not_understood_leaves_the_rest_alone() -> None:
    assert read("rating:red,am").conditions == (RatingCondition((Brag.RED,)),)
    assert read("rating:am due:soon status:x lead:").conditions == ()
    assert read("due:1d,2d").conditions == (DateCondition(Key.DUE, Compare.ON, days=1),)
    assert read("leed:smith").conditions == (TextCondition("leed:smith"),)


def test_a_long_value_is_quoted_short_and_on_one_line() -> None:
    ((_, sentence),) = told('rating:"' + "x\n" * 100 + '"')
    assert len(sentence) < 120
    assert "\n" not in sentence

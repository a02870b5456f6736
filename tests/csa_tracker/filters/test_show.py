"""Writing filters: the text reads back as the same conditions, the chips say them in words."""

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
    show_condition,
    show_filter,
)
from csa_tracker.values import Brag, Lifecycle

TODAY = dt.date(2026, 11, 22)
NASTY = st.text(alphabet='ab,: \\"“”<>-\n', max_size=8) | st.text(max_size=8)
SPACED = NASTY.map(lambda text: " ".join(text.split())).filter(bool)
NAMES = st.lists(SPACED, max_size=3, unique=True).map(tuple)
COMPARED = st.sampled_from([Compare.BEFORE, Compare.UP_TO, Compare.AFTER, Compare.FROM, Compare.ON])
DATED = st.sampled_from([Key.DUE, Key.UPDATED])


def is_some(condition: NameCondition | RatingCondition | StatusCondition) -> bool:
    match condition:
        case NameCondition(names=listed) | RatingCondition(ratings=listed) | StatusCondition(statuses=listed):
            return bool(listed) or condition.missing


CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(TextCondition, SPACED, phrase=st.just(value=True), negated=st.booleans()),
    st.builds(TextCondition, st.from_regex(r"[a-z0-9.@£]{1,8}", fullmatch=True), negated=st.booleans()),
    st.builds(
        NameCondition,
        st.sampled_from([Key.LEAD, Key.ISSUE, Key.AREA, Key.THEME]),
        NAMES,
        missing=st.booleans(),
        negated=st.booleans(),
    ).filter(is_some),
    st.builds(
        RatingCondition,
        st.lists(st.sampled_from(Brag), unique=True).map(tuple),
        missing=st.booleans(),
        negated=st.booleans(),
    ).filter(is_some),
    st.builds(
        StatusCondition,
        st.lists(st.sampled_from(Lifecycle), unique=True).map(tuple),
        missing=st.booleans(),
        negated=st.booleans(),
    ).filter(is_some),
    st.builds(DateCondition, DATED, COMPARED, days=st.integers(0, 99999), negated=st.booleans()),
    st.builds(
        DateCondition, DATED, COMPARED, day=st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), negated=st.booleans()
    ),
    st.builds(DateCondition, DATED, st.just(Compare.MISSING), negated=st.booleans()),
    st.builds(DateCondition, st.just(Key.DUE), st.just(Compare.OVERDUE), negated=st.booleans()),
)


@given(st.lists(CONDITIONS, max_size=5))
def test_what_is_written_reads_back_the_same(conditions: list[Condition]) -> None:
    written = show_filter(Filter(tuple(conditions)))
    result = parse_filter(written, today=TODAY)
    assert result.conditions == tuple(conditions)
    assert result.problems == ()


@pytest.mark.parametrize(
    "name", ['"a', "“a", "<a", ">=a", "a b", "a,b", "None", "never", "-a", "a:b", 'a"b', "a\\", '\\"']
)
def test_a_name_that_could_be_taken_for_something_else_reads_back_the_same(name: str) -> None:
    condition = NameCondition(Key.LEAD, (name, "other"))
    result = parse_filter(show_condition(condition), today=TODAY)
    assert (result.conditions, result.problems) == ((condition,), ())


@given(st.text() | st.text(alphabet='leadratingdue:<>="“\\,- 30x', max_size=40))
def test_any_typed_text_once_written_reads_back_the_same(text: str) -> None:
    typed = parse_filter(text, today=TODAY)
    assert parse_filter(show_filter(typed), today=TODAY) == typed


@given(st.text(alphabet='lead:red"," ab-due<3d', max_size=40))
def test_each_chip_stands_for_its_condition_and_its_place(text: str) -> None:
    typed = parse_filter(text, today=TODAY)
    for chip, condition in zip(typed.chips, typed.conditions, strict=True):
        assert chip.text == show_condition(condition)
        assert chip.label
        assert parse_filter(text[chip.start : chip.end], today=TODAY).conditions == (condition,)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("OWNER:Smith", "lead:Smith"),
        ("due:<2w", "due:<14d"),
        ("due:tomorrow", "due:2026-11-23"),
        ("rag:R,none", "rating:red,none"),
        ('status:"In progress"', "status:in-progress"),
        ("issue:“Road safety”,VAWG", 'issue:"Road safety",VAWG'),
        ('area:"none"', 'area:"none"'),
        (r'"say \"no\""', r'"say \"no\""'),
    ],
)
def test_a_filter_is_written_one_way(typed: str, written: str) -> None:
    assert show_filter(parse_filter(typed, today=TODAY)) == written


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("lead:smith,none", "Lead: smith or no lead"),
        ("lead:none", "No lead"),
        ("-lead:none", "Any lead"),
        ("-rating:red,amber", "Not rating: red or amber"),
        ("issue:asb", "Key issue: asb"),
        ("status:in-progress", "Status: in progress"),
        ("due:overdue", "Overdue"),
        ("-due:overdue", "Not overdue"),
        ("due:none", "No due date"),
        ("due:<30d", "Due in less than 30 days"),
        ("due:<=1d", "Due in at most 1 day"),
        ("due:>1000d", "Due in more than 1,000 days"),
        ("due:>=2w", "Due in at least 14 days"),
        ("due:14d", "Due in the next 14 days"),
        ("due:<2026-10-01", "Due before 1 Oct 2026"),
        ("due:<=2026-10-01", "Due by 1 Oct 2026"),
        ("due:2026-10-01", "Due on 1 Oct 2026"),
        ("updated:>30d", "Last updated more than 30 days ago"),
        ("updated:>=30d", "Last updated 30 days ago or earlier"),
        ("updated:<7d", "Updated less than 7 days ago"),
        ("updated:<=7d", "Updated in the last 7 days"),
        ("updated:7d", "Updated in the last 7 days"),
        ("updated:>2026-10-01", "Updated after 1 Oct 2026"),
        ("updated:>=2026-10-01", "Updated from 1 Oct 2026"),
        ("updated:none", "No update"),
        ("speed", "speed"),
        ('-"speed watch"', "Not: “speed watch”"),
    ],
)
def test_chips_say_it_in_words(typed: str, label: str) -> None:
    (chip,) = parse_filter(typed, today=TODAY).chips
    assert chip.label == label

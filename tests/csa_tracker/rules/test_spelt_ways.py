"""Cells of partners' plans, each way they are spelt: instants, names, changed ratings, recurring work, statuses."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.errors import UserError
from csa_tracker.rules.dates import read_date
from csa_tracker.rules.names import find_names
from csa_tracker.rules.rating_words import read_rating
from csa_tracker.rules.recurrence import Recurrence, review_day, when_reviewed
from csa_tracker.rules.words import WordRefusal, read_lifecycle
from csa_tracker.values import Lifecycle, Rag

TODAY = dt.date(2026, 12, 1)


def test_an_instant_is_the_day_it_was_here() -> None:
    assert read_date("2026-07-01T23:30:00Z", today=TODAY, field="the date") == dt.date(2026, 7, 2)
    assert read_date("2026-12-01T23:30:00Z", today=TODAY, field="the date") == dt.date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["2026-02-31T10:00:00Z", "0001-01-01T00:00:00+23:00"])
def test_an_instant_that_never_was_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        read_date(typed, today=TODAY, field="the date")


@pytest.mark.parametrize("text", ["Burnley, B", "J. Council", "Road Safety", "A. Team"])
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert find_names(text) == ()


def test_a_person_is_found_once_with_the_rank() -> None:
    (found,) = find_names("Insp Jane Brown")
    assert (found.name, found.start, found.end) == ("Jane Brown", 0, 15)


def test_names_that_could_be_read_two_ways_are_found_once() -> None:
    assert [found.name for found in find_names("Brown, Jane Smith")] == ["Brown, Jane"]


@pytest.mark.parametrize("text", ["Sgt Council", "PC Community Officer"])
def test_a_rank_before_a_body_or_a_post_names_nobody(text: str) -> None:
    assert find_names(text) == ()


def test_a_rating_that_changed_says_what_it_is_now_and_other_words_say_nothing() -> None:
    now = read_rating("Amber (was Red)")
    assert (now.rag, now.before) == (Rag.AMBER, Rag.RED)
    with pytest.raises(WordRefusal):
        read_rating("Tartan (was Red)")


@pytest.mark.parametrize(
    ("recurrence", "day", "words"),
    [
        (Recurrence("weekly"), dt.date(2026, 12, 8), "in a week"),
        (Recurrence("monthly"), dt.date(2026, 12, 31), "the end of this month"),
        (Recurrence("yearly"), dt.date(2027, 3, 31), "the end of this financial year"),
        (Recurrence("ongoing"), dt.date(2026, 12, 31), "the end of this quarter"),
        (Recurrence("yearly", 11), dt.date(2027, 11, 30), "the end of the month it names"),
    ],
)
def test_work_that_recurs_is_looked_at_again(recurrence: Recurrence, day: dt.date, words: str) -> None:
    assert (review_day(recurrence, TODAY), when_reviewed(recurrence)) == (day, words)


def test_a_status_keeps_its_further_words_and_part_of_it_is_not_complete() -> None:
    assert read_lifecycle("Withdrawn – no funding").lifecycle is Lifecycle.WITHDRAWN
    with pytest.raises(WordRefusal):
        read_lifecycle("Complete: phase 1 only")

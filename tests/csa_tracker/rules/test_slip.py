"""The slip of a due date: the first date is kept, the days are counted, a slip is explained."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.slip import (
    change_due,
    change_note,
    check_due_change,
    days_slipped,
    moved_words,
    slip_sentence,
)

FIRST, LATER, LATEST = dt.date(2026, 9, 30), dt.date(2026, 10, 30), dt.date(2026, 11, 30)
DATES = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@given(DATES, st.lists(DATES, min_size=1, max_size=6))
def test_the_first_date_promised_never_changes(start: dt.date | None, moves: list[dt.date | None]) -> None:
    original, before = None, None
    promised = [date for date in (start, *moves) if date is not None]
    for after in (start, *moves):
        change = change_due(original=original, before=before, after=after)
        original, before = change.original, after
    assert original == (promised[0] if promised else None)


@given(DATES, DATES, DATES)
def test_a_later_date_than_ever_needs_a_reason_and_an_earlier_one_does_not(
    original: dt.date | None, before: dt.date | None, after: dt.date | None
) -> None:
    change = change_due(original=original, before=before, after=after)
    if after is not None and change.days is not None and change.days <= 0:
        assert not change.needs_reason
    if original is not None and after is not None and after > original and (before is None or after > before):
        assert change.needs_reason
    assert (check_due_change(change, "  ") is None) == (not change.needs_reason)
    assert check_due_change(change, "Supplier late") is None


@pytest.mark.parametrize(
    ("original", "before", "after", "needed"),
    [
        (None, None, FIRST, False),  # a first date
        (None, FIRST, LATER, True),  # stored without an original, as by an older version
        (FIRST, FIRST, LATER, True),
        (FIRST, LATER, LATER, False),  # not moved at all
        (FIRST, LATEST, LATER, False),  # pulled back
        (FIRST, None, LATER, True),  # taken away, then later
        (FIRST, FIRST, None, True),  # taken away
        (None, None, None, False),
    ],
)
def test_when_a_reason_is_needed(
    original: dt.date | None, before: dt.date | None, after: dt.date | None, *, needed: bool
) -> None:
    assert change_due(original=original, before=before, after=after).needs_reason is needed


def test_the_refusal_names_the_slip() -> None:
    refusal = check_due_change(change_due(original=FIRST, before=FIRST, after=LATER), "-")
    assert refusal is not None
    assert refusal.message == "Say why the due date is 30 days later than first planned (30 Sep 2026)."
    taken = check_due_change(change_due(original=FIRST, before=LATER, after=None), "")
    assert taken is not None
    assert taken.message == "Say why the due date is taken away."


def test_days_are_counted_from_the_first_date() -> None:
    assert days_slipped(FIRST, LATER) == 30
    assert days_slipped(LATER, FIRST) == -30
    assert days_slipped(None, FIRST) is days_slipped(FIRST, None) is None
    assert [moved_words(days) for days in (30, 1, 0, -1, -1200)] == [
        "30 days later", "1 day later", "not moved", "1 day earlier", "1,200 days earlier",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "reason", "sentence"),
    [
        (LATER, "it rained.", "Due 30 Oct 2026, first due 30 Sep 2026: 30 days later, because it rained."),
        (LATER, "", "Due 30 Oct 2026, first due 30 Sep 2026: 30 days later."),
        (dt.date(2026, 9, 29), "", "Due 29 Sep 2026, first due 30 Sep 2026: 1 day earlier."),
        (FIRST, "kept", "Due 30 Sep 2026."),
        (None, "on hold", "No due date, first due 30 Sep 2026, because on hold."),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_one_sentence(due: dt.date | None, reason: str, sentence: str) -> None:
    assert slip_sentence(FIRST, due, reason) == sentence


def test_an_action_without_any_date_says_so() -> None:
    assert slip_sentence(None, None) == "No due date."
    assert slip_sentence(None, LATER) == "Due 30 Oct 2026."


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("The supplier  was late", "the supplier was late"),
        ("because: It rained.", "it rained"),
        ("IT contract ended", "IT contract ended"),
        ("A59 works", "A59 works"),
        ("A&E was closed", "A&E was closed"),
        ("PCC funding stopped", "PCC funding stopped"),
        ("No", "No"),
    ],
)
def test_a_reason_joins_the_sentence_and_names_keep_their_capitals(reason: str, told: str) -> None:
    assert slip_sentence(FIRST, LATER, reason).endswith(f", because {told}.")


def test_a_change_is_noted_as_an_update() -> None:
    assert change_note(change_due(original=None, before=None, after=FIRST)) == "Due date set to 30 Sep 2026."
    moved = change_due(original=FIRST, before=FIRST, after=LATER)
    assert change_note(moved, "Rain") == "Due date moved from 30 Sep 2026 to 30 Oct 2026, because Rain."
    assert change_note(change_due(original=FIRST, before=LATER, after=None)) == "Due date of 30 Oct 2026 taken away."
    assert change_note(change_due(original=FIRST, before=None, after=None)) == ""

"""The rating rule, line by line and at each of its boundaries, with the sentence people read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.brag import Rating, RatingFacts, Why, rate, rating_word, why_sentence
from csa_tracker.values import Brag, Lifecycle, Rag

TODAY = dt.date(2026, 10, 2)
RUNNING = RatingFacts(
    lifecycle=Lifecycle.IN_PROGRESS,
    owner_rag=None,
    start_on=None,
    due_on=None,
    created_on=TODAY - dt.timedelta(days=200),
    last_update_on=TODAY,
    milestones=0,
    milestones_done=0,
)
NEW = replace(RUNNING, lifecycle=Lifecycle.NOT_STARTED, last_update_on=None)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


R, A, G, B, GREY = Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE, Brag.GREY

RULE: list[tuple[str, RatingFacts, Brag | None, Why, str]] = [
    ("withdrawn", replace(RUNNING, lifecycle=Lifecycle.WITHDRAWN, due_on=day(-9), owner_rag=Rag.RED), None,
     Why.WITHDRAWN, "Withdrawn: no longer part of the plan."),
    ("carried", replace(RUNNING, lifecycle=Lifecycle.CARRIED_FORWARD, due_on=day(-9)), None,
     Why.CARRIED_FORWARD, "Carried forward: goes on in a later plan."),
    ("complete", replace(RUNNING, lifecycle=Lifecycle.COMPLETE, due_on=day(-9), owner_rag=Rag.RED), B,
     Why.COMPLETE, "Complete: the work is done."),
    ("paused", replace(RUNNING, lifecycle=Lifecycle.PAUSED, due_on=day(-9)), GREY,
     Why.PAUSED, "Paused: work is paused."),
    ("paused, owner says red", replace(RUNNING, lifecycle=Lifecycle.PAUSED, owner_rag=Rag.RED), GREY,
     Why.PAUSED, "Paused: work is paused; the owner says off track."),
    ("due yesterday", replace(RUNNING, due_on=day(-1)), R, Why.OVERDUE, "Off track: 1 day overdue."),
    ("long overdue", replace(RUNNING, due_on=day(-1200)), R, Why.OVERDUE, "Off track: 1,200 days overdue."),
    ("overdue, never started", replace(NEW, due_on=day(-2)), R, Why.OVERDUE, "Off track: 2 days overdue."),
    ("overdue, no status", replace(RUNNING, lifecycle=None, due_on=day(-2)), R, Why.OVERDUE,
     "Off track: 2 days overdue."),
    ("the owner's green never raises", replace(RUNNING, due_on=day(-1), owner_rag=Rag.GREEN), R,
     Why.OVERDUE, "Off track: 1 day overdue; the owner says on track."),
    ("due today", replace(RUNNING, due_on=TODAY), G, Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("owner says red", replace(RUNNING, owner_rag=Rag.RED), R,
     Why.OWNER_RED, "Off track: the owner says it will not deliver as planned."),
    ("owner says red before the start", replace(NEW, start_on=day(9), owner_rag=Rag.RED), R,
     Why.OWNER_RED, "Off track: the owner says it will not deliver as planned."),
    ("not started, no start", NEW, GREY, Why.NOT_STARTED, "Not started: no start date yet."),
    ("starts tomorrow", replace(NEW, start_on=day(1)), GREY, Why.NOT_STARTED, "Not started: starts in 1 day."),
    ("starts tomorrow, owner says amber", replace(NEW, start_on=day(1), owner_rag=Rag.AMBER), GREY,
     Why.NOT_STARTED, "Not started: starts in 1 day; the owner says at risk."),
    ("start today", replace(NEW, start_on=TODAY), A, Why.LATE_START, "At risk: should have started today."),
    ("start yesterday", replace(NEW, start_on=day(-1)), A, Why.LATE_START, "At risk: should have started 1 day ago."),
    ("late start, though updated", replace(NEW, start_on=day(-99), last_update_on=TODAY), A,
     Why.LATE_START, "At risk: should have started 99 days ago."),
    ("updated 92 days ago", replace(RUNNING, last_update_on=day(-92)), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("updated 93 days ago", replace(RUNNING, last_update_on=day(-93)), GREY,
     Why.NO_UPDATE, "No update: last update 93 days ago."),
    ("silent, owner says green", replace(RUNNING, last_update_on=day(-93), owner_rag=Rag.GREEN), GREY,
     Why.NO_UPDATE, "No update: last update 93 days ago; the owner says on track."),
    ("silent before amber", replace(RUNNING, last_update_on=day(-93), owner_rag=Rag.AMBER), GREY,
     Why.NO_UPDATE, "No update: last update 93 days ago; the owner says at risk."),
    ("started 92 days ago, no update", replace(RUNNING, last_update_on=None, start_on=day(-92)), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("started 93 days ago, no update", replace(RUNNING, last_update_on=None, start_on=day(-93)), GREY,
     Why.NO_UPDATE, "No update: no update in the 93 days since the start."),
    ("added 92 days ago, no start", replace(RUNNING, last_update_on=None, created_on=day(-92)), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("added 93 days ago, no start", replace(RUNNING, last_update_on=None, created_on=day(-93)), GREY,
     Why.NO_UPDATE, "No update: no update in the 93 days since the action was added."),
    ("no status counts as running", replace(RUNNING, lifecycle=None), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("owner says amber", replace(RUNNING, owner_rag=Rag.AMBER), A,
     Why.OWNER_AMBER, "At risk: the owner says delivery is at risk."),
    ("due in 28 days, 79 %", replace(RUNNING, due_on=day(28), milestones=100, milestones_done=79), A,
     Why.DUE_SOON, "At risk: due in 28 days with 79 of 100 milestones done."),
    ("due in 29 days, 79 %", replace(RUNNING, due_on=day(29), milestones=100, milestones_done=79), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("due in 28 days, 80 %", replace(RUNNING, due_on=day(28), milestones=5, milestones_done=4), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("due in 1 day, none done", replace(RUNNING, due_on=day(1), milestones=1), A,
     Why.DUE_SOON, "At risk: due in 1 day with 0 of 1 milestones done."),
    ("due today, behind", replace(RUNNING, due_on=TODAY, milestones=2, milestones_done=1), A,
     Why.DUE_SOON, "At risk: due today with 1 of 2 milestones done."),
    ("due soon, owner says green", replace(RUNNING, due_on=day(3), milestones=3, owner_rag=Rag.GREEN), A,
     Why.DUE_SOON, "At risk: due in 3 days with 0 of 3 milestones done; the owner says on track."),
    ("due soon, no milestones", replace(RUNNING, due_on=day(3)), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("on track and the owner agrees", replace(RUNNING, owner_rag=Rag.GREEN), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
    ("a blue word of old imports", replace(RUNNING, owner_rag=Rag.BLUE), G,
     Why.ON_TRACK, "On track: nothing is late or at risk."),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "brag", "why", "sentence"), [line[1:] for line in RULE], ids=[x[0] for x in RULE])
def test_each_line_of_the_rule(facts: RatingFacts, brag: Brag | None, why: Why, sentence: str) -> None:
    rating = rate(facts, TODAY)
    assert (rating.brag, rating.why) == (brag, why)
    assert why_sentence(facts, rating, TODAY) == sentence


def test_every_reason_has_a_line_in_the_table() -> None:
    assert {why for _, _, _, why, _ in RULE} == set(Why)


NEXT: list[tuple[str, RatingFacts, dt.date | None]] = [
    ("finished work never changes", replace(RUNNING, lifecycle=Lifecycle.COMPLETE, due_on=day(5)), None),
    ("silence", RUNNING, day(93)),
    ("start", replace(NEW, start_on=day(7)), day(7)),
    ("four weeks before it is due", replace(RUNNING, due_on=day(60)), day(32)),
    ("the day after it is due", replace(RUNNING, due_on=day(3)), day(4)),
    ("nothing left to change", replace(RUNNING, due_on=day(-3), last_update_on=day(-300)), None),
    ("the end of the calendar", replace(RUNNING, due_on=dt.date.max, last_update_on=dt.date.max), dt.date(9999, 12, 3)),
    ("its beginning", replace(RUNNING, due_on=dt.date.min, last_update_on=TODAY), day(93)),
]


@pytest.mark.parametrize(("facts", "next_change"), [line[1:] for line in NEXT], ids=[line[0] for line in NEXT])
def test_the_next_day_on_which_a_rating_could_change(facts: RatingFacts, next_change: dt.date | None) -> None:
    assert rate(facts, TODAY).next_change_on == next_change


WORDS = [
    (R, Why.OVERDUE, "Off track"),
    (A, Why.DUE_SOON, "At risk"),
    (G, Why.ON_TRACK, "On track"),
    (B, Why.COMPLETE, "Complete"),
    (GREY, Why.PAUSED, "Paused"),
    (GREY, Why.NO_UPDATE, "No update"),
    (GREY, Why.NOT_STARTED, "Not started"),
    (None, Why.WITHDRAWN, "Withdrawn"),
    (None, Why.CARRIED_FORWARD, "Carried forward"),
]


@pytest.mark.parametrize(("brag", "why", "word"), WORDS)
def test_each_rating_has_its_word(brag: Brag | None, why: Why, word: str) -> None:
    assert rating_word(brag, why) == word


OFFSETS = st.one_of(st.none(), st.integers(-250, 250).map(day))
FACTS = st.builds(
    RatingFacts,
    lifecycle=st.one_of(st.none(), st.sampled_from(Lifecycle)),
    owner_rag=st.one_of(st.none(), st.sampled_from(Rag)),
    start_on=OFFSETS,
    due_on=OFFSETS,
    created_on=st.integers(-250, 0).map(day),
    last_update_on=OFFSETS,
    milestones=st.integers(0, 6),
    milestones_done=st.integers(0, 6),
)


@given(FACTS)
def test_no_rating_changes_before_its_next_change(facts: RatingFacts) -> None:
    now = rate(facts, TODAY)
    last = now.next_change_on or day(600)
    assert last > TODAY
    for offset in range(1, (last - TODAY).days):
        then = rate(facts, day(offset))
        assert (then.brag, then.why, then.next_change_on) == (now.brag, now.why, now.next_change_on)


@given(FACTS, st.sampled_from(Rag))
def test_the_owners_word_never_raises_a_rating(facts: RatingFacts, word: Rag) -> None:
    order = [Brag.RED, Brag.AMBER, Brag.GREEN]
    silent, spoken = rate(replace(facts, owner_rag=None), TODAY), rate(replace(facts, owner_rag=word), TODAY)
    if silent.brag in order and spoken.brag in order:
        assert order.index(spoken.brag) <= order.index(silent.brag)
    else:
        assert spoken.brag in (silent.brag, Brag.RED)


@given(FACTS)
def test_every_rating_can_be_explained_in_one_line(facts: RatingFacts) -> None:
    rating: Rating = rate(facts, TODAY)
    sentence = why_sentence(facts, rating, TODAY)
    assert sentence.endswith(".")
    assert sentence.startswith(rating_word(rating.brag, rating.why))
    assert "-" not in sentence
    assert "\n" not in sentence

"""How the exchange stands: who is due a file, which files went and came, and the digits that are read out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.standing import SHARED, Rhythm, keep_rhythm, read_rhythm, read_standing
from csa_tracker.exchange.trust import EVERYTHING, add_member
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add


@pytest.fixture
def county(tmp_path: Path) -> Iterator[OpenPlan]:
    """The county's plan."""
    profile = an_office(tmp_path, "Tom", "County")
    with create_plan(
        tmp_path / "county.csplan", partnership="PAN", name="Lancashire", profile=profile, clock=Clock(NOW)
    ) as plan:
        yield plan


@pytest.fixture
def asha(tmp_path: Path) -> Profile:
    """Somebody in Burnley."""
    return an_office(tmp_path, "Asha", "Burnley")


def days_later(plan: OpenPlan, days: int) -> OpenPlan:
    """The same plan, opened later."""
    return open_plan(plan.path, profile=plan.profile, clock=Clock(NOW + dt.timedelta(days=days)))


@pytest.mark.parametrize(("rhythm", "days"), [(Rhythm.WEEKLY, 7), (Rhythm.MONTHLY, 31), (Rhythm.QUARTERLY, 92)])
def test_a_file_is_due_once_the_last_one_is_older_than_the_rhythm(
    county: OpenPlan, asha: Profile, tmp_path: Path, rhythm: Rhythm, days: int
) -> None:
    member = add_member(county, make_card(asha, "BUR")).member
    add(county, title="Patrols")
    send(county, ["Asha"], tmp_path)
    keep_rhythm(county.profile, rhythm)
    with days_later(county, days) as then:
        assert read_standing(then).due == frozenset()
    with days_later(county, days + 1) as then:
        standing = read_standing(then)
        assert (set(standing.due), standing.waiting) == ({member}, 1)


def test_who_never_got_a_file_is_due_so_long_after_they_were_added(county: OpenPlan, asha: Profile) -> None:
    member = add_member(county, make_card(asha, "BUR")).member
    assert read_standing(county).due == frozenset()
    with days_later(county, 32) as then:
        assert read_standing(then).due == {member}


def test_nobody_is_due_without_a_reminder_and_monthly_is_where_it_begins(county: OpenPlan, asha: Profile) -> None:
    assert read_rhythm(county.profile) is Rhythm.MONTHLY
    add_member(county, make_card(asha, "BUR"))
    keep_rhythm(county.profile, Rhythm.NEVER)
    with days_later(county, 400) as then:
        assert read_standing(then).due == frozenset()


def test_a_setting_nobody_knows_counts_as_monthly(county: OpenPlan) -> None:
    county.profile.change_settings({"exchange_rhythm": "hourly"})
    assert read_rhythm(county.profile) is Rhythm.MONTHLY


def test_a_file_for_two_partners_is_listed_once(county: OpenPlan, asha: Profile, tmp_path: Path) -> None:
    add_member(county, make_card(asha, "BUR"))
    add_member(county, make_card(an_office(tmp_path, "Priya", "Pendle"), "PEN"))
    send(county, ["Asha", "Priya"], tmp_path)
    (one,) = read_standing(county).files
    assert (sorted(one.people), one.came, one.is_full, one.receipt) == (["Asha", "Priya"], False, True, None)


def test_files_stand_with_their_receipts_and_both_read_out_the_same_digits(
    county: OpenPlan, asha: Profile, tmp_path: Path
) -> None:
    add(county, title="County patrols")
    add_member(county, make_card(asha, "BUR"), scopes=EVERYTHING)
    first, clock = send(county, ["Asha"], tmp_path), Clock(NOW + dt.timedelta(minutes=5))
    path = tmp_path / "burnley.csplan"
    join(first.path, path, partnership="BUR", sender=make_card(county.profile, "PAN"), profile=asha, clock=clock)
    with open_plan(path, profile=asha, clock=clock) as burnley:
        add(burnley, title="Burnley patrols")
        assert read_standing(burnley).fingerprints != read_standing(county).fingerprints
        receive(county, send(burnley, ["Tom"], tmp_path).path)
        there, here = read_standing(burnley), read_standing(county)
    assert here.fingerprints == there.fingerprints
    assert [scope for scope, _ in here.fingerprints] == [SHARED, "BUR", "PAN"]
    came = next(one for one in here.files if one.came)
    assert came.receipt is not None
    assert came.receipt.counts["added"] == 1
    assert came.people == ("Asha",)
    with days_later(county, 400) as then:
        assert read_standing(then).due == frozenset()  # Burnley has said that it holds everything

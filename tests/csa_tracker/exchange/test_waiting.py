"""How much waits on the Exchange page is what the page itself would say, read without its lists."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.standing import Rhythm, keep_rhythm, read_standing
from csa_tracker.exchange.trust import add_member
from csa_tracker.exchange.waiting import read_waiting
from tests.csa_tracker.exchange.offices import NOW, an_office, pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change


def test_partners_who_are_due_conflicts_and_other_things_are_counted_together(tmp_path: Path) -> None:
    with two_offices(tmp_path) as (burnley, county):
        assert (read_waiting(burnley).count, read_waiting(burnley).clock) == (0, "")
        patrols = add(burnley, title="Patrols")
        pass_on(burnley, county)
        for plan, title in ((burnley, "Evening patrols"), (county, "Weekly patrols")):
            change(plan, patrols, title=title)
            add(plan, title=f"One more than {title}")
        pass_on(county, burnley)
        assert read_waiting(burnley).count == 2
        add_member(burnley, make_card(an_office(tmp_path, "Priya", "Pendle"), "PEN"))
        assert read_waiting(burnley).count == 2
        burnley.clock = Clock(NOW + dt.timedelta(days=40))
        assert read_waiting(burnley).count == read_standing(burnley).waiting == 3
        keep_rhythm(burnley.profile, Rhythm.NEVER)
        assert read_waiting(burnley).count == read_standing(burnley).waiting == 2


def test_a_doubt_about_the_clock_is_told_with_what_to_do(tmp_path: Path) -> None:
    with two_offices(tmp_path) as (burnley, _):
        add(burnley, title="Patrols")
        burnley.clock = Clock(NOW - dt.timedelta(days=1))
        waiting = read_waiting(burnley)
        assert waiting.count == 1
        assert waiting.clock.endswith("Check the date. Your changes are kept in the right order.")

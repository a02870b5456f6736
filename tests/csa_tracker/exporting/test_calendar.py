"""Due dates and milestones as a calendar: whole days that keep their identity, whatever the words hold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exporting.calendar_file import entries_of, export_calendar
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, Value
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.exporting.conftest import CLOCK

DUE = dt.date(2026, 12, 18)


def add(plan: OpenPlan, *milestones: MilestoneDraft, **fields: Value) -> str:
    issue = read_vocabulary(plan).key_issues[0].id
    whole: dict[str, Value] = {"title": "Patrols", "key_issue": issue, "due_on": DUE, **fields}
    [action] = save_actions(plan, [ActionDraft(fields=whole, milestones=milestones)], label="test")
    return action


def events(path: Path) -> list[Any]:
    """The entries as the library reads them back; it types every property as any of thirty kinds."""
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_due_dates_and_milestones_are_whole_days(plan: OpenPlan, tmp_path: Path) -> None:
    action = add(
        plan, MilestoneDraft(title="Rota", due=dt.date(2026, 11, 1)), lead_organisation="Police", due_text="Dec"
    )
    add(plan, MilestoneDraft(title="No date"), due_on=None)
    made = export_calendar(plan, tmp_path / "dates.ics")
    assert (made.due_dates, made.milestones, made.withheld) == (1, 1, 0)
    milestone, due = events(made.path)
    assert (due["summary"], milestone["summary"]) == ("PAN-0001 due: Patrols", "PAN-0001 milestone: Rota")
    assert (due["dtstart"].dt, due["dtend"].dt) == (DUE, DUE + dt.timedelta(days=1))
    assert due["uid"] == f"due-{action}@csa-tracker"
    assert (due["status"], due["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert due["description"] == "Lead: Police\nStatus: Not started\nDue: Dec"


def test_the_same_plan_gives_the_same_bytes_on_any_day(plan: OpenPlan, tmp_path: Path) -> None:
    add(plan, MilestoneDraft(title="Rota", due=DUE))
    first = export_calendar(plan, tmp_path / "first.ics").path.read_bytes()
    later = Clock(dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC))
    with open_plan(plan.path, profile=plan.profile, clock=later) as again:
        assert export_calendar(again, tmp_path / "second.ics").path.read_bytes() == first
    assert b"\r\n" in first
    assert b"\n" not in first.replace(b"\r\n", b"")


def test_a_change_keeps_the_entry_and_raises_its_number(plan: OpenPlan, tmp_path: Path) -> None:
    action = add(plan)
    [before] = events(export_calendar(plan, tmp_path / "dates.ics").path)
    later = Clock(CLOCK.now() + dt.timedelta(minutes=1))
    with open_plan(plan.path, profile=plan.profile, clock=later) as again:
        save_actions(again, [ActionDraft(id=action, fields={"due_on": dt.date(2027, 1, 8)})], label="test")
        [after] = events(export_calendar(again, tmp_path / "dates.ics").path)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"] > 0
    assert after["dtstamp"].dt > before["dtstamp"].dt
    assert after["dtstart"].dt == dt.date(2027, 1, 8)


def test_what_is_done_says_so_and_what_is_off_is_cancelled(plan: OpenPlan, tmp_path: Path) -> None:
    done = MilestoneDraft(title="Done one", due=DUE, done=dt.date(2026, 9, 1))
    add(plan, done, MilestoneDraft(title="Open one", due=DUE), lifecycle="complete")
    add(plan, lifecycle="withdrawn", title="Gone")
    found = {
        (str(one["summary"]), str(one["status"])) for one in events(export_calendar(plan, tmp_path / "d.ics").path)
    }
    assert found == {
        ("Done: PAN-0001 due: Patrols", "CONFIRMED"),
        ("Done: PAN-0001 milestone: Done one", "CONFIRMED"),
        ("PAN-0001 milestone: Open one", "CANCELLED"),
        ("PAN-0002 due: Gone", "CANCELLED"),
    }


def test_sensitive_actions_and_the_bin_stay_out(plan: OpenPlan, tmp_path: Path) -> None:
    add(plan, title="Secret", marking="OFFICIAL-SENSITIVE")
    delete_actions(plan, [add(plan, title="Binned")])
    made = export_calendar(plan, tmp_path / "dates.ics")
    assert (made.due_dates, made.withheld) == (0, 1)
    assert b"Secret" not in made.path.read_bytes()
    whole = export_calendar(plan, tmp_path / "whole.ics", include_sensitive=True)
    assert [str(one["summary"]) for one in events(whole.path)] == ["PAN-0001 due: Secret"]
    assert b"Marking: OFFICIAL-SENSITIVE" in whole.path.read_bytes()


def test_a_lead_s_dates_alone(plan: OpenPlan, tmp_path: Path) -> None:
    add(plan, lead_organisation="Police")
    add(plan, lead_organisation="Council")
    made = export_calendar(plan, tmp_path / "dates.ics", lead="council")
    assert [str(one["summary"]) for one in events(made.path)] == ["PAN-0002 due: Patrols"]


@given(st.text(min_size=1, max_size=120).filter(str.strip))
def test_any_words_stay_words(text: str) -> None:
    """Line breaks, commas, colons and half characters end no entry and begin none."""
    from csa_tracker.exporting.calendar_file import _calendar

    with_words = next(iter(entries_of(_action(text))))
    content = _calendar(text, [with_words], {})
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    [event] = Calendar.from_ical(content).walk("VEVENT")
    plain = text.encode("utf-8", "ignore").decode()
    plain = " ".join("".join(char if char.isprintable() else " " for char in plain).split())
    assert str(event["summary"]) == " ".join(f"X due: {plain}".split())


def _action(title: str) -> Action:
    return Action(
        id="id", ref="X", source_ref=None, title=title, description="", partnership="PAN", areas=(), key_issue=None,
        key_issue_label=title, also_key_issues=(), themes=(), causes=(), commitments=(), lead=title, lead_role="",
        partners=(), board="", start=None, due=DUE, due_text=title, status=None, rag=None, brag=None, rating_word="",
        why="", percent=None, measure="", marking="", latest_update="", latest_update_on=None, updates=(),
        milestones=(), conflicts=(), deleted=False,
    )  # fmt: skip


def test_another_ending_is_refused(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not named like a calendar"):
        export_calendar(plan, tmp_path / "dates.xlsx")

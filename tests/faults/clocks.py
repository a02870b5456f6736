"""F17: clocks that jump back and forth, nights when the hour changes, and places at the edge of the calendar."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from zoneinfo import ZoneInfo

from csa_tracker.care.check import check_plan
from csa_tracker.clock import Clock
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.history import action_history
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import read_action
from csa_tracker.plan.undo import redo, undo
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.faults.child import PROCESSES
from tests.faults.jobs import Scene, open_scene
from tests.faults.report import Outcome
from tests.faults.scenes import scene_with_action

START = dt.date(2026, 9, 1)
DUE = dt.date(2027, 3, 28)  # a day of 23 hours in London
NOW = dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC)

ZONES = ("Europe/London", "Pacific/Kiritimati", "Etc/GMT+12", "America/St_Johns", "Asia/Kathmandu")

JOURNEYS: dict[str, tuple[dt.datetime, ...]] = {
    "400 days back and forth": (NOW, NOW - dt.timedelta(days=400), NOW + dt.timedelta(minutes=1)),
    "20 years ahead and back": (NOW, NOW.replace(year=2046), NOW + dt.timedelta(minutes=1)),
    "back beyond the start of the plan": (NOW, dt.datetime(1999, 12, 31, 23, 59, tzinfo=dt.UTC), NOW),
    "one minute that lasts": (NOW, NOW, NOW),
    "the clocks go forward": (
        dt.datetime(2027, 3, 28, 0, 59, 50, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 28, 1, 0, 0, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 28, 1, 0, 10, tzinfo=dt.UTC),
    ),
    "the clocks go back": (
        dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC),
    ),
    "midnight in London in summer": (
        dt.datetime(2026, 7, 1, 22, 59, 59, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 1, 23, 0, 0, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 2, 0, 0, 1, tzinfo=dt.UTC),
    ),
    "New Year": (
        dt.datetime(2026, 12, 31, 9, 59, 59, tzinfo=dt.UTC),
        dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
        dt.datetime(2027, 1, 1, 0, 0, 1, tzinfo=dt.UTC),
    ),
    "29 February": (
        dt.datetime(2028, 2, 28, 23, 59, tzinfo=dt.UTC),
        dt.datetime(2028, 2, 29, 12, 0, tzinfo=dt.UTC),
        dt.datetime(2028, 3, 1, 0, 1, tzinfo=dt.UTC),
    ),
    "the end of 32 bits": (
        dt.datetime(2038, 1, 19, 3, 14, 7, tzinfo=dt.UTC),
        dt.datetime(2038, 1, 19, 3, 14, 8, tzinfo=dt.UTC),
        dt.datetime(2038, 1, 19, 3, 15, 0, tzinfo=dt.UTC),
    ),
}
"""Instants at which changes are made, one after the other, each in a sitting of its own."""


def try_clocks(root: Path, *, journeys: Sequence[str] = tuple(JOURNEYS), zones: Sequence[str] = ZONES) -> Outcome:
    """Every journey in every zone, each in a process whose own time zone it is."""
    started = time.monotonic()
    broken: list[str] = []
    tried = 0
    for zone in zones:
        for journey in journeys:
            scene = scene_with_action(root / f"{tried}")
            broken += [f"{journey} in {zone}: {promise}" for promise in _in_zone(scene, journey, zone)]
            tried += 1
    notes = (f"{len(journeys)} journeys in {len(zones)} time zones",)
    return Outcome("clocks", tried, tuple(broken), notes, time.monotonic() - started)


def _in_zone(scene: Scene, journey: str, zone: str) -> list[str]:
    ours, theirs = PROCESSES.Pipe()
    child = PROCESSES.Process(target=travel, args=(scene, journey, zone, theirs))
    child.start()
    theirs.close()
    try:
        found: list[str] = ours.recv()
    except EOFError:
        found = ["the process fell over"]
    child.join()
    return found


def travel(scene: Scene, journey: str, zone: str, pipe: Connection) -> None:
    """Body of the child process: set the zone, make the journey, send every broken promise."""
    os.environ["TZ"] = zone
    time.tzset()
    pipe.send(list(broken_on_the_way(scene, JOURNEYS[journey], ZoneInfo(zone))))


def broken_on_the_way(scene: Scene, instants: Sequence[dt.datetime], zone: ZoneInfo) -> Iterator[str]:
    """Change the plan at each instant, then look: nothing lost, dates as typed, changes in the order they were made."""
    with _open(scene, instants[0], zone) as plan:
        dates = {"start_on": START, "due_on": DUE}
        change_actions(plan, [ActionDraft(id=scene.action, fields=dates)], reason="Agreed.", deed="change-action")
    texts = []
    for number, instant in enumerate(instants):
        with _open(scene, instant, zone) as plan:
            texts.append(f"Visit {number}")
            log_update(plan, scene.action, UpdateDraft(text=texts[-1], made_on=plan.today, author="Officer"))
            title = ActionDraft(id=scene.action, fields={"title": f"Title {number}"})
            change_actions(plan, [title], deed="change-action")
    with _open(scene, instants[-1], zone) as plan:
        yield from _as_it_should_be(
            plan, scene.action, texts, [instant.astimezone(zone).date() for instant in instants]
        )
        undo(plan)
        if read_action(plan, scene.action).title != f"Title {len(instants) - 2}":
            yield "undo did not undo the latest change"
        redo(plan)
        if read_action(plan, scene.action).title != f"Title {len(instants) - 1}":
            yield "redo did not do it again"
        yield from check_plan(plan).problems
    with open_scene(scene) as plan:
        action = read_action(plan, scene.action)
        if (action.start, action.due) != (START, DUE):
            yield f"elsewhere the dates are {action.start} and {action.due}"


def _as_it_should_be(plan: OpenPlan, action_id: str, texts: Sequence[str], days: Sequence[dt.date]) -> Iterator[str]:
    action = read_action(plan, action_id)
    if (action.start, action.due) != (START, DUE):
        yield f"the dates are {action.start} and {action.due}"
    made = {update.text: update.made_on for update in action.updates if update.text in texts}
    if made != dict(zip(texts, days, strict=True)):
        yield f"the updates are {made}"
    if action.title != f"Title {len(texts) - 1}":
        yield f"the latest title is not shown, but {action.title!r}"
    told = [entry.after for entry in action_history(plan, action_id) if entry.field == "title"]
    if told[-len(texts) :] != [f"Title {number}" for number in range(len(texts))]:
        yield f"the history tells the changes as {told}"


def _open(scene: Scene, instant: dt.datetime, zone: ZoneInfo) -> OpenPlan:
    return open_plan(scene.plan, profile=Profile(scene.profile), clock=Clock(instant.astimezone(zone)))

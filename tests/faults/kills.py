"""F1: kill the editing process at random moments, and see that every acknowledged edit is there and no half one."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.log.values import decode_value
from db.planfile import log_head, looking_at, plan_file_problems
from tests.faults.child import PROCESSES
from tests.faults.edits import (
    Acknowledged,
    Announced,
    Failed,
    Mark,
    Message,
    Tamper,
    edit_until_killed,
    read_mark,
    texts_of,
)
from tests.faults.jobs import Scene, open_scene
from tests.faults.oracle import SIDECARS, judged, leftovers, sound
from tests.faults.report import Outcome
from tests.faults.scenes import scene_with_action

LONGEST_SECONDS = 0.12
"""A kill comes within this time of the first edit: several edits, or the middle of an import."""
CYCLES_A_PLAN = 50
MOST_EDITS = 400


@dataclass(slots=True)
class Diary:
    """What is known of one plan: its last acknowledged state and every acknowledged text."""

    scene: Scene
    mark: Mark
    texts: set[str] = field(default_factory=set)
    during: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    present: int = 0


def kill_at_random(root: Path, *, cycles: int, seed: int = 1, tamper: Tamper | None = None) -> Outcome:
    """So many kills, on a new plan every fifty; the app's whole check at the end of each plan.

    `tamper` puts a fault into the editing process.
    """
    started = time.monotonic()
    dice = random.Random(seed)  # noqa: S311 (a repeatable choice, no secret)
    broken: list[str] = []
    during: Counter[str] = Counter()
    acknowledged = present = checks = 0
    for first in range(0, cycles, CYCLES_A_PLAN):
        diary = _new_diary(root / f"plan-{first}")
        for cycle in range(first, min(first + CYCLES_A_PLAN, cycles)):
            broken += [f"cycle {cycle}: {promise}" for promise in _cycle(diary, dice, cycle, tamper)]
        broken += [f"after cycle {cycle}: {promise}" for promise in judged(sound(diary.scene))]
        checks += 1
        during += diary.during
        acknowledged += diary.acknowledged
        present += diary.present
    inside = cycles - during["between edits"]
    notes = (
        f"{acknowledged:,} acknowledged edits; {inside:,} kills during an edit, {present:,} of which were there whole",
        "kills during: " + ", ".join(f"{kind} {count}" for kind, count in during.most_common()),
        f"{checks} whole checks of the plan (rebuilt from its log and compared)",
    )
    return Outcome("kill -9 while editing", cycles, tuple(broken), notes, time.monotonic() - started)


def _new_diary(root: Path) -> Diary:
    scene = scene_with_action(root)
    with open_scene(scene) as plan:
        return Diary(scene, read_mark(plan))


def _cycle(diary: Diary, dice: random.Random, seed: int, tamper: Tamper | None) -> Iterator[str]:
    messages = _edit_and_kill(diary.scene, seed, dice.uniform(0, LONGEST_SECONDS), tamper)
    yield from (message.why for message in messages if isinstance(message, Failed))
    texts, open_edit = texts_of(messages)
    marks = [message.mark for message in messages if isinstance(message, Acknowledged)]
    if marks:
        diary.mark = marks[-1]
    diary.texts.update(texts)
    diary.acknowledged += max(0, len(marks) - 1)
    diary.during[open_edit.kind if open_edit is not None else "between edits"] += 1
    yield from judged(_state_kept(diary, open_edit))


def _edit_and_kill(scene: Scene, seed: int, after: float, tamper: Tamper | None) -> list[Message]:
    ours, theirs = PROCESSES.Pipe()
    child = PROCESSES.Process(target=edit_until_killed, args=(scene, seed, MOST_EDITS, tamper, theirs))
    child.start()
    theirs.close()
    ours.send("go")
    messages: list[Message] = []
    try:
        while len(messages) < 2:  # it is open, and about to make its first edit
            messages.append(ours.recv())
        deadline = time.monotonic() + after
        while (left := deadline - time.monotonic()) > 0:
            if ours.poll(left):
                messages.append(ours.recv())
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        while True:
            messages.append(ours.recv())
    except EOFError:
        ours.close()
    child.join()
    return messages


def _state_kept(diary: Diary, open_edit: Announced | None) -> Iterator[str]:
    plan = diary.scene.plan
    allowed = {plan.name, *(plan.name + ending for ending in SIDECARS)}
    yield from (f"stray file: {path.name}" for path in diary.scene.folder.iterdir() if path.name not in allowed)
    yield from (f"stray file: {path.name}" for path in leftovers(diary.scene) if path.parent == diary.scene.folder)
    yield from plan_file_problems(plan, seals=True)
    yield from _log_holds(diary, open_edit)
    with open_scene(diary.scene) as opened:
        if opened.read_only:
            yield f"opens read-only: {opened.read_only}"
        now = read_mark(opened)
    if now.head == diary.mark.head and now.view != diary.mark.view:
        yield "the plan shows something else than when it was acknowledged"
    diary.mark = now


def _log_holds(diary: Diary, open_edit: Announced | None) -> Iterator[str]:
    """Every acknowledged entry is in the log; beyond them there is nothing, or one whole gesture."""
    known = diary.mark.head
    with looking_at(diary.scene.plan) as connection:
        run = connection.exec_driver_sql
        if log_head(connection, upto=known.last) != known:
            yield "lost: the log does not hold every acknowledged entry"
        stored = {decode_value(value) for value in run("SELECT value FROM op WHERE value IS NOT NULL").scalars()}
        more = run(
            "SELECT count(DISTINCT coalesce(group_id, hex(id))) FROM txn WHERE pk > ?", (known.last,)
        ).scalar_one()
        new = {
            decode_value(value)
            for value in run(
                "SELECT value FROM op WHERE id >= ? AND value IS NOT NULL", (known.last + 1 << 12,)
            ).scalars()
        }
    yield from (f"lost: {text}" for text in diary.texts - stored)
    if more > 1 or (more and open_edit is None):
        yield f"{more} edits are there that nobody announced"
    if more and open_edit is not None:
        diary.present += 1
        diary.texts.update(open_edit.texts)
        yield from (f"half an edit: {open_edit.kind} lacks {text}" for text in set(open_edit.texts) - new)

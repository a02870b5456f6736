"""Faults put in on purpose, each of which its part of the campaign must catch."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults import trials
from tests.faults.faulty import begin_nothing
from tests.faults.jobs import MANY_UPDATES
from tests.faults.kills import kill_at_random
from tests.faults.powercut import Quick, cut_power, quick_updates
from tests.faults.report import Outcome
from tests.faults.sweep import Sweep, evenly
from tests.faults.trials import Trial

POINTS = 24
CYCLES = 15
STATES = 200
FEW_STATES = 48


def killed(trial: Trial, root: Path) -> str:
    """The first broken promise that F2 finds, or nothing."""
    sweep = Sweep(trial, root)
    verdicts = map(sweep.kill_at, evenly(sweep.points, POINTS))
    return next((verdict.sentence for verdict in verdicts if verdict.broken), "")


def killed_at_random(root: Path) -> str:
    """The first broken promise that F1 finds in edits without transactions, or nothing."""
    outcome = kill_at_random(root, cycles=CYCLES, tamper=begin_nothing)
    return outcome.broken[0] if outcome.broken else ""


def failed(trial: Trial, root: Path) -> str:
    """The first broken promise that F6 finds, or nothing."""
    sweep = Sweep(trial, root)
    verdicts = (sweep.fail_at(point, "ENOSPC") for point in evenly(sweep.points, POINTS) if point.call == "pwrite64")
    return next((verdict.sentence for verdict in verdicts if verdict.broken), "")


def cut_off(trial: Trial, root: Path, *, quick: Quick | None = None) -> str:
    """The first broken promise that F3 finds, or nothing."""
    outcome = cut_power(trial, root, states=STATES if quick else FEW_STATES, quick=quick, every=STATES if quick else 1)
    return outcome.broken[0] if outcome.broken else ""


Finder = Callable[[Path], str]

SEEDED: dict[str, Finder] = {
    "edits without a transaction (F1)": killed_at_random,
    "says saved before it is (F2)": partial(killed, trials.save_trial("save_acknowledged_too_early")),
    "an import in two halves (F2)": partial(killed, trials.import_trial(8, "import_in_two_halves")),
    "a save without a transaction (F2)": partial(killed, trials.save_trial("save_without_a_transaction")),
    "an import without a transaction (F2)": partial(killed, trials.import_trial(8, "import_without_a_transaction")),
    "settings written over themselves (F2)": partial(killed, trials.settings_trial("settings_in_place")),
    "synchronous=NORMAL (F3)": partial(
        cut_off, trials.sittings_trial("save_with_fewer_syncs"), quick=quick_updates(MANY_UPDATES)
    ),
    "no folder sync after a replacement (F3)": partial(cut_off, trials.report_trial("report_without_folder_sync")),
    "a refusal taken for a success (F6)": partial(failed, trials.save_trial("save_whatever_happens")),
}
"""Each fault and how it is looked for; the answer is the first broken promise."""


def catch_seeded(root: Path) -> Outcome:
    """Put every fault in, one after the other."""
    started = time.monotonic()
    found = {name: find(root / f"seeded-{number}") for number, (name, find) in enumerate(SEEDED.items())}
    caught = [f"caught: {name}: {promise[:90]}" for name, promise in found.items() if promise]
    notes = (f"{len(caught)} of {len(found)} were caught", *caught)
    broken = tuple(f"not caught: {name}" for name, promise in found.items() if not promise)
    return Outcome("seeded faults", len(found), broken, notes, time.monotonic() - started)

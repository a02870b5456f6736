"""The parts of the campaign and how much each of them tries, in full and in a hurry."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.faults import trials
from tests.faults.clocks import JOURNEYS, ZONES, try_clocks
from tests.faults.damage import Damage
from tests.faults.fulldisk import STEP, fail_each, fill_disk
from tests.faults.jobs import MANY_UPDATES
from tests.faults.kills import kill_at_random
from tests.faults.lyinglocks import write_under_lying_locks
from tests.faults.network import missing_programs, network_folder
from tests.faults.powercut import cut_power, quick_import, quick_updates
from tests.faults.report import Outcome
from tests.faults.seeded import catch_seeded
from tests.faults.sweep import Sweep, evenly
from tests.faults.together import write_beside_a_holder, write_together
from tests.faults.trials import Trial
from tests.faults.versions import open_newer, open_older

Part = Callable[[Path, bool], Iterator[Outcome]]

IMPORTED = 24
QUICK_POINTS = 24


def random_kills(root: Path, quick: bool) -> Iterator[Outcome]:
    """F1."""
    yield kill_at_random(root, cycles=100 if quick else 1000)


def kills(wanted: Sequence[Trial], root: Path, quick: bool) -> Iterator[Outcome]:
    """F2 of some trials."""
    for number, trial in enumerate(wanted):
        yield kill_at_points(trial, root / f"{number}", most=QUICK_POINTS if quick else 0)


def kill_at_points(trial: Trial, root: Path, *, most: int = 0) -> Outcome:
    """Kill one trial at every point, or at `most` that are spread evenly."""
    started = time.monotonic()
    sweep = Sweep(trial, root)
    verdicts = sweep.kill_at_each(evenly(sweep.points, most)) if most else sweep.kill_everywhere()
    killed = [verdict for verdict in verdicts if verdict.hit]
    calls = Counter(verdict.point.call for verdict in killed)
    notes = [
        ", ".join(f"{count} {call}" for call, count in sorted(calls.items())) + f"; {len(sweep.points)} points in all",
        f"acknowledged before the kill: {sum(len(verdict.ended.acknowledged) for verdict in killed)}",
    ]
    left = sum(bool(verdict.leftovers) for verdict in killed)
    if left:
        notes.append(f"a hidden temporary file was still there after opening again: {left} times")
    broken = tuple(verdict.sentence for verdict in verdicts if verdict.broken)
    return Outcome(f"kill -9 at a write of {trial.job}", len(killed), broken, tuple(notes), time.monotonic() - started)


def power(root: Path, quick: bool) -> Iterator[Outcome]:
    """F3 of saves."""
    states, every = (1000, 100) if quick else (20_000, 100)
    texts = quick_updates(MANY_UPDATES)
    yield cut_power(trials.sittings_trial(), root / "save", states=states, quick=texts, every=every)


def power_elsewhere(root: Path, quick: bool) -> Iterator[Outcome]:
    """F3 of everything else."""
    yield cut_power(
        trials.import_trial(20), root / "import", states=200 if quick else 4000, quick=quick_import, every=50
    )
    for number, trial in enumerate(
        (
            trials.report_trial(), trials.settings_trial(), trials.EXPORT, trials.BACKUP, trials.RESTORE, trials.NEW,
            trials.upgrade_trial(8),
        )
    ):  # fmt: skip
        yield cut_power(trial, root / f"{number}", states=20 if quick else 250, quick=None, every=1)


def full_disk(root: Path, quick: bool) -> Iterator[Outcome]:
    """F5."""
    for number, trial in enumerate(
        (
            trials.save_trial(),
            trials.import_trial(8),
            trials.BACKUP,
            trials.EXPORT,
            trials.report_trial(),
            trials.RECEIVE,
            trials.SEND,
            trials.REMOVE,
        )
    ):
        yield fill_disk(trial, root / f"{number}", step=STEP * (8 if quick else 1))


def errors(root: Path, quick: bool) -> Iterator[Outcome]:
    """F6."""
    for number, trial in enumerate((trials.save_trial(), trials.import_trial(8), trials.RECEIVE)):
        yield from fail_each(trial, root / f"{number}", every=40 if quick else 1)


def together(root: Path, quick: bool) -> Iterator[Outcome]:
    """F10."""
    yield write_together(root / "together", each=40 if quick else 400)
    yield write_beside_a_holder(root / "held", times=1 if quick else 3)


def lying_locks(root: Path, quick: bool) -> Iterator[Outcome]:
    """F11."""
    yield write_under_lying_locks(root)


def network(root: Path, quick: bool) -> Iterator[Outcome]:
    """Kills, and writers side by side, on a network folder; needs sshfs and a user who may mount."""
    if missing := missing_programs():
        yield Outcome(f"network folder (install {', '.join(missing)} first)", 0)
        return
    wanted = (trials.NEW, trials.save_trial(), trials.import_trial(8), trials.upgrade_trial(3), trials.RESTORE)
    with network_folder(root / "network") as folder:
        for number, trial in enumerate(wanted):
            outcome = kill_at_points(trial, folder / f"{number}", most=QUICK_POINTS // (4 if quick else 1))
            yield replace(outcome, what=f"network folder: {outcome.what}")
        outcome = write_together(folder / "together", each=10 if quick else 100)
        yield replace(outcome, what=f"network folder: {outcome.what}")


def damaged(root: Path, quick: bool) -> Iterator[Outcome]:
    """F13."""
    yield damage_plans(root, mutants=70 if quick else 500)


def damage_plans(root: Path, *, mutants: int) -> Outcome:
    """Open so many damaged plans."""
    started = time.monotonic()
    root.mkdir(parents=True, exist_ok=True)
    damage = Damage(root)
    outcomes = [damage.mutant(seed) for seed in range(mutants)]
    said = Counter(outcome.said for outcome in outcomes)
    notes = tuple(f"{times:5} {word}" for word, times in said.most_common())
    broken = tuple(
        f"{outcome.mutation} (seed {outcome.seed}): {outcome.said}: {outcome.broken}"
        for outcome in outcomes
        if outcome.broken
    )
    return Outcome("damaged plans", mutants, broken, notes, time.monotonic() - started)


def versions(root: Path, quick: bool) -> Iterator[Outcome]:
    """F15 and F16."""
    yield open_newer(root / "newer")
    yield open_older(root / "older")


def clocks(root: Path, quick: bool) -> Iterator[Outcome]:
    """F17."""
    yield try_clocks(root, journeys=tuple(JOURNEYS), zones=ZONES[:1] if quick else ZONES)


def seeded(root: Path, quick: bool) -> Iterator[Outcome]:
    """Whether the harness has teeth."""
    yield catch_seeded(root)


PARTS: dict[str, Part] = {
    "errors": errors,
    "kill-upgrade": partial(kills, [trials.upgrade_trial(8)]),
    "kill-import": partial(kills, [trials.import_trial(IMPORTED)]),
    "kill-rest": partial(
        kills, [trials.save_trial(), trials.settings_trial(), trials.report_trial(), trials.EXPORT, trials.NEW]
    ),
    "kill-care": partial(kills, [trials.BACKUP, trials.RESTORE]),
    "kill-exchange": partial(kills, [trials.RECEIVE, trials.SEND, trials.JOIN, trials.REMOVE]),
    "random-kills": random_kills,
    "power-elsewhere": power_elsewhere,
    "power": power,
    "together": together,
    "full-disk": full_disk,
    "clocks": clocks,
    "damage": damaged,
    "seeded": seeded,
    "versions": versions,
    "lying-locks": lying_locks,
    "network": network,
}
"""Name -> part, the longest first."""

"""F13: damaged plan files. Each mutant must open and be in good order with every value, or be refused or found out.

`python -m tests.faults.damage [COUNT]` tries COUNT mutants (500) and prints what became of them.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.lists import ListQuery, count_by_brag, list_keys, read_rows
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan

CLOCK = Clock(dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC))
PAGE = 4096
HEADER = 100
SLOWEST_SECONDS = 10.0
REFUSALS = frozenset({"damaged", "not-a-plan", "views-damaged", "cannot-open", "disk-error"})


def flip_bits(content: bytearray, dice: random.Random) -> None:
    """Flip one bit in each of 1 to 64 bytes anywhere."""
    for _ in range(dice.choice((1, 1, 2, 8, 64))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def truncate(content: bytearray, dice: random.Random) -> None:
    """Cut the file somewhere, at a page or within one."""
    cut = dice.randrange(len(content))
    del content[cut - cut % PAGE if dice.random() < 0.5 else cut :]


def zero_page(content: bytearray, dice: random.Random) -> None:
    """Fill a page with zeros, as a disk does that lost it."""
    at = _page(content, dice)
    content[at : at + PAGE] = bytes(PAGE)


def noise_page(content: bytearray, dice: random.Random) -> None:
    """Fill a page with noise."""
    at = _page(content, dice)
    content[at : at + PAGE] = dice.randbytes(PAGE)


def swap_pages(content: bytearray, dice: random.Random) -> None:
    """Exchange two pages, as a sync client does that loses order."""
    one, other = _page(content, dice), _page(content, dice)
    content[one : one + PAGE], content[other : other + PAGE] = (
        content[other : other + PAGE],
        content[one : one + PAGE],
    )


def header_noise(content: bytearray, dice: random.Random) -> None:
    """Change bytes of the file's header."""
    for _ in range(dice.choice((1, 4, 16))):
        content[dice.randrange(HEADER)] = dice.randrange(256)


def torn_page(content: bytearray, dice: random.Random) -> None:
    """Replace the second half of a page by that of another, as a torn write does."""
    one, other = _page(content, dice), _page(content, dice)
    half = PAGE // 2
    content[one + half : one + PAGE] = content[other + half : other + PAGE]


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_bits, truncate, zero_page, noise_page, swap_pages, header_noise, torn_page,
)  # fmt: skip


def _page(content: bytearray, dice: random.Random) -> int:
    return dice.randrange(max(1, len(content) // PAGE)) * PAGE


@dataclass(frozen=True, slots=True)
class Truth:
    """What the plan showed before it was damaged."""

    log: str
    view: str
    brags: tuple[tuple[str, int], ...]
    actions: str
    counts: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant: the mutation, how it was classified, and the broken promise if there is one."""

    mutation: str
    seed: int
    said: str
    broken: str = ""


class Damage:
    """A small plan, and mutants of it that are opened and checked as the product does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.profile = Profile(folder / "profile")
        plan = _small_plan(folder / "sound.csplan", self.profile)
        with plan:
            self.truth = read_truth(plan)
        self.sound = plan.path.read_bytes()

    def mutant(self, seed: int) -> Outcome:
        """Make the mutant of this number and judge it."""
        dice = random.Random(seed)  # noqa: S311 (a repeatable choice, no secret)
        mutate = MUTATIONS[seed % len(MUTATIONS)]
        content = bytearray(self.sound)
        mutate(content, dice)
        return self.judge(bytes(content), mutation=mutate.__name__, seed=seed)

    def judge(self, content: bytes, *, mutation: str = "none", seed: int = -1) -> Outcome:
        """Open, read and check a plan of these bytes, and judge what was said."""
        path = self.folder / "mutant.csplan"
        path.write_bytes(content)
        started = time.monotonic()
        try:
            said, broken = self._judge(path, unchanged=content == self.sound)
        except Exception as error:  # noqa: BLE001 (any other error is the broken promise looked for)
            said, broken = "traceback", f"{type(error).__name__}: {error}"
        finally:
            for left in self.folder.glob("mutant.csplan*"):
                left.unlink()
        took = time.monotonic() - started
        if took > SLOWEST_SECONDS:
            broken = broken or f"took {took:.0f} s"
        return Outcome(mutation, seed, said, broken)

    def _judge(self, path: Path, *, unchanged: bool) -> tuple[str, str]:
        try:
            with open_plan(path, profile=self.profile, clock=CLOCK) as plan:
                problems = check_plan(plan).problems
                if problems:
                    return "found by check", "" if not unchanged else f"found damage in a sound plan: {problems}"
                said = "read-only" if plan.read_only else "in good order"
                return said, "" if read_truth(plan) == self.truth else "silently wrong"
        except UserError as error:
            if error.code not in REFUSALS:
                return error.code, f"refused with {error.code}"
            return f"refused: {error.code}", ""


def read_truth(plan: OpenPlan) -> Truth:
    """Everything the judge compares: digests, counts by rating, and the actions as lists and pages show them."""
    digest = plan_digest(plan)
    info = plan_info(plan)
    rows = read_rows(plan, list_keys(plan, ListQuery()))
    brags = sorted((str(brag), count) for brag, count in count_by_brag(plan, ListQuery()).items())
    return Truth(
        digest.log,
        digest.view,
        tuple(brags),
        repr((rows, read_actions(plan))),
        (info.actions, info.updates, info.milestones),
    )


def _small_plan(path: Path, profile: Profile) -> OpenPlan:
    plan = create_plan(path, partnership="BUR", name="Burnley", profile=profile, clock=CLOCK)
    issues = read_vocabulary(plan).key_issues
    drafts = [
        ActionDraft(
            fields={"title": f"Action number {number}", "key_issue": issues[number % 8].id, "start_on": CLOCK.today()},
            updates=(UpdateDraft(text=f"Progress of {number}. " * 20, made_on=CLOCK.today(), author="Officer"),),
        )
        for number in range(30)
    ]
    save_actions(plan, drafts, label="add")
    return plan


def main(count: int) -> int:
    """Try `count` mutants; returns 1 when a promise broke."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="csa-damage-") as folder:
        damage = Damage(Path(folder))
        outcomes = [damage.mutant(seed) for seed in range(count)]
    print(f"{count} damaged plans in {time.monotonic() - started:.0f} s")
    for said, times in Counter(outcome.said for outcome in outcomes).most_common():
        print(f"  {times:5} {said}")
    broken = [outcome for outcome in outcomes if outcome.broken]
    for outcome in broken:
        print(f"  BROKEN {outcome.mutation} (seed {outcome.seed}): {outcome.said}: {outcome.broken}")
    print(f"  broken promises: {len(broken)}")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))

"""Large plans to measure on, made once through the product's own services and kept in build/bench."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan, create_plan
from db.formats import VIEW_VERSION
from tests.house.tree import ROOT

FOLDER = ROOT / "build" / "bench"
CLOCK = Clock(dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC))
BATCH = 2_000
_TEXT = (
    "weekly evening patrols drop-in school assembly road safety speed watch volunteers licensing visits hub lighting "
    "survey residents youth outreach case conference training staff review alley gates camera repair advice stall"
)
WORDS = _TEXT.split()


def plan_of(actions: int) -> Path:
    """The path of a closed plan with this many actions and an update each; the same plan for the same number."""
    path = FOLDER / f"{actions}-actions-v{VIEW_VERSION}.csplan"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".making.csplan")
        part.unlink(missing_ok=True)
        with create_plan(
            part, partnership="PAN", name=f"Bench {actions:,}", profile=bench_profile(), clock=CLOCK
        ) as plan:
            add_actions(plan, actions)
        part.rename(path)
    return path


def add_actions(plan: OpenPlan, actions: int) -> None:
    """Add so many actions with an update each to a plan, the same for the same number."""
    vocabulary = read_vocabulary(plan)
    topics = [choice.id for choice in vocabulary.key_issues]
    areas = [choice.id for choice in vocabulary.areas]
    dice = random.Random(actions)  # noqa: S311 (the same plan each time is the point)
    drafts = _drafts(actions, topics, areas, dice)
    while batch := [draft for _, draft in zip(range(BATCH), drafts, strict=False)]:
        save_actions(plan, batch, label="import")


def bench_profile() -> Profile:
    """A profile of the bench's own."""
    return Profile(FOLDER / "profile")


def _drafts(count: int, topics: list[str], areas: list[str], dice: random.Random) -> Iterator[ActionDraft]:
    today = CLOCK.today()
    for number in range(count):
        start = today - dt.timedelta(days=dice.randrange(0, 500))
        yield ActionDraft(
            fields={
                "title": f"{' '.join(dice.choices(WORDS, k=6)).capitalize()} {number}",
                "key_issue": dice.choice(topics),
                "lead_organisation": f"Organisation {dice.randrange(40)}",
                "start_on": start,
                "due_on": start + dt.timedelta(days=dice.randrange(30, 900)),
                "lifecycle": dice.choice([Lifecycle.IN_PROGRESS, Lifecycle.IN_PROGRESS, Lifecycle.COMPLETE]).value,
                "percent": dice.randrange(101),
            },
            areas=frozenset({dice.choice(areas)}),
            updates=(
                UpdateDraft(
                    text=" ".join(dice.choices(WORDS, k=12)).capitalize() + ".",
                    made_on=today - dt.timedelta(days=dice.randrange(150)),
                    author="Coordinator",
                    rag=dice.choice([Rag.RED, Rag.AMBER, Rag.GREEN]),
                ),
            ),
        )

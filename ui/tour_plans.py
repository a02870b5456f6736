"""The plans a tour shows: the sample, one without actions, and a very large one made of the sample's actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.demo import sample_plan
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Action, Choice
from csa_tracker.workspace import create_plan
from ui.tour import Opened

LARGE = 10_000
"""Actions in the very large plan."""
_AT_ONCE = 2_000
_DAYS_APART = 61  # how far the due dates of the copies of one action are spread


def make_plans(folder: Path, *, profile: Profile, clock: Clock, large_of: int = LARGE) -> dict[Opened, Path]:
    """Make a filled plan, an empty one and a large one of so many actions in `folder`; their paths.

    Raises UserError where they exist.
    """
    plans = {opened: folder / f"{opened.value}.csplan" for opened in (Opened.FILLED, Opened.EMPTY, Opened.LARGE)}
    filled, empty, large = plans.values()
    with sample_plan(filled, profile=profile, clock=clock) as plan:
        actions = read_actions(plan)
    create_plan(empty, partnership="BUR", name="Burnley plan 2025 to 2028", profile=profile, clock=clock).close()
    name = "Every district, 2025 to 2028"
    with create_plan(large, partnership="PAN", name=name, profile=profile, clock=clock) as plan:
        vocabulary = read_vocabulary(plan)
        topics = {topic.code: topic.id for topic in vocabulary.key_issues}
        drafts = islice(_copies(actions, topics, vocabulary.areas), large_of)
        while batch := list(islice(drafts, _AT_ONCE)):
            save_actions(plan, batch, label="import")
    return plans


def _copies(actions: Sequence[Action], topics: dict[str, str], areas: Sequence[Choice]) -> Iterator[ActionDraft]:
    """The actions over and over, each time in another area and a few days from where they were."""
    for number, action in enumerate(cycle(actions)):
        area = areas[number % len(areas)]
        later = dt.timedelta(days=number // len(actions) % _DAYS_APART - _DAYS_APART // 2)
        fields = {
            "title": f"{action.title}, {area.label}",
            "key_issue": topics[action.key_issue] if action.key_issue else None,
            "lead_organisation": action.lead,
            "lead_role": action.lead_role,
            "start_on": action.start,
            "due_on": max(action.due + later, action.start or action.due) if action.due else None,
            "due_text": action.due_text,
            "lifecycle": action.status.value if action.status else None,
            "measure_of_success": action.measure,
        }
        updates = tuple(
            UpdateDraft(text=one.text, made_on=one.made_on, author=one.author, rag=one.rag)
            for one in action.updates[:1]
        )
        yield ActionDraft(fields=fields, areas=frozenset({area.id}), updates=updates)

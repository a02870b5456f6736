"""A plan with three actions of the police and one of the council, on 2 October 2026; packs filled in as Excel would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from csa_tracker.clock import Clock
from csa_tracker.packs.making import make_pack
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan, create_plan

CLOCK = Clock(dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC))
TODAY = dt.date(2026, 10, 2)
LEAD = "Lancashire Constabulary"

Fill = Callable[..., Path]
"""Fills in cells of the pack, named (reference, heading), and gives the file."""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[OpenPlan]:
    profile = Profile(tmp_path / "profile")
    made = create_plan(tmp_path / "plan.csplan", partnership="BUR", name="Burnley", profile=profile, clock=CLOCK)
    with made as opened:
        issue = read_vocabulary(opened).key_issues[0].id
        save_actions(opened, [_draft(issue, *one) for one in _ACTIONS], label="test")
        yield opened


_RUNNING: dict[str, Value] = {"lifecycle": "in_progress", "owner_rag": "green", "percent": 40}
_DEC: dict[str, Value] = {"due_on": dt.date(2026, 12, 31), "due_text": "Dec 2026"}
_ACTIONS: tuple[tuple[str, str, dict[str, Value]], ...] = (
    ("Patrols", LEAD, {**_RUNNING, "due_on": dt.date(2026, 12, 18)}),
    ("Training", LEAD.upper(), {**_DEC, "start_on": dt.date(2026, 4, 1)}),
    ("Secret work", f"Burnley Council; {LEAD}", {"marking": "OFFICIAL-SENSITIVE"}),
    ("Lighting", "Burnley Council", {}),
)


def _draft(issue: str, title: str, lead: str, fields: dict[str, Value]) -> ActionDraft:
    return ActionDraft(
        fields={"title": title, "key_issue": issue, "lead_organisation": lead, "lead_role": "Inspector", **fields},
        updates=(UpdateDraft(text=f"{title} began.", made_on=dt.date(2026, 9, 1), author="Inspector"),),
        milestones=(
            MilestoneDraft(title=f"{title}: first", due=dt.date(2026, 11, 1), done=dt.date(2026, 9, 15)),
            MilestoneDraft(title=f"{title}: second", due=dt.date(2026, 12, 1)),
        ),
    )


@pytest.fixture
def pack(plan: OpenPlan, tmp_path: Path) -> Path:
    """The pack of the police, untouched."""
    return make_pack(plan, LEAD, tmp_path / "pack.xlsx").path


@pytest.fixture
def fill(pack: Path) -> Fill:
    def filled(cells: dict[tuple[str, str], Any], *, done: dict[tuple[str, int], Any] | None = None) -> Path:
        book = openpyxl.load_workbook(pack)
        page = book["Your actions"]
        headings = {cell.value: place for place, cell in enumerate(page[1], start=1)}
        rows = {row[0].value: number for number, row in enumerate(page.iter_rows(min_row=2), start=2)}
        for (ref, heading), value in cells.items():
            page.cell(rows[ref], headings[heading]).value = value
        for (ref, number), value in (done or {}).items():
            for row in book["Milestones"].iter_rows(min_row=2):
                if (row[0].value, row[1].value) == (ref, number):
                    row[5].value = value
        book.save(pack)
        return pack

    return filled


def the(plan: OpenPlan, ref: str) -> Action:
    """An action as it stands."""
    return read_action(plan, find_action(plan, ref))


def change(plan: OpenPlan, ref: str, **fields: Value) -> None:
    """Change fields of an action as somebody else would, meanwhile."""
    save_actions(plan, [ActionDraft(id=find_action(plan, ref), fields=fields)], label="edit")

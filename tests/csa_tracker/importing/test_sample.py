"""The shipped sample plan, as workbook and as CSV with its siblings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import ImportPreview, preview_import
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.values import Action, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import copy_sample

TODAY = dt.date(2026, 10, 2)


def look(plan: OpenPlan, *files: Path) -> ImportPreview:
    return preview_import(plan, files, today=TODAY)


def sample(folder: Path, kind: str) -> Path:
    if kind == "xlsx":
        return copy_sample(folder, ".xlsx")
    for ending in ("_milestones", "_updates"):
        copy_sample(folder, ending)
    return copy_sample(folder, "")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_sample_arrives_whole_and_importing_it_again_changes_nothing(
    plan: OpenPlan, tmp_path: Path, kind: str
) -> None:
    file = sample(tmp_path, kind)
    preview = look(plan, file)
    assert preview.asks == ()
    assert preview.counts == {
        "new": 60, "update": 0, "duplicate": 0, "possible duplicate": 0, "cannot": 0, "ask": 0,
        "milestones": 170, "updates": 129,
    }  # fmt: skip
    assert plan_info(plan).actions == 0
    result = apply_import(plan, preview)
    assert (result.added, result.milestones, result.updates, result.notes) == (60, 170, 129, ())
    info = plan_info(plan)
    assert (info.actions, info.milestones, info.updates) == (60, 170, 129)
    again = look(plan, file)
    assert {row.outcome for row in again.rows} == {"duplicate"}
    assert apply_import(plan, again).unchanged == 60
    assert plan_info(plan).transactions == info.transactions


def test_workbook_and_csv_files_say_the_same(plan: OpenPlan, tmp_path: Path) -> None:
    apply_import(plan, look(plan, sample(tmp_path, "xlsx")))
    other = look(plan, sample(tmp_path, "csv"))
    assert {row.outcome for row in other.rows} == {"duplicate"}


def test_siblings_can_be_named_in_any_order(plan: OpenPlan, tmp_path: Path) -> None:
    file = sample(tmp_path, "csv")
    files = [file.with_name(f"{file.stem}_updates.csv"), file, file.with_name(f"{file.stem}_milestones.csv")]
    preview = look(plan, *files)
    assert (preview.counts["milestones"], preview.counts["updates"]) == (170, 129)


def test_a_csv_alone_brings_its_latest_updates(plan: OpenPlan, tmp_path: Path) -> None:
    preview = look(plan, copy_sample(tmp_path, ""))
    assert (preview.counts["new"], preview.counts["milestones"], preview.counts["updates"]) == (60, 0, 60)


def test_values_of_the_sample(plan: OpenPlan, tmp_path: Path) -> None:
    apply_import(plan, look(plan, sample(tmp_path, "xlsx")))
    actions = {action.ref: action for action in read_actions(plan)}
    check_links(actions)
    check_ratings(actions)
    check_dates(actions)
    check_updates(actions)


def check_links(actions: dict[str, Action]) -> None:
    assert len({action.key_issue for action in actions.values()}) == 8
    assert {action.partnership for action in actions.values()} == {"PAN"}
    assert all(action.source_ref == action.ref for action in actions.values())
    assert (actions["DA-04"].key_issue, actions["DA-04"].also_key_issues) == (
        "domestic-abuse",
        ("anti-social-behaviour",),
    )
    assert set(actions["DA-06"].themes) == {"prevention-early-intervention", "mental-health"}
    assert actions["DA-05"].areas == ("Pan-Lancashire",)
    assert actions["DA-05"].partners == ("Blackburn with Darwen", "Blackpool")
    boards = Counter(action.board for action in actions.values())
    assert boards["GENGA /Serious Organised Crime"] == 7
    assert boards["District Community Safety Partnership"] == 8


def check_ratings(actions: dict[str, Action]) -> None:
    complete = [action for action in actions.values() if action.status is Lifecycle.COMPLETE]
    assert len(complete) == 14
    assert all(action.rag is None and action.updates[0].rag is Rag.BLUE for action in complete)
    assert Counter(action.rag for action in actions.values()) == {Rag.GREEN: 27, Rag.AMBER: 8, Rag.RED: 5, None: 20}


def check_dates(actions: dict[str, Action]) -> None:
    words = {action.due_text: action.due for action in actions.values() if action.due_text}
    assert words == {"Ongoing": None, "Dec 2026": dt.date(2026, 12, 31), "Q1 2027/28": dt.date(2027, 6, 30)}
    assert sum(action.due_text == "Ongoing" for action in actions.values()) == 4
    assert dt.date(2027, 3, 31) in {action.due for action in actions.values() if not action.due_text}
    assert all(action.start is not None for action in actions.values())


def check_updates(actions: dict[str, Action]) -> None:
    alone = {ref for ref, action in actions.items() if action.latest_update_on == dt.date(2026, 9, 4)}
    assert alone == {"DA-08", "SV-07", "EX-06", "SOC-07", "RS-07", "CY-07"}
    assert actions["DA-08"].updates[0].author == "Community Safety Officer, Rossendale"
    milestones = actions["DA-02"].milestones
    assert [(m.title, m.due, m.done) for m in milestones] == [
        ("Plan agreed", dt.date(2026, 4, 30), dt.date(2026, 4, 30)),
        ("Half-way check", dt.date(2026, 8, 24), None),
        ("Final delivery", dt.date(2026, 12, 18), None),
    ]

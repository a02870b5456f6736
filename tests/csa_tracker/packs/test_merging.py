"""A pack comes back field by field: only what the lead changed, nothing overwritten unseen, one step to undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.packs.merging import OURS, THEIRS, PackPreview, apply_pack, preview_pack
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import find_action, read_actions
from csa_tracker.plan.save import delete_actions
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.packs.conftest import Fill, change, the

FIRST, SECOND = "BUR-0001", "BUR-0002"


def told(preview: PackPreview) -> list[tuple[str, str, str, str]]:
    return [(line.key, line.here, line.there, str(line.outcome)) for line in preview.lines]


def test_an_untouched_pack_changes_nothing(plan: OpenPlan, pack: Path) -> None:
    preview = preview_pack(plan, pack)
    assert (preview.lines, preview.strays) == ((), ())
    before = plan_info(plan).transactions
    assert apply_pack(plan, preview).actions == 0
    assert plan_info(plan).transactions == before


def test_what_changed_here_meanwhile_stays_when_the_lead_left_it(plan: OpenPlan, pack: Path) -> None:
    change(plan, FIRST, owner_rag="red", percent=10, lifecycle="paused", due_on=dt.date(2027, 2, 1))
    assert preview_pack(plan, pack).lines == ()


def everything(fill: Fill) -> Path:
    return fill(
        {
            (FIRST, "Status"): "Complete",
            (FIRST, "Your rating"): "Amber",
            (FIRST, "Progress (%)"): 90,
            (FIRST, "Due date"): dt.datetime(2026, 12, 1),  # noqa: DTZ001 (as a spreadsheet has it)
            (FIRST, "New update"): "Patrols ended.",
            (FIRST, "Date of update"): dt.datetime(2026, 10, 1),  # noqa: DTZ001
            (SECOND, "Due date"): "Ongoing",
            (SECOND, "Reason for a later date or for stopping"): "It is a standing job now.",
        },
        done={(FIRST, 1): None, (FIRST, 2): "30/09/2026"},
    )


def test_every_field_comes_back_in_one_step_that_can_be_undone(plan: OpenPlan, fill: Fill) -> None:
    before = read_actions(plan)
    preview = preview_pack(plan, everything(fill))
    assert told(preview) == [
        ("BUR-0001 status", "In progress", "Complete", "take"),
        ("BUR-0001 rag", "Green", "Amber", "take"),
        ("BUR-0001 percent", "40 %", "90 %", "take"),
        ("BUR-0001 due", "18 Dec 2026", "1 Dec 2026", "take"),
        ("BUR-0001 update", "", "Patrols ended.", "take"),
        ("BUR-0002 due", "Dec 2026", "Ongoing", "take"),
        ("BUR-0001 milestone 1", "15 Sep 2026", "", "take"),
        ("BUR-0001 milestone 2", "", "30 Sep 2026", "take"),
    ]
    result = apply_pack(plan, preview)
    assert (result.actions, result.values, result.updates, result.milestones) == (2, 5, 1, 2)
    first, second = the(plan, FIRST), the(plan, SECOND)
    assert (first.status, first.rag, first.percent, first.due) == (
        Lifecycle.COMPLETE, Rag.AMBER, 90, dt.date(2026, 12, 1),
    )  # fmt: skip
    assert [milestone.done for milestone in first.milestones] == [None, dt.date(2026, 9, 30)]
    latest = first.updates[0]
    assert (latest.text, latest.made_on, latest.author, latest.rag, latest.percent) == (
        "Patrols ended.", dt.date(2026, 10, 1), "Inspector", Rag.AMBER, 90,
    )  # fmt: skip
    assert (second.due, second.due_text) == (None, "Ongoing")
    assert next_steps(plan).undo == "update pack for 2 actions"
    undo(plan)
    assert read_actions(plan) == before


def test_the_same_pack_again_changes_nothing(plan: OpenPlan, fill: Fill) -> None:
    file = everything(fill)
    apply_pack(plan, preview_pack(plan, file))
    before = plan_info(plan).transactions
    again = preview_pack(plan, file)
    assert again.lines == ()
    apply_pack(plan, again)
    assert plan_info(plan).transactions == before


def test_an_update_without_a_date_is_dated_today_and_known_by_its_words(plan: OpenPlan, fill: Fill) -> None:
    file = fill({(FIRST, "New update"): "Done at last. "})
    apply_pack(plan, preview_pack(plan, file))
    assert the(plan, FIRST).latest_update_on == plan.today
    assert preview_pack(plan, file).lines == ()


def both_changed(plan: OpenPlan, fill: Fill) -> PackPreview:
    file = fill({(FIRST, "Progress (%)"): 60, (FIRST, "Your rating"): "Red"})
    change(plan, FIRST, percent=55)
    return preview_pack(plan, file)


def test_a_field_changed_on_both_sides_is_asked_about(plan: OpenPlan, fill: Fill) -> None:
    preview = both_changed(plan, fill)
    assert told(preview) == [
        ("BUR-0001 rag", "Green", "Red", "take"),
        ("BUR-0001 percent", "55 %", "60 %", "conflict"),
    ]
    with pytest.raises(UserError) as refused:
        apply_pack(plan, preview)
    assert refused.value.code == "pack-asks"
    assert "BUR-0001, Progress: changed here to “55 %” and in the pack to “60 %”." in refused.value.message
    assert the(plan, FIRST).rag is Rag.GREEN


@pytest.mark.parametrize(("answer", "percent"), [(OURS, 55), (THEIRS, 60)])
def test_a_conflict_is_decided_for_one_side(plan: OpenPlan, fill: Fill, answer: str, percent: int) -> None:
    result = apply_pack(plan, both_changed(plan, fill), choices={"BUR-0001 percent": answer})
    assert (the(plan, FIRST).percent, the(plan, FIRST).rag) == (percent, Rag.RED)
    assert result.kept == (answer == OURS)


def test_left_out_conflicts_keep_what_the_plan_says(plan: OpenPlan, fill: Fill) -> None:
    result = apply_pack(plan, both_changed(plan, fill), leave_out=True)
    assert (the(plan, FIRST).percent, result.left_out, len(result.notes)) == (55, 1, 1)


def test_both_sides_changing_to_the_same_is_no_conflict(plan: OpenPlan, fill: Fill) -> None:
    file = fill({(FIRST, "Progress (%)"): 60})
    change(plan, FIRST, percent=60)
    assert preview_pack(plan, file).lines == ()


@pytest.mark.parametrize(
    ("heading", "value", "words"),
    [
        ("Status", "Nearly there", "“Nearly there” is not one of: Not started"),
        ("Status", None, "an action must keep a status"),
        ("Your rating", "Blue", "choose Complete as the status instead"),
        ("Your rating", "Purple", "is not one of: Red, Amber, Green"),
        ("Progress (%)", 101, "is not a whole number from 0 to 100"),
        ("Progress (%)", 0.45, "is not a whole number from 0 to 100"),
        ("Progress (%)", "lots", "is not a whole number from 0 to 100"),
        ("Due date", "31/02/2027", "is not a real date"),
        ("Due date", "12/31/2027", "Row 2, Due date"),
    ],
)
def test_a_cell_that_cannot_be_right_says_why_and_where(
    plan: OpenPlan, fill: Fill, heading: str, value: object, words: str
) -> None:
    preview = preview_pack(plan, fill({(FIRST, heading): value, (FIRST, "New update"): "News."}))
    [bad] = preview.cannot
    assert bad.reason.startswith(f"Row 2, {heading}: ")
    assert words in bad.reason
    with pytest.raises(UserError, match="1 thing to settle first"):
        apply_pack(plan, preview)
    apply_pack(plan, preview, leave_out=True)
    assert the(plan, FIRST).latest_update == "News."


def test_days_ahead_on_which_something_happened_are_refused(plan: OpenPlan, fill: Fill) -> None:
    file = fill(
        {(FIRST, "New update"): "News.", (FIRST, "Date of update"): "3/10/2026"}, done={(FIRST, 2): "3/10/2026"}
    )
    assert [line.reason for line in preview_pack(plan, file).cannot] == [
        "Row 2, Date of update: 3 Oct 2026 lies ahead; it must be today or earlier.",
        "Milestones, row 3, Done on: 3 Oct 2026 lies ahead; it must be today or earlier.",
    ]


def test_a_due_date_before_the_start_is_refused(plan: OpenPlan, fill: Fill) -> None:
    [bad] = preview_pack(plan, fill({(SECOND, "Due date"): "31/03/2026"})).cannot
    assert bad.reason == "BUR-0002: the due date 31 Mar 2026 is before the start date, 1 Apr 2026."


def test_a_later_due_date_takes_its_reason_from_the_pack(plan: OpenPlan, fill: Fill) -> None:
    file = fill(
        {(FIRST, "Due date"): "31/03/2027", (FIRST, "Reason for a later date or for stopping"): "Waiting for funding"}
    )
    preview = preview_pack(plan, file)
    assert [line.needs_reason for line in preview.lines] == [False]
    apply_pack(plan, preview)
    action = the(plan, FIRST)
    assert action.due == dt.date(2027, 3, 31)
    assert "Waiting for funding" in action.latest_update


def test_a_later_due_date_without_a_reason_waits_for_one(plan: OpenPlan, fill: Fill) -> None:
    preview = preview_pack(plan, fill({(FIRST, "Due date"): "31/03/2027", (FIRST, "Progress (%)"): 50}))
    assert [line.needs_reason for line in preview.lines] == [False, True]
    with pytest.raises(UserError, match="needs a reason"):
        apply_pack(plan, preview)
    apply_pack(plan, preview, leave_out=True)
    assert (the(plan, FIRST).due, the(plan, FIRST).percent) == (dt.date(2026, 12, 18), 50)
    apply_pack(plan, preview_pack(plan, fill({})), reason="Agreed on the phone")
    assert the(plan, FIRST).due == dt.date(2027, 3, 31)
    assert "Agreed on the phone" in the(plan, FIRST).latest_update


def test_an_action_completed_here_is_not_withdrawn_by_a_pack(plan: OpenPlan, fill: Fill) -> None:
    file = fill({(FIRST, "Status"): "Withdrawn", (FIRST, "New update"): "Funding ended."})
    change(plan, FIRST, lifecycle="complete")
    [bad] = preview_pack(plan, file).cannot
    assert bad.reason == "BUR-0001: A complete action cannot be withdrawn."


def test_what_was_written_about_an_action_in_the_bin_is_told(plan: OpenPlan, fill: Fill) -> None:
    file = fill({(FIRST, "New update"): "News.", (FIRST, "Progress (%)"): 50})
    delete_actions(plan, [find_action(plan, FIRST)])
    preview = preview_pack(plan, file)
    assert [(line.key, line.label, line.there) for line in preview.lines] == [
        ("BUR-0001 gone", "Progress (%) and New update", "News."),
    ]
    assert "is in the Bin. Restore it first" in preview.lines[0].reason


def test_a_plan_changed_while_looking_is_refused(plan: OpenPlan, fill: Fill) -> None:
    preview = preview_pack(plan, fill({(FIRST, "Progress (%)"): 60}))
    change(plan, FIRST, percent=55)
    with pytest.raises(UserError, match="changed since you looked"):
        apply_pack(plan, preview)
    assert the(plan, FIRST).percent == 55


def test_an_answer_to_nothing_is_refused(plan: OpenPlan, fill: Fill) -> None:
    preview = both_changed(plan, fill)
    for choices in ({"BUR-0009 percent": OURS}, {"BUR-0001 percent": "both"}):
        with pytest.raises(UserError, match="nothing to decide"):
            apply_pack(plan, preview, choices=choices)

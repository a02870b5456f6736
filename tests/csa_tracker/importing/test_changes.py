"""Importing a changed file: only what changed is written, nothing is repeated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from csa_tracker.importing.apply import ImportResult, apply_import
from csa_tracker.importing.differences import changed_draft
from csa_tracker.importing.labels import labels_of
from csa_tracker.importing.preview import ImportRow, preview_import
from csa_tracker.importing.reading import ReadAction
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import Cell, Rows, action, plan_book, write_xlsx

TODAY = dt.date(2026, 10, 2)
MILESTONES: list[list[Cell]] = [
    ["Action ref", "No.", "Milestone", "Due", "Done on"],
    ["A-1", 1, "Plan agreed", dt.date(2026, 6, 1), None],
    ["A-1", 2, "Sites chosen", dt.date(2026, 9, 1), None],
]
UPDATES: list[list[Cell]] = [
    ["Action ref", "Date", "By (role)", "Update", "BRAG"],
    ["A-1", dt.date(2026, 7, 1), "Officer", "Begun.", "G"],
]


def rows_of(plan: OpenPlan, file: Path) -> list[ImportRow]:
    return list(preview_import(plan, [file], today=TODAY).rows)


def bring(plan: OpenPlan, file: Path) -> ImportResult:
    return apply_import(plan, preview_import(plan, [file], today=TODAY))


def read(plan: OpenPlan, ref: str) -> Action:
    return read_action(plan, find_action(plan, ref))


def test_only_the_changed_fields_are_written(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action(), action("A-2")))
    file = plan_book(tmp_path, action(brag="R", due_date="Q1 2027/28"), action("A-2"))
    first, second = rows_of(plan, file)
    assert (first.outcome, second.outcome) == ("update", "duplicate")
    assert first.values == {"rag": "red", "due": "2027-06-30", "due_text": "Q1 2027/28", "recurrence": ""}
    assert first.draft is not None
    assert set(first.draft.fields) == {"owner_rag", "due_on", "due_text", "recurrence"}
    result = bring(plan, file)
    assert (result.changed, result.unchanged) == (1, 1)
    changed = read(plan, "A-1")
    assert (changed.rag, changed.due_text) == ("red", "Q1 2027/28")
    assert {row.outcome for row in rows_of(plan, file)} == {"duplicate"}


def test_review_date_and_funding_follow_the_file_and_a_worked_out_review_stays(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action()))
    labels = labels_of(read_vocabulary(plan))
    said: dict[str, Value] = {"review_on": dt.date(2026, 12, 1), "outcome": "Fewer calls", "funding": "£500"}
    row = ReadAction(2, "A-1", fields=said)
    draft = changed_draft(row, read(plan, "A-1"), labels)
    assert draft is not None
    assert dict(draft.fields) == said
    save_actions(plan, [draft], label="import")
    assert changed_draft(row, read(plan, "A-1"), labels) is None
    later = ReadAction(2, "A-1", fields={"review_on": dt.date(2027, 3, 1)}, supposed={"review_on"})
    assert changed_draft(later, read(plan, "A-1"), labels) is None
    later.supposed.clear()
    assert changed_draft(later, read(plan, "A-1"), labels) is not None


def test_a_blank_cell_says_nothing(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action()))
    blank = action(area=None, lead_organisation=None, start_date=None, due_date=None, status=None, brag=None)
    assert [row.outcome for row in rows_of(plan, plan_book(tmp_path, blank))] == ["duplicate"]


def test_links_follow_the_cell(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action(area="Burnley; Pendle", key_issue="Road Safety; Cyber Crime")))
    file = plan_book(tmp_path, action(area="Pendle; Wyre", key_issue="Road Safety; Exploitation"))
    [row] = rows_of(plan, file)
    assert row.values == {
        "also_key_issues": ["exploitation"],
        "also_key_issues_removed": ["cyber-crime"],
        "areas": ["Wyre"],
        "areas_removed": ["Burnley"],
    }
    bring(plan, file)
    changed = read(plan, "A-1")
    assert (changed.areas, changed.also_key_issues) == (("Pendle", "Wyre"), ("exploitation",))


def test_a_new_milestone_and_update_are_added_and_known_ones_are_not(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action(), Milestones=MILESTONES, Updates=UPDATES))
    more: Rows = [*MILESTONES, ["A-1", 3, "Works done", dt.date(2027, 1, 1), None]]
    later: Rows = [*UPDATES, ["A-1", dt.date(2026, 9, 1), "Officer", "Sites chosen.", "A"]]
    result = bring(plan, plan_book(tmp_path, action(), Milestones=more, Updates=later))
    assert (result.changed, result.milestones, result.updates) == (1, 1, 1)
    changed = read(plan, "A-1")
    assert [m.title for m in changed.milestones] == ["Plan agreed", "Sites chosen", "Works done"]
    assert [u.text for u in changed.updates] == ["Sites chosen.", "Begun."]


def test_the_same_words_on_another_day_are_another_update(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action(), Updates=UPDATES))
    later: Rows = [*UPDATES, ["A-1", dt.date(2026, 9, 1), "Officer", "Begun.", "G"]]
    assert bring(plan, plan_book(tmp_path, action(), Updates=later)).updates == 1
    assert [u.made_on for u in read(plan, "A-1").updates] == [dt.date(2026, 9, 1), dt.date(2026, 7, 1)]


def test_a_milestone_is_known_by_its_title_and_then_by_its_number(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action(), Milestones=MILESTONES))
    changed: Rows = [
        MILESTONES[0],
        ["A-1", 1, "Sites chosen", dt.date(2026, 9, 1), dt.date(2026, 9, 20)],
        ["A-1", 1, "Plan signed", None, dt.date(2026, 6, 2)],
    ]
    result = bring(plan, plan_book(tmp_path, action(), Milestones=changed))
    assert (result.changed, result.milestones) == (1, 0)
    assert [(m.title, m.due, m.done) for m in read(plan, "A-1").milestones] == [
        ("Plan signed", dt.date(2026, 6, 1), dt.date(2026, 6, 2)),
        ("Sites chosen", dt.date(2026, 9, 1), dt.date(2026, 9, 20)),
    ]


def test_a_reference_that_is_taken_stays_the_key_for_the_next_import(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action()))
    [own] = read_actions(plan)
    fields = {"title": "Another", "key_issue": _topic(plan, own), "source_ref": "B-7"}
    save_actions(plan, [ActionDraft(ref="B-9", fields=fields)], label="add-action")
    [row] = rows_of(plan, plan_book(tmp_path, action("b-7", action="Another")))
    assert (row.outcome, row.ref) == ("update", "B-9")


def _topic(plan: OpenPlan, own: Action) -> str:
    from csa_tracker.plan.vocabulary import read_vocabulary

    return next(choice.id for choice in read_vocabulary(plan).key_issues if choice.code == own.key_issue)


def test_rows_without_references_are_known_by_their_titles(plan: OpenPlan, tmp_path: Path) -> None:
    rows = [
        action("", action="Train staff", lead_organisation=lead) for lead in ("Wyre Council", "Pendle Borough Council")
    ]
    file = plan_book(tmp_path, *rows)
    assert bring(plan, file).added == 2
    assert {row.outcome for row in rows_of(plan, file)} == {"duplicate"}
    turned = plan_book(tmp_path, *reversed(rows))
    assert {row.outcome for row in rows_of(plan, turned)} == {"duplicate"}


def test_an_action_in_the_bin_stays_there(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(tmp_path, action())
    bring(plan, file)
    delete_actions(plan, [find_action(plan, "A-1")])
    [row] = rows_of(plan, file)
    assert (row.outcome, row.reasons) == (
        "duplicate",
        ("Row 2: A-1 is in the Bin and stays there. Restore it first to change it.",),
    )
    assert bring(plan, file).added == 0
    assert read_actions(plan) == []


def test_a_new_due_date_before_the_stored_start_cannot_be_imported(plan: OpenPlan, tmp_path: Path) -> None:
    bring(plan, plan_book(tmp_path, action()))
    [row] = rows_of(plan, plan_book(tmp_path, action(start_date=None, due_date=dt.date(2026, 3, 1))))
    assert row.outcome == "cannot"
    assert row.reasons == ("Row 2: the due date 1 Mar 2026 is before the start date 1 Apr 2026 of A-1.",)


def test_a_preview_writes_nothing(plan: OpenPlan, tmp_path: Path) -> None:
    before = plan_info(plan)
    preview_import(plan, [plan_book(tmp_path, action(), action("A-2"))], today=TODAY)
    assert plan_info(plan) == before


def test_a_preview_made_before_somebody_else_imported_adds_nothing_twice(plan: OpenPlan, tmp_path: Path) -> None:
    file = plan_book(tmp_path, action())
    early = preview_import(plan, [file], today=TODAY)
    bring(plan, file)
    assert apply_import(plan, early).added == 0
    assert plan_info(plan).actions == 1


def test_latest_updates_are_dated_by_their_column_or_today(plan: OpenPlan, tmp_path: Path) -> None:
    heading = ["Ref", "Key issue", "Action", "Latest update", "Update date"]
    rows: Rows = [
        heading,
        ["A-1", "Road Safety", "One", "Begun.", dt.date(2026, 9, 1)],
        ["A-2", "Road Safety", "Two", "Begun too.", None],
    ]
    file = write_xlsx(tmp_path / "latest.xlsx", {"Plan": rows})
    result = bring(plan, file)
    assert result.notes == ("Row 3: the latest update has no date, so it is dated 2 Oct 2026.",)
    assert read(plan, "A-1").latest_update_on == dt.date(2026, 9, 1)
    assert read(plan, "A-2").updates[0].author == "Not recorded"
    tomorrow = preview_import(plan, [file], today=dt.date(2026, 10, 3))
    assert {row.outcome for row in tomorrow.rows} == {"duplicate"}

"""The Dashboard: every figure is the number of actions its filter lists, and it says what a manager asks first."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csa_tracker.clock import Clock
from csa_tracker.demo import sample_plan
from csa_tracker.plan.changes import ChangeKind
from csa_tracker.plan.dashboard import Dashboard, read_dashboard
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.lists import ListQuery, count_actions, list_keys, read_rows
from csa_tracker.plan.moments import take_snapshot
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import find_action
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.undo import undo
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.rating_look import BRAG_ORDER
from csa_tracker.values import Brag, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan, open_plan
from db.log.write import Edit
from tests.csa_tracker.plan.drafting import TODAY, add, an_update, change

LATER = dt.datetime(2026, 10, 5, 9, 0, tzinfo=dt.UTC)
BEFORE = dt.datetime(2026, 10, 2, 14, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Path:
    """The sample plan, closed."""
    folder = tmp_path_factory.mktemp("sample")
    sample_plan(folder / "sample.csplan", profile=Profile(folder / "profile"), clock=clock).close()
    return folder / "sample.csplan"


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path, clock: Clock) -> Iterator[OpenPlan]:
    """The sample plan, open, for a person of its own."""
    path = Path(shutil.copyfile(sample_file, tmp_path / "sample.csplan"))
    with open_plan(path, profile=Profile(tmp_path / "profile"), clock=clock) as opened:
        yield opened


def figures(shown: Dashboard) -> Iterator[tuple[str, int]]:
    """Every figure with its filter."""
    yield "", shown.total
    for card in shown.cards:
        yield card.filter, card.count
    for bar in (*shown.by_issue, *shown.by_area.bars):
        yield bar.filter, bar.total
        for brag in BRAG_ORDER:
            yield bar.part_filter(brag), bar.counts.of(brag)
    for work in (shown.overdue, shown.next_due, shown.no_update):
        yield work.filter, work.count


def wrong_figures(plan: OpenPlan) -> list[str]:
    """The figures that differ from the number of actions their filter lists."""
    found = ((text, count, count_actions(plan, ListQuery(text=text))) for text, count in figures(now(plan)))
    return [f"{text}: {count}, listed {listed}" for text, count, listed in found if count != listed]


def now(plan: OpenPlan) -> Dashboard:
    """The Dashboard without changes."""
    return read_dashboard(plan, since=None)


@st.composite
def random_actions(draw: st.DrawFn) -> list[dict[str, object]]:
    """What random actions are made of, as small numbers to choose by."""
    days = st.none() | st.integers(-200, 200)
    one = st.fixed_dictionaries(
        {
            "issue": st.integers(0, 7), "also": st.integers(0, 8), "areas": st.sets(st.integers(0, 16), max_size=2),
            "due": days, "start": days, "updated": st.none() | st.integers(0, 200), "life": st.sampled_from(Lifecycle),
            "rag": st.none() | st.sampled_from([Rag.RED, Rag.AMBER, Rag.GREEN]), "binned": st.booleans(),
            "issue_is": st.sampled_from(["kept", "kept", "none", "other"]),
        }
    )  # fmt: skip
    return draw(st.lists(one, max_size=8))


def fill(plan: OpenPlan, made: list[dict[str, object]]) -> None:
    """Save random actions; some lose their key issue afterwards, as a colleague's older copy may bring them."""
    words = read_vocabulary(plan)

    def day(offset: object) -> dt.date | None:
        return None if offset is None else plan.today + dt.timedelta(days=int(str(offset)))

    drafts = []
    for part in made:
        also, updated = int(str(part["also"])), part["updated"]
        fields: dict[str, Value] = {
            "title": "Patrols", "key_issue": words.key_issues[int(str(part["issue"]))].id, "due_on": day(part["due"]),
            "start_on": day(part["start"]), "lifecycle": str(part["life"]),
            "owner_rag": part["rag"].value if isinstance(part["rag"], Rag) else None,
        }  # fmt: skip
        due, start = fields["due_on"], fields["start_on"]
        if isinstance(due, dt.date) and isinstance(start, dt.date) and due < start:
            fields["start_on"] = due
        made_on = None if updated is None else plan.today - dt.timedelta(days=int(str(updated)))
        areas = part["areas"] if isinstance(part["areas"], set) else set()
        drafts.append(
            ActionDraft(
                fields=fields,
                topics=frozenset([words.key_issues[also].id] if also < 8 else [words.themes[0].id]),
                areas=frozenset(words.areas[number].id for number in areas),
                updates=() if made_on is None else (an_update(made_on=made_on),),
            )
        )
    ids = save_actions(plan, drafts, label="import") if drafts else []
    issue = {"none": None, "other": words.themes[1].id}
    edits = [
        Edit("action", action, "key_issue", issue[str(part["issue_is"])])
        for action, part in zip(ids, made, strict=True)
        if part["issue_is"] in issue
    ]
    if edits:
        with plan.store.writing() as connection:
            plan.store.write(connection, edits, author=plan.author, deed="change-action")
    binned = [action for action, part in zip(ids, made, strict=True) if part["binned"]]
    if binned:
        delete_actions(plan, binned)


def test_every_figure_of_the_sample_plan_is_the_length_of_its_list(sample: OpenPlan) -> None:
    shown = now(sample)
    assert wrong_figures(sample) == []
    assert (shown.total, shown.outside, shown.overdue.count) == (60, 0, 8)
    assert [card.count for card in shown.cards] == [8, 8, 25, 14, 5]


@given(made=random_actions())
@settings(max_examples=12, deadline=None)
def test_every_figure_of_any_plan_is_the_length_of_its_list(
    made_plan: Path,
    profile: Profile,
    clock: Clock,
    tmp_path_factory: pytest.TempPathFactory,
    made: list[dict[str, object]],
) -> None:
    path = Path(shutil.copyfile(made_plan, tmp_path_factory.mktemp("any") / "plan.csplan"))
    with open_plan(path, profile=profile, clock=clock) as plan:
        fill(plan, made)
        assert wrong_figures(plan) == []
        shown = now(plan)
        assert sum(card.count for card in shown.cards) + shown.outside == shown.total


def test_key_issues_stand_in_the_order_of_the_agreement_with_none_left_out(plan: OpenPlan) -> None:
    assert [bar.code for bar in now(plan).by_issue] == [issue.code for issue in read_vocabulary(plan).key_issues]


def test_an_action_without_a_key_issue_has_a_bar_of_its_own(plan: OpenPlan) -> None:
    fill(plan, [{"issue": 0, "also": 8, "areas": set(), "due": None, "start": None, "updated": 1, "rag": None,
                 "life": Lifecycle.IN_PROGRESS, "binned": False, "issue_is": "none"}])  # fmt: skip
    assert [(bar.label, bar.total) for bar in now(plan).by_issue if bar.total] == [("No key issue", 1)]


def test_overdue_names_the_latest_first_with_its_lead_role(sample: OpenPlan) -> None:
    first = now(sample).overdue.rows[0]
    assert (first.ref, first.days, first.lead) == ("SV-04", 185, "ICB Data Lead")
    late = [row.days for row in now(sample).overdue.rows]
    assert late == sorted(late, key=lambda days: -(days or 0))


def test_no_update_names_those_never_updated_and_leaves_closed_work_out(plan: OpenPlan) -> None:
    silent = add(plan, lifecycle="in_progress")
    add(plan, lifecycle="complete")
    old = add(plan, lifecycle="in_progress")
    log_update(plan, old, an_update(made_on=TODAY - dt.timedelta(days=93)))
    recent = add(plan, lifecycle="in_progress")
    log_update(plan, recent, an_update(made_on=TODAY - dt.timedelta(days=92)))
    assert {row.id: row.days for row in now(plan).no_update.rows} == {silent: None, old: 93}


def test_milestones_of_this_quarter_that_are_not_done_are_listed(plan: OpenPlan) -> None:
    action = add(plan)
    for title, due, done in (
        ("Late", dt.date(2026, 10, 1), None),
        ("Soon", dt.date(2026, 12, 31), None),
        ("Done", dt.date(2026, 11, 1), dt.date(2026, 10, 1)),
        ("Next quarter", dt.date(2027, 1, 1), None),
        ("Last quarter", dt.date(2026, 9, 30), None),
    ):
        save_milestone(plan, action, MilestoneDraft(title=title, due=due, done=done))
    found = now(plan).milestones
    assert (found.quarter, found.count) == ("Q3 2026/27", 2)
    assert [(row.title, row.days_late) for row in found.rows] == [("Late", 1), ("Soon", 0)]


def test_an_area_has_reported_once_an_action_of_it_has_an_update_this_quarter(plan: OpenPlan) -> None:
    burnley = next(area.id for area in read_vocabulary(plan).areas if area.label == "Burnley")
    (action,) = save_actions(
        plan, [ActionDraft(fields={"title": "A", "key_issue": read_vocabulary(plan).key_issues[0].id},
                           areas=frozenset({burnley}))], label="add-action",
    )  # fmt: skip
    log_update(plan, action, an_update(made_on=dt.date(2026, 9, 30)))
    assert (now(plan).by_area.reported, now(plan).by_area.expected) == (0, 1)
    log_update(plan, action, an_update(made_on=dt.date(2026, 10, 1)))
    assert (now(plan).by_area.reported, now(plan).by_area.expected) == (1, 1)


def test_without_a_snapshot_no_change_is_told(plan: OpenPlan) -> None:
    add(plan)
    shown = now(plan)
    assert {card.change for card in shown.cards} == {None}
    assert (shown.comparison, shown.pending) == (None, None)


def test_cards_say_the_change_since_the_last_snapshot(sample: OpenPlan) -> None:
    take_snapshot(sample, "Q1 board")
    change(sample, find_action(sample, "SV-04"), lifecycle="complete")
    take_snapshot(sample, "Q2 board")
    change(sample, find_action(sample, "RS-03"), lifecycle="complete")
    shown = now(sample)
    assert shown.comparison is not None
    assert shown.comparison.snapshot == "Q2 board"
    changed = {card.brag: card.change for card in shown.cards}
    assert changed == {Brag.RED: -1, Brag.AMBER: 0, Brag.GREEN: 0, Brag.BLUE: 1, Brag.GREY: 0}
    assert now(sample) == shown  # the second time from what was kept


def test_a_snapshot_met_for_the_first_time_can_wait(sample: OpenPlan) -> None:
    taken = take_snapshot(sample, "Q2 board")
    quick = read_dashboard(sample, since=None, wait=False)
    assert (quick.pending, quick.comparison, quick.cards[0].change) == (taken, None, None)
    assert now(sample).pending is None
    assert read_dashboard(sample, since=None, wait=False).cards[0].change == 0


@pytest.mark.parametrize("kept", [[], {"x": 1}, None, "text"])
def test_damaged_settings_are_worked_out_again(sample: OpenPlan, kept: object) -> None:
    taken = take_snapshot(sample, "Q2 board")
    sample.profile.change_settings({"snapshot_counts": {taken.id: kept}})
    assert now(sample).cards[0].change == 0
    sample.profile.change_settings({"snapshot_counts": kept})
    assert now(sample).cards[0].change == 0


def test_grey_says_its_one_reason_or_each_of_several(plan: OpenPlan) -> None:
    add(plan, lifecycle="paused")
    grey = now(plan).cards[-1]
    assert (grey.word, grey.details) == ("Paused", ())
    add(plan, lifecycle="not_started")
    grey = now(plan).cards[-1]
    assert (grey.word, grey.details) == ("Grey", (("Not started", 1), ("Paused", 1)))


def told(plan: OpenPlan, since: dt.datetime) -> list[tuple[str, str]]:
    """What changed, in words."""
    return [(line.words, line.detail) for line in read_dashboard(plan, since=since).changes.lines]


def test_an_import_is_one_line(sample: OpenPlan) -> None:
    (line,) = read_dashboard(sample, since=BEFORE).changes.lines
    assert (line.kind, line.words, line.detail) == (ChangeKind.IMPORTED, "A spreadsheet was imported", "60 new actions")
    assert (line.count, len(line.members), line.action_id) == (60, 20, "")
    refs = sorted(row.ref for row in read_rows(sample, list_keys(sample, ListQuery())))
    assert [member.ref for member in line.members] == refs[:20]


def test_changes_are_told_for_each_action_in_plain_words(sample: OpenPlan) -> None:
    sample.clock = Clock(LATER)
    change(sample, find_action(sample, "DA-01"), lifecycle="paused")
    change(sample, find_action(sample, "DA-03"), lead_role="Analyst", percent=40)
    change(sample, find_action(sample, "SV-01"), lifecycle="complete")
    log_update(sample, find_action(sample, "SV-04"), UpdateDraft(text="Met.", made_on=TODAY, author="Me"))
    change(sample, find_action(sample, "SV-04"), due_on=dt.date(2027, 4, 3))
    delete_actions(sample, [find_action(sample, "CY-07")])
    add(sample, ref="NEW-1", title="Open a drop-in")
    assert told(sample, LATER) == [
        ("NEW-1 was added", "Open a drop-in"),
        ("CY-07 was moved to the Bin", "Train library digital champions to spot fraud"),
        ("SV-04 has an update", "Met."),
        ("SV-01 is complete", "Status: Complete"),
        ("DA-03 was changed", "Lead role and progress"),
        ("DA-01 was changed", "Status: Paused"),
    ]


def test_a_step_over_many_actions_is_one_line(sample: OpenPlan) -> None:
    sample.clock = Clock(LATER)
    ids = [row.id for row in read_rows(sample, list_keys(sample, ListQuery())[:7])]
    save_actions(sample, [ActionDraft(id=row, fields={"board": "Board"}) for row in ids], label="edit-field")
    delete_actions(sample, ids)
    undo(sample)
    assert [words for words, _ in told(sample, LATER)] == [
        "7 actions changed by Undo",
        "7 actions moved to the Bin",
        "7 actions changed",
    ]


def test_a_snapshot_and_the_start_of_a_plan_are_no_changes(plan: OpenPlan) -> None:
    take_snapshot(plan, "Q2 board")
    assert told(plan, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) == []


def test_without_a_last_visit_nothing_is_told(sample: OpenPlan) -> None:
    changes = read_dashboard(sample, since=None).changes
    assert (changes.since, changes.count, changes.lines) == (None, 0, ())

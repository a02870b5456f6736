"""A published report stays what it was: its bytes, its content, its number; and the next one compares with it."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.conflicts import decide, read_conflicts
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.published import kept_here, list_published, published_by
from csa_tracker.plan.publishing import publish_report, published_paper, reprint_report
from csa_tracker.plan.read import find_action, read_actions
from csa_tracker.plan.reporting import report_paper
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.undo import undo
from csa_tracker.plan.vocabulary import find_choice, read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.reports.content import content_digest
from csa_tracker.reports.html.page import build_html
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.workspace import OpenPlan, open_plan
from db.log.write import Edit
from tests.csa_tracker.exchange.offices import pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change

LATER = Clock(dt.datetime(2027, 1, 6, 9, 0, tzinfo=dt.UTC))


def road_safety(plan: OpenPlan) -> str:
    return find_choice(read_vocabulary(plan).key_issues, "road-safety", kind="key issue").id


def filled(plan: OpenPlan) -> None:
    drafts = [
        ActionDraft(
            id=None,
            fields={
                "title": f"Action {number}",
                "key_issue": road_safety(plan),
                "lifecycle": "in_progress",
                "start_on": dt.date(2026, 7, 1),
                "due_on": dt.date(2026, 12, 1 + number),
                "lead_organisation": "Burnley Borough Council",
            },
            updates=(UpdateDraft(text=f"Work {number} goes on.", made_on=dt.date(2026, 9, 20), author="Asha Khan"),),
        )
        for number in range(4)
    ]
    save_actions(plan, drafts, label="add-action")


def needed(plan: OpenPlan, name: str) -> ReportOptions:
    first = read_actions(plan)[0]
    given = {"action": first.ref, "issues": ("road-safety",), "lead": "Burnley Borough Council"}
    return ReportOptions(**{option: given[option] for option in REPORTS[name].needs})  # type: ignore[arg-type]


@pytest.fixture
def later(plan: OpenPlan, profile: Profile) -> OpenPlan:
    """The plan a quarter later, after its board report was published; two of its four actions have moved."""
    filled(plan)
    publish_report(plan, "board")
    plan.clock = LATER
    plan.refresh_day()
    first, second, *_ = read_actions(plan)
    moved = ActionDraft(id=first.id, fields={"due_on": dt.date(2027, 3, 1)})
    change_actions(plan, [moved], reason="The contractor withdrew.", deed="edit-field")
    change_actions(plan, [ActionDraft(id=second.id, fields={"lifecycle": "complete"})], deed="edit-field")
    save_actions(
        plan, [ActionDraft(id=None, fields={"title": "A new one", "key_issue": road_safety(plan)})], label="add-action"
    )
    return plan


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "changes"])
def test_a_published_report_is_printed_again_byte_for_byte_and_its_content_can_be_made_again(
    plan: OpenPlan, name: str, tmp_path: Path
) -> None:
    filled(plan)
    published, built = publish_report(plan, name, needed(plan, name))
    save_actions(plan, [ActionDraft(id=read_actions(plan)[0].id, fields={"title": "Renamed"})], label="edit-field")
    target = tmp_path / "again.pdf"
    reprint_report(plan, "1", target)
    assert target.read_bytes() == built.data
    assert content_digest(published_paper(plan, published)) == published.content_digest
    assert f"Report 1, snapshot “{REPORTS[name].title} 1”" in published.edition
    assert dict(published_paper(plan, published).facts)["Edition"] == published.edition


def test_a_report_about_an_earlier_day_is_made_again_as_it_was(plan: OpenPlan, tmp_path: Path) -> None:
    filled(plan)
    plan.clock = LATER
    plan.refresh_day()
    published, _ = publish_report(plan, "board", ReportOptions(as_at=dt.date(2026, 12, 1)))
    reprint_report(plan, "1", tmp_path / "again.html")
    assert published_paper(plan, published).as_at == dt.date(2026, 12, 1)


def test_a_quarter_later_the_report_says_what_changed_since(later: OpenPlan) -> None:
    paper = report_paper(later, "board")
    told = str(paper.blocks)
    assert dict(paper.facts)["Compared with"] == "Report 1 of 2 October 2026, as at 2 October 2026"
    assert "Since report 1 of 2 October 2026: 1 new, 1 completed and 2 worsened. 1 due date slipped." in told
    assert "+90 days" in told
    assert "The contractor withdrew" in told
    assert "Asha Khan" in told


def test_numbers_go_up_and_each_report_keeps_what_it_was_compared_with(later: OpenPlan, tmp_path: Path) -> None:
    second, _ = publish_report(later, "board")
    publish_report(later, "exceptions")
    assert [one.number for one in list_published(later)] == [1, 2, 3]
    assert content_digest(published_paper(later, second)) == second.content_digest
    reprint_report(later, "2", tmp_path / "second.xlsx")
    assert (tmp_path / "second.xlsx").stat().st_size > 0


def test_where_the_bytes_are_not_kept_the_same_bytes_are_made_again(
    later: OpenPlan, tmp_path: Path, profile: Profile
) -> None:
    _, built = publish_report(later, "board")
    copy = Path(shutil.copyfile(_settled(later), tmp_path / "copy.csplan"))
    with sqlite3.connect(copy) as raw:
        raw.execute("DELETE FROM published_paper")
    raw.close()
    with open_plan(copy, profile=profile, clock=LATER) as elsewhere:
        reprint_report(elsewhere, "2", tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == built.data


def _settled(plan: OpenPlan) -> Path:
    plan.close()
    return plan.path


def test_a_report_that_cannot_be_published_leaves_no_snapshot_and_no_number(plan: OpenPlan) -> None:
    filled(plan)
    with pytest.raises(UserError) as refused:
        publish_report(plan, "issue")
    assert refused.value.code == "option-needed"
    with plan.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM snapshot").scalar() == 0
    assert not list_published(plan)


def test_publishing_is_not_undone_but_what_came_before_can_be(plan: OpenPlan) -> None:
    filled(plan)
    publish_report(plan, "board")
    undo(plan)
    assert not read_actions(plan)
    assert [one.number for one in list_published(plan)] == [1]


def test_a_number_nobody_published_is_refused_in_words(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        reprint_report(plan, "7", tmp_path / "seven.pdf")
    assert refused.value.code == "unknown-published"
    assert not list(tmp_path.glob("*.pdf"))


def test_there_is_nothing_to_compare_with_before_the_first_report(plan: OpenPlan) -> None:
    with pytest.raises(UserError) as refused:
        report_paper(plan, "changes")
    assert refused.value.code == "nothing-to-compare"


def test_a_day_to_come_is_refused(plan: OpenPlan) -> None:
    with pytest.raises(UserError) as refused:
        report_paper(plan, "board", ReportOptions(as_at=dt.date(2030, 1, 1)))
    assert refused.value.code == "day-to-come"


def test_a_web_page_of_an_old_report_says_what_was_published_whatever_the_plan_says_now(
    later: OpenPlan, tmp_path: Path
) -> None:
    published, _ = publish_report(later, "exceptions")
    made = build_html(published_paper(later, published))
    with later.store.writing() as connection:
        # As if a later version worked the report out in another way: the kept content is what counts.
        later.store.write(
            connection,
            [Edit("published_report", published.id, "report", "coverage")],
            author=later.author,
            deed="edit-field",
        )
    reprint_report(later, str(published.number), tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == made


def test_a_date_moved_by_someone_without_a_name_is_signed_by_the_partnership(plan_file: Path, tmp_path: Path) -> None:
    nameless = Profile(tmp_path / "nameless")
    with open_plan(plan_file, profile=nameless, clock=LATER) as plan:
        filled(plan)
        publish_report(plan, "board")
        first = read_actions(plan)[0]
        moved = ActionDraft(id=first.id, fields={"due_on": dt.date(2027, 3, 1)})
        change_actions(plan, [moved], reason="The contractor withdrew.", deed="edit-field")
        slipped = str([block for block in report_paper(plan, "board").blocks if "Slipped" in str(block)])
    assert "Burnley Community Safety Partnership" in slipped
    assert "'You'" not in slipped


def test_a_report_of_an_action_with_an_undecided_conflict_is_made_again_from_its_snapshot(tmp_path: Path) -> None:
    with two_offices(tmp_path) as (burnley, county):
        add(burnley, ref="BUR-0001", title="Patrols")
        pass_on(burnley, county)
        for plan, title in ((burnley, "Evening patrols"), (county, "Weekly patrols")):
            change(plan, find_action(plan, "BUR-0001"), title=title)
        pass_on(county, burnley)
        published, _ = publish_report(burnley, "action", ReportOptions(action="BUR-0001"))
        assert content_digest(published_paper(burnley, published)) == published.content_digest
        (conflict,) = read_conflicts(burnley)
        decide(burnley, [(conflict, conflict.values[0])])
        with burnley.store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM published_paper")
        reprint_report(burnley, "1", tmp_path / "again.html")
        assert "To be decided" in (tmp_path / "again.html").read_text("utf-8")


def test_one_compares_with_an_earlier_paper_by_its_number(later: OpenPlan) -> None:
    words = build_html(report_paper(later, "board", ReportOptions(since="Report 1"))).decode()
    assert words == build_html(report_paper(later, "board")).decode()
    publish_report(later, "board")
    assert (
        "eport 1 of 2 October 2026"
        in build_html(report_paper(later, "board", ReportOptions(since="report 1"))).decode()
    )
    with pytest.raises(UserError) as refused:
        report_paper(later, "board", ReportOptions(since="report 9"))
    assert refused.value.code == "unknown-published"


def test_who_published_and_whether_the_bytes_are_here_is_known(later: OpenPlan) -> None:
    (one,) = list_published(later)
    assert published_by(later) == {one.id: later.profile.read_identity().name}
    assert kept_here(later) == {one.id}

"""What each report says, as plain values: the figures a board asks about, without a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from csa_tracker.errors import UserError
from csa_tracker.reports.blocks import Block, Cards, Form, Heading, HeatMap, Paper, Points, Prose, Table
from csa_tracker.reports.kinds.annual import proposal
from csa_tracker.reports.kinds.exceptions import asks
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Earlier
from csa_tracker.rules.years import quarter_of
from csa_tracker.values import Action, Brag, MilestoneView, UpdateView
from tests.csa_tracker.reports.builders import (
    AMBER,
    AREAS,
    BLUE,
    CARRIED,
    GREEN,
    INFO,
    KEY_ISSUES,
    PAUSED,
    RED,
    SILENT,
    TODAY,
    WITHDRAWN,
    earlier_plan,
    full_plan,
    numbered,
    paper_of,
    source_of,
)

SPAN = quarter_of(TODAY)


def tables(paper: Paper, sheet: str) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table) and block.sheet == sheet]


def column(found: Iterable[Table], place: int = 0) -> list[str]:
    return [row[place][0].text for table in found for row in table.rows]


def prose(paper: Paper) -> str:
    return " ".join(block.text for block in paper.blocks if isinstance(block, Prose | Heading))


def under(paper: Paper, heading: str) -> list[Block]:
    """The blocks of one section."""
    titles = [block.text if isinstance(block, Heading) and block.level == 2 else "" for block in paper.blocks]
    start = titles.index(heading) + 1
    rest = paper.blocks[start:]
    ends = [index for index, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2]
    return list(rest[: ends[0]] if ends else rest)


def since(*actions: Action) -> Earlier:
    return Earlier("report 1 of 1 July 2026", dt.date(2026, 7, 1), actions)


def test_cards_say_how_counts_moved_in_words_and_with_an_arrow() -> None:
    red, green = numbered([RED, GREEN])
    paper = paper_of("board", [red, green], earlier=since(replace(red, brag=Brag.GREEN), green))
    (cards,) = [block for block in paper.blocks if isinstance(block, Cards)]
    assert dict(cards.changes)[Brag.RED] == "↓ Worse: 1 more"
    assert dict(cards.changes)[Brag.BLUE] == "No change"
    assert dict(cards.changes)[Brag.GREEN] == "1 fewer"
    assert "Since report 1 of 1 July 2026: 1 worsened." in str(under(paper, "At a glance"))


def test_without_an_earlier_report_the_board_is_told_so() -> None:
    assert "No board report has been published before this one" in prose(paper_of("board", [GREEN]))


def test_the_board_hears_how_many_areas_reported_and_which_did_not() -> None:
    update = UpdateView("u", TODAY, "Analyst", "News.", None, None)
    reporting = replace(GREEN, areas=("Burnley",), updates=(update,), latest_update_on=TODAY)
    told = prose(paper_of("board", numbered([reporting, replace(SILENT, areas=("Pendle",))])))
    assert "1 of 14 areas reported in this period." in told
    assert "There is no update in it yet from Blackburn with Darwen" in told


def test_the_heat_map_counts_an_action_once_however_many_areas_it_is_for() -> None:
    both = replace(GREEN, areas=("Burnley", "Pendle"))
    paper = paper_of("board", numbered([both, replace(RED, areas=())]))
    areas = next(block for block in paper.blocks if isinstance(block, HeatMap))
    assert areas.columns == (*(choice.label for choice in AREAS), "No area given")
    assert areas.rows[-1] == "All key issues"
    burnley, pendle, nowhere = (areas.columns.index(name) for name in ("Burnley", "Pendle", "No area given"))
    assert (areas.values[0][burnley], areas.values[0][pendle], areas.values[0][nowhere]) == (1, 1, 1)
    assert areas.values[0][-1] == 2
    assert areas.values[-1][-1] == 2


def test_milestones_due_are_late_ones_first_and_end_with_the_next_quarter() -> None:
    steps = tuple(
        MilestoneView(str(n), f"Step {n}", due, None, "")
        for n, due in enumerate((dt.date(2027, 3, 31), dt.date(2026, 9, 1), dt.date(2027, 4, 1)))
    )
    paper = paper_of("board", [replace(GREEN, milestones=steps)])
    assert column(tables(paper, "Milestones"), 1) == ["Step 1", "Step 0"]
    assert column(tables(paper, "Milestones"), 4) == ["31 days late", "To come"]


def test_a_partnership_report_has_that_partnerships_actions_and_no_others() -> None:
    ours, theirs = numbered([GREEN, replace(RED, partnership="PEN")])
    paper = paper_of("partnership", [ours, theirs], options=ReportOptions(partnership="PEN"))
    assert column(tables(paper, "Schedule")) == [theirs.ref]
    assert paper.title == "Partnership report: Pendle Community Safety Partnership"


def test_leads_are_one_whatever_their_spelling_and_those_without_come_last() -> None:
    paper = paper_of(
        "partnership", numbered([GREEN, replace(RED, lead="BURNLEY  borough council"), replace(RED, lead="")])
    )
    assert column(tables(paper, "By lead")) == ["Burnley Borough Council", "No lead given", "All leads"]


def test_a_lead_is_asked_for_what_is_missing_and_nothing_else() -> None:
    step = MilestoneView("m", "Train staff", dt.date(2026, 9, 1), None, "")
    late = replace(RED, due=dt.date(2026, 9, 20), milestones=(step,))
    assert asks(late, SPAN, TODAY) == (
        "An update (the last is of 18 Sep 2026)",
        "Is it done, or when will it be? It is 12 days overdue",
        "Late milestones: Train staff",
    )
    news = replace(GREEN, latest_update_on=TODAY)
    assert asks(news, SPAN, TODAY) == ()
    assert all(asks(ended, SPAN, TODAY) == () for ended in (BLUE, WITHDRAWN, CARRIED))
    assert asks(replace(GREEN, start=dt.date(2027, 1, 1)), SPAN, TODAY) == ()


def test_a_key_issue_in_depth_lists_its_actions_and_those_that_also_serve_it() -> None:
    first, second, third = numbered(
        [GREEN, replace(RED, key_issue="cyber-crime"), replace(AMBER, key_issue="road-safety")]
    )
    helper = replace(third, also_key_issues=("cyber-crime",))
    paper = paper_of("issue", [first, second, helper], options=ReportOptions(issues=("cyber-crime",)))
    assert paper.title == "Key issue: Cyber Crime"
    assert [row.split()[0] for row in column(tables(paper, "Also"))] == [helper.ref]
    assert f"{second.ref} {second.title}" in prose(paper)
    assert first.ref not in prose(paper)


def test_what_may_be_published_leaves_out_what_is_marked_and_counts_it() -> None:
    secret = replace(RED, marking="OFFICIAL-SENSITIVE", title="Name of the informant")
    paper = paper_of("public", numbered([GREEN, secret]))
    assert "informant" not in str(paper)
    assert "1 action of 2 is left out and not counted, because of the protective marking." in prose(paper)
    assert paper.marking == "OFFICIAL"


def test_in_a_sensitive_plan_only_what_is_marked_official_may_be_published() -> None:
    plan = replace(INFO, marking="OFFICIAL-SENSITIVE")
    paper = paper_of("public", numbered([GREEN, replace(RED, marking="OFFICIAL", title="Open day")]), info=plan)
    assert column(tables(paper, "Actions"), 1) == ["Open day"]
    assert (paper.marking, dict(paper.facts)["Protective marking"]) == ("OFFICIAL", "OFFICIAL")


def test_the_annual_review_looks_at_the_year_and_proposes_what_to_do() -> None:
    done = replace(BLUE, completed_on=dt.date(2026, 5, 1), closure_reason="Two landlords trained.")
    before = replace(BLUE, completed_on=dt.date(2026, 3, 31), title="Last year")
    paper = paper_of("annual", numbered([done, before, WITHDRAWN, GREEN]))
    assert paper.title == "Annual review and roll-forward, 2026/27"
    assert column(tables(paper, "Actions completed in the year"), 3) == ["Two landlords trained."]
    assert column(tables(paper, "Actions withdrawn or carried forward"), 2) == ["Withdrawn"]
    assert column(tables(paper, "Open actions with a proposal for next year"), 4) == ["Continue"]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (replace(GREEN, due=dt.date(2026, 9, 1)), "Overdue"),
        (replace(GREEN, due=dt.date(2028, 4, 1)), "Carry forward"),
        (PAUSED, "Paused"),
        (replace(GREEN, original_due=dt.date(2026, 4, 1)), "Continue, and look again"),
        (GREEN, "Continue"),
    ],
)
def test_a_proposal_follows_from_dates_and_status(action: Action, words: str) -> None:
    assert proposal(action, source_of([action]), TODAY).startswith(words)


def test_the_form_asks_one_lead_about_its_open_actions_only() -> None:
    ours, done, other = numbered([GREEN, BLUE, replace(GREEN, lead="Probation")])
    paper = paper_of("form", [ours, done, other], options=ReportOptions(lead="burnley borough COUNCIL"))
    forms = [block for block in paper.blocks if isinstance(block, Form)]
    assert [form.ref for form in forms] == [ours.ref]
    assert forms[0].questions[0].choices == ("On track", "At risk", "Off track", "Complete")


def test_coverage_names_every_gap() -> None:
    paper = paper_of("coverage", [replace(GREEN, areas=("Burnley",), themes=("mental-health",))])
    points = [item for block in paper.blocks if isinstance(block, Points) for item in block.items]
    assert "Cyber Crime: no action for any of them." in points
    assert any(
        item.startswith("Domestic Abuse: no action for Blackburn with Darwen, Blackpool, Chorley") for item in points
    )
    assert "63 gaps" in prose(paper)
    assert f"There are no actions yet for {KEY_ISSUES[1].label}" in prose(paper)


def test_one_action_on_a_page_tells_why_and_when() -> None:
    action = replace(
        RED, original_due=dt.date(2026, 9, 1), description="Weekly, free.", measure="People seen", conflicts=("due",)
    )
    paper = paper_of("action", [action])
    assert paper.title == f"{action.ref} {action.title}"
    assert "12 days overdue." in str(tables(paper, "Ratings"))
    told = prose(paper)
    assert "First due 1 September 2026, now 211 days later." in told
    assert "Weekly, free." in told
    assert "To be decided" in told


def test_an_action_that_is_not_there_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        paper_of("action", [GREEN], options=ReportOptions(action="BUR-7777"))
    assert refused.value.code == "unknown-reference"


@pytest.mark.parametrize("name", [name for name in REPORTS if REPORTS[name].needs])
def test_a_report_asks_for_the_option_it_cannot_do_without(name: str) -> None:
    from csa_tracker.reports.make import make_paper

    with pytest.raises(UserError) as refused:
        make_paper(name, source_of([GREEN]), ReportOptions())
    assert refused.value.code == "option-needed"


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_says_what_it_is_and_carries_the_key(name: str) -> None:
    paper = paper_of(name, full_plan(20), earlier=earlier_plan(20))
    facts = dict(paper.facts)
    assert {"Period", "Data as at", "Meeting", "Author", "Agreement", "Protective marking", "Edition"} <= facts.keys()
    assert facts["Data as at"] == "2 October 2026"
    assert len(tables(paper, "Key")) == 1


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in ("public", "coverage", "form")])
def test_no_rating_stands_without_its_reason(name: str) -> None:
    paper = paper_of(name, full_plan(30), earlier=earlier_plan(30))
    for block in paper.blocks:
        if not isinstance(block, Table) or block.sheet in ("Key", "Updates"):
            continue
        for row in block.rows:
            for place, cell in enumerate(row):
                # "Rating then" has its reason in the report of that day.
                if cell and cell[0].mark is not None and block.columns[place].head != "Rating then":
                    reason = cell[1].text if len(cell) > 1 else row[place + 1][0].text
                    assert reason, (block.caption, row[0][0].text)


def test_a_report_carries_the_highest_marking_of_what_is_in_it() -> None:
    assert paper_of("board", [replace(GREEN, marking="OFFICIAL-SENSITIVE")]).marking == "OFFICIAL-SENSITIVE"
    assert (
        paper_of("board", [GREEN], options=ReportOptions(marking="OFFICIAL-SENSITIVE")).marking == "OFFICIAL-SENSITIVE"
    )
    with pytest.raises(UserError):
        paper_of("board", [replace(GREEN, marking="SECRET")])

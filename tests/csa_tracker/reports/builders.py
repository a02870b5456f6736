"""Actions and plans made in memory, so that papers can be tested before and without a plan file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from csa_tracker.reports.blocks import Paper
from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_values import BoardContent
from csa_tracker.reports.make import make_paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.pdf.build import BuiltPdf, build_pdf
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Earlier, Source
from csa_tracker.values import Action, Brag, Choice, Lifecycle, MilestoneView, PlanInfo, UpdateView

TODAY = dt.date(2026, 10, 2)

KEY_ISSUES: tuple[Choice, ...] = tuple(
    Choice(id=code, code=code, label=label, short=short)
    for code, label, short in (
        ("domestic-abuse", "Domestic Abuse", "Domestic abuse"),
        ("violence-against-women-and-girls", "Violence Against Women and Girls", "Violence against women"),
        (
            "serious-violence",
            "Serious Violence (including gun and gang crime, and knife crime)",
            "Serious violence",
        ),
        ("exploitation", "Exploitation – criminal and sexual", "Exploitation"),
        ("serious-organised-crime", "Serious Organised Crime", ""),
        ("road-safety", "Road Safety", "Road safety"),
        ("anti-social-behaviour", "Anti-Social Behaviour", "Anti-social behaviour"),
        ("cyber-crime", "Cyber Crime", "Cyber crime"),
    )
)

THEMES: tuple[Choice, ...] = tuple(
    Choice(id=code, code=code, label=short.lower(), short=short)
    for code, short in (
        ("vulnerability-resilience", "Reducing vulnerability and building resilience"),
        ("prevention-early-intervention", "Prevention and early intervention"),
        ("reducing-reoffending", "Reducing reoffending"),
        ("public-health-approach", "Public health approach"),
        ("mental-health", "Improving mental health"),
        ("drugs-alcohol", "Tackling drug and alcohol abuse"),
        ("data-sharing-feedback", "Data, information sharing and community feedback"),
        ("lived-experience", "Community and lived experience"),
    )
)
AREAS: tuple[Choice, ...] = tuple(
    Choice(id=name, code=f"E0700{number}", label=name)
    for number, name in enumerate(
        (
            "Blackburn with Darwen", "Blackpool", "Burnley", "Chorley", "Fylde", "Hyndburn", "Lancaster", "Pendle",
            "Preston", "Ribble Valley", "Rossendale", "South Ribble", "West Lancashire", "Wyre",
        ),
        start=117,
    )
)  # fmt: skip
PARTNERSHIPS: tuple[Choice, ...] = (
    Choice(id="BUR", code="BUR", label="Burnley Community Safety Partnership"),
    Choice(id="PEN", code="PEN", label="Pendle Community Safety Partnership"),
)

INFO = PlanInfo(
    path="burnley.csplan",
    plan_id="0" * 32,
    name="Burnley plan 2025 to 2028",
    partnership="BUR",
    partnership_name="Burnley Community Safety Partnership",
    agreement="csa-2025",
    agreement_title="Lancashire Community Safety Agreement",
    period_start=dt.date(2025, 4, 1),
    period_end=dt.date(2028, 3, 31),
    actions=0,
    updates=0,
    milestones=0,
    transactions=0,
    read_only="",
    marking="",
)

GREEN = Action(
    id="a1",
    ref="BUR-0001",
    source_ref=None,
    title="Open a weekly drop-in at the family hub",
    description="",
    partnership="BUR",
    areas=("Burnley", "Pendle"),
    key_issue="domestic-abuse",
    key_issue_label="Domestic Abuse",
    also_key_issues=(),
    themes=(),
    causes=(),
    commitments=(),
    lead="Burnley Borough Council",
    lead_role="Community Safety Officer",
    partners=(),
    board="",
    start=dt.date(2026, 1, 5),
    due=dt.date(2027, 3, 31),
    due_text="",
    status=Lifecycle.IN_PROGRESS,
    rag=None,
    brag=Brag.GREEN,
    rating_word="On track",
    why="On track: nothing is late or at risk.",
    percent=None,
    measure="",
    marking="",
    latest_update="Two of four landlords trained.",
    latest_update_on=dt.date(2026, 9, 18),
    updates=(),
    milestones=(),
    conflicts=(),
    deleted=False,
)
RED = replace(GREEN, brag=Brag.RED, rating_word="Off track", why="Off track: 12 days overdue.")
AMBER = replace(GREEN, brag=Brag.AMBER, rating_word="At risk", why="At risk: the owner says delivery is at risk.")
BLUE = replace(
    GREEN, brag=Brag.BLUE, rating_word="Complete", why="Complete: the work is done.", status=Lifecycle.COMPLETE
)
SILENT = replace(GREEN, brag=Brag.GREY, rating_word="No update", why="No update: last update 100 days ago.")
PAUSED = replace(GREEN, brag=Brag.GREY, rating_word="Paused", why="Paused: work is paused.", status=Lifecycle.PAUSED)
WITHDRAWN = replace(
    GREEN,
    brag=None,
    rating_word="Withdrawn",
    why="Withdrawn: no longer part of the plan.",
    status=Lifecycle.WITHDRAWN,
)
CARRIED = replace(
    GREEN,
    brag=None,
    rating_word="Carried forward",
    why="Carried forward: goes on in a later plan.",
    status=Lifecycle.CARRIED_FORWARD,
)
ONE_OF_EACH = (RED, AMBER, GREEN, BLUE, SILENT, PAUSED, WITHDRAWN, CARRIED)


def numbered(actions: Sequence[Action]) -> list[Action]:
    """Return the actions with references of their own, BUR-0001 onwards."""
    return [replace(action, id=f"a{n}", ref=f"BUR-{n:04d}") for n, action in enumerate(actions, start=1)]


def mixed_plan(count: int) -> list[Action]:
    """Return many actions: every rating, every key issue, titles and updates of differing length."""
    actions = []
    for index in range(count):
        issue = KEY_ISSUES[index // 3 % len(KEY_ISSUES)]
        actions.append(
            replace(
                ONE_OF_EACH[index % len(ONE_OF_EACH)],
                key_issue=issue.code,
                key_issue_label=issue.label,
                title=f"Action number {index} " + "of the plan " * (index % 7),
                latest_update=f"Update {index}. " + "Work goes on as agreed. " * (index % 5),
            )
        )
    return numbered(actions)


def source_of(actions: Sequence[Action], *, info: PlanInfo = INFO, earlier: Earlier | None = None) -> Source:
    """Return a plan of these actions as reports see it on 2 October 2026."""
    return Source(info, tuple(actions), TODAY, KEY_ISSUES, THEMES, AREAS, PARTNERSHIPS, earlier)


def paper_of(
    name: str,
    actions: Sequence[Action],
    *,
    options: ReportOptions | None = None,
    info: PlanInfo = INFO,
    earlier: Earlier | None = None,
) -> Paper:
    """Return a report of these actions; what it cannot do without is chosen from the first one."""
    chosen = options or ReportOptions()
    first = actions[0] if actions else GREEN
    needed = {"action": first.ref, "issues": (first.key_issue or "domestic-abuse",), "lead": first.lead}
    missing = {name: needed[name] for name in REPORTS[name].needs if not getattr(chosen, name)}
    if name == "changes" and earlier is None:
        earlier = Earlier("snapshot “June board”", dt.date(2026, 6, 30), tuple(actions[1:]))
    return make_paper(name, source_of(actions, info=info, earlier=earlier), replace(chosen, **missing))  # type: ignore[arg-type]


def board_pdf(actions: Sequence[Action], *, options: ReportOptions | None = None, info: PlanInfo = INFO) -> BuiltPdf:
    """Return the board report of these actions as a PDF."""
    return build_pdf(paper_of("board", actions, options=options, info=info))


def full_plan(count: int) -> list[Action]:
    """Return many actions with all that an action can have: milestones, updates, themes, partners, dates that moved."""
    actions = []
    for index, action in enumerate(mixed_plan(count)):
        made = TODAY - dt.timedelta(days=index % 120)
        updates = tuple(
            UpdateView(f"u{index}-{n}", made - dt.timedelta(40 * n), "Analyst", f"Update {n} of {index}.", None, None)
            for n in range(index % 3)
        )
        milestones = tuple(
            MilestoneView(
                f"m{index}-{n}",
                f"Step {n} of {action.ref}",
                TODAY + dt.timedelta(days=37 * n - 80 + index % 60),
                TODAY - dt.timedelta(days=90) if n == 0 else None,
                "Officer" if n % 2 else "",
            )
            for n in range(index % 4)
        )
        actions.append(
            replace(
                action,
                areas=(AREAS[index % 14].label,) if index % 9 else (AREAS[0].label, AREAS[index % 14].label),
                themes=(THEMES[index % 8].code,) if index % 5 else (),
                labels={theme.code: theme.label for theme in THEMES},
                lead=("Burnley Borough Council", "Lancashire Constabulary", "Probation Service", "")[index % 4],
                updates=updates,
                latest_update=updates[0].text if updates else "",
                latest_update_on=updates[0].made_on if updates else None,
                milestones=milestones,
                original_due=dt.date(2026, 12, 31) if index % 6 == 0 else None,
                closure_reason="The funding ended." if action.brag is None else "",
                completed_on=TODAY - dt.timedelta(days=60) if action.brag is Brag.BLUE else None,
                description="What the work is. " * (index % 4),
                percent=index % 101,
            )
        )
    return actions


def earlier_plan(count: int) -> Earlier:
    """Return the same plan a quarter earlier: other ratings, earlier due dates, some actions not there yet."""
    actions = [
        replace(
            action,
            brag=ONE_OF_EACH[(index + index % 3) % 8].brag,
            rating_word=ONE_OF_EACH[(index + index % 3) % 8].rating_word,
            due=action.due - dt.timedelta(days=30) if action.due and index % 5 == 0 else action.due,
        )
        for index, action in enumerate(full_plan(count))
        if index % 7
    ]
    return Earlier("report 1 of 1 July 2026", dt.date(2026, 7, 1), tuple(actions))


def content_of(
    actions: Sequence[Action], *, options: ReportOptions | None = None, info: PlanInfo = INFO
) -> BoardContent:
    """Return the board paper of these actions as at 2 October 2026."""
    return board_content(info, actions, key_issues=KEY_ISSUES, today=TODAY, options=options)

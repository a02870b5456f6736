"""The verb that prints the Dashboard: how the plan stands, what is late, due, silent or changed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.changes import Changes
from csa_tracker.plan.dashboard import Card, Dashboard, Listed, Worklist, read_dashboard
from csa_tracker.plan.dashboard_bars import Bar
from csa_tracker.plan.visits import last_visit
from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.rules.dates import read_date, show_date
from csa_tracker.rules.rollup import reported_words
from csa_tracker.rules.wording import many

Json = dict[str, object]


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("dashboard")(verb(dashboard))


def dashboard(
    since: Annotated[str, typer.Option(help="Tell what changed since this day (default: your last visit).")] = "",
) -> None:
    """Show how the plan stands; the filter beside each figure lists its actions with `action list`."""
    here = session()
    with here.open() as plan:
        start = last_visit(plan.profile, plan.meta.plan)
        if since:
            day = read_date(since, today=plan.today, field="The day")
            start = dt.datetime.combine(day, dt.time()).astimezone()
        shown = read_dashboard(plan, since=start)
    if here.as_json:
        emit(dashboard_json(shown))
    else:
        _print(shown)


def dashboard_json(shown: Dashboard) -> Json:
    """The Dashboard as one document; every figure has the `filter` that lists its actions."""
    then = shown.comparison
    return {
        "today": shown.today.isoformat(),
        "total": shown.total,
        "outside": shown.outside,
        "snapshot": None if then is None else {"name": then.snapshot, "taken_on": then.taken_on.isoformat()},
        "ratings": [_card(card) for card in shown.cards],
        "by_issue": [_bar(bar) for bar in shown.by_issue],
        "by_area": {
            "quarter": shown.by_area.quarter,
            "reported": shown.by_area.reported,
            "expected": shown.by_area.expected,
            "areas": [_bar(bar) | {"reported": bar.reported} for bar in shown.by_area.bars],
        },
        "overdue": _work(shown.overdue),
        "next_due": _work(shown.next_due),
        "no_update": _work(shown.no_update),
        "milestones": {
            "quarter": shown.milestones.quarter,
            "count": shown.milestones.count,
            "rows": [
                {"ref": row.ref, "title": row.title, "due": row.due.isoformat(), "days_late": row.days_late}
                for row in shown.milestones.rows
            ],
        },
        "changes": _changes(shown.changes),
    }


def _card(card: Card) -> Json:
    return {
        "brag": card.brag.value,
        "word": card.word,
        "count": card.count,
        "change": card.change,
        "details": dict(card.details),
        "filter": card.filter,
    }


def _bar(bar: Bar) -> Json:
    counts = {brag.value: bar.counts.of(brag) for brag in BRAG_ORDER}
    return {"code": bar.code, "label": bar.label, "total": bar.total, **counts, "filter": bar.filter}


def _work(work: Worklist) -> Json:
    rows = [
        {"id": row.id, "ref": row.ref, "title": row.title, "rating": row.rating_word, "lead": row.lead,
         "due": row.due.isoformat() if row.due is not None else None, "days": row.days}
        for row in work.rows
    ]  # fmt: skip
    return {"count": work.count, "filter": work.filter, "rows": rows}


def _changes(changes: Changes) -> Json:
    lines = [
        {"kind": line.kind.value, "words": line.words, "detail": line.detail, "at": line.at.isoformat(),
         "action": line.action_id or None, "count": line.count}
        for line in changes.lines
    ]  # fmt: skip
    return {"since": changes.since.isoformat() if changes.since is not None else None, "count": changes.count,
            "lines": lines}  # fmt: skip


def _print(shown: Dashboard) -> None:
    say(f"Position at {show_date(shown.today)}: {many(shown.total, 'action')}.")
    compared = shown.comparison.snapshot if shown.comparison is not None else ""
    heads = ("Rating", "Actions", *((f"Since {compared}",) if compared else ()), "Filter")
    table(heads, [_card_cells(card) for card in shown.cards])
    letters = [RATING_LOOKS[brag].letter for brag in BRAG_ORDER]
    say("", "By key issue")
    table(("Key issue", *letters, "Actions", "Filter"), [_bar_cells(bar) for bar in shown.by_issue])
    by_area = shown.by_area
    say("", f"By area: {reported_words(by_area.reported, by_area.expected)} in {by_area.quarter}")
    table(("Area", *letters, "Actions", "Filter"), [_bar_cells(bar) for bar in by_area.bars])
    for title, work in (
        ("Overdue", shown.overdue),
        ("Due in the next 30 days", shown.next_due),
        ("No update for more than 92 days", shown.no_update),
    ):
        say("", f"{title}: {many(work.count, 'action')} ({work.filter})")
        if work.rows:
            table(("Ref", "Rating", "Due", "Lead", "Action"), [_work_cells(row) for row in work.rows])
    say("", f"Milestones to do in {shown.milestones.quarter}: {shown.milestones.count:,}")
    if shown.milestones.rows:
        table(("Due", "Ref", "Milestone"), [(show_date(row.due), row.ref, row.title) for row in shown.milestones.rows])
    if shown.changes.since is not None:
        since = shown.changes.since.astimezone().date()
        say("", f"Changed since {show_date(since)}: {shown.changes.count:,}")
        say(*(f"  {line.words}: {' '.join(line.detail.split())}" for line in shown.changes.lines))


def _card_cells(card: Card) -> tuple[str, ...]:
    change = () if card.change is None else (f"{card.change:+,}" if card.change else "same",)
    return (card.word, f"{card.count:,}", *change, card.filter)


def _bar_cells(bar: Bar) -> tuple[str, ...]:
    return (bar.label, *(f"{bar.counts.of(brag):,}" for brag in BRAG_ORDER), f"{bar.total:,}", bar.filter)


def _work_cells(row: Listed) -> tuple[str, ...]:
    return (row.ref, row.rating_word, show_date(row.due) if row.due is not None else "", row.lead, row.title)

"""Make reports of a plan: everything is read here, because reports never query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.plan.authors import UNNAMED
from csa_tracker.plan.history import action_history
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.moments import (
    actions_at,
    actions_known,
    actions_on,
    changes_between,
    find_snapshot,
    list_snapshots,
)
from csa_tracker.plan.published import Published, last_published, published_since
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.spoken import field_words, in_words
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.reports.make import make_paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Difference, Earlier, Move, Source
from csa_tracker.reports.watch import Watch, unwatched
from csa_tracker.values import Action, Choice
from csa_tracker.workspace import OpenPlan
from db.queries import reference

if TYPE_CHECKING:
    from csa_tracker.reports.blocks import Paper
    from csa_tracker.reports.write import WrittenReport

_MOST_MOVES = 2000
"""Due dates whose history is looked up at most: beyond that a paper prints no reasons rather than taking minutes."""
COMPARED_WITH = "board"
"""The kind of report whose last publication others are compared with: what the board saw last."""
_BECAUSE = ", because "


def write_report(
    plan: OpenPlan,
    name: str,
    target: Path,
    *,
    options: ReportOptions | None = None,
    watch: Watch = unwatched,
) -> WrittenReport:
    """Write a report as the ending of `target` says: .pdf, .html or .xlsx.

    Raises UserError for a report that lacks an option, and when the file cannot be written; then what was there before
    is untouched. `watch` hears how far it is and may stop it by raising.
    """
    from csa_tracker.reports.write import write_paper

    return write_paper(report_paper(plan, name, options), target, watch=watch)


def report_paper(plan: OpenPlan, name: str, options: ReportOptions | None = None) -> Paper:
    """Return a report as values. Raises UserError as `make_paper` does, and for a day that is still to come."""
    chosen = with_author(plan, options or ReportOptions())
    return make_paper(name, read_source(plan, name, chosen), chosen)


def with_author(plan: OpenPlan, options: ReportOptions) -> ReportOptions:
    """The options with whoever works here as the author, unless they say another."""
    if options.author:
        return options
    identity = plan.profile.read_identity()
    return replace(options, author=", ".join(filter(None, [identity.name or identity.role, identity.organisation])))


def read_source(plan: OpenPlan, name: str, options: ReportOptions) -> Source:
    """Read what a report needs, on the day the options choose.

    Raises UserError("day-to-come") for a day after today, UserError("unknown-snapshot").
    """
    day = options.as_at or plan.today
    if day > plan.today:
        raise UserError("day-to-come", "That day is still to come.", "Choose today or an earlier day for “data as at”.")
    actions = tuple(read_actions(plan) if day == plan.today else actions_on(plan, day))
    return source_of(plan, name, options, actions=actions, earlier=earlier_of(plan, name, options))


def source_of(
    plan: OpenPlan, name: str, options: ReportOptions, *, actions: tuple[Action, ...], earlier: Earlier | None
) -> Source:
    """Put together what a report of these actions needs."""
    words = read_vocabulary(plan, used=False)
    source = Source(
        info=plan_info(plan),
        actions=actions,
        today=options.as_at or plan.today,
        key_issues=words.key_issues,
        themes=words.themes,
        areas=expected_areas(plan, words.areas, options),
        partnerships=words.partnerships,
        earlier=earlier,
    )
    differences: tuple[Difference, ...] = ()
    if name == "changes" and earlier is not None:
        show = partial(in_words, labels={topic.code: topic.label for topic in words.topics.values()})
        found = changes_between(earlier.actions, actions, show=show)
        differences = tuple(Difference(one.ref, field_words(one.field), one.before, one.after) for one in found)
    moves = read_moves(plan, _to_explain(name, actions, earlier, options), nameless=source.info.partnership_name)
    return replace(source, differences=differences, moves=moves)


def earlier_of(plan: OpenPlan, name: str, options: ReportOptions) -> Earlier | None:
    """The moment a report is compared with, None for none. Raises UserError("unknown-snapshot")."""
    if "since" not in REPORTS[name].takes:
        return None
    last = None if options.since else last_published(plan, COMPARED_WITH, until=options.as_at or plan.today)
    return earlier_from(plan, options, last)


def earlier_from(plan: OpenPlan, options: ReportOptions, last: Published | None) -> Earlier | None:
    """The moment to compare with: the snapshot or published report the options name, else the last one published.

    Raises UserError("unknown-snapshot"), and as `find_published` does.
    """
    if options.since:
        last = _named(plan, options.since)
    if options.since and last is None:
        snapshot = find_snapshot(plan, options.since)
        day = snapshot.taken_at.astimezone().date()
        return Earlier(f"snapshot “{snapshot.name}”", day, tuple(actions_at(plan, snapshot)))
    if last is None:
        return None
    day = last.options.as_at or last.published_on
    return Earlier(last.label, day, tuple(actions_known(plan, last.snapshot, day)))


def _named(plan: OpenPlan, since: str) -> Published | None:
    """The published report that was named; a snapshot somebody called "report 3" comes first."""
    wanted = " ".join(since.split()).casefold()
    if any(one.name.casefold() == wanted for one in list_snapshots(plan)):
        return None
    return published_since(plan, since)


def expected_areas(plan: OpenPlan, areas: Sequence[Choice], options: ReportOptions) -> tuple[Choice, ...]:
    """The areas that report on what was chosen: those of the partnership, down to districts and unitary councils."""
    if options.areas:
        return tuple(choice for choice in areas if choice.label in options.areas)
    code = options.partnership or plan.meta.partnership
    with plan.store.reading() as connection:
        partnerships = {row["id"]: row["code"] for row in reference.rows_of(connection, "partnership")}
        linked = reference.rows_of(connection, "partnership_area")
        parents = {row["id"]: row["parent"] for row in reference.rows_of(connection, "area")}
    own = {row["area"] for row in linked if partnerships.get(row["partnership"]) == code}
    inner = set(parents.values())
    return tuple(choice for choice in areas if choice.id not in inner and _lies_in(choice.id, own, parents))


def _lies_in(area: str | None, own: set[str], parents: dict[str, str | None]) -> bool:
    for _ in range(len(parents)):  # ends also where areas name each other as their parents
        if area is None or area in own:
            break
        area = parents.get(area)
    return area in own


def read_moves(plan: OpenPlan, actions: Iterable[Action], *, nameless: str) -> dict[str, Move]:
    """Why the due dates of these actions are what they are, and who set them so, by action id.

    `nameless` stands for a person here who has given no name: "You" would be whoever reads the paper.
    """
    identity = plan.profile.read_identity()
    ours = identity.name or identity.role or identity.organisation or nameless
    return {action.id: move for action in actions if (move := _move(plan, action, ours)) is not None}


def _move(plan: OpenPlan, action: Action, ours: str) -> Move | None:
    entries = action_history(plan, action.id)
    due = action.due.isoformat() if action.due else ""
    moved = [entry for entry in entries if entry.field == "due" and entry.after == due and entry.before]
    if not moved:
        return None
    last = moved[-1]
    notes = [entry.after for entry in entries if entry.field == "update" and entry.head[0] == last.head[0]]
    told = next((note for note in notes if _BECAUSE in note), notes[0] if notes else "")
    reason = told.partition(_BECAUSE)[2] if _BECAUSE in told else told
    return Move(reason[:1].upper() + reason[1:], ours if last.by == UNNAMED else last.by)


def _to_explain(name: str, actions: Sequence[Action], earlier: Earlier | None, options: ReportOptions) -> list[Action]:
    """The actions whose due dates a report explains."""
    if name == "action":
        return [action for action in actions if action.ref == options.action]
    if name == "issue":
        found = [a for a in actions if a.key_issue in options.issues and a.original_due not in (None, a.due)]
        return found[:_MOST_MOVES]
    then = {action.id: action.due for action in earlier.actions} if earlier else {}
    found = [action for action in actions if _slipped(then.get(action.id), action.due)]
    return found[:_MOST_MOVES]


def _slipped(before: dt.date | None, now: dt.date | None) -> bool:
    return before is not None and (now is None or now > before)

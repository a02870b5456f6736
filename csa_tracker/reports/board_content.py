"""Work out what the board paper says from a plan's actions; pure, so every number can be tested without a page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from csa_tracker.reports.abbreviations import abbreviations_in
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.board_exceptions import exception_groups
from csa_tracker.reports.board_values import (
    BoardContent,
    KeyIssueCounts,
    RatingCounts,
    ScheduleGroup,
    count_ratings,
)
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.period import period_of
from csa_tracker.reports.rating_key import METHOD, key_in_force
from csa_tracker.reports.summary import summary_sentences
from csa_tracker.rules.dates import show_date_long
from csa_tracker.rules.markings import OFFICIAL, highest
from csa_tracker.rules.wording import many
from csa_tracker.values import Action, Brag, Choice, PlanInfo

NO_KEY_ISSUE = "No key issue yet"


def board_content(
    info: PlanInfo,
    actions: Sequence[Action],
    *,
    key_issues: Sequence[Choice],
    today: dt.date,
    options: ReportOptions | None = None,
    moved: Mapping[str, str] = MappingProxyType({}),
) -> BoardContent:
    """Return the whole board paper as values.

    `actions` are rated already and in reference order; deleted ones are left out. `key_issues` are those of the
    agreement in force, in its order: each gets a row even when it has no action. `moved` says how ratings moved,
    by action id.

    Raises UserError("marking-too-high") for a marking above OFFICIAL-SENSITIVE.
    """
    chosen = options or ReportOptions()
    as_at = chosen.as_at or today
    live = [action for action in actions if not action.deleted]
    marking = highest((info.marking, chosen.marking, *(action.marking for action in live)), at_least=OFFICIAL)
    groups = _by_key_issue(live, key_issues)
    by_key_issue = tuple(KeyIssueCounts(label, short, count_actions(group)) for label, short, group in groups)
    counts = count_actions(live)
    grey = grey_words(live)
    return BoardContent(
        title="Board progress report",
        plan_name=info.name,
        partnership=info.partnership_name,
        facts=opening_facts(info, chosen, as_at=as_at, marking=marking),
        author=chosen.author or info.partnership_name,
        as_at=as_at,
        marking=marking,
        counts=counts,
        grey_words=grey,
        summary=summary_sentences(counts, by_key_issue, grey_words=grey),
        by_key_issue=by_key_issue,
        exceptions=exception_groups(live, moved),
        schedule=_schedule(groups, moved),
        key=key_in_force(),
        method=METHOD,
        abbreviations=abbreviations_in(_texts(live)),
    )


def opening_facts(
    info: PlanInfo, chosen: ReportOptions, *, as_at: dt.date, marking: str
) -> tuple[tuple[str, str], ...]:
    """Return the facts under the title of a paper: period, data as at, meeting, author, agreement, marking."""
    meeting_day = show_date_long(chosen.meeting_date) if chosen.meeting_date else ""
    agreement = info.agreement_title or info.agreement
    if str(info.period_start.year) not in agreement:
        agreement = f"{agreement}, {_years(info)}"
    return (
        ("Period", chosen.period or period_of(as_at)),
        ("Data as at", show_date_long(as_at)),
        ("Meeting", ", ".join(part for part in (chosen.meeting, meeting_day) if part) or "No meeting date given"),
        ("Author", chosen.author or "No author given"),
        ("Agreement", agreement),
        ("Protective marking", marking),
    )


def _years(info: PlanInfo) -> str:
    """Return "2025 to 2028", or one year when both dates fall in it."""
    first, last = info.period_start.year, info.period_end.year
    return str(first) if first == last else f"{first} to {last}"


def _by_key_issue(actions: Iterable[Action], key_issues: Sequence[Choice]) -> list[tuple[str, str, list[Action]]]:
    """Return (label, short label, actions): the agreement's key issues in order, then any others met, then none."""
    groups: dict[str | None, tuple[str, str, list[Action]]] = {
        choice.code: (choice.label, choice.short or choice.label, []) for choice in key_issues
    }
    unplaced: list[Action] = []
    for action in actions:
        if action.key_issue is None:
            unplaced.append(action)
            continue
        label = action.key_issue_label or action.key_issue
        groups.setdefault(action.key_issue, (label, label, []))[2].append(action)
    ordered = list(groups.values())
    return [*ordered, (NO_KEY_ISSUE, NO_KEY_ISSUE, unplaced)] if unplaced else ordered


def count_actions(actions: Iterable[Action]) -> RatingCounts:
    """Count actions by rating; those without one by their status."""
    return count_ratings((action.brag, action.status) for action in actions)


def grey_words(actions: Iterable[Action]) -> tuple[tuple[str, int], ...]:
    """Return the words grey stands for here with their counts, the commonest first."""
    met = Counter(action.rating_word for action in actions if action.brag is Brag.GREY)
    return tuple(sorted(met.items(), key=lambda pair: (-pair[1], pair[0])))


def _schedule(groups: Iterable[tuple[str, str, list[Action]]], moved: Mapping[str, str]) -> tuple[ScheduleGroup, ...]:
    return tuple(
        ScheduleGroup(
            f"{label}: {many(len(group), 'action')}",
            tuple(schedule_entry(action, moved.get(action.id, "")) for action in group),
        )
        for label, _, group in groups
        if group
    )


def _texts(actions: Iterable[Action]) -> Iterable[str]:
    for action in actions:
        yield from (action.title, action.latest_update, action.lead, action.lead_role, action.key_issue_label)

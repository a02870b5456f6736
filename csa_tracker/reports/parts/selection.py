"""Which actions a report is about: the areas, key issues, partnership and lead that were chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.source import Source
from csa_tracker.rules.wording import in_words
from csa_tracker.values import Action


def select(source: Source, options: ReportOptions) -> Source:
    """Return the source with the chosen actions only, now and at the earlier moment; deleted ones are left out."""
    earlier = source.earlier
    if earlier is not None:
        earlier = replace(earlier, actions=_chosen(earlier.actions, options))
    return replace(source, actions=_chosen(source.actions, options), earlier=earlier)


def selection_words(source: Source, options: ReportOptions) -> str:
    """Return what was chosen in words ("Burnley and Pendle; Road Safety"), "" for all of the plan."""
    issues = {choice.code: choice.label for choice in source.key_issues}
    partnerships = {choice.code: choice.label for choice in source.partnerships}
    parts = [
        in_words([partnerships.get(options.partnership, options.partnership)] if options.partnership else []),
        in_words(options.areas),
        in_words([issues.get(code, code) for code in options.issues]),
        f"led by {options.lead}" if options.lead else "",
    ]
    return "; ".join(filter(None, parts))


def same_lead(one: str, other: str) -> bool:
    """Whether two spellings name one organisation: capitals and spaces do not matter."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _chosen(actions: Iterable[Action], options: ReportOptions) -> tuple[Action, ...]:
    return tuple(action for action in actions if not action.deleted and _is_chosen(action, options))


def _is_chosen(action: Action, options: ReportOptions) -> bool:
    if options.areas and not set(options.areas).intersection(action.areas):
        return False
    if options.issues and action.key_issue not in options.issues:
        return False
    if options.partnership and action.partnership != options.partnership:
        return False
    return not options.lead or same_lead(action.lead, options.lead)

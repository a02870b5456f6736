"""How every paper begins: its title, facts and marking; and the paper as a whole put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from csa_tracker.reports.blocks import Block, Paper
from csa_tracker.reports.board_content import opening_facts
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts.selection import selection_words
from csa_tracker.reports.period import period_of, span_printed
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date_long
from csa_tracker.rules.markings import OFFICIAL, highest
from csa_tracker.rules.years import Span, quarter_of

DRAFT = "Draft, not published"


def paper(
    source: Source,
    options: ReportOptions,
    blocks: Iterable[Block],
    *,
    report: str,
    title: str,
    marking: str | None = None,
) -> Paper:
    """Put a paper together; `source` holds the chosen actions only.

    The marking is the highest of the plan's, the actions' and the one chosen, unless `marking` says which.

    Raises UserError("marking-too-high") for a marking above OFFICIAL-SENSITIVE.
    """
    carried = marking_of(source, options) if marking is None else marking
    chosen = selection_words(source, options)
    facts = [*opening_facts(source.info, options, as_at=day_of(source, options), marking=carried)]
    facts.append(("Edition", source.edition or DRAFT))
    if chosen:
        facts.append(("About", chosen))
    if source.earlier is not None:
        label = source.earlier.label
        facts.append(("Compared with", f"{label[:1].upper()}{label[1:]}, as at {show_date_long(source.earlier.on)}"))
    return Paper(
        report=report,
        title=title,
        kicker=source.info.partnership_name,
        plan_name=source.info.name,
        facts=tuple(facts),
        author=options.author or source.info.partnership_name,
        as_at=day_of(source, options),
        marking=carried,
        blocks=tuple(blocks),
    )


def marking_of(source: Source, options: ReportOptions) -> str:
    """Return the marking a paper must carry. Raises UserError("marking-too-high")."""
    markings = (source.info.marking, options.marking, *(action.marking for action in source.actions))
    return highest(markings, at_least=OFFICIAL)


def day_of(source: Source, options: ReportOptions) -> dt.date:
    """Return the day the data stands for."""
    return options.as_at or source.today


def span_of(source: Source, options: ReportOptions) -> Span:
    """Return the period the paper is about, from its first to its last day."""
    day = day_of(source, options)
    return span_printed(options.period or period_of(day)) or quarter_of(day)

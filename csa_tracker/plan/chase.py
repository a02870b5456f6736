"""Texts that ask a lead for what is missing, ready to paste into an e-mail; nothing is ever sent from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from csa_tracker.errors import UserError
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.queue import Owing, this_quarter, wanting
from csa_tracker.rules.dates import show_date, show_date_long
from csa_tracker.rules.wording import many
from csa_tracker.rules.years import Span
from csa_tracker.workspace import OpenPlan

ANSWER_DAYS = 14
"""How long a lead is given."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def chase_leads(plan: OpenPlan) -> dict[str, list[Owing]]:
    """What is missing by lead organisation, in its order; actions without a lead are under ""."""
    groups: dict[str, list[Owing]] = {}
    for one in wanting(plan):
        groups.setdefault(_folded(one.lead), []).append(one)
    return {found[0].lead: found for found in groups.values()}


def _folded(lead: str) -> str:
    """A lead organisation with spelling that does not count taken away: capitals and spaces."""
    return " ".join(lead.split()).casefold()


def find_lead(plan: OpenPlan, lead: str) -> tuple[str, list[Owing]]:
    """A lead as the plan writes it and what is missing from it. Raises UserError when nothing is."""
    found = [one for one in wanting(plan) if _folded(one.lead) == _folded(lead)]
    if not found:
        name = f"{lead.strip()[:60]}" or "Nobody"
        raise UserError(
            "nothing-to-chase",
            f"{name} leads no action that owes an update or is overdue.",
            "Choose another lead organisation.",
        )
    return found[0].lead, found


def chase_text(plan: OpenPlan, lead: str) -> str:
    """A friendly text to the lead organisation: which actions need word, what to send and by when.

    Raises UserError when it leads nothing that owes an update or is overdue.
    """
    name, found = find_lead(plan, lead)
    span = this_quarter(plan)
    identity = plan.profile.read_identity()
    signed = [identity.name or identity.role, ", ".join(filter(None, (identity.role, identity.organisation)))]
    return compose(
        found,
        lead=name,
        plan_name=plan_info(plan).name,
        span=span,
        today=plan.today,
        signed=[line for line in dict.fromkeys(signed) if line],
    )


def compose(
    found: Sequence[Owing], *, lead: str, plan_name: str, span: Span, today: dt.date, signed: Sequence[str]
) -> str:
    """Write the text: a pure function."""
    by = answer_by(today, span)
    items = [line for one in found for line in _item(one, today)]
    subject = "action that you lead needs" if len(found) == 1 else "actions that you lead need"
    count = "one" if len(found) == 1 else f"{len(found):,}"
    return "\n".join([
        f"{_greeting(found, lead)},",
        "",
        f"I am bringing {plan_name} up to date for {span.label} ({show_date_long(span.first)} to"
        f" {show_date_long(span.last)}), and {count} {subject} a word from you:",
        "",
        *items,
        "",
        f"Could you send me these by {_WEEKDAYS[by.weekday()]} {show_date_long(by)}, for "
        f"{'it' if len(found) == 1 else 'each of them'}:",
        "- what has happened since the last update, in a sentence or two",
        "- whether it is off track, at risk, on track or complete",
        "- how far it is, in per cent, and which milestones are done",
        *(["- where the due date has passed: a new date and the reason"] if any(one.overdue for one in found) else []),
        "",
        "If there is nothing new, a line to say so is enough. Thank you for your help.",
        "",
        *signed,
    ]).rstrip()  # fmt: skip


def answer_by(today: dt.date, span: Span) -> dt.date:
    """The day to answer by: two weeks on, no later than the quarter's end while that lies ahead, never on a weekend."""
    day = today + dt.timedelta(days=ANSWER_DAYS)
    day += dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
    end = span.last - dt.timedelta(days=max(0, span.last.weekday() - 4))
    return end if today < end < day else day


def _greeting(found: Sequence[Owing], lead: str) -> str:
    roles = {one.lead_role for one in found}
    role = next(iter(roles)) if len(roles) == 1 else ""
    at = f" at {lead}" if lead else ""
    return f"Dear {role}{at}" if role else f"Dear {'colleagues' if len(roles) > 1 else 'colleague'}{at}"


def _item(one: Owing, today: dt.date) -> list[str]:
    """The lines of one action: its name, then what is missing."""
    facts = []
    if one.overdue and one.due is not None:
        late = (today - one.due).days
        facts.append(f"due {show_date(one.due)}, {many(late, 'day')} ago")
    elif one.due is not None:
        facts.append(f"due {show_date(one.due)}")
    elif one.due_text:
        facts.append(f"due: {_line(one.due_text)}")
    if one.owes:
        facts.append(f"last update {show_date(one.last_on)}" if one.last_on else "no update so far")
    lines = [f"- {one.ref} {_line(one.title)}" + (f" ({'; '.join(facts)})" if facts else "")]
    for step in one.milestones:
        due = f", due {show_date(step.due)}" if step.due is not None else ""
        lines.append(f"  milestone: {_line(step.title)}{due}")
    return lines


def _line(text: str) -> str:
    return " ".join(text.split())

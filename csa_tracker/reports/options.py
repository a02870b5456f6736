"""What the person asking for a report chose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Everything left out has a sensible default.

    `as_at` is the day the data stands for (default: today). `period` is printed as given (default: the quarter of
    `as_at`). `marking` can raise the paper's marking, never lower it. `areas` are names and `issues` codes: an action
    must have one of each list that is not empty. `partnership` is a code, `lead` an organisation, `action` a reference,
    `since` the name of the snapshot to compare with (default: that of the last published board report).
    """

    as_at: dt.date | None = None
    meeting_date: dt.date | None = None
    meeting: str = ""
    author: str = ""
    period: str = ""
    marking: str = ""
    areas: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    partnership: str = ""
    lead: str = ""
    action: str = ""
    since: str = ""

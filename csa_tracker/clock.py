"""The clock of a session: real, or fixed by CSA_NOW so that tests and demos give the same answer every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from csa_tracker.errors import UserError


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time; `fixed` stops it at one aware instant."""

    fixed: dt.datetime | None = None

    def now(self) -> dt.datetime:
        """The aware UTC instant."""
        return self.fixed.astimezone(dt.UTC) if self.fixed is not None else dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        """The calendar date where the person sits."""
        return (self.fixed if self.fixed is not None else dt.datetime.now().astimezone()).date()


def clock_from(environment: Mapping[str, str]) -> Clock:
    """The clock CSA_NOW asks for (an ISO date or instant), or the real one.

    Raises UserError for a value that is neither.
    """
    text = environment.get("CSA_NOW", "")
    if not text:
        return Clock()
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            "bad-clock", f"CSA_NOW is {text!r}, which is not a date.", "Use the form 2026-10-02 or 2026-10-02T14:32."
        ) from error
    return Clock(instant if instant.tzinfo is not None else instant.replace(tzinfo=dt.UTC))

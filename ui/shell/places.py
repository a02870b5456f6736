"""What the sidebar goes to: the pages there are, and the person's views of the list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page or a view one can go to; `own` ones were made by the person and can be removed."""

    key: str
    words: str
    mark: str
    count: int | None = None
    own: bool = False


PAGES = (
    Place("dashboard", "Dashboard", "dashboard"),
    Place("actions", "Actions", "actions"),
    Place("reports", "Reports", "reports"),
    Place("exchange", "Exchange", "exchange"),
)
TITLES = {place.key: place.words for place in PAGES}

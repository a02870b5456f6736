"""Which backups to keep as they grow older: the 10 most recent, then one a day, a week and a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

RECENT = 10
DAILY = 14
WEEKLY = 8
MONTHLY = 12


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A backup: when it was made (local time), its number in that minute, its file, and whether it is whole."""

    made: dt.datetime
    serial: int
    path: Path
    whole: bool = True


_SPANS: tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...] = (
    (DAILY, lambda made: made.date()),
    (WEEKLY, lambda made: made.isocalendar()[:2]),
    (MONTHLY, lambda made: (made.year, made.month)),
)


def kept(stamps: Iterable[Stamp]) -> set[Stamp]:
    """The backups to keep: the most recent, and the last of each of the most recent days, weeks and months.

    One that is not whole takes nobody's place and is never in the answer.
    """
    newest_first = sorted((stamp for stamp in stamps if stamp.whole), reverse=True)
    chosen = set(newest_first[:RECENT])
    for most, span_of in _SPANS:
        latest: dict[Hashable, Stamp] = {}
        for stamp in newest_first:
            latest.setdefault(span_of(stamp.made), stamp)
        chosen.update(list(latest.values())[:most])
    return chosen


def superseded(stamps: Iterable[Stamp]) -> set[Stamp]:
    """The backups to remove: whole ones that nothing keeps. A damaged one stays, because it may still be salvaged."""
    known = [stamp for stamp in stamps if stamp.whole]
    return set(known) - kept(known)

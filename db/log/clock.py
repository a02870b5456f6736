"""The hybrid logical clock. It picks which of several concurrent values is shown; causality never depends on it."""

from __future__ import annotations

import datetime as dt

_LOGICAL_BITS = 16
_DAY_MILLISECONDS = 24 * 60 * 60 * 1000


def next_hlc(wall: dt.datetime, *, last_own: int, newest_known: int) -> int:
    """The clock value of the next own transaction: a 64-bit integer, milliseconds since 1970 in its upper 48 bits.

    A value received from a clock more than a day ahead does not drag ours forward, or one laptop set to 2035 would put
    everybody there.
    """
    wall_ms = int(wall.timestamp() * 1000)
    candidates = [wall_ms << _LOGICAL_BITS, last_own + 1]
    if newest_known >> _LOGICAL_BITS <= wall_ms + _DAY_MILLISECONDS:
        candidates.append(newest_known + 1)
    return max(candidates)


def instant_of(hlc: int) -> dt.datetime:
    """The aware UTC instant in the upper bits of a clock value; a value beyond the calendar reads as its last day."""
    try:
        return dt.datetime.fromtimestamp((hlc >> _LOGICAL_BITS) / 1000, dt.UTC)
    except (OverflowError, ValueError, OSError):
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def last_hlc_before(instant: dt.datetime) -> int:
    """The highest clock value before an aware instant."""
    return (int(instant.timestamp() * 1000) << _LOGICAL_BITS) - 1

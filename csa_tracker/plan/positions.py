"""Positions of milestones as fractional text: moving or adding one writes one field and renumbers nothing."""

from __future__ import annotations

import secrets

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_TAIL = 2
"""Random characters at the end, so that two people adding in one place do not meet."""


def position_between(before: str, after: str) -> str:
    """A text that sorts after `before` and before `after` (empty: the start or the end of the list)."""
    return _midpoint(before, after) + "".join(secrets.choice(DIGITS[1:]) for _ in range(_TAIL))


def _midpoint(before: str, after: str) -> str:
    shared = ""
    place = 0
    while True:
        low = DIGITS.index(before[place]) if place < len(before) else 0
        high = DIGITS.index(after[place]) if after and place < len(after) else len(DIGITS)
        if high - low > 1:
            return shared + DIGITS[(low + high) // 2]
        shared += DIGITS[low]
        if high > low:
            after = ""  # already below it: from here on only `before` bounds
        place += 1


def positions_after(last: str, count: int) -> list[str]:
    """`count` positions in order after `last`, as short as the number allows."""
    if not last and count > 1:
        width = 1 if count < len(DIGITS) - 1 else 3
        step = len(DIGITS) ** width // (count + 1)
        if step > 0:
            return [_fixed((place + 1) * step, width) + secrets.choice(DIGITS[1:]) for place in range(count)]
    made: list[str] = []
    for _ in range(count):
        last = position_between(last, "")
        made.append(last)
    return made


def _fixed(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits

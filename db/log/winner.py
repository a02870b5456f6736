"""Which of several concurrent values is shown: pure, the same on every replica, never dependent on arrival."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LINK_FIELD = "_in"
DELETED_FIELD = "_deleted"
QUIET_FIELDS = frozenset({"position"})
"""Fields whose concurrent values nobody needs to decide: kept in the log, not raised as conflicts."""


class HeadRow(NamedTuple):
    """A head as the winner rule sees it; `value` is canonical text (None once redacted)."""

    value: str | None
    hlc: int
    transaction: bytes
    place: int
    op: int


def winner(field: str, heads: Sequence[HeadRow]) -> HeadRow:
    """The head shown: the latest clock, then transaction id, then index; a link that holds beats one taken away."""
    if field == LINK_FIELD:
        return max(heads, key=lambda head: (head.value == "true", head.hlc, head.transaction, head.place))
    return max(heads, key=lambda head: (head.hlc, head.transaction, head.place))


def is_undecided(field: str, heads: Sequence[HeadRow]) -> bool:
    """Whether somebody has to choose between the values of this field."""
    quiet = field in QUIET_FIELDS or field == LINK_FIELD or field.startswith("_")
    return not quiet and distinct_values(heads) > 1


def distinct_values(heads: Sequence[HeadRow]) -> int:
    """How many different values the heads hold: the same value typed twice is no conflict."""
    return len({head.value for head in heads})

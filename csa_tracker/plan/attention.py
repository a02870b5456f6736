"""What needs attention after partners' changes came in: derived from what is there, gone once it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from csa_tracker.plan import attention_words as words
from csa_tracker.plan.authors import Authors, read_authors
from csa_tracker.plan.clock_doubt import doubt_about_clock
from csa_tracker.plan.conflicts import DELETED, read_conflicts
from db.queries import attention as sql
from db.queries.conflicts import open_conflicts

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan
    from db.engine import Connection


class Kind(StrEnum):
    """What kind of thing wants to be looked at; the value is the word scripts read."""

    CLOCK = "clock"
    CONFLICT = "conflict"
    DELETED = "delete-conflict"
    SHARED_REF = "shared-ref"
    ORPHAN = "part-in-bin"
    LOST_PART = "lost-part"
    UNUSABLE = "unusable-value"
    GAP = "gap"
    FORK = "fork"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: what it is (`sentence`) and what to do about it (`advice`).

    `action_id` and `ref` name the action it is about, empty where there is none; `row` the update or milestone without
    an action. `count` is how many things wait in it, 0 where nobody here can mend it.
    """

    kind: Kind
    sentence: str
    advice: str
    action_id: str = ""
    ref: str = ""
    row: str = ""
    count: int = 1


def read_attention(plan: OpenPlan) -> tuple[Item, ...]:
    """Everything that needs attention, the most urgent first."""
    clock = doubt_about_clock(plan)
    items = [Item(Kind.CLOCK, clock.sentence, clock.advice, count=int(clock.is_ours))] if clock is not None else []
    items += _to_decide(plan)
    with plan.store.reading() as connection:
        authors = read_authors(connection, plan.profile)
        items += [
            Item(Kind.SHARED_REF, words.shared_ref(one), words.RENUMBER, one.action, one.ref)
            for one in sql.shared_refs(connection)
        ]
        items += [
            Item(Kind.ORPHAN, words.orphan(one, authors), words.RESTORE, one.action, one.ref or "", one.row)
            for one in sql.orphans(connection)
        ]
        items += _of_the_exchange(connection, authors)
    return tuple(items)


def _to_decide(plan: OpenPlan) -> Iterator[Item]:
    """Fields changed apart in one line, and one line for each delete that met a change."""
    with plan.store.reading() as connection:
        found = open_conflicts(connection)
    fields = [one for one in found if one.kind == "conflict"]
    if fields:
        what = words.changed_apart(len(fields), len({one.action for one in fields}))
        yield Item(Kind.CONFLICT, what, words.DECIDE, count=len(fields))
    if len(fields) < len(found):
        for one in read_conflicts(plan):
            if one.field == DELETED:
                yield Item(Kind.DELETED, words.met_delete(one), words.DECIDE, one.action_id, one.ref)


def _of_the_exchange(connection: Connection, authors: Authors) -> Iterator[Item]:
    """What is missing, kept without being shown, or written twice."""
    lost = sorted(sql.lost_parts(connection), key=attrgetter("member"))
    for member, group in groupby(lost, key=attrgetter("member")):
        yield Item(Kind.LOST_PART, words.lost_parts(authors(member), list(group)), words.ask_for_all(authors(member)))
    for one in sql.refused_values(connection):
        advice = words.TYPE_AGAIN if one.action else words.NEWER_VERSION
        yield Item(Kind.UNUSABLE, words.unusable(one), advice, one.action or "", one.ref or "", one.row)
    for gap in sql.gaps(connection):
        yield Item(Kind.GAP, words.gap(authors(gap.member), gap.missing), words.ask_for_all(authors(gap.member)))
    for member in sql.open_forks(connection):
        yield Item(Kind.FORK, words.fork(authors(member)), words.EXCHANGE)
    newer = sql.count_newer(connection)
    if newer:
        yield Item(Kind.NEWER, words.newer(newer), words.NEWER_VERSION)

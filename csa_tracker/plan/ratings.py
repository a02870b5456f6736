"""Keep the local rating table equal to the rule, in the transaction that changes an action and when the day turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from csa_tracker.rules.brag import RatingFacts, rate
from csa_tracker.values import Lifecycle, Rag
from db.engine import Connection
from db.log.touched import Touched
from db.meta import get_fact, set_fact
from db.ratings import (
    ActionFacts,
    RatingRow,
    actions_to_rate,
    all_facts,
    facts_of,
    shadow_ratings,
    store_ratings,
    touched_actions,
)
from db.store import Store

RATED_ON = "rated_on"


def rating_facts(stored: ActionFacts) -> RatingFacts:
    """The rule's facts from what is stored."""
    return RatingFacts(
        lifecycle=Lifecycle(stored.lifecycle) if stored.lifecycle else None,
        owner_rag=Rag(stored.owner_rag) if stored.owner_rag else None,
        start_on=stored.start_on,
        due_on=stored.due_on,
        created_on=stored.created_at.date(),
        last_update_on=stored.last_update_on,
        milestones=stored.milestones,
        milestones_done=stored.milestones_done,
    )


def rate_touched(connection: Connection, touched: Touched, today: dt.date) -> None:
    """Rate the actions a merge touched, before it commits."""
    actions = touched_actions(connection, touched)
    if actions:
        _store(connection, facts_of(connection, actions), today)


def refresh_ratings(store: Store, today: dt.date) -> None:
    """Rate what may differ today; everything when the clock went back."""
    with store.reading() as connection:
        rated_on = get_fact(connection, RATED_ON)
        if rated_on == today.isoformat():
            return
        behind = rated_on is None or today.isoformat() < rated_on
    with store.writing() as connection:
        stale = all_facts(connection) if behind else facts_of(connection, actions_to_rate(connection, today))
        _store(connection, stale, today)
        set_fact(connection, RATED_ON, today.isoformat())


def shadow_with_ratings(store: Store, today: dt.date) -> None:
    """Rate every action of a plan that can only be read, in a temporary table before the stored one."""
    with store.reading() as connection:
        shadow_ratings(connection)
        _store(connection, all_facts(connection), today)


def _store(connection: Connection, facts: Iterable[ActionFacts], today: dt.date) -> None:
    rows = []
    for stored in facts:
        rating = rate(rating_facts(stored), today)
        rows.append(
            RatingRow(
                action=stored.action,
                key=stored.key,
                deleted=stored.deleted,
                brag=rating.brag.value if rating.brag is not None else None,
                why_code=rating.why.value,
                next_change_on=rating.next_change_on,
                last_update_on=stored.last_update_on,
                due_on=stored.due_on,
            )
        )
    store_ratings(connection, rows)

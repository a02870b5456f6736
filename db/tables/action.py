"""Actions, their progress and their links."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Index, text

from db.tables.base import LinkRow, ViewRow

_LIVE = text("deleted = 0")


class Plan(ViewRow, table=True):
    """What the plan calls itself; one row."""

    name: str | None = None
    agreement: str | None = None
    marking: str | None = None


class Action(ViewRow, table=True):
    """One action of the plan. `key_issue` is exactly one topic, so totals add up and a clash is visible."""

    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100", name="action_percent"),
        CheckConstraint("owner_rag IN ('red','amber','green')", name="action_owner_rag"),
        Index("action_by_ref", "ref", "id", sqlite_where=_LIVE),
        Index("action_by_title", text("title COLLATE NOCASE"), "id", sqlite_where=_LIVE),
        Index("action_by_due", "due_on", "id", sqlite_where=_LIVE),
        Index("action_by_lifecycle", "lifecycle", "due_on", "id", sqlite_where=_LIVE),
        Index("action_by_partnership", "partnership", "due_on", "id", sqlite_where=_LIVE),
        Index("action_by_lead", text("lead_organisation COLLATE NOCASE"), "id", sqlite_where=_LIVE),
        # Made last, for its name: SQLite then reads it through for words within a lead, rather than another index.
        Index("action_words_of_lead", "lead_organisation", "lead_role", sqlite_where=_LIVE),
        Index("action_by_key_issue", "key_issue", "ref", "id", sqlite_where=_LIVE),
        Index("action_by_percent", "percent", "id", sqlite_where=_LIVE),
        Index("action_any_ref", "ref"),
        Index("action_source_ref", "source_ref"),
    )

    ref: str | None = None
    source_ref: str | None = None
    title: str | None = None
    description: str | None = None
    partnership: str | None = None
    key_issue: str | None = None
    lead_organisation: str | None = None
    lead_role: str | None = None
    board: str | None = None
    strategy: str | None = None
    start_on: dt.date | None = None
    due_on: dt.date | None = None
    due_text: str | None = None
    original_due_on: dt.date | None = None
    recurrence: str | None = None
    review_on: dt.date | None = None
    lifecycle: str | None = None
    owner_rag: str | None = None
    rag_reason: str | None = None
    percent: int | None = None
    measure_of_success: str | None = None
    outcome: str | None = None
    budget_pence: int | None = None
    funding: str | None = None
    marking: str | None = None
    completed_on: dt.date | None = None
    closure_reason: str | None = None
    what_worked: str | None = None
    what_did_not: str | None = None
    keep_adapt_stop: str | None = None
    carried_from: str | None = None


class ProgressUpdate(ViewRow, table=True):
    """What somebody reported on a day; append-only, `corrects` names an earlier update it puts right."""

    __tablename__ = "progress_update"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100", name="update_percent"),
        Index("update_by_action", "action", "made_on", "id"),
    )

    action: str | None = None
    made_on: dt.date | None = None
    author: str | None = None
    role: str | None = None
    text: str | None = None
    rag: str | None = None
    percent: int | None = None
    barrier: str | None = None
    next_step: str | None = None
    corrects: str | None = None


class Milestone(ViewRow, table=True):
    """A dated step of an action; `position` is a fractional index, so moving one writes one field."""

    __table_args__ = (Index("milestone_by_action", "action", "position", "id"),)

    action: str | None = None
    title: str | None = None
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    owner_role: str | None = None
    position: str | None = None


class ActionTopic(LinkRow, table=True):
    """A further key issue, theme, cause or commitment of an action."""

    __tablename__ = "action_topic"
    __table_args__ = (
        Index("action_topic_by_action", "action", "topic"),
        Index("action_topic_by_topic", "topic", "action"),
    )

    action: str | None = None
    topic: str | None = None


class ActionArea(LinkRow, table=True):
    """An area an action is for."""

    __tablename__ = "action_area"
    __table_args__ = (Index("action_area_by_action", "action", "area"), Index("action_area_by_area", "area", "action"))

    action: str | None = None
    area: str | None = None


class ActionPartner(LinkRow, table=True):
    """An organisation that helps with an action, by name."""

    __tablename__ = "action_partner"
    __table_args__ = (Index("action_partner_by_action", "action"),)

    action: str | None = None
    name: str | None = None

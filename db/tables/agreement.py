"""The agreement a plan delivers: its issues, themes, causes and commitments, and how editions map onto each other."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index

from db.tables.base import ViewRow


class Agreement(ViewRow, table=True):
    """A community safety agreement, such as the Lancashire one of 2025 to 2028."""

    code: str | None = None
    title: str | None = None
    strapline: str | None = None
    owner: str | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    status: str | None = None
    note: str | None = None


class Topic(ViewRow, table=True):
    """A key issue, theme, cause, factor, determinant, threat or commitment named by an agreement."""

    __table_args__ = (Index("topic_by_agreement", "agreement", "kind", "position"),)

    agreement: str | None = None
    kind: str | None = None
    code: str | None = None
    label: str | None = None
    short_label: str | None = None
    note: str | None = None
    position: int | None = None
    owned_elsewhere: bool | None = None


class TopicMapping(ViewRow, table=True):
    """One line of the crosswalk between two editions (relations as in SKOS)."""

    __tablename__ = "topic_mapping"

    source: str | None = None
    relation: str | None = None
    target: str | None = None
    note: str | None = None
    decided_by: str | None = None
    decided_on: dt.date | None = None


class Board(ViewRow, table=True):
    """A board or partnership that an action reports to."""

    agreement: str | None = None
    label: str | None = None
    kind: str | None = None
    parent: str | None = None


class BoardOwnership(ViewRow, table=True):
    """Which board owns a topic."""

    __tablename__ = "board_ownership"

    topic: str | None = None
    board: str | None = None
    note: str | None = None


class Strategy(ViewRow, table=True):
    """A related strategy or plan named by an agreement."""

    agreement: str | None = None
    title: str | None = None
    owner: str | None = None
    period: str | None = None
    status: str | None = None


class ResearchItem(ViewRow, table=True):
    """A piece of research an agreement plans."""

    __tablename__ = "research_item"

    agreement: str | None = None
    title: str | None = None
    stage: str | None = None

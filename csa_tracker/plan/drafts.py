"""Drafts: what a form, the command line or an import wants to save, with typed values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from csa_tracker.values import Head, Rag

Value = str | int | bool | dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateDraft:
    """A progress update to log; `author` is the person or role that reports."""

    text: str
    made_on: dt.date
    author: str
    role: str = ""
    rag: Rag | None = None
    percent: int | None = None
    new_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDraft:
    """A milestone to add, or with `id` one to change (every field is then written as given).

    `new_id` is the row id a new one shall have, for a caller that must know it.
    """

    title: str
    due: dt.date | None = None
    done: dt.date | None = None
    owner_role: str = ""
    id: str | None = None
    new_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    """A new action (`id` None) or a change of one: only the fields named are written.

    `fields` has the log's field names; `topics` and `areas` are row ids; `base` the heads a form showed, by JSON name.
    """

    id: str | None = None
    ref: str | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    partners: tuple[str, ...] = ()
    unlink_topics: frozenset[str] = frozenset()
    unlink_areas: frozenset[str] = frozenset()
    unlink_partners: tuple[str, ...] = ()
    updates: tuple[UpdateDraft, ...] = ()
    milestones: tuple[MilestoneDraft, ...] = ()
    base: Mapping[str, tuple[Head, ...]] | None = None

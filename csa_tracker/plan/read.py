"""Read actions: by reference, one whole, or all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from csa_tracker.errors import UserError
from csa_tracker.plan.names import json_name
from csa_tracker.rules.brag import RatingFacts, rate, rating_word, why_sentence
from csa_tracker.values import Action, Head, Lifecycle, MilestoneView, Rag, UpdateView
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.clock import instant_of
from db.queries import details, reference

_KINDS = {"theme": "themes", "cause": "causes", "commitment": "commitments"}


def find_action(plan: OpenPlan, ref: str) -> str:
    """The id of the action with this reference (also its imported reference or id); a live one before one in the Bin.

    Raises UserError when there is none, or several live ones share the reference.
    """
    with plan.store.reading() as connection:
        found = details.find_ids(connection, ref.strip())
    live = [action for action, deleted in found if not deleted]
    if len(live) > 1:
        raise UserError(
            "ambiguous-reference",
            f"{len(live)} actions have the reference {ref}.",
            "Use the action's id instead; `action list --json` shows it.",
        )
    if not found:
        raise UserError(
            "unknown-reference",
            f"There is no action {ref[:60]} in this plan.",
            "List the actions to see their references.",
        )
    return live[0] if live else found[0][0]


def read_action(plan: OpenPlan, action_id: str) -> Action:
    """One action whole, with the heads a form must remember. Raises UserError when it is not in this plan."""
    plan.refresh_day()
    with plan.store.reading() as connection:
        stored = details.stored_actions(connection, [action_id], deleted=False)
        if not stored:
            raise UserError("unknown-action", "The action is not in this plan.", "List the actions, then choose one.")
        heads = details.action_heads(connection, action_id)
        topics = topic_rows(connection)
    by_json = {json_name(field): tuple(refs) for field, refs in heads.items() if not field.startswith("_")}
    return as_action(stored[0], topics, plan.today, by_json)


def read_actions(plan: OpenPlan, *, deleted: bool = False) -> list[Action]:
    """Every action (or, with `deleted`, everything in the Bin) in reference order, without heads."""
    plan.refresh_day()
    with plan.store.reading() as connection:
        stored = details.stored_actions(connection, None, deleted=deleted)
        topics = topic_rows(connection)
    return [as_action(action, topics, plan.today) for action in stored]


def read_these(plan: OpenPlan, ids: Collection[str]) -> dict[str, Action]:
    """These actions by id, live or in the Bin, without heads; one that is not in the plan is left out."""
    plan.refresh_day()
    with plan.store.reading() as connection:
        stored = details.stored_actions(connection, ids, deleted=False) if ids else []
        topics = topic_rows(connection)
    return {(action := as_action(one, topics, plan.today)).id: action for one in stored}


def topic_rows(connection: Connection) -> dict[str, dict[str, Any]]:
    """Every topic's columns by row id."""
    return {row["id"]: row for row in reference.rows_of(connection, "topic")}


def as_action(
    stored: details.StoredAction,
    topics: Mapping[str, dict[str, Any]],
    today: dt.date,
    heads: Mapping[str, tuple[Head, ...]] = MappingProxyType({}),
) -> Action:
    """An action as people read it, rated as on `today`; `topics` are the topic rows by id."""
    columns = stored.columns
    key_issue = topics.get(columns["key_issue"] or "")
    linked: dict[str, list[str]] = {"key_issue": [], "theme": [], "cause": [], "commitment": []}
    for topic in stored.topics:
        linked.setdefault(topic["kind"], []).append(topic["code"])
    updates = tuple(_update(row) for row in stored.updates)
    milestones = tuple(_milestone(row) for row in stored.milestones)
    facts = _facts(columns, milestones)
    rating = rate(facts, today)
    return Action(
        id=columns["id"],
        ref=columns["ref"] or "",
        source_ref=columns["source_ref"],
        title=columns["title"] or "",
        description=columns["description"] or "",
        partnership=columns["partnership"] or "",
        areas=tuple(area["name"] for area in stored.areas),
        key_issue=key_issue["code"] if key_issue else None,
        key_issue_label=key_issue["label"] if key_issue else "",
        also_key_issues=tuple(linked["key_issue"]),
        themes=tuple(linked["theme"]),
        causes=tuple(linked["cause"]),
        commitments=tuple(linked["commitment"]),
        lead=columns["lead_organisation"] or "",
        lead_role=columns["lead_role"] or "",
        partners=tuple(sorted(stored.partners, key=str.casefold)),
        board=columns["board"] or "",
        start=columns["start_on"],
        due=columns["due_on"],
        due_text=columns["due_text"] or "",
        status=facts.lifecycle,
        rag=facts.owner_rag,
        brag=rating.brag,
        rating_word=rating_word(rating.brag, rating.why),
        why=why_sentence(facts, rating, today),
        percent=columns["percent"],
        measure=columns["measure_of_success"] or "",
        marking=columns["marking"] or "",
        latest_update=updates[0].text if updates else "",
        latest_update_on=updates[0].made_on if updates else None,
        updates=updates,
        milestones=milestones,
        conflicts=tuple(sorted(json_name(field) for field in stored.conflicts)),
        deleted=bool(columns["deleted"]),
        labels={topic["code"]: topic["label"] for topic in (key_issue, *stored.topics) if topic is not None},
        heads=heads,
        original_due=columns["original_due_on"],
        completed_on=columns["completed_on"],
        closure_reason=columns["closure_reason"] or "",
        review_on=columns["review_on"],
        outcome=columns["outcome"] or "",
        funding=columns["funding"] or "",
    )


def _facts(columns: Mapping[str, Any], milestones: tuple[MilestoneView, ...]) -> RatingFacts:
    return RatingFacts(
        lifecycle=Lifecycle(columns["lifecycle"]) if columns["lifecycle"] else None,
        owner_rag=Rag(columns["owner_rag"]) if columns["owner_rag"] else None,
        start_on=columns["start_on"],
        due_on=columns["due_on"],
        created_on=instant_of(columns["created_hlc"]).date(),
        last_update_on=columns["last_update_on"],
        milestones=len(milestones),
        milestones_done=sum(milestone.done is not None for milestone in milestones),
    )


def _update(row: Mapping[str, Any]) -> UpdateView:
    return UpdateView(
        row["id"],
        row["made_on"] or instant_of(row["created_hlc"]).date(),
        row["author"] or row["role"] or "",
        row["text"] or "",
        Rag(row["rag"]) if row["rag"] else None,
        row["percent"],
    )


def _milestone(row: Mapping[str, Any]) -> MilestoneView:
    return MilestoneView(row["id"], row["title"] or "", row["due_on"], row["done_on"], row["owner_role"] or "")

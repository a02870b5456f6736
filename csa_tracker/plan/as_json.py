"""An action as the JSON document of the command line and of exports (names: docs/cli.md)."""

from __future__ import annotations

import datetime as dt

from csa_tracker.values import Action, MilestoneView, UpdateView

Json = dict[str, object]


def action_json(action: Action, *, whole: bool) -> Json:
    """One action; dates are ISO or None, `updates` and `milestones` are counts.

    `whole` adds `update_list`, `milestone_list` and `heads` ({field: ["transaction:index", ...]}).
    """
    document: Json = {
        "id": action.id,
        "ref": action.ref,
        "source_ref": action.source_ref,
        "title": action.title,
        "description": action.description,
        "partnership": action.partnership,
        "areas": list(action.areas),
        "key_issue": action.key_issue,
        "also_key_issues": list(action.also_key_issues),
        "themes": list(action.themes),
        "causes": list(action.causes),
        "commitments": list(action.commitments),
        "lead": action.lead,
        "lead_role": action.lead_role,
        "partners": list(action.partners),
        "board": action.board,
        **_standing(action),
    }
    if whole:
        document["update_list"] = [_update(update) for update in action.updates]
        document["milestone_list"] = [_milestone(milestone) for milestone in action.milestones]
        document["heads"] = {
            field: [f"{transaction}:{index}" for transaction, index in heads] for field, heads in action.heads.items()
        }
    return document


def _standing(action: Action) -> Json:
    """How an action stands: its dates, rating, progress and counts."""
    return {
        "start": _iso(action.start),
        "due": _iso(action.due),
        "due_text": action.due_text,
        "status": action.status.value if action.status is not None else None,
        "rag": action.rag.value if action.rag is not None else None,
        "brag": action.brag.value if action.brag is not None else None,
        "why": action.why,
        "percent": action.percent,
        "measure": action.measure,
        "marking": action.marking,
        "latest_update": action.latest_update,
        "latest_update_on": _iso(action.latest_update_on),
        "updates": len(action.updates),
        "milestones": len(action.milestones),
        "conflicts": list(action.conflicts),
        "deleted": action.deleted,
    }


def _update(update: UpdateView) -> Json:
    return {
        "id": update.id,
        "date": _iso(update.made_on),
        "author": update.author,
        "text": update.text,
        "rag": update.rag.value if update.rag is not None else None,
        "percent": update.percent,
    }


def _milestone(milestone: MilestoneView) -> Json:
    return {
        "id": milestone.id,
        "title": milestone.title,
        "due": _iso(milestone.due),
        "done": _iso(milestone.done),
        "owner_role": milestone.owner_role,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None

"""The values a row would set, in the JSON names and words of the command line."""

from __future__ import annotations

import datetime as dt

from csa_tracker.importing.labels import Labels
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.names import json_name

Json = str | int | bool | list[str] | None

_LISTS = {"key_issue": "also_key_issues", "theme": "themes", "cause": "causes", "commitment": "commitments"}


def shown_values(draft: ActionDraft, labels: Labels) -> dict[str, Json]:
    """What a draft sets: fields, linked codes and names, what it unlinks ("themes_removed"), and counts of the rest."""
    values: dict[str, Json] = {}
    codes = {choice.id: choice.code for choice in labels.choices["key_issue"]}
    for field, value in draft.fields.items():
        if field == "key_issue":
            values["key_issue"] = codes.get(str(value))
        else:
            values[json_name(field)] = value.isoformat() if isinstance(value, dt.date) else value
    for ending, topics, areas in (
        ("", draft.topics, draft.areas),
        ("_removed", draft.unlink_topics, draft.unlink_areas),
    ):
        for kind, name in _LISTS.items():
            _put(values, f"{name}{ending}", [choice.code for choice in labels.choices[kind] if choice.id in topics])
        _put(values, f"areas{ending}", [choice.label for choice in labels.choices["area"] if choice.id in areas])
    _put(values, "partners", list(draft.partners))
    _put(values, "partners_removed", list(draft.unlink_partners))
    if draft.milestones:
        values["milestones"] = len(draft.milestones)
    if draft.updates:
        values["updates"] = len(draft.updates)
    return values


def _put(values: dict[str, Json], name: str, listed: list[str]) -> None:
    if listed:
        values[name] = listed

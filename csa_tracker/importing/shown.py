"""The values a row would set, in the JSON names and words of the command line."""

from __future__ import annotations

import datetime as dt

from csa_tracker.importing.labels import Labels
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.names import json_name

Json = str | int | bool | list[str] | None

_LISTS = {
    "key_issue": "also_key_issues",
    "theme": "themes",
    "cause": "causes",
    "commitment": "commitments",
    "area": "areas",
}


def shown_values(draft: ActionDraft, labels: Labels) -> dict[str, Json]:
    """What a draft sets: fields, linked codes and names, what it unlinks ("themes_removed"), and counts of the rest."""
    values: dict[str, Json] = {}
    for field, value in draft.fields.items():
        if field == "key_issue":
            values[field] = labels.names[str(value)][1]
        else:
            values[json_name(field)] = value.isoformat() if isinstance(value, dt.date) else value
    values |= _linked(draft.topics | draft.areas, labels, "")
    values |= _linked(draft.unlink_topics | draft.unlink_areas, labels, "_removed")
    if draft.partners:
        values["partners"] = list(draft.partners)
    if draft.unlink_partners:
        values["partners_removed"] = list(draft.unlink_partners)
    if draft.milestones:
        values["milestones"] = len(draft.milestones)
    if draft.updates:
        values["updates"] = len(draft.updates)
    return values


def _linked(ids: frozenset[str], labels: Labels, ending: str) -> dict[str, Json]:
    found: dict[str, list[str]] = {}
    for kind, name in sorted(labels.names[row] for row in ids):
        found.setdefault(f"{_LISTS[kind]}{ending}", []).append(name)
    return dict(found)

"""What a row changes, field by field in people's words: what the plan says now, and what it would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from csa_tracker.importing.labels import Labels
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.names import BY_LOG, json_name
from csa_tracker.plan.vocabulary import folded
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action, Lifecycle, MilestoneView

_LISTS = (
    ("key_issue", "also_key_issues", "Further key issues"),
    ("theme", "themes", "Themes"),
    ("cause", "causes", "Causes"),
    ("commitment", "commitments", "Commitments"),
)


class Change(NamedTuple):
    """One field: its JSON name, what people call it, and its words before and after ("" for nothing)."""

    field: str
    name: str
    before: str
    after: str


def changes_of(draft: ActionDraft, before: Action | None, labels: Labels) -> tuple[Change, ...]:
    """What a draft changes in its action; everything it sets where the action is new (`before` None)."""
    changes = [
        *_fields(draft, before, labels),
        *_topics(draft, before, labels),
        *_areas(draft, before, labels),
        *_partners(draft, before),
        *_milestones(draft.milestones, before),
        *_updates(draft.updates),
    ]
    return tuple(change for change in changes if change.before != change.after)


def _fields(draft: ActionDraft, before: Action | None, labels: Labels) -> Iterator[Change]:
    for field, value in draft.fields.items():
        name = BY_LOG[field].spoken if field in BY_LOG else field
        yield Change(json_name(field), name, _stored(field, before), _words(field, value, labels))


def _stored(field: str, before: Action | None) -> str:
    if before is None:
        return ""
    if field == "key_issue":
        return before.key_issue_label
    return _words(field, getattr(before, json_name(field), None), None)


def _words(field: str, value: Value, labels: Labels | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date):
        return show_date(value)
    if field == "key_issue" and labels is not None:
        return _label(labels, str(value))
    if field == "lifecycle":
        return Lifecycle(str(value)).word
    if field == "owner_rag":
        return str(value).capitalize()
    return f"{value}%" if field == "percent" else str(value)


def _label(labels: Labels, row: str) -> str:
    kind, _ = labels.names[row]
    return next(choice.label for choice in labels.choices[kind] if choice.id == row)


def _topics(draft: ActionDraft, before: Action | None, labels: Labels) -> Iterator[Change]:
    for kind, field, name in _LISTS:
        added = [choice for choice in labels.choices[kind] if choice.id in draft.topics]
        ended = {choice.code for choice in labels.choices[kind] if choice.id in draft.unlink_topics}
        if added or ended:
            codes: tuple[str, ...] = getattr(before, field) if before is not None else ()
            known = [before.labels.get(code, code) for code in codes] if before is not None else []
            kept = [label for label, code in zip(known, codes, strict=True) if code not in ended]
            yield _list(field, name, known, [*kept, *(choice.label for choice in added)])


def _areas(draft: ActionDraft, before: Action | None, labels: Labels) -> Iterator[Change]:
    if draft.areas or draft.unlink_areas:
        known = before.areas if before is not None else ()
        ended = {choice.label for choice in labels.choices["area"] if choice.id in draft.unlink_areas}
        added = (choice.label for choice in labels.choices["area"] if choice.id in draft.areas)
        yield _list("areas", "Areas", known, [*(area for area in known if area not in ended), *added])


def _partners(draft: ActionDraft, before: Action | None) -> Iterator[Change]:
    if draft.partners or draft.unlink_partners:
        known = before.partners if before is not None else ()
        ended = {folded(name) for name in draft.unlink_partners}
        kept = (name for name in known if folded(name) not in ended)
        yield _list("partners", "Partners", known, [*kept, *draft.partners])


def _list(field: str, name: str, before: Iterable[str], after: Iterable[str]) -> Change:
    return Change(field, name, "; ".join(before), "; ".join(after))


def _milestones(drafts: Iterable[MilestoneDraft], before: Action | None) -> Iterator[Change]:
    known = {view.id: view for view in before.milestones} if before is not None else {}
    for draft in drafts:
        view = known.get(draft.id) if draft.id is not None else None
        yield Change("milestones", "Milestone", _milestone(view) if view is not None else "", _milestone(draft))


def _milestone(one: MilestoneDraft | MilestoneView) -> str:
    due = f", due {show_date(one.due)}" if one.due is not None else ""
    done = f", done {show_date(one.done)}" if one.done is not None else ""
    owner = f", {one.owner_role}" if one.owner_role else ""
    return f"{one.title}{owner}{due}{done}"


def _updates(drafts: Iterable[UpdateDraft]) -> Iterator[Change]:
    for draft in drafts:
        rag = f", {draft.rag.value}" if draft.rag is not None else ""
        yield Change("updates", "Update", "", f"{show_date(draft.made_on)}{rag}: {draft.text}")

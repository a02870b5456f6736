"""What a row changes in an action of the plan: only what the file says and the plan does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from csa_tracker.exporting.cell_limit import is_cut_from
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.reading import ReadAction, ReadMilestone
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.vocabulary import folded
from csa_tracker.rules.words import spelling
from csa_tracker.values import Action, MilestoneView

_KINDS = {"key_issue": "also_key_issues", "theme": "themes", "cause": "causes", "commitment": "commitments"}


def new_draft(read: ReadAction) -> ActionDraft:
    """The draft of a row that no action of the plan matches."""
    fields = {name: value for name, value in read.fields.items() if value not in (None, "")}
    if read.ref:
        fields["source_ref"] = read.ref
    return ActionDraft(
        ref=read.ref or None,
        fields=fields,
        topics=frozenset().union(*read.topics.values()),
        areas=frozenset(read.areas or ()),
        partners=read.partners or (),
        updates=(*read.updates, *_unreported(read, read.updates)),
        milestones=tuple(milestone.draft for milestone in read.milestones),
    )


def changed_draft(read: ReadAction, action: Action, labels: Labels) -> ActionDraft | None:
    """The draft of what a row changes in its action, or None when the plan has all of it already."""
    linked, unlinked = _topics(read, action, labels)
    areas = _areas(action, labels)
    wanted_areas = areas if read.areas is None else read.areas
    partners = {folded(name): name for name in action.partners}
    wanted_partners = partners if read.partners is None else {folded(name): name for name in read.partners}
    updates = [update for update in read.updates if not _is_known(update, action)]
    draft = ActionDraft(
        id=action.id,
        fields=_fields(read, action, labels),
        topics=linked,
        unlink_topics=unlinked,
        areas=frozenset(wanted_areas - areas),
        unlink_areas=frozenset(areas - wanted_areas),
        partners=tuple(name for key, name in wanted_partners.items() if key not in partners),
        unlink_partners=tuple(name for key, name in partners.items() if key not in wanted_partners),
        updates=(*updates, *_latest(read, action)),
        milestones=tuple(_milestones(read.milestones, action.milestones)),
    )
    return None if draft == ActionDraft(id=action.id) else draft


def same_text(cell: str, text: str) -> bool:
    """Whether a cell says what the plan holds; line ends, outer spaces and a cut at the cell's limit do not matter."""
    return _plain(cell) == _plain(text) or is_cut_from(_plain(cell), _plain(text))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _fields(read: ReadAction, action: Action, labels: Labels) -> dict[str, Value]:
    issue = labels.by_code("key_issue", action.key_issue) if action.key_issue is not None else None
    stored: Mapping[str, Value] = {
        "title": action.title,
        "description": action.description,
        "key_issue": issue.id if issue is not None else None,
        "lead_organisation": action.lead,
        "lead_role": action.lead_role,
        "board": action.board,
        "start_on": action.start,
        "lifecycle": action.status.value if action.status is not None else None,
        "owner_rag": action.rag.value if action.rag is not None else None,
        "percent": action.percent,
        "measure_of_success": action.measure,
        "marking": action.marking,
        "review_on": action.review_on,
        "completed_on": action.completed_on,
        "outcome": action.outcome,
        "funding": action.funding,
    }
    changed = {
        name: read.fields[name]
        for name, known in stored.items()
        if name in read.fields and not _same(read.fields[name], known) and not (known and name in read.supposed)
    }
    if _moves_due(read, action):
        changed |= {name: read.fields[name] for name in ("due_on", "due_text", "recurrence")}
    if "lifecycle" in changed:
        changed |= {name: read.fields[name] for name in ("recurrence", "closure_reason") if name in read.fields}
    return changed


def _same(cell: Value, known: Value) -> bool:
    if isinstance(cell, str) and isinstance(known, str):
        return same_text(cell, known)
    return cell == known


def _moves_due(read: ReadAction, action: Action) -> bool:
    """A date equal to the plan's is no change, even where the plan also keeps words ("Dec 2026")."""
    if "due_on" not in read.fields:
        return False
    on, text = read.fields["due_on"], str(read.fields["due_text"])
    return on != action.due or (text != "" and not same_text(text, action.due_text))


def _topics(read: ReadAction, action: Action, labels: Labels) -> tuple[frozenset[str], frozenset[str]]:
    """(to link, to unlink): a cell that says something states the whole list of its kind."""
    linked: set[str] = set()
    unlinked: set[str] = set()
    for kind, wanted in read.topics.items():
        codes = set(getattr(action, _KINDS[kind]))
        known = {choice.id for choice in labels.choices[kind] if choice.code in codes}
        linked |= wanted - known
        unlinked |= known - wanted
    return frozenset(linked), frozenset(unlinked)


def _areas(action: Action, labels: Labels) -> set[str]:
    names = set(action.areas)
    return {choice.id for choice in labels.choices["area"] if choice.label in names}


def _is_known(update: UpdateDraft, action: Action) -> bool:
    return any(known.made_on == update.made_on and same_text(update.text, known.text) for known in action.updates)


def _latest(read: ReadAction, action: Action) -> list[UpdateDraft]:
    """The latest update unless the plan or the updates have it; one without a date is known by its text alone."""
    return [
        latest
        for latest in _unreported(read, read.updates)
        if not _is_known(latest, action)
        and (read.latest_is_dated or not any(same_text(latest.text, known.text) for known in action.updates))
    ]


def _unreported(read: ReadAction, updates: list[UpdateDraft]) -> list[UpdateDraft]:
    if read.latest is None:
        return []
    repeated = any(
        same_text(read.latest.text, update.text) and (update.made_on == read.latest.made_on or not read.latest_is_dated)
        for update in updates
    )
    return [] if repeated else [read.latest]


def _milestones(read: list[ReadMilestone], known: tuple[MilestoneView, ...]) -> list[MilestoneDraft]:
    """New and changed milestones: each is matched by its title, else by its number where that one is still free."""
    free = dict(enumerate(known, start=1))
    matched: dict[int, int] = {}
    for place, milestone in enumerate(read):
        title = spelling(milestone.draft.title)
        at = next((number for number, view in free.items() if spelling(view.title) == title), None)
        if at is not None:
            matched[place] = at
            del free[at]
    for place, milestone in enumerate(read):
        if place not in matched and milestone.number in free:
            matched[place] = milestone.number
            del free[milestone.number]
    drafts = []
    for place, milestone in enumerate(read):
        draft = _milestone(milestone.draft, known[matched[place] - 1] if place in matched else None)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _milestone(draft: MilestoneDraft, known: MilestoneView | None) -> MilestoneDraft | None:
    """The draft, completed by what the file leaves blank; None when nothing changes."""
    if known is None:
        return draft
    unchanged = MilestoneDraft(
        id=known.id, title=known.title, due=known.due, done=known.done, owner_role=known.owner_role
    )
    whole = replace(
        unchanged,
        title=_newer(draft.title, known.title),
        due=draft.due or known.due,
        done=draft.done or known.done,
        owner_role=_newer(draft.owner_role, known.owner_role),
    )
    return None if whole == unchanged else whole


def _newer(cell: str, text: str) -> str:
    """The cell's text where it says something else than the plan's."""
    return text if not cell or same_text(cell, text) else cell

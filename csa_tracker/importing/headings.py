"""Which column means what: heading synonyms of real plans and of other tools, and how to find the heading row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from csa_tracker.importing.sheets import Cell, cell_text

SCANNED_ROWS = 40
"""Titles, spacer rows and notes may stand above the headings, as far down as this."""

# Fields by their JSON names. Earlier spellings win where one heading could mean two fields ("Theme", "Outcome").
ACTION_HEADINGS: Mapping[str, str] = {
    "title": (
        "action, actions, activity, task, task name, what we will do, action required, action to take, "
        "action to address risk, card name, title, subject, name, recommendation, improvement, aims, project"
    ),
    "ref": (
        "ref, reference, action ref, action id, action code, ref no, task id, card id, id, code, number, no, #, item"
    ),
    "key_issue": (
        "key issue, key issues, priority, strategic objective, objective, strand, goal, theme, bucket name, "
        "list name, section column, category, tracker, affected hate crime strands"
    ),
    "themes": "cross cutting theme, cross cutting themes, themes, theme, labels, tags, strands",
    "causes": "cause, causes, causes of the causes, root cause",
    "commitments": "commitment, commitments",
    "areas": "area, areas, district, districts, place, location",
    "lead": (
        "lead organisation, lead organisations, lead agency, lead agencies, lead partner, csp lead, "
        "lead officer agency, lead, owner"
    ),
    "lead_role": (
        "lead role, lead officer, responsible officer, responsible person, lead officer em, assigned to, assignee, "
        "tactical lead, strategic lead, who, members, owner"
    ),
    "partners": "partners, supporting partners, other agencies, contributors, partner organisations, partner agencies",
    "start": "start date, start, begin date, created date",
    "due": (
        "due date, target date, target dates, due, deadline, by when, when by, timescale, timescales, timeframe, "
        "completion date, target completion date, forecast end date, finish, end date, end, date for completion, when"
    ),
    "due_original": "original due date, original date, original target date, original deadline, original due",
    "due_revised": (
        "revised due date, revised date, revised target date, new due date, new target date, revised deadline, "
        "extended to"
    ),
    "status": "status, lifecycle, progress status, stage",
    "rag": "brag, rag, rag status, rag*, traffic light, rating brag, rag rating, brag rating, brag status, status",
    "percent": "progress percent, percent complete, percent done, done ratio, completion, percent",
    "latest_update": (
        "latest update, progress update, progress, update, latest note, comments, action taken, work to date, "
        "progress comment"
    ),
    "latest_update_on": "update date, latest update date, date of update, updated, last updated",
    "measure": (
        "how we will measure it, measure of success, measure, success measure, kpi, performance indicator, "
        "outcome performance indicator, evaluation measures, how we will know, outcome measure"
    ),
    "board": "reports to, board, governance, reporting to, accountable board",
    "description": "description, detail, details, notes, card description, project objective, background",
    "marking": "marking, protective marking, classification",
    "milestones": "milestones, key milestones, checklist items, checklist, subtasks, sub tasks, key steps, steps",
    "milestones_due": (
        "milestone dates, milestone date, milestones due, milestone due, milestone due date, milestone due dates, "
        "milestone target dates, dates of milestones, key dates"
    ),
    "completed_on": (
        "completed date, date completed, completed at, date of completion, completed on, date of actual completion, "
        "actual completion date, actual completion, actual end date, actual end, actual finish, "
        "date closed, closed date"
    ),
    "review_on": "review date, next review, next review date, date of next review, review due, date for review",
    "outcome": "outcomes, intended outcome, intended outcomes, expected outcome, expected outcomes, desired outcome",
    "funding": "funding, funding source, source of funding",
}
MILESTONE_HEADINGS: Mapping[str, str] = {
    "ref": "action ref, ref, action, action id, reference",
    "number": "no, number, #, step",
    "title": "milestone, milestones, key milestone, key milestones, title",
    "due": "due, due date, target date, by when",
    "done": "done on, done, completed, completed on, date completed, completion date",
    "owner_role": "owner, owner role, lead, lead role, who",
}
UPDATE_HEADINGS: Mapping[str, str] = {
    "ref": "action ref, ref, action, action id, reference",
    "date": "date, update date, made on",
    "author": "by role, by, author, role",
    "text": "update, progress update, text, progress",
    "rag": "brag, rag, rag status, rating",
    "percent": "progress percent, percent complete, percent",
}
ROLES = {"milestones": MILESTONE_HEADINGS, "updates": UPDATE_HEADINGS, "actions": ACTION_HEADINGS}
_NEEDED = {"milestones": ("ref", "title"), "updates": ("ref", "text", "date"), "actions": ("title",)}
_TELLING = {"milestones": ("milestone", "milestones", "key milestone", "key milestones"), "updates": ("update",)}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row of a sheet: its number, what the sheet holds, and for each column its text and field or None."""

    row: int
    role: str
    texts: tuple[str, ...]
    fields: tuple[str | None, ...]

    def text_of(self, field: str) -> str:
        """The heading a person sees over a field's column, or the field's own name."""
        found = (text for text, mapped in zip(self.texts, self.fields, strict=True) if mapped == field)
        return next(found, field.replace("_", " ").capitalize())


def find_heading(rows: Sequence[Sequence[Cell]]) -> Heading | None:
    """Find the heading row in the first rows of a sheet and what it heads; None when the sheet is something else."""
    best: tuple[int, Heading] | None = None
    for place, cells in enumerate(rows[:SCANNED_ROWS], start=1):
        texts = tuple(" ".join(cell_text(cell).split()) for cell in cells)
        for role in ROLES:
            fields = assign_fields(texts, role)
            score = sum(field is not None for field in fields)
            if is_role(texts, fields, role) and score >= 2 and (best is None or score > best[0]):
                best = score, Heading(place, role, texts, fields)
    return best[1] if best is not None else None


def is_role(texts: Sequence[str], fields: Sequence[str | None], role: str) -> bool:
    """Whether headings with these fields are those of a table of this role."""
    if any(need not in fields for need in _NEEDED[role]):
        return False
    if role == "actions":
        return True
    as_actions = assign_fields(texts, "actions")
    if "title" in as_actions and "ref" in as_actions:  # a plan with a Milestones column is still a plan
        return False
    return any(plain_heading(text) in _TELLING[role] for text in texts)


def assign_fields(texts: Sequence[str], role: str) -> tuple[str | None, ...]:
    """Give each column the field its heading names best, and each field one column."""
    ranks = RANKS[role]
    wishes = sorted(
        (rank, place, field)
        for place, text in enumerate(texts)
        for field, rank in ranks.get(plain_heading(text), {}).items()
    )
    fields: dict[int, str] = {}
    for _, place, field in wishes:
        if place not in fields and field not in fields.values():
            fields[place] = field
    return tuple(fields.get(place) for place in range(len(texts)))


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading without case, punctuation and spare spaces; % and # as words, so "% complete" is not "Complete"."""
    words = text.casefold().replace("(s)", "s").replace("%", " percent ").replace("#", " number ")
    return re.sub(r"[^\w]+", " ", words.replace("_", " ")).strip()


def _ranked(headings: Mapping[str, str]) -> dict[str, dict[str, int]]:
    ranks: dict[str, dict[str, int]] = {}
    for field, words in headings.items():
        for rank, word in enumerate(words.split(", ")):
            ranks.setdefault(plain_heading(word), {}).setdefault(field, rank)
    return ranks


RANKS = {role: _ranked(headings) for role, headings in ROLES.items()}

"""The one place that knows how the product imports: a file goes in; its questions and the plan come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from csa_tracker.errors import UserError
from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.fields import field_called
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.pasted import read_pasted
from csa_tracker.importing.preview import ImportPreview, Source, preview_import, preview_source
from csa_tracker.plan.read import read_actions
from csa_tracker.workspace import OpenPlan
from tests.corpus.truth import Case

ROUNDS = 5
"""An answer may raise another question; no careful reader goes on for longer."""
_FIELD_OF_KIND = {
    "area": "areas",
    "theme": "themes",
    "cause": "",
    "commitment": "",
    "board": "",
    "person": "lead_role",
    "rating": "rag",
    "colour": "rag",
    "split": "updates",
    "year": "updates",
    "refs": "ref",
    "review": "due",
    "issue": "key_issue",
    "marking": "marking",
    "dropped": "title",
    "row": "title",
    "joined": "title",
}
_FIELD_OF_COLUMN = {"latest_update": "updates", "update": "updates", "milestones": "milestones", "areas": "areas"}


@dataclass(frozen=True)
class Asked:
    """A question of the product: the field that waits, whose rows (empty: the whole column), words and options."""

    id: str
    field: str
    rows: frozenset[int]
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What the preview says of a row."""

    row: int
    outcome: str
    reasons: tuple[str, ...]


@dataclass
class Outcome:
    """What came of importing a file. `actions` hold the fields of truth.FIELDS; `refused` is why nothing came of it."""

    rows: list[Told] = field(default_factory=list)
    asks: list[Asked] = field(default_factory=list)
    actions: list[Mapping[str, Any]] = field(default_factory=list)
    refused: str = ""


def run_import(plan: OpenPlan, case: Case, file: Path, answer: Callable[[Asked], str]) -> Outcome:
    """Import a file into a plan, answering every question, and read the plan."""
    outcome = Outcome()
    given: dict[str, str] = {}
    try:
        preview = _first_preview(plan, case, file)
        for _ in range(ROUNDS):
            document = preview.as_json()
            asks = [one for one in read_asks(document) if one.id not in given]
            outcome.asks += asks
            if not asks:
                break
            for one in asks:
                given[one.id] = answer(one)
                if one.id.startswith("column:"):
                    outcome.asks.remove(one)
                    outcome.asks.append(replace(one, field=_column_field(given[one.id])))
            preview = preview_source(plan, preview.source, answers=given, today=plan.today)
        document = preview.as_json()
        apply_import(plan, preview, answers=given, take_suggested=True)
    except UserError as refusal:
        outcome.refused = f"{refusal.code}: {refusal.message}"
        return outcome
    rows: Any = document["rows"]
    outcome.rows = [Told(row["row"], row["outcome"], tuple(row["reasons"])) for row in rows]
    repeats = {row["values"].get("title"): row["values"].get("recurrence") or "" for row in rows}
    outcome.actions = [
        {name: getattr(action, name) for name in _PLAIN}
        | {
            "ref": action.source_ref or "",
            "start": action.start and action.start.isoformat(),
            "due": action.due and action.due.isoformat(),
            "recurrence": repeats.get(action.title, ""),
            "milestones": [
                (stone.title, stone.due and stone.due.isoformat(), stone.done and stone.done.isoformat())
                for stone in action.milestones
            ],
            "updates": [(update.made_on.isoformat(), update.text) for update in action.updates],
        }
        for action in read_actions(plan)
    ]
    return outcome


def _first_preview(plan: OpenPlan, case: Case, file: Path) -> ImportPreview:
    if case.pasted:
        source = Source((read_pasted(file.read_text("utf-8")),))
        return preview_source(plan, source, answers={}, today=plan.today)
    return preview_import(plan, [file], today=plan.today)


def _column_field(answer: str) -> str:
    """The field of the truth that a column was taken for; "" where it is left out or kept in the description."""
    taken = field_called(answer) or ""
    return _FIELD_OF_COLUMN.get(taken, taken)


_PLAIN = (
    "title", "key_issue", "also_key_issues", "themes", "areas", "lead", "lead_role", "partners", "due_text", "status",
    "rag", "percent", "description", "measure", "marking",
)  # fmt: skip


def read_asks(document: Mapping[str, Any]) -> list[Asked]:
    """The questions of an import document; where one does not say its field and rows, they are read from its words."""
    waiting = frozenset(row["row"] for row in document["rows"] if row["outcome"] == "ask")
    fields = {plain_heading(column["heading"]): column["field"] or "" for column in document["columns"]}
    return [_asked(ask, waiting, fields) for ask in document["asks"]]


def asked_of(document: Mapping[str, Any], name: str) -> Asked:
    """One question of an import document, by its id."""
    return next(one for one in read_asks(document) if one.id == name)


def _asked(ask: Mapping[str, Any], waiting: frozenset[int], fields: Mapping[str, str]) -> Asked:
    kind, _, rest = str(ask["id"]).partition(":")
    heading = rest.split(":", 1)[0]
    if kind in ("dates", "serials", "turned"):
        kind = fields.get(heading, "due")
    rows: Sequence[int] = ask.get("rows") or [
        int(number) for number in re.findall(r"\brow (\d+)", ask["question"], re.I)
    ]
    more = re.search(r"and [\d,]+ more", ask["question"]) and not ask.get("rows")
    return Asked(
        ask["id"],
        ask.get("field") or _FIELD_OF_KIND.get(kind, kind),
        waiting if more else frozenset(rows),
        ask["question"],
        tuple(ask["options"]),
    )

"""What a careful community safety officer reads out of a file: actions, open questions, rows left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

TEXTS = ("ref", "title", "key_issue", "lead", "lead_role", "start", "due", "due_text", "recurrence", "status", "rag",
         "description", "measure", "marking")  # fmt: skip
LISTS = ("also_key_issues", "themes", "areas", "partners")
FIELDS = (*TEXTS, *LISTS, "percent", "milestones", "updates")
"""Everything a person would see of an action, by the names of the command line's JSON."""

DATES = ("start", "due")
RATINGS = ("rag", "status")
LEADS = ("lead", "lead_role")
NEVER_GUESSED = (*DATES, *RATINGS, *LEADS)
"""Fields in which one silently wrong value is one too many; dates of updates and milestones count as well."""

ANY = "*"
"""Stands for a value that only the person at the screen can give: any answer is right, but it must be asked."""

Dated = tuple[str | None, str]
"""The day of an update ("2026-09": any day of that month; None: the file says none, any will do), its text."""


@dataclass(frozen=True)
class Stone:
    """A milestone; `due` and `done` as ISO dates, "" without one."""

    title: str
    due: str = ""
    done: str = ""


@dataclass(frozen=True)
class Seen:
    """One action. `row` is where Excel shows it to begin (its `sheet` where the file has several with actions).

    Codes for key issues and themes, ISO dates, words of docs/cli.md for status ("in_progress") and rating ("red").
    `accept` names further values of a field that are as good, because two careful people would differ.
    """

    row: int
    title: str
    sheet: str = ""
    ref: str = ""
    key_issue: str = ""
    also_key_issues: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lead: str = ""
    lead_role: str = ""
    partners: tuple[str, ...] = ()
    start: str = ""
    due: str = ""
    due_text: str = ""
    recurrence: str = ""
    status: str = ""
    rag: str = ""
    percent: int | None = None
    description: str = ""
    measure: str = ""
    marking: str = ""
    milestones: tuple[Stone, ...] = ()
    updates: tuple[Dated, ...] = ()
    accept: Mapping[str, tuple[object, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A question that a careful reader may put (or, with `must`, has to put: the file does not hold the answer).

    `field` is what waits for it, `rows` whose (empty: the whole column, or every row without one of its own). `answers`
    are words of the option that leads to the truth, the best first; the first option that holds one of them is taken.
    """

    field: str
    answers: tuple[str, ...]
    why: str
    rows: tuple[int, ...] = ()
    must: bool = False


@dataclass(frozen=True)
class Gone:
    """A row that must be shown and not imported: `kind` is "dropped" (struck out, hidden) or "cannot" (impossible)."""

    row: int
    kind: str
    words: str
    why: str
    sheet: str = ""


@dataclass(frozen=True)
class Case:
    """A file: its name with ending, what is messy about it, who builds it, the receiving plan and the truth."""

    file: str
    mess: str
    build: Callable[[Path], None]
    actions: tuple[Seen, ...]
    questions: tuple[Question, ...] = ()
    gone: tuple[Gone, ...] = ()
    partnership: str = "PAN"
    agreement: str = "csa-2025"
    pasted: bool = False

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.file.rsplit(".", 1)[0]

    def as_json(self) -> dict[str, object]:
        """The truth as it stands in truth.json; empty fields are left out."""
        return {
            "file": self.file,
            "mess": self.mess,
            "partnership": self.partnership,
            "agreement": self.agreement,
            "pasted": self.pasted,
            "actions": [{name: value for name, value in asdict(action).items() if value} for action in self.actions],
            "questions": [asdict(question) for question in self.questions],
            "gone": [asdict(gone) for gone in self.gone],
        }

"""Questions an import cannot answer by itself, one for each unknown word, and what their answers mean."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from csa_tracker.errors import UserError
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.labels import LIKELY, Labels
from csa_tracker.rules.words import WordRefusal, read_lifecycle, read_rag, spelling
from csa_tracker.values import Choice, Lifecycle, Rag

LEAVE_OUT = "Leave it out"
ROWS_OUT = "Leave these rows out"
KEEP = "Keep it as written"
_NAMES = {
    "key_issue": "key issue of this agreement",
    "theme": "cross-cutting theme of this agreement",
    "cause": "cause named by this agreement",
    "commitment": "commitment of this agreement",
    "area": "known area",
    "board": "known board",
    "status": "known status",
    "rag": "known rating",
}
_RATINGS = {"Red": Rag.RED, "Amber": Rag.AMBER, "Green": Rag.GREEN, "Blue (complete)": Rag.BLUE}

Settled = Choice | Lifecycle | Rag | str
"""What an answer means: a choice, a status, a rating, or one of LEAVE_OUT, ROWS_OUT and KEEP."""


class Step(StrEnum):
    """Where in an import something is decided, in the order people are asked."""

    FILE = "file"
    COLUMNS = "columns"
    VALUES = "values"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to decide about a file: a question and its possible answers, the suggested one first.

    `chosen` is the answer taken; while it is "" the import waits for one. What was decided without asking says `why`,
    and an answer under its `id` decides otherwise. Ids say what they are about ("column:due date", "rag:weekly"), so
    that answers kept for one file fit the next of its layout.
    """

    id: str
    question: str
    options: tuple[str, ...]
    step: Step = Step.VALUES
    chosen: str = ""
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still has to be answered."""
        return not self.chosen


class Questions:
    """Collects the decisions of an import, and gives back what the answers or the file itself say about them.

    An unknown word is settled by `settle`, a decision about a column by `decide`, one that rows raise by `collect`.
    """

    def __init__(self, labels: Labels, answers: Mapping[str, str]) -> None:
        self._labels = labels
        self._answers = answers
        self._words: dict[str, tuple[str, str]] = {}
        self._rows: dict[str, list[str]] = {}
        self._decisions: dict[str, Ask] = {}
        self._supposed: dict[str, tuple[Choice, str]] = {}

    def settle(self, kind: str, text: str, where: str) -> Settled | None:
        """What was answered about a word, or None while it is open; `where` is the row that holds it."""
        ask = f"{kind}:{spelling(text)}"
        self._words.setdefault(ask, (kind, " ".join(text.split())))
        self._note_row(ask, where)
        if ask not in self._answers:
            return None
        return self._meaning(kind, text, self._answers[ask])

    def suppose(self, kind: str, text: str, where: str, *, choice: Choice, why: str) -> Settled:
        """What a word means without asking, and why; an answer decides otherwise."""
        settled = self.settle(kind, text, where)
        self._supposed[f"{kind}:{spelling(text)}"] = choice, why
        return settled if settled is not None else choice

    def decide(self, ask: Ask, *, part: str = "") -> str:
        """The option taken: the answer, else what the file settled itself, "" while it is open.

        `part` names the table, for when two tables of one file raise the same decision on different grounds.
        """
        if self._decisions.setdefault(ask.id, ask) != ask and part:
            ask = replace(ask, id=f"{ask.id}:{plain_heading(part)}")
            self._decisions.setdefault(ask.id, ask)
        return self._taken(ask)

    def collect(self, ask: Ask, where: str) -> str:
        """Like `decide` for what many rows raise: "{rows}" in its question becomes the first of them."""
        ask = self._decisions.setdefault(ask.id, ask)
        self._note_row(ask.id, where)
        return self._taken(ask)

    def taken(self, ask: str) -> str | None:
        """What was taken for a decision raised before: "" while it is open, None where nobody raised it."""
        return self._taken(self._decisions[ask]) if ask in self._decisions else None

    def asks(self) -> tuple[Ask, ...]:
        """The decisions, those about columns first, then in the order of the rows; what has no answer is open."""
        return (*(self._decided(ask) for ask in self._decisions.values()), *(self._worded(ask) for ask in self._words))

    def check_answers(self, remembered: Container[str] = ()) -> None:
        """Refuse an answer to a question nobody asked, unless it is only `remembered`. Raises UserError."""
        for ask in self._answers:
            if ask not in remembered and ask not in self._words and ask not in self._decisions:
                raise UserError(
                    "unknown-question",
                    f"There is no question {ask[:60]} about this file.",
                    "Preview the import again to see its questions.",
                )

    def _note_row(self, ask: str, where: str) -> None:
        rows = self._rows.setdefault(ask, [])
        if where not in rows[-1:]:
            rows.append(where)

    def _taken(self, ask: Ask) -> str:
        if ask.id not in self._answers:
            return ask.chosen
        answer = self._answers[ask.id].strip().casefold()
        for option in ask.options:
            if answer == option.casefold():
                return option
        raise _unknown_answer(self._answers[ask.id], ask.options)

    def _decided(self, ask: Ask) -> Ask:
        question = ask.question.replace("{rows}", self._listed(ask.id))
        if ask.id in self._answers:
            return replace(ask, question=question, chosen=self._taken(ask), why="")
        return replace(ask, question=question)

    def _worded(self, ask: str) -> Ask:
        question, options = self._question(ask), self._options(*self._words[ask])
        if ask in self._answers:
            return Ask(ask, question, options, chosen=self._answers[ask])
        if ask in self._supposed:
            choice, why = self._supposed[ask]
            rest = (option for option in options if option != choice.label)
            return Ask(ask, question, (choice.label, *rest), chosen=choice.label, why=why)
        return Ask(ask, question, options)

    def _listed(self, ask: str) -> str:
        return listed_rows(self._rows.get(ask, []))

    def _question(self, ask: str) -> str:
        kind, text = self._words[ask]
        where = self._listed(ask)
        if not text:
            return f"{where}: no key issue is given. Which key issue do these actions serve?"
        owned = self._labels.owned_elsewhere.get(spelling(text)) if kind == "key_issue" else None
        if owned is not None:
            return f"{where}: {owned.label} cannot be an action's key issue. {owned.short}"
        return f"{where}: '{_shown(text)}' is not a {_NAMES[kind]}. What is meant?{self._likeness(kind, text)}"

    def _likeness(self, kind: str, text: str) -> str:
        """How alike the suggested label is, in per cent; "" where none is suggested for its likeness."""
        if kind not in self._labels.choices or self._labels.successors(kind, text):
            return ""
        choice, score = self._labels.similar(kind, text)[0]
        return f" '{choice.label}' is {score:.0f} % alike." if score >= LIKELY else ""

    def _options(self, kind: str, text: str) -> tuple[str, ...]:
        if kind == "status":
            return (LEAVE_OUT, *(lifecycle.word for lifecycle in Lifecycle))
        if kind == "rag":
            return (LEAVE_OUT, *_RATINGS)
        later = [choice.label for choice, _ in self._labels.successors(kind, text)]
        similar = self._labels.similar(kind, text)
        likely = later or [choice.label for choice, score in similar if score >= LIKELY][:1]
        others = [choice.label for choice, _ in similar if choice.label not in likely]
        way_out = {"key_issue": (ROWS_OUT,), "board": (KEEP, LEAVE_OUT)}.get(kind, (LEAVE_OUT,))
        return (*likely, *way_out, *others)

    def _meaning(self, kind: str, text: str, answer: str) -> Settled:
        for option in self._options(kind, text):
            if answer.strip().casefold() == option.casefold() and option in (LEAVE_OUT, ROWS_OUT, KEEP):
                return option
        meaning = self._named(kind, answer)
        if meaning is None:
            raise _unknown_answer(answer, self._options(kind, text))
        return meaning

    def _named(self, kind: str, answer: str) -> Settled | None:
        try:
            if kind == "status":
                return read_lifecycle(answer).lifecycle
            if kind == "rag":
                return _RATINGS.get(answer) or read_rag(answer)
        except WordRefusal:
            return None
        return self._labels.find(kind, answer)


def listed_rows(rows: Sequence[str]) -> str:
    """The first rows that a question is about: "Row 2, Row 5, Row 9 and 4 more"."""
    return ", ".join(rows[:3]) + (f" and {len(rows) - 3:,} more" if len(rows) > 3 else "")


def _unknown_answer(answer: str, options: Sequence[str]) -> UserError:
    listed = ", ".join(options[:12])
    return UserError("unknown-answer", f"'{_shown(answer)}' is not one of the answers.", f"Answer one of: {listed}.")


def _shown(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= 60 else line[:59] + "…"

"""Compares what an import made of a file with the truth, cell by cell: right, asked, wrong or missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from tests.corpus.engine import Asked, Outcome
from tests.corpus.sameness import empty, same, same_text
from tests.corpus.truth import ANY, DATES, FIELDS, LEADS, RATINGS, Case, Gone, Question, Seen

ALIKE = 75
"""From this likeness of titles (0 to 100) an action of the plan counts as the one of the truth."""


@dataclass
class Score:
    """The cells of a file by what became of them.

    `right`, `asked` (and answered rightly), `wrong`, `missed`. Of the asked, `needless` are those that the truth
    does not allow. Of the wrong, `dates`, `ratings` and `leads` were neither asked nor said.
    """

    case: str
    right: int = 0
    asked: int = 0
    needless: int = 0
    wrong: int = 0
    missed: int = 0
    silent: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """How many cells were judged."""
        return self.right + self.asked + self.wrong + self.missed

    def line(self) -> str:
        """One line of the table of results."""
        silent = self.silent
        return (
            f"{self.case:34} {self.cells:5} {self.right:5} {self.asked:5} {self.needless:5} {self.wrong:5} "
            f"{self.missed:6} {silent['dates']:5} {silent['ratings']:5} {silent['leads']:5}"
        )


TABLE_HEAD = f"{'case':34} {'cells':>5} right asked  need. wrong missed dates rates leads"


def answer_of(case: Case, asked: Asked) -> str:
    """The option a careful person would take: as the truth's question says, else the truth itself, else the first."""
    for question in case.questions:
        if question.field == asked.field and (not question.rows or not asked.rows or asked.rows & {*question.rows}):
            found = _option(asked, question.answers)
            if found:
                return found
    concerned = [action for action in case.actions if not asked.rows or action.row in asked.rows]
    for action in concerned:
        value = getattr(action, asked.field, "")
        words = [str(value), str(value).replace("_", " "), str(value).replace("-", " ")] if value else []
        found = _option(asked, words)
        if found:
            return found
    return asked.options[0]


def _option(asked: Asked, words: Iterable[str]) -> str:
    for word in words:
        for option in asked.options:
            if word.casefold() in option.casefold():
                return option
    return ""


def score(case: Case, outcome: Outcome) -> Score:
    """Judge every cell of the truth, every action nobody wrote, and every row that had to be reported."""
    result = Score(case.name)
    if outcome.refused:
        result.notes.append(f"refused: {outcome.refused}")
    pairs, extra = _pair(case.actions, outcome.actions)
    for action, got in pairs:
        for name in FIELDS:
            _judge(result, case, outcome, action, got, name)
    _judge_other_rows(result, case, outcome)
    gone = {same_text(one.words): one for one in case.gone}
    for got in extra:
        result.wrong += 1
        one = gone.get(same_text(got["title"]))
        result.notes.append(
            f"imported although {one.why}: {one.words}" if one else f"nobody wrote this action: {got['title']!r}"
        )
    for one in case.gone:
        _judge_gone(result, one, outcome)
    return result


def _pair(
    actions: Sequence[Seen], found: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[Seen, Mapping[str, Any] | None]], list[Mapping[str, Any]]]:
    left = list(found)
    chosen: dict[int, Mapping[str, Any]] = {}
    for least in (100.5, 100, ALIKE):  # the same title and reference first, then the same title, then a similar one
        for place, action in enumerate(actions):
            if place in chosen or not left:
                continue
            best = max(left, key=lambda got, action=action: _likeness(action, got))  # type: ignore[misc]
            if _likeness(action, best) >= least:
                chosen[place] = best
                left.remove(best)
    return [(action, chosen.get(place)) for place, action in enumerate(actions)], left


def _likeness(action: Seen, got: Mapping[str, Any]) -> float:
    mine, other = same_text(action.title), same_text(got["title"])
    likeness = 100.0 if mine == other else min(99.0, max(fuzz.ratio(mine, other), 90.0 * other.startswith(mine)))
    return likeness + (0.5 if action.ref and same_text(action.ref) == same_text(got["ref"]) else 0.0)


def _judge(result: Score, case: Case, outcome: Outcome, action: Seen, got: Mapping[str, Any] | None, name: str) -> None:
    expected = getattr(action, name)
    accepted = (expected, *action.accept.get(name, ()))
    if name == "status" and action.rag and not expected:
        accepted = (*accepted, "in_progress")  # only work under way is rated
    value = got.get(name) if got is not None else None
    if empty(expected) and (got is None or same(name, accepted, value)):
        return
    allowed = [one for one in case.questions if one.field == name and (not one.rows or action.row in one.rows)]
    asked = any(one.field == name and (not one.rows or action.row in one.rows) for one in outcome.asks)
    if name in ("updates", "milestones") and not empty(expected) and not asked:
        _judge_list(result, action, name, expected, value or ())
        return
    _settle(result, action, name, value, allowed, asked=asked, good=same(name, accepted, value))


def _settle(
    result: Score, action: Seen, name: str, value: object, allowed: Sequence[Question], *, asked: bool, good: bool
) -> None:  # fmt: skip
    expected = getattr(action, name)
    if asked:
        result.needless += not allowed
        if good:
            result.asked += 1
        else:
            result.wrong += 1
            result.notes.append(_note(action, name, expected, value, "asked, but the answer led elsewhere"))
    elif expected == ANY or (any(one.must for one in allowed) and not empty(value)):
        result.wrong += 1
        result.notes.append(_note(action, name, expected, value, "had to be asked"))
        if not empty(value):
            _silent(result, name)
    elif good:
        result.right += 1
    elif empty(value):
        result.missed += 1
        result.notes.append(_note(action, name, expected, value, "missed"))
    else:
        result.wrong += 1
        result.notes.append(_note(action, name, expected, value, "wrong"))
        _silent(result, name)


def _judge_list(result: Score, action: Seen, name: str, expected: Sequence[Any], value: Sequence[Any]) -> None:
    """Each update or milestone is a cell: found by its words, then judged by its days."""
    text_at, left = (1 if name == "updates" else 0), list(value)
    for one in expected:
        words, days = (one[1], (one[0],)) if name == "updates" else (one.title, (one.due, one.done))
        match = next((item for item in left if same_text(item[text_at]) == same_text(words)), None)
        if match is None:
            result.missed += 1
            result.notes.append(_note(action, name, words, [item[text_at] for item in value], "missed"))
            continue
        left.remove(match)
        found = (match[0],) if name == "updates" else match[1:]
        if all(_same_day(day, other) for day, other in zip(days, found, strict=True)):
            result.right += 1
        else:
            result.wrong += 1
            result.silent["dates"] += any(found)
            result.notes.append(_note(action, name, days, found, f"wrong day of {words!r}"))
    for item in left:
        result.wrong += 1
        result.notes.append(_note(action, name, "nothing more", item, "nobody wrote this"))


def _same_day(day: str | None, found: str | None) -> bool:
    """A day of the truth and one found; "2026-09" is any day of that month, None any day at all."""
    return day is None or ((found or "").startswith(day) if day else not found)


def _silent(result: Score, name: str) -> None:
    for kind, names in (("dates", DATES), ("ratings", RATINGS), ("leads", LEADS)):
        result.silent[kind] += name in names


def _judge_other_rows(result: Score, case: Case, outcome: Outcome) -> None:
    """Each row that holds no action and is asked about costs as much as a cell asked needlessly."""
    fair = {action.row for action in case.actions} | {gone.row for gone in case.gone}
    fair |= {row for question in case.questions for row in question.rows}
    strays = {row for one in outcome.asks for row in one.rows} - fair
    result.asked += len(strays)
    result.needless += len(strays)
    unclear = [one for one in outcome.asks if one.field not in FIELDS and not one.rows]
    result.asked += len(unclear)  # about a sheet or a heading: each is one cell that somebody has to look at
    result.needless += 0 if case.questions else len(unclear)
    result.notes += [f"row {row} holds no action and is asked about" for row in sorted(strays)]


def _judge_gone(result: Score, gone: Gone, outcome: Outcome) -> None:
    """A row that was left out must be said, with its number."""
    told = [row for row in outcome.rows if row.row == gone.row and row.outcome not in ("new", "update") and row.reasons]
    asked = any(gone.row in one.rows for one in outcome.asks)
    if told or asked:
        result.right += 1
    else:
        result.missed += 1
        result.notes.append(f"row {gone.row} is not reported ({gone.kind}, {gone.why}): {gone.words}")


def _note(action: Seen, name: str, expected: object, value: object, verdict: str) -> str:
    return f"row {action.row}, {name}: {verdict}; {expected!r} is right, found {value!r}"

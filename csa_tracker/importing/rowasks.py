"""The questions about single rows: which action of the plan a row is, if any, and what an answer means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import LEAVE_OUT, Ask, Step
from csa_tracker.importing.reading import ReadAction
from csa_tracker.rules.words import spelling
from csa_tracker.values import Action

NEW = "A new action"
ROW = "row:"
"""Ids of these questions begin so."""
_IS = "It is "
_SHOWN_TITLE = 70
_LONGEST_KEY = 80


class Placed(NamedTuple):
    """A row of actions: where it is in words, the number of its table, and a key that the next file repeats."""

    read: ReadAction
    where: str
    table: int
    key: str

    @property
    def ask(self) -> str:
        """The id of the question about this row."""
        return f"{ROW}{self.key}"

    @property
    def title(self) -> str:
        """The title the row states."""
        return str(self.read.fields.get("title", ""))


def row_key(read: ReadAction, seen: dict[str, int]) -> str:
    """A key of a row that stays the same from file to file: its reference, else its title; repeats are numbered."""
    key = "".join(read.ref.split()).casefold() or spelling(str(read.fields.get("title", "")))[:_LONGEST_KEY]
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key} ({seen[key]})"


def row_ask(row: Placed, question: str, actions: Sequence[Action], *, new_first: bool) -> Ask:
    """An open question about a row: one of these actions, a new one, or left out."""
    known = [is_option(action) for action in actions]
    options = (NEW, *known, LEAVE_OUT) if new_first else (*known, NEW, LEAVE_OUT)
    return Ask(row.ask, question, options, step=Step.ROWS)


def same_words(row: Placed, action: Action) -> str:
    """The question about a row whose words come near an action's."""
    return f"{row.where}: is '{_title(row)}' the action {action.ref}, '{shown(action.title)}'?"


def other_words(row: Placed, action: Action) -> str:
    """The question about a row that has the reference of an action and other words."""
    return (
        f"{row.where}: the reference {row.read.ref[:40]} belongs to {action.ref}, '{shown(action.title)}', "
        f"but the row says '{_title(row)}'. Which action is it?"
    )


def said_twice(row: Placed, earlier: Placed) -> str:
    """The question about a row that another sheet or file of the same import has as well."""
    return f"{row.where}: '{_title(row)}' is already in {earlier.where}. Is it another action?"


def is_option(action: Action) -> str:
    """The answer that a row is this action."""
    return f"{_IS}{action.ref}"


def answered_ref(ask: str, answer: str) -> str:
    """The reference an answer names, NEW or LEAVE_OUT. Raises UserError for anything else."""
    given = answer.strip()
    for option in (NEW, LEAVE_OUT):
        if given.casefold() == option.casefold():
            return option
    if given.casefold().startswith(_IS.casefold()):
        return given[len(_IS) :].strip()
    raise strange_answer(ask, answer)


def strange_answer(ask: str, answer: str) -> UserError:
    """The refusal of an answer about a row that names no live action of the plan."""
    return UserError(
        "unknown-answer",
        f"'{shown(answer)}' is not an answer to {ask[:60]}.",
        f"Answer '{NEW}', '{LEAVE_OUT}', or '{_IS}' and the reference of an action in the plan.",
    )


def unknown_row(ask: str) -> UserError:
    """The refusal of an answer about a row that the file does not have."""
    return UserError(
        "unknown-question",
        f"There is no question {ask[:60]} about this file.",
        "Preview the import again to see its questions.",
    )


def shown(text: str) -> str:
    """A text on one line, shortened."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _SHOWN_TITLE else f"{line[: _SHOWN_TITLE - 1]}…"


def _title(row: Placed) -> str:
    return shown(row.title)

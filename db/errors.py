"""Errors of the user's world: shown in plain English, with the next step, and never with a traceback."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line; the meaning of a refusal wherever it is shown."""

    DONE = 0
    FAULT = 1
    WRONG_USE = 2
    REFUSED = 3
    CONFLICTS = 10
    GAP = 20
    NEWER = 30
    UNKNOWN_SIGNER = 40
    DAMAGED = 50
    NOT_FOR_ME = 60


class UserError(Exception):
    """A refusal that a person can act on: what happened, and what to do next. Nothing was changed.

    `code` is a stable word for scripts; `message` and `next_step` are one plain sentence each.
    """

    def __init__(self, code: str, message: str, next_step: str, *, exit_code: Exit = Exit.REFUSED) -> None:
        super().__init__(f"{message} {next_step}")
        self.code = code
        self.message = message
        self.next_step = next_step
        self.exit_code = exit_code

"""Options that many verbs share, said once and added to each verb's own."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

Command = Callable[..., Any]


def option(name: str, annotation: object, default: object) -> inspect.Parameter:
    """An option to add: its Python name, what typer reads its spelling from, and its value when it is not given."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def adding(
    command: Command, options: Sequence[inspect.Parameter], call: Callable[..., Any], *, hidden: str = ""
) -> Command:
    """A command as typer sees it with more options. `call` is given every argument by name and calls the command.

    `hidden` is a parameter of the command that `call` fills and nobody types.
    """
    signature = inspect.signature(command, eval_str=True)

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:  # noqa: ANN401 (any command's arguments and result)
        return call(**given)

    own = [
        part.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for part in signature.parameters.values()
        if part.name != hidden
    ]
    wrapped.__annotations__ = {part.name: part.annotation for part in [*own, *options]}
    vars(wrapped)["__signature__"] = signature.replace(parameters=[*own, *options])
    return wrapped

"""What a screen reader does, run by the system's Python, which has pyatspi: find the program, press, type, press.

`client.py TEXT` logs an update with this text on the current action. Prints what it did; ends with 1 and says what it
did not find.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]

PATIENCE_SECONDS = 40
PAUSE_SECONDS = 0.1  # the bus says nothing when a program has come up, so it is asked again


def below(node: Any) -> Iterator[Any]:  # noqa: ANN401 (pyatspi has no types)
    """A node and everything shown below it; parts that go away meanwhile are passed over."""
    try:
        if node.getState().contains(pyatspi.STATE_DEFUNCT):
            return
        yield node
        children = list(node)
    except (RuntimeError, LookupError, NotImplementedError):
        return
    for child in children:
        if child is not None:
            yield from below(child)


def find(what: str, name: str) -> Any:  # noqa: ANN401 (pyatspi has no types)
    """The part of the program with this role whose name begins so; waits for it to come up."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for program in pyatspi.Registry.getDesktop(0):
            for node in below(program) if program is not None else ():
                if node.getRoleName() == what and node.name.startswith(name) and _is_shown(node):
                    return node
        time.sleep(PAUSE_SECONDS)
    sys.exit(f"no {what} named {name}")


def wait_until_gone(what: str, name: str) -> None:
    """Wait until no part of the program with this role and name is shown: a button that was pressed acts later."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(
        node.getRoleName() == what and node.name.startswith(name) and _is_shown(node)
        for program in pyatspi.Registry.getDesktop(0)
        for node in (below(program) if program is not None else ())
    ):
        if time.monotonic() > deadline:
            sys.exit(f"the {what} named {name} does not go away")
        time.sleep(PAUSE_SECONDS)


def _is_shown(node: Any) -> bool:  # noqa: ANN401 (pyatspi has no types)
    return bool(node.getState().contains(pyatspi.STATE_SHOWING))


def main(text: str) -> None:
    """Log an update as somebody who hears the window."""
    find("table", "Actions")
    find("push button", "Log update").queryAction().doAction(0)
    note = find("text", "What has happened?")
    note.queryEditableText().insertText(0, text, len(text))
    sys.stdout.write(f"typed into {note.name}\n")
    find("push button", "Save update").queryAction().doAction(0)
    wait_until_gone("push button", "Save update")


if __name__ == "__main__":
    main(sys.argv[1])

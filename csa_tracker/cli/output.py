"""What the command line prints: results to stdout, messages to stderr; with --json exactly one JSON document."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

import orjson

from csa_tracker.errors import UserError
from csa_tracker.rules.wording import many


def emit(document: Mapping[str, object]) -> None:
    """Print the one JSON document."""
    sys.stdout.flush()
    try:
        text = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:  # a word of the command line that is not Unicode, quoted back in a refusal
        text = json.dumps(document, indent=2, default=str)
    codec = sys.stdout.encoding or "utf-8"
    print("".join(part if _is_plain(part, codec) else json.dumps(part)[1:-1] for part in text))


def say(*lines: str) -> None:
    """Print result lines."""
    for line in lines:
        print(_printable(line, sys.stdout.encoding))


def note(message: str) -> None:
    """Print a message that is not part of the result."""
    print(_printable(message, sys.stderr.encoding), file=sys.stderr)


def refuse(error: UserError, *, as_json: bool) -> None:
    """Print a refusal: what happened and the next step."""
    if as_json:
        emit({"error": {"code": error.code, "message": error.message, "next": error.next_step}})
    else:
        note(f"{error.message} {error.next_step}")


def contents_of(actions: int, milestones: int, updates: int) -> str:
    """What a plan holds: "60 actions, 170 milestones, 129 updates"."""
    return f"{many(actions, 'action')}, {many(milestones, 'milestone')}, {many(updates, 'update')}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: drawn on a terminal, tab-separated into a pipe."""
    if not sys.stdout.isatty():
        say("\t".join(headings), *("\t".join(_one_line(cell) for cell in row) for row in rows))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        drawn.add_row(*(Text(_one_line(cell)) for cell in row))  # Text: what people typed is never markup
    Console().print(drawn)


def _one_line(text: str) -> str:
    """Control characters would move the cursor or break the table."""
    return "".join(character if character.isprintable() else " " for character in text)


def _printable(text: str, encoding: str | None) -> str:
    """Text the terminal's encoding can show; the rest as escapes rather than an error."""
    codec = encoding or "utf-8"
    shown = "".join(part if part.isprintable() or part == "\n" else _escape(part) for part in text)
    return shown.encode(codec, "backslashreplace").decode(codec)


def _is_plain(character: str, codec: str) -> bool:
    """Whether the terminal can be given this character of a JSON document as it is."""
    if character.isascii():
        return True  # JSON has escaped the control characters already
    return character.isprintable() and character.encode(codec, "ignore") != b""


def _escape(character: str) -> str:
    """A control character as text, so that what somebody typed cannot steer the terminal."""
    if character == "\t":
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"

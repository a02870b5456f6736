"""Answers of an import as a file: to send to a colleague, or to run the same import from a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import orjson

from csa_tracker.errors import UserError
from csa_tracker.importing.layouts import kept_answers, layout_of
from csa_tracker.importing.preview import ImportPreview
from db.files import refusing_file_errors, replace_atomically

_KIND = "csa-tracker import mapping"
_PERSON = "person:"
"""Answers about names of people: left out of a file, which others may read."""
_LARGEST = 5 * 2**20


def save_mapping(preview: ImportPreview, target: Path, *, people: bool = False) -> int:
    """Write the answers a preview was made with; returns how many. Answers about people only with `people`.

    Raises UserError for a file that cannot be written.
    """
    answers = {
        ask: answer for ask, answer in sorted(kept_answers(preview).items()) if people or not ask.startswith(_PERSON)
    }
    document = {"kind": _KIND, "layout": layout_of(preview.source.sheets), "answers": answers}
    content = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    replace_atomically(target, _writing(content))
    return len(answers)


def read_mapping(path: Path) -> dict[str, str]:
    """The answers of a mapping file, by question id. Raises UserError for a file that is none."""
    with refusing_file_errors(path):
        if not path.is_file():
            raise UserError("missing", f"There is no file {path.name}.", "Check the name and try again.")
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise _no_mapping(path) from error
    answers = document.get("answers") if isinstance(document, dict) and document.get("kind") == _KIND else None
    if not isinstance(answers, dict) or not all(isinstance(answer, str) for answer in answers.values()):
        raise _no_mapping(path)
    return dict(answers)


def unused_answers(preview: ImportPreview, answers: Mapping[str, str]) -> list[str]:
    """The ids among these answers that are about nothing in the file."""
    asked = {ask.id for ask in (*preview.asks, *preview.settled)}
    return [ask for ask in answers if ask not in asked]


def _no_mapping(path: Path) -> UserError:
    return UserError(
        "no-mapping",
        f"{path.name} holds no answers of an import.",
        "Choose a file that was written with --save-mapping.",
    )


def _writing(content: bytes) -> Callable[[BinaryIO], None]:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    return write

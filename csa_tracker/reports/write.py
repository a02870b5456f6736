"""Write a paper to a file: wholly or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from csa_tracker.reports.board_pages import build_board_pdf
from csa_tracker.reports.board_values import BoardContent
from csa_tracker.reports.typeset.clean import Replacement
from db.files import replace_atomically


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A written paper. `replacements` lists the characters that are printed as marks, for the person to see."""

    path: Path
    pages: int
    replacements: tuple[Replacement, ...]


def write_board_pdf(content: BoardContent, target: Path) -> WrittenReport:
    """Write the board paper to `target`, replacing what is there; equal content gives equal bytes.

    Raises UserError for a missing or read-only folder, a full disk, or a file that is open in another program.
    """
    built = build_board_pdf(content)

    def write(stream: BinaryIO) -> None:
        stream.write(built.data)

    replace_atomically(target, write)
    return WrittenReport(target, built.pages, built.replacements)

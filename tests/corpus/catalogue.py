"""Every case of the corpus, by name; and the folder with all files and their truth."""

from __future__ import annotations

import json
from pathlib import Path

from tests.corpus import dates, formats, layouts, projects, ratings, sentences, tables, taskboards
from tests.corpus.truth import Case

CASES: tuple[Case, ...] = (
    *layouts.CASES, *tables.CASES, *dates.CASES, *ratings.CASES, *sentences.CASES, *taskboards.CASES, *projects.CASES,
    *formats.CASES,
)  # fmt: skip


def write_corpus(folder: Path) -> list[Path]:
    """Write every file and truth.json into a folder, which is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for case in CASES:
        case.build(folder / case.file)
        files.append(folder / case.file)
    truth = json.dumps([case.as_json() for case in CASES], ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(truth + "\n", encoding="utf-8")
    return files

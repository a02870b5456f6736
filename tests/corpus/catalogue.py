"""Every case of the corpus, by name; and the folder with all files and their truth."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.corpus import dates, formats, layouts, projects, ratings, sentences, tables, taskboards
from tests.corpus.truth import Case

PARTNERSHIPS = {
    "owner_banners": "WYR",
    "sheet_for_each_priority": "PRE",
    "pasted_from_word": "ROS",
    "persons_as_leads": "BUR",
    "trello_board": "LNC",
    "windows_1252": "PEN",
}
"""Files that come into the plan of a district; all others come into the county's."""

_ALL = (
    *layouts.CASES, *tables.CASES, *dates.CASES, *ratings.CASES, *sentences.CASES, *taskboards.CASES, *projects.CASES,
    *formats.CASES,
)  # fmt: skip
CASES: tuple[Case, ...] = tuple(
    replace(case, partnership=PARTNERSHIPS.get(case.name, case.partnership)) for case in _ALL
)


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

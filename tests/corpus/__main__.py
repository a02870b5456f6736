"""python -m tests.corpus FOLDER writes the files of the corpus and truth.json; with --score it imports them too."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from csa_tracker.profile import Profile
from tests.corpus.catalogue import CASES, write_corpus
from tests.corpus.judging import judge_case
from tests.corpus.score import TABLE_HEAD


def print_scores(folder: Path) -> None:
    """Print the table of results, and write what was wrong or missed in each case to notes.txt."""
    with tempfile.TemporaryDirectory() as name:
        scores = [judge_case(case, Path(name), Profile(Path(name) / "profile")) for case in CASES]
    for line in (TABLE_HEAD, *(one.line() for one in scores)):
        sys.stdout.write(f"{line}\n")
    asked, cells = sum(one.asked for one in scores), sum(one.cells for one in scores)
    silent = sum(one.silent.total() for one in scores)
    sys.stdout.write(f"{cells} cells, {asked} asked, {silent} dates, ratings and leads silently wrong\n")
    notes = ["\n  ".join([one.case, *one.notes]) for one in scores if one.notes]
    (folder / "notes.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", action="store_true", help="import each file and print how well it was understood")
    given = parser.parse_args()
    sys.stdout.write(f"{len(write_corpus(given.folder))} files and truth.json\n")
    if given.score:
        print_scores(given.folder)

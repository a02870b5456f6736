"""The board report of 10,000 actions as a tagged PDF, beside LibreOffice printing the same rows in the same columns.

LibreOffice gets the rows of the schedule as a workbook: five columns as wide as ours, wrapped, in letters of 9 pt, each
row as high as its text needs (left to itself it prints the rows one over the other). Ours is the whole paper with
cover, maps and exceptions. Both are processes of their own, started anew each time.
"""

from __future__ import annotations

import json
import random
import shutil
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import xlsxwriter  # type: ignore[import-untyped]

from csa_tracker.reports.blocks import Table
from csa_tracker.values import Action
from tests.bench.measure import Figure
from tests.csa_tracker.reports.builders import full_plan, paper_of
from tests.house.tree import ROOT

COUNT = 10_000
ROUNDS = 3
_SMALL = "Work goes on as agreed with partners, and the next meeting is in the autumn. " * 4
_WIDTHS = (10, 39, 16, 11, 15)
"""Widths of the workbook's columns in characters: the share each has of our page."""
_LETTERS = 1.2
"""Letters of 9 pt that fit where a workbook counts one character."""


def figures() -> Iterator[Figure]:
    """Seconds with few and with many different words, memory and size; nothing where LibreOffice is not installed."""
    if shutil.which("soffice") is None:
        print("skipped: papers beside LibreOffice (apt-get install libreoffice-calc)", flush=True)
        return
    for words, limit, largest in (("few", 0.5, 10), ("many", 0.9, 14)):
        with tempfile.TemporaryDirectory() as folder:
            yield from _beside(words, Path(folder), limit=limit, largest=largest)


def _beside(words: str, folder: Path, *, limit: float, largest: float) -> Iterator[Figure]:
    book = folder / "rows.xlsx"
    _write_rows(book, actions(words))
    ours: list[dict[str, float]] = []
    theirs: list[float] = []
    for _ in range(ROUNDS + 1):
        ran = subprocess.run(
            [sys.executable, "-m", "tests.bench.papers", words, str(folder / "ours.pdf")],
            check=True, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        ours.append(json.loads(ran.stdout))
        theirs.append(_libreoffice(book, folder))
    told = f"tagged PDF of {COUNT:,} actions, {words} different words"
    seconds = median(one["seconds"] for one in ours[1:])
    yield Figure(told, seconds, "LibreOffice, the same rows", median(theirs[1:]), limit)
    yield Figure(f"{told}: memory", median(one["memory"] for one in ours), "", None, 300, unit="MB")
    yield Figure(f"{told}: file", (folder / "ours.pdf").stat().st_size / 1e6, "", None, largest, unit="MB")


def actions(words: str) -> list[Action]:
    """10,000 actions whose updates have some 300 characters: of a few words, or of words that are all different."""
    plan = full_plan(COUNT)
    if words == "few":
        return [replace(action, latest_update=_SMALL) for action in plan]
    chance = random.Random(5)  # noqa: S311 (the same words each time)
    return [replace(action, title=_unheard(chance, 8), latest_update=_unheard(chance, 40)) for action in plan]


def _unheard(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 10))) for _ in range(count))


def _write_rows(target: Path, plan: Sequence[Action]) -> None:
    tables = [
        block for block in paper_of("board", plan).blocks if isinstance(block, Table) and block.sheet == "Schedule"
    ]
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet()
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "font_size": 9})
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
        page.write_string(0, place, tables[0].columns[place].head, wrapped)
    rows = (row for table in tables for row in table.rows)
    for number, row in enumerate(rows, start=1):
        texts = [[f"{words.label} {words.text}".strip() for words in cell if words.text] for cell in row]
        for place, paragraphs in enumerate(texts):
            page.write_string(number, place, "\n".join(paragraphs), wrapped)
        lines = [
            sum(-(-len(text) // (width * _LETTERS)) for text in paragraphs)
            for paragraphs, width in zip(texts, _WIDTHS, strict=True)
        ]
        page.set_row(number, max(lines) * 11.5 + 5)
    page.set_paper(9)
    page.set_margins(left=0.7, right=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    book.close()


def _libreoffice(book: Path, folder: Path) -> float:
    command = [
        "soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf",
        "--outdir", str(folder / "theirs"), str(book),
    ]  # fmt: skip
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main(words: str, target: str) -> None:
    """Make the paper in this process and print what it took, without the time to think up the actions."""
    import resource  # not on Windows

    from csa_tracker.reports.write import write_paper

    plan = actions(words)
    started = time.perf_counter()
    write_paper(paper_of("board", plan), Path(target))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": peak}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

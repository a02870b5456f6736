"""Importing 20,000 rows of 20 columns, beside the time python-calamine needs to read the file."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
from python_calamine import CalamineWorkbook

from csa_tracker.importing.apply import apply_import
from csa_tracker.importing.preview import preview_import
from csa_tracker.workspace import create_plan, open_plan
from db.formats import VIEW_VERSION
from tests.bench.measure import Figure, compile_rooms, peak_memory
from tests.bench.plans import CLOCK, FOLDER, WORDS, bench_profile

ROWS = 20_000
KNOWN = 10_000
"""Rows that the plan has from the quarter before; half of them changed since."""
TIMES = 3
LIMIT = 15
"""Times what python-calamine needs to read the file (issue "6. Any partner's spreadsheet", Speed)."""
MEMORY = 400
_ISSUES = ("Domestic Abuse", "Road Safety", "Cyber Crime", "Serious Violence", "Anti-Social Behaviour")
_HEADINGS = (
    "Reference", "Action", "Description", "Key issue", "Cross-cutting themes", "Area", "Lead organisation", "Lead role",
    "Partners", "Start date", "Due date", "Status", "BRAG", "% complete", "Latest update", "Update date",
    "Measure of success", "Reports to", "Causes", "Budget code",
)  # fmt: skip


class Import(NamedTuple):
    """Seconds of reading with python-calamine, of the preview and of applying it; peak memory of the process in MiB."""

    calamine: float
    preview: float
    apply: float
    memory: float


def figures() -> Iterator[Figure]:
    """Three imports, each in processes of their own."""
    compile_rooms()
    for job, what in (
        ("mixed", f"{ROWS:,} rows of {len(_HEADINGS)} columns previewed and imported, half of them new"),
        ("new", f"{ROWS:,} rows of {len(_HEADINGS)} columns previewed and imported, all of them new"),
        ("again", f"the same {ROWS:,} rows previewed and imported once more"),
    ):
        runs = [_apart(job) for _ in range(TIMES)]
        ours = statistics.median(run.preview + run.apply for run in runs)
        beside = statistics.median(run.calamine for run in runs)
        yield Figure(what, ours, "python-calamine reading the file", beside, LIMIT)
        yield Figure(f"peak memory of it ({job})", max(run.memory for run in runs), "", None, MEMORY, unit="MiB")


def _apart(job: str) -> Import:
    plan_before(job)  # made here, so that its making is in no figure
    run = subprocess.run([sys.executable, "-m", "tests.bench.imports", job], capture_output=True, text=True, check=True)
    return Import(*(float(word) for word in run.stdout.split()[-4:]))


def sheet_of(quarter: int, rows: int) -> Path:
    """A workbook of one quarter with so many actions, made once: in the second, every other known row says more."""
    path = FOLDER / f"quarter-{quarter}-{rows}.xlsx"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Action plan")
        sheet.append(_HEADINGS)
        for number in range(rows):
            sheet.append(_row(number, quarter if number % 2 else 1))
        book.save(path)
    return path


def _row(number: int, quarter: int) -> list[object]:
    dice = random.Random(number)  # noqa: S311 (the same sheet each time is the point)
    start = dt.date(2026, 4, 1) + dt.timedelta(days=dice.randrange(200))
    return [
        f"X-{number:05}",
        f"{' '.join(dice.choices(WORDS, k=7)).capitalize()} {number}",
        f"{' '.join(dice.choices(WORDS, k=20)).capitalize()}.",
        dice.choice(_ISSUES),
        "",
        dice.choice(("Burnley", "Pendle", "Preston", "Hyndburn")),
        f"Organisation {number % 40}",
        f"Team leader {number % 12}",
        dice.choice(("Council; Police", "Fire service", "", "")),
        start,
        start + dt.timedelta(days=dice.randrange(300, 700)),
        dice.choice(("In progress", "Not started", "In progress")),
        dice.choice("RAG"),
        dice.randrange(0, 60) + 10 * quarter,
        f"Quarter {quarter}: {' '.join(dice.choices(WORDS, k=12))}.",
        dt.date(2026, 3 * quarter + 4, 1 + dice.randrange(20)),
        f"Fewer {dice.choice(WORDS)} by {dice.randrange(5, 40)} in 100",
        "",
        "",
        f"B{dice.randrange(1000, 9999)}",
    ]


def plan_before(job: str) -> Path:
    """The plan an import starts from: empty, with the quarter before, or with everything already."""
    quarter, rows = {"new": (0, 0), "mixed": (1, KNOWN), "again": (2, ROWS)}[job]
    path = FOLDER / f"imported-{quarter}-{rows}-v{VIEW_VERSION}.csplan"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".making.csplan")
        part.unlink(missing_ok=True)
        with create_plan(part, partnership="PAN", name="Bench", profile=bench_profile(), clock=CLOCK) as plan:
            if rows:
                preview = preview_import(plan, [sheet_of(quarter, rows)], today=plan.today)
                apply_import(plan, preview, take_suggested=True)
        part.rename(path)
    return path


def import_once(job: str) -> Import:
    """Import the second quarter's sheet into a copy of the plan; the process must be a fresh one."""
    file, before = sheet_of(2, ROWS), plan_before(job)
    with tempfile.TemporaryDirectory() as name:
        path = Path(shutil.copyfile(before, Path(name) / "plan.csplan"))
        with open_plan(path, profile=bench_profile(), clock=CLOCK) as plan:
            started = time.perf_counter()
            with CalamineWorkbook.from_path(file) as book:
                book.get_sheet_by_index(0).to_python()
            read = time.perf_counter()
            preview = preview_import(plan, [file], today=plan.today)
            shown = time.perf_counter()
            apply_import(plan, preview, take_suggested=True)
            done = time.perf_counter()
    print(dict(preview.counts), file=sys.stderr)
    return Import(read - started, shown - read, done - shown, peak_memory())


if __name__ == "__main__":
    print(*import_once(sys.argv[1]))

"""Open what the program writes for spreadsheet programs in LibreOffice, and look for formulas made of people's words.

    python packaging/checks/formulas.py

A plan with a hostile text in every field is exported as a workbook, CSV files, an update pack and every report's
workbook; LibreOffice converts each to flat XML, which must hold no table:formula and no link. A pack saved again by
LibreOffice must merge like the original. Prints what was looked at; ends with 1 when anything was found.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl

from csa_tracker.clock import Clock
from csa_tracker.exporting.export import export_plan
from csa_tracker.packs.making import make_pack, pack_leads
from csa_tracker.packs.merging import preview_pack
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.write import build_paper
from csa_tracker.workspace import OpenPlan, create_plan
from tests.csa_tracker.exporting.plans import SEEDS
from tests.csa_tracker.reports.builders import earlier_plan, full_plan, paper_of

CLOCK = Clock(dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC))
LEAD = "=1+1 & Partners"
_FOUND = re.compile(r"table:formula=|<text:a\b|xlink:href=\"(?!\"|#)")
_CELLS = re.compile(r"<table:table-cell [^>]*office:value-type=")


def hostile_plan(folder: Path) -> OpenPlan:
    """A plan whose every field holds each hostile text."""
    plan = create_plan(
        folder / "hostile.csplan", partnership="BUR", name="=1+1", profile=Profile(folder / "profile"), clock=CLOCK
    )
    vocabulary = read_vocabulary(plan)
    texts = [text for text in SEEDS if text.strip()]
    drafts = []
    for text in texts:
        fields: dict[str, Value] = {
            "title": text, "description": text, "key_issue": vocabulary.key_issues[0].id, "lead_organisation": LEAD,
            "lead_role": text, "measure_of_success": text, "board": text, "percent": 40, "due_text": text,
        }  # fmt: skip
        update = UpdateDraft(text=text, made_on=dt.date(2026, 9, 1), author=text)
        milestone = MilestoneDraft(title=text, due=dt.date(2026, 12, 1), owner_role=text)
        drafts.append(ActionDraft(fields=fields, partners=(text,), updates=(update,), milestones=(milestone,)))
    save_actions(plan, drafts, label="test")
    return plan


def files_of(plan: OpenPlan, folder: Path) -> Iterator[Path]:
    """Everything there is for spreadsheet programs, written of this plan."""
    yield from export_plan(plan, folder / "plan.xlsx")
    yield from export_plan(plan, folder / "plan.csv")
    for number, lead in enumerate(pack_leads(plan)):
        yield make_pack(plan, lead.name, folder / f"pack{number}.xlsx").path


def report_files(folder: Path) -> Iterator[Path]:
    """The workbook of every report of actions whose words are hostile."""
    texts = [text for text in SEEDS if text.strip()]
    actions = [
        replace(action, title=texts[n % len(texts)], why=texts[n % len(texts)], latest_update=texts[n % len(texts)],
                lead=texts[(n + 7) % len(texts)], lead_role=texts[(n + 11) % len(texts)])
        for n, action in enumerate(full_plan(60))
    ]  # fmt: skip
    for name in REPORTS:
        path = folder / f"report-{name}.xlsx"
        path.write_bytes(build_paper(paper_of(name, actions, earlier=earlier_plan(60)), ".xlsx").data)
        yield path


def converted(file: Path, kind: str, folder: Path) -> Path:
    """What LibreOffice makes of a file. Raises RuntimeError when it brings nothing."""
    profile = (folder / "office").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir",
               str(folder / kind), str(file)]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)  # noqa: S603 (our own files)
    made = folder / kind / f"{file.stem}.{kind}"
    if run.returncode or not made.exists():
        raise RuntimeError(f"LibreOffice did not open {file.name}: {run.stderr[-300:]}")
    return made


def found_in(file: Path, folder: Path) -> tuple[int, list[str]]:
    """(cells, what should not be there) of a file as LibreOffice reads it."""
    made = converted(file, "fods", folder)
    text = made.read_text("utf-8")
    made.unlink()
    body = text[text.find("<office:spreadsheet") :]
    return len(_CELLS.findall(body)), [body[match.start() - 80 : match.end() + 80] for match in _FOUND.finditer(body)]


def check_saved_pack(plan: OpenPlan, folder: Path) -> list[str]:
    """A filled-in pack that LibreOffice saved again, as .xlsx and as .ods, must bring back what the original brings."""
    pack = make_pack(plan, pack_leads(plan)[0].name, folder / "filled.xlsx").path
    untouched = [converted(pack, kind, folder) for kind in ("ods", "xlsx")]
    bad = [
        f"{file.name}: {preview_pack(plan, file).lines[0].key}" for file in untouched if preview_pack(plan, file).lines
    ]
    book = openpyxl.load_workbook(pack)
    page = book["Your actions"]
    page["F2"].value, page["G2"].value, page["H3"].value, page["J3"].value = "Paused", "Red", 60, "=It went well"
    page["J3"].data_type = "s"
    page["K3"].value = dt.datetime(2026, 9, 30)  # noqa: DTZ001 (as a spreadsheet has it)
    book["Milestones"]["F2"].value = dt.datetime(2026, 9, 29)  # noqa: DTZ001
    book.save(pack)
    wanted = [(line.key, line.there) for line in preview_pack(plan, pack).lines]
    if len(wanted) != 5:
        bad.append(f"the pack brings {wanted}")
    for kind in ("ods", "xlsx"):
        brought = [(line.key, line.there) for line in preview_pack(plan, converted(pack, kind, folder)).lines]
        if brought != wanted:
            bad.append(f"saved as .{kind} it brings {brought} instead of {wanted}")
    return bad


def main() -> int:
    """Check everything; returns the exit code."""
    bad: list[str] = []
    cells = count = 0
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        with hostile_plan(folder) as plan:
            for file in [*files_of(plan, folder), *report_files(folder)]:
                seen, found = found_in(file, folder)
                cells, count = cells + seen, count + 1
                bad += [f"{file.name}: {piece}" for piece in found]
            bad += check_saved_pack(plan, folder)
    for line in bad:
        print(line)
    print(f"{count} files, {cells:,} cells opened by LibreOffice: {len(bad)} formulas, links or differences.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

"""Makes the fixtures of Excel 97 anew: python -m tests.corpus.old_excel (needs LibreOffice; nothing else does)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.corpus.book import Sheet, write_book
from tests.corpus.formats import FIXTURES, banner_rows, plan_rows

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_book(folder / "old_excel.xlsx", Sheet("Plan", plan_rows(9, text_dates=False)))
        write_book(folder / "old_excel_banner.xlsx", Sheet("Plan", banner_rows(), merges=("A1:D1", "A3:D3")))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
             "xls:MS Excel 97",
             "--outdir", str(FIXTURES), *map(str, sorted(folder.glob("*.xlsx")))],
            check=True, timeout=180,
        )  # fmt: skip

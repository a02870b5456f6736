"""The wizard opens at once: what only reading a file needs is loaded on the thread that reads."""

from __future__ import annotations

import subprocess
import sys


def test_opening_the_import_wizard_loads_no_library_of_workbooks() -> None:
    told = "import sys, ui.imports.wizard; print(sorted({'openpyxl', 'numpy', 'pandas'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

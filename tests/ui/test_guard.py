"""Guards against faults of what we stand on: the binding's reference counts, and missing type."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from ui.look.fonts import FAMILY, font

_CALLS = """
import resource, sys
from PySide6.QtWidgets import QApplication, QLabel

def call(times):
    for number in range(times):
        label.setText(str(number))

def most_memory():
    if sys.platform.startswith("linux"):  # a child's rusage begins with what its parent used
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)

application, label = QApplication([]), QLabel()
call(1_000)
references, memory = sys.getrefcount(None), most_memory()
call(400_000)
print(sys.getrefcount(None) - references, most_memory() - memory)
"""


def test_400_000_calls_of_set_text_use_up_neither_references_to_none_nor_memory() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _CALLS], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    references, kibibytes = map(int, done.stdout.split())
    assert abs(references) < 50
    assert kibibytes < 2_048


@pytest.mark.usefixtures("looks")
def test_the_bundled_type_is_what_is_drawn(dressed: QApplication) -> None:
    for weight in (400, 500, 600, 700):
        assert QFontInfo(font(10, weight)).family() == FAMILY
    assert QFontInfo(dressed.font()).family() == FAMILY

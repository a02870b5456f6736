"""The program starts, proves itself, draws a demo, and reports its own mistakes without anybody's words."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.app import run_demo_window, self_test
from ui.crash import CrashGuard, redacted


@pytest.mark.usefixtures("dressed")
def test_self_test_opens_a_window_with_the_bundled_type() -> None:
    found = self_test()
    assert found[0] == "type: Atkinson Hyperlegible Next"
    assert found[1] == "window: 1280 × 800"


@pytest.mark.usefixtures("dressed")
def test_the_demo_picture_shows_the_plan(plan_file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    run_demo_window(plan_file, picture)
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 800, 7)}
    assert len(colours) > 20


class Told(CrashGuard):
    """A guard whose dialog is counted instead of shown."""

    told = 0

    def tell(self) -> None:
        """Count."""
        self.told += 1


@pytest.mark.expects_log
@pytest.mark.usefixtures("dressed")
def test_a_mistake_is_logged_without_its_words_and_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    guard = Told(tmp_path)
    try:
        raise ValueError("Mrs Smith of 4 Mill Lane")
    except ValueError as error:
        guard.caught(type(error), error, error.__traceback__)
    guard.remove()
    assert guard.told == 1
    logged = guard.path.read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "test_app.py" in logged
    assert "Smith" not in logged + caplog.text
    assert caplog.records[0].levelno == logging.ERROR


def test_redaction_leaves_type_and_places() -> None:
    try:
        raise KeyError("secret")
    except KeyError as error:
        text = redacted(error)
    assert text.startswith("KeyError\n")
    assert "secret" not in text


def test_no_source_is_read_for_what_is_imported_after_the_window() -> None:
    # PySide's own name, which a new version may change: then services load a fifth of a second slower again.
    code = (
        "import importlib, linecache; from ui.app import SOURCE_READER, application; application();"
        "assert hasattr(importlib.import_module('shibokensupport.feature'), SOURCE_READER);"
        "before = len(linecache.cache); import csa_tracker.demo;"
        "print(len(linecache.cache) - before)"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 300  # generated code of data classes; it is 577 when every source is read

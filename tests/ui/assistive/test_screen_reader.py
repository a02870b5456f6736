"""One task from end to end by a real AT-SPI client: under Xvfb, on a message bus of its own, with nothing drawn for it.

Linux alone; NVDA, JAWS, Narrator and VoiceOver need people and machines that are not here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.house.tree import ROOT
from tests.ui.conftest import NOW

CLIENT = Path(__file__).with_name("client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE_SECONDS = 120
SAID = "Heard, typed and saved without a screen."
# The window runs until the client has ended; the display is one that nobody else uses.
SCRIPT = """
"$1" -m csa_tracker --plan "$2" &
window=$!
"$3" "$4" "$5"
code=$?
kill $window
wait $window 2>/dev/null
exit $code
"""


def test_a_screen_reader_finds_the_button_types_the_update_and_saves_it(
    profile: Profile, plan_file: Path, tmp_path: Path
) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "CSA_PROFILE": str(profile.folder),
        "CSA_NOW": NOW.isoformat(), "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT),
        "NO_AT_BRIDGE": "0",
    }  # fmt: skip
    command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x900x24", "dbus-run-session", "--"]
    command += ["sh", "-c", SCRIPT, "sh", sys.executable, str(plan_file), SYSTEM_PYTHON, str(CLIENT), SAID]
    assert shutil.which("xvfb-run"), "xvfb is not installed: run make setup-dev"
    run = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "typed into What has happened?" in run.stdout
    with open_plan(plan_file, profile=profile, clock=Clock(NOW)) as plan:
        texts = [update.text for action in read_actions(plan) for update in action.updates]
    assert texts.count(SAID) == 1

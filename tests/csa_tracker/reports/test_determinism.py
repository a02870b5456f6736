"""The same paper is the same bytes in another process, time zone and hash order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.csa_tracker.reports.builders import board_pdf, mixed_plan

ROOT = Path(__file__).parents[3]
PROGRAM = """
import hashlib
from tests.csa_tracker.reports.builders import board_pdf, mixed_plan
print(hashlib.sha256(board_pdf(mixed_plan(40)).data).hexdigest())
"""


def digest_elsewhere(*, seed: str, zone: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    return ran.stdout.strip()


def test_bytes_do_not_depend_on_process_time_zone_or_hash_order() -> None:
    here = hashlib.sha256(board_pdf(mixed_plan(40)).data).hexdigest()
    assert digest_elsewhere(seed="77", zone="Asia/Tokyo") == here
    assert digest_elsewhere(seed="5", zone="America/Los_Angeles") == here

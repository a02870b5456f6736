"""The same paper is the same bytes in another process, time zone and hash order, in every format."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from csa_tracker.reports.content import content_digest
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.write import FORMATS, build_paper
from tests.csa_tracker.reports.builders import full_plan, paper_of

ROOT = Path(__file__).parents[3]
PROGRAM = "from tests.csa_tracker.reports.test_determinism import digests; print(*digests())"


def digests() -> list[str]:
    papers = [paper_of(name, full_plan(40)) for name in REPORTS]
    found = [hashlib.sha256(build_paper(paper, kind).data).hexdigest() for paper in papers for kind in FORMATS]
    return found + [content_digest(paper) for paper in papers]


def digests_elsewhere(*, seed: str, zone: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    return ran.stdout.split()


def test_bytes_do_not_depend_on_process_time_zone_or_hash_order() -> None:
    here = digests()
    assert len(set(here)) == len(here) == 4 * len(REPORTS)
    assert digests_elsewhere(seed="77", zone="Asia/Tokyo") == here
    assert digests_elsewhere(seed="5", zone="America/Los_Angeles") == here

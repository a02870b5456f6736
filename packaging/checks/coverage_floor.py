"""Fails when the pure core is not covered completely (branches too) or the rest falls below the floor.

Usage: coverage_floor.py COVERAGE.json   (made by `make cover`)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

COMPLETE = ("csa_tracker/rules/", "db/log/", "csa_tracker/exchange/")
FLOOR = 90.0


def shortfalls(report: Mapping[str, Any]) -> list[str]:
    """Sentences about each file that must be complete and is not, and about the total."""
    found = [
        f"{path}: lines {data['missing_lines']}, branches {data['missing_branches']} are not reached"
        for path, data in sorted(report["files"].items())
        if path.startswith(COMPLETE) and (data["missing_lines"] or data["missing_branches"])
    ]
    total = float(report["totals"]["percent_covered"])
    if total < FLOOR:
        found.append(f"total: {total:.1f} % is below {FLOOR:.0f} %")
    return found


def main(path: Path) -> int:
    """Print the shortfalls; 1 when there are any."""
    found = shortfalls(json.loads(path.read_text("utf-8")))
    print("\n".join(found) or "coverage: complete where it must be")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

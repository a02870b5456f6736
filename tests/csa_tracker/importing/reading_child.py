"""Reads files in a process of its own with limits: `python -m tests.csa_tracker.importing.reading_child FILE…`.

Prints one JSON list: for each file [code of the refusal or null, its message or the sizes of the sheets, seconds],
and at last the most memory the process ever held, in bytes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.importing.files import read_files

MOST_ADDRESSES = 2 * 2**30
"""Room that a wrong reader may ask for before the system stops it; the machine of whoever runs the tests lives on."""


def most_memory() -> int:
    """The most bytes this process ever held."""
    status = Path("/proc/self/status")  # on Linux getrusage counts what the parent had as well
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(names: list[str]) -> None:
    """Read each file and tell how that went."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told: list[object] = []
    for name in names:
        start = time.perf_counter()
        try:
            sheets = read_files([Path(name)])
            said: list[object] = [None, [[len(sheet.rows), max(map(len, sheet.rows), default=0)] for sheet in sheets]]
            del sheets
        except UserError as refusal:
            said = [refusal.code, refusal.message]
        told.append([*said, time.perf_counter() - start])
    told.append(most_memory())
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Watch or kill a running process at its writes and syncs of chosen files, through strace.

strace counts `when=N` for each system call by itself, so a point is (system call, N), not one running number.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# every call that can change or settle what is on the disk; `?` because some machines lack the older ones
CALLS = (
    "write", "pwrite64", "fsync", "fdatasync", "ftruncate",
    "?rename", "?renameat", "renameat2", "?unlink", "unlinkat", "?link", "linkat",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """The moment just before a process makes system call `call` for the `nth` time on a watched file."""

    call: str
    nth: int


@dataclass(frozen=True, slots=True)
class Watch:
    """An strace attached to one process."""

    tracer: subprocess.Popen[bytes]
    log: Path

    def points(self) -> list[Point]:
        """Every point passed, once the process has ended: one for each write or sync, in no particular order."""
        self.tracer.wait(timeout=60)
        calls = Counter(re.findall(r"^(?:\d+ +)?(\w+)\(", self.log.read_text("utf-8", "replace"), re.M))
        return [Point(call, nth) for call, count in sorted(calls.items()) for nth in range(1, count + 1)]


def attach(pid: int, paths: Sequence[Path], *, log: Path, kill_at: Point | None = None) -> Watch:
    """Attach to `pid` and return when it is held; with `kill_at` it dies by SIGKILL at that point.

    Only calls on exactly these paths count (the file itself or a descriptor of it).
    """
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-p", str(pid)]
    for path in paths:
        command += ["-P", str(path)]
    if kill_at is not None:
        command += ["-e", f"inject={kill_at.call}:signal=SIGKILL:when={kill_at.nth}"]
    complaints = log.with_suffix(".errors")
    with complaints.open("wb") as errors:
        tracer = subprocess.Popen(command, stderr=errors)
    deadline = time.monotonic() + 20
    while not _is_traced(pid):
        if tracer.poll() is not None or time.monotonic() > deadline:
            tracer.kill()
            raise RuntimeError(f"strace could not attach: {complaints.read_text('utf-8', 'replace')}")
        time.sleep(0.001)  # there is no event to wait for: the kernel shows the tracer in the process's status
    return Watch(tracer, log)


def _is_traced(pid: int) -> bool:
    with suppress(FileNotFoundError):
        status = Path(f"/proc/{pid}/status").read_text("ascii")
        return "TracerPid:\t0\n" not in status
    return False

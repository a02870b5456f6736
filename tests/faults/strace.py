"""Watch, record, kill or fail a running process at its system calls, through strace.

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
# the same, and what is needed to know which file a call is about; the last three are not replayed but must be noticed
RECORDED = (
    *CALLS, "?open", "openat", "close", "lseek", "?mkdir", "mkdirat", "pwritev", "writev", "dup",
    "copy_file_range", "sendfile", "fallocate",
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

    def lines(self) -> list[str]:
        """What strace wrote, once the process has ended."""
        self.tracer.wait(timeout=60)
        return self.log.read_text("utf-8", "replace").splitlines()

    def points(self) -> list[Point]:
        """Every point passed, once the process has ended: one for each write or sync, in no particular order."""
        calls = Counter(match[1] for line in self.lines() if (match := re.match(r"(?:\d+ +)?(\w+)\(", line)))
        return [Point(call, nth) for call, count in sorted(calls.items()) for nth in range(1, count + 1)]

    def hits(self) -> int:
        """How many calls were given an error instead of being made, once the process has ended."""
        return sum("(INJECTED)" in line for line in self.lines())


def killing(point: Point) -> str:
    """The injection that ends the process by SIGKILL at this point."""
    return f"{point.call}:signal=SIGKILL:when={point.nth}"


def failing(point: Point, error: str, *, onwards: bool = False) -> str:
    """The injection that makes this call fail with `error`, and with `onwards` every one of its kind after it."""
    return f"{point.call}:error={error}:when={point.nth}{'+' if onwards else ''}"


def attach(pid: int, *, log: Path, paths: Sequence[Path] = (), inject: str = "", record: bool = False) -> Watch:
    """Attach to `pid` and return when it is held.

    With `paths` only calls on exactly these count (the file itself or a descriptor of it). With `record` the log says
    everything that is needed to make the calls again.
    """
    command = ["strace", "-f", "-qq", "-o", str(log), "-p", str(pid)]
    command += ["-e", f"trace={','.join(RECORDED if record else CALLS)}"]
    command += ["-y", "-xx", "-s", "16000000"] if record else []
    for path in paths:
        command += ["-P", str(path)]
    command += ["-e", f"inject={inject}"] if inject else []
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

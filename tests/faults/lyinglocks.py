"""F11: locks that say yes to everybody. Two writers could then destroy the plan, so it is read and not changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from csa_tracker.errors import Exit
from csa_tracker.plan.read import read_action
from tests.faults.jobs import Scene, open_scene
from tests.faults.oracle import judged, sound
from tests.faults.report import Outcome
from tests.faults.scenes import scene_with_action

LYING = ("strace", "-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "-e", "trace=fcntl", "-e", "inject=fcntl:retval=0")
"""Every fcntl of the process answers 0 and does nothing: each lock is granted, to everybody."""
SENTENCE = "file locks do not work in its folder"


def write_under_lying_locks(root: Path) -> Outcome:
    """Commands that write and one that reads, each where no lock is a lock."""
    started = time.monotonic()
    scene = scene_with_action(root)
    with open_scene(scene) as plan:
        ref = read_action(plan, scene.action).ref
    before = scene.plan.read_bytes()
    writes = (
        ("update", ref, "--text", "Patrols began."),
        ("action", "add", "--title", "Light the canal", "--issue", "road-safety"),
        ("action", "set", ref, "percent=40"),
        ("action", "delete", ref),
        ("undo",),
    )
    broken = [problem for words in writes for problem in _refused(scene, words)]
    read = _run(scene, ("action", "list"))
    if read.returncode or ref not in read.stdout:
        broken.append(f"the plan could not be read: {read.returncode}: {read.stderr.strip()}")
    if scene.plan.read_bytes() != before:
        broken.append("the plan was changed")
    broken += judged(sound(scene))
    return Outcome("locks that lock nobody out", len(writes) + 1, tuple(broken), (), time.monotonic() - started)


def _refused(scene: Scene, words: tuple[str, ...]) -> Iterator[str]:
    run = _run(scene, words)
    if run.returncode != int(Exit.REFUSED) or SENTENCE not in run.stderr or "Traceback" in run.stderr:
        yield f"{words[0]}: ended with {run.returncode}: {run.stderr.strip()}"


def _run(scene: Scene, words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    command = [*LYING, sys.executable, "-m", "csa_tracker", *words]
    command += ["--plan", str(scene.plan), "--profile", str(scene.profile)]
    return subprocess.run(command, capture_output=True, text=True, check=False)

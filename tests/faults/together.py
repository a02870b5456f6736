"""F10: a window that has the plan open and commands beside it, all writing: nothing is lost, who must wait is told."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from csa_tracker.__main__ import main as command
from csa_tracker.errors import Exit, UserError
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import read_action
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.faults.child import PROCESSES
from tests.faults.jobs import CLOCK, Scene, open_scene, update
from tests.faults.oracle import judged, sound
from tests.faults.report import Outcome
from tests.faults.scenes import scene_with_action

BUSY = "Another program is using this plan, so your change was not saved. Wait a moment, then try again."
WRITERS = 2
PACE_SECONDS = 0.02


class Said(NamedTuple):
    """What became of one write: its text, the exit code (0 for done), and what was said about it."""

    text: str
    code: int
    words: str


def write_as_window(scene: Scene, texts: Sequence[str], pipe: Connection) -> None:
    """Body of the window: keep the plan open, write, and look for changes of others as the window's timer does."""
    with open_plan(scene.plan, profile=Profile(scene.profile), clock=CLOCK) as plan:
        version = plan.data_version()
        pipe.send("ready")
        pipe.recv()
        heard = 0
        for text in texts:
            pipe.poll(PACE_SECONDS)  # nobody speaks: this lets the others write meanwhile
            heard += plan.data_version() != version
            try:
                log_update(plan, scene.action, update(text))
                pipe.send(Said(text, 0, ""))
            except UserError as error:
                pipe.send(Said(text, int(error.exit_code), f"{error.message} {error.next_step}"))
            version = plan.data_version()  # our own change is no news
        pipe.recv()  # the others have ended
        heard += plan.data_version() != version
        seen = len(read_action(plan, scene.action).updates)
        pipe.send((heard, seen))


def write_as_commands(scene: Scene, texts: Sequence[str], ref: str, pipe: Connection) -> None:
    """Body of a shell: one command after the other, each opening the plan anew."""
    pipe.send("ready")
    pipe.recv()
    for text in texts:
        arguments = ["update", ref, "--text", text, "--plan", str(scene.plan), "--profile", str(scene.profile)]
        errors = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
            code = command(arguments)
        pipe.send(Said(text, code, errors.getvalue().strip()))


def hold(scene: Scene, seconds: float, pipe: Connection) -> None:
    """Body of a program that keeps the plan to itself for longer than anybody waits."""
    with open_scene(scene) as plan, plan.store.writing():
        pipe.send("ready")
        pipe.recv()
        time.sleep(seconds)


def write_together(root: Path, *, each: int) -> Outcome:
    """A window and two shells write so many updates each."""
    started = time.monotonic()
    scene, ref = _scene(root)
    window, window_pipe = _start(write_as_window, scene, [f"Window {n}" for n in range(each)])
    shells = [
        _start(write_as_commands, scene, [f"Shell {shell} line {n}" for n in range(each)], ref)
        for shell in range(WRITERS)
    ]
    pipes = [window_pipe, *(pipe for _, pipe in shells)]
    for pipe in pipes:
        pipe.recv()
    for pipe in pipes:
        pipe.send("go")
    said = [pipe.recv() for pipe in pipes for _ in range(each)]
    for process, _ in shells:
        process.join()
    window_pipe.send("done")
    changes, seen = window_pipe.recv()
    window.join()
    broken = [*_judged(scene, said, seen), *([] if changes else ["the window heard of no change"])]
    refused = sum(one.code != 0 for one in said)
    notes = (f"{len(said) - refused} done, {refused} refused as busy; the window heard of changes {changes} times",)
    return Outcome("window and commands together", len(said), tuple(broken), notes, time.monotonic() - started)


def write_beside_a_holder(root: Path, *, times: int, seconds: float = 6.0) -> Outcome:
    """A command, and then a window, meet a program that holds the plan for longer than they wait."""
    started = time.monotonic()
    scene, ref = _scene(root)
    said: list[Said] = []
    broken = []
    seen = 0
    for number in range(times):
        window, window_pipe = _start(write_as_window, scene, [f"Window waits {number}"])
        window_pipe.recv()
        holder, holder_pipe = _start(hold, scene, seconds)
        holder_pipe.recv()
        shell, shell_pipe = _start(write_as_commands, scene, [f"Shell waits {number}"], ref)
        shell_pipe.recv()
        for pipe in (holder_pipe, window_pipe, shell_pipe):
            pipe.send("go")
        both = [window_pipe.recv(), shell_pipe.recv()]
        broken += [f"{one.text}: written although the plan was held" for one in both if one.code == 0]
        said += both
        holder.join()
        shell.join()
        window_pipe.send("done")
        _, seen = window_pipe.recv()
        window.join()
    broken += _judged(scene, said, seen)
    notes = (f"each refused with exit {int(Exit.REFUSED)} and the sentence that says so",)
    return Outcome("a plan held by another program", len(said), tuple(broken), notes, time.monotonic() - started)


def _scene(root: Path) -> tuple[Scene, str]:
    scene = scene_with_action(root)
    Profile(scene.profile).set_identity(name="Asha Khan", role="CSP coordinator")
    with open_scene(scene) as plan:
        return scene, read_action(plan, scene.action).ref


def _start(body: Any, *given: Any) -> tuple[Any, Connection]:  # noqa: ANN401 (a process of any body)
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=body, args=(*given, theirs))
    process.start()
    theirs.close()
    return process, ours


def _judged(scene: Scene, said: Sequence[Said], seen: int) -> Iterator[str]:
    with open_scene(scene) as plan:
        texts = [one.text for one in read_action(plan, scene.action).updates]
    for one in said:
        if one.code == 0 and texts.count(one.text) != 1:
            yield f"lost or repeated: {one.text!r} is there {texts.count(one.text)} times"
        if one.code != 0 and one.text in texts:
            yield f"refused, yet there: {one.text!r}"
        if one.code != 0 and (one.code, one.words) != (int(Exit.REFUSED), BUSY):
            yield f"{one.text!r} ended with {one.code}: {one.words}"
    if seen != len(texts):
        yield f"the window shows {seen} of {len(texts)} updates"
    yield from judged(sound(scene))

"""Nothing in the window moves by itself, so that nobody has to ask it to stop (docs/adr, "Nothing moves")."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import name, python_files, syntax

MOVING = {
    "QAbstractAnimation", "QAnimationGroup", "QGraphicsOpacityEffect", "QMovie", "QParallelAnimationGroup",
    "QPauseAnimation", "QPropertyAnimation", "QScroller", "QSequentialAnimationGroup", "QTimeLine",
    "QVariantAnimation", "setAnimated", "setEffectEnabled", "setWindowOpacity",
}  # fmt: skip
READS_ON = {"ui/session.py", "ui/palette/names.py"}
"""Timers that tick on and draw nothing: one asks whether another program changed the plan, one reads names ahead."""


def words_of(path: Path) -> list[tuple[str, int]]:
    """Every name a file uses, with its line."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Name):
            found.append((node.id, node.lineno))
        elif isinstance(node, ast.Attribute):
            found.append((node.attr, node.lineno))
        elif isinstance(node, ast.alias):
            found.append((node.name, node.lineno))
    return found


def calls_of(path: Path, called: str) -> list[ast.Call]:
    """Every call of a name in a file."""
    calls = [node for node in ast.walk(syntax(path)) if isinstance(node, ast.Call)]
    return [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) == called]


def is_number(node: ast.expr, number: int) -> bool:
    """Say whether a piece of code is this number, written out."""
    return isinstance(node, ast.Constant) and node.value == number


def test_nothing_slides_fades_or_turns() -> None:
    strays = [
        f"{name(path)}:{line} {word}" for path in python_files("ui") for word, line in words_of(path) if word in MOVING
    ]
    assert not strays, f"nothing moves here: show the end state at once: {strays}"


def test_no_bar_runs_to_and_fro() -> None:
    strays = [
        f"{name(path)}:{call.lineno}"
        for path in python_files("ui")
        for call in [*calls_of(path, "setRange"), *calls_of(path, "setMaximum")]
        if call.args and all(is_number(argument, 0) for argument in call.args)
    ]
    assert not strays, f"a bar without an end keeps moving: say in words what is going on: {strays}"


def test_no_timer_ticks_on_to_draw() -> None:
    strays = [
        name(path)
        for path in python_files("ui")
        if name(path) not in READS_ON and len(calls_of(path, "QTimer")) > len(calls_of(path, "setSingleShot"))
    ]
    assert not strays, f"a timer that ticks on makes something blink: make it a single shot: {strays}"

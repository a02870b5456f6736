"""The command line as tests call it: in this process, with a plan and a profile of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from csa_tracker.cli.app import run
from csa_tracker.profile import Profile


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 (any JSON document)
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The code of a refusal told as JSON."""
        return str(self.json["error"]["code"])


@dataclass
class Line:
    """A command line that always names the same plan and profile."""

    capsys: pytest.CaptureFixture[str]
    globals: list[str]

    def bare(self, *words: str) -> Said:
        """Run exactly these words."""
        code = run(words, window=_no_window)
        told = self.capsys.readouterr()
        return Said(code, told.out, told.err)

    def __call__(self, *words: str) -> Said:
        """Run these words on the plan."""
        return self.bare(*self.globals, *words)

    def json(self, *words: str) -> Any:  # noqa: ANN401 (any JSON document)
        """Run these words with --json; the document of an answer that succeeded."""
        said = self(*words, "--json")
        assert (said.code, said.err) == (0, ""), said
        return said.json

    def add(self, *more: str, title: str = "Patrols", issue: str = "road-safety") -> str:
        """Add an action; returns its reference."""
        return str(self.json("action", "add", "--title", title, "--issue", issue, *more)["ref"])


def _no_window() -> ModuleType:
    raise AssertionError("no command here opens a window")


@pytest.fixture
def line(
    plan_file: Path, profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Line:
    """A command line on a new plan, on 2 October 2026."""
    monkeypatch.setenv("CSA_NOW", "2026-10-02T14:32")
    return Line(capsys, ["--plan", str(plan_file), "--profile", str(profile.folder)])


@pytest.fixture
def set_variable(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Set an environment variable for one test."""
    return monkeypatch.setenv

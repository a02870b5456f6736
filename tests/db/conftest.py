"""Fixtures of the store's tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.log.write import Edit
from db.store import Store, create_store, open_store
from tests.db.replica import AUTHOR, SINKS, Replica, make_template, replicas


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan file with every table and an empty log, made once."""
    return make_template(tmp_path_factory.mktemp("template") / "template.csplan")


@pytest.fixture
def replica(template: Path, tmp_path: Path) -> Iterator[Replica]:
    """One replica with an empty log."""
    with replicas(template, tmp_path, "burnley") as (only,):
        yield only


@pytest.fixture
def pair(template: Path, tmp_path: Path) -> Iterator[tuple[Replica, Replica]]:
    """Two replicas of one plan with empty logs."""
    with replicas(template, tmp_path, "burnley", "pendle") as (one, other):
        yield one, other


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed plan file, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("made") / "plan.csplan"
    edits = [Edit("plan", "p1", "name", "Burnley plan", scope="shared")]
    create_store(path, SINKS, partnership="BUR", author=AUTHOR, edits=edits)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A closed plan file of one's own."""
    return Path(shutil.copyfile(made, tmp_path / "plan.csplan"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An open plan."""
    with closing(open_store(path, SINKS)) as opened:
        yield opened

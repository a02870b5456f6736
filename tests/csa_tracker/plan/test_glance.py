"""A glance at a plan that is not open shows exactly what its list will show, changes nothing, and never guesses."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.demo import sample_plan
from csa_tracker.plan.bulk import CellEntry, change_cells
from csa_tracker.plan.glance import ROWS, PlanGlance, glance_at
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.save import delete_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, profile: Profile, clock: Clock) -> Path:
    """The sample plan with one action in the Bin and one in two areas, closed."""
    path = tmp_path_factory.mktemp("glance") / "sample.csplan"
    with sample_plan(path, profile=profile, clock=clock) as plan:
        first, second, *_ = read_rows(plan, list_keys(plan, ListQuery()))
        delete_actions(plan, [first.id])
        change_cells(plan, [CellEntry(second.id, "areas", "Pendle; Burnley")], deed="edit-cell")
    return path


def glanced(path: Path, today: dt.date) -> PlanGlance:
    """A glance that succeeds."""
    seen = glance_at(path, today)
    assert seen is not None
    return seen


def test_it_shows_what_the_open_plans_list_shows(sample: Path, profile: Profile, clock: Clock) -> None:
    seen = glanced(sample, clock.today())
    with open_plan(sample, profile=profile, clock=clock) as plan:
        keys = list_keys(plan, ListQuery())
        info = plan_info(plan)
        assert list(seen.rows) == read_rows(plan, keys[:ROWS])
    assert len(seen.rows) > 50
    assert any(len(row.areas) > 1 for row in seen.rows)
    assert any(row.due for row in seen.rows)
    assert (seen.name, seen.partnership_name, seen.marking) == (info.name, info.partnership_name, info.marking)
    assert seen.actions == info.actions == len(keys)


def test_a_rating_that_may_have_changed_since_is_left_out(sample: Path, profile: Profile, clock: Clock) -> None:
    later = Clock(clock.now() + dt.timedelta(days=200))
    before = glanced(sample, later.today()).rows
    with open_plan(
        Path(shutil.copyfile(sample, sample.with_name("later.csplan"))), profile=profile, clock=later
    ) as plan:
        then = read_rows(plan, list_keys(plan, ListQuery()))
    shown = [(early.rating_word, late.rating_word) for early, late in zip(before, then, strict=True)]
    assert all(early in ("", late) for early, late in shown)
    assert any(not early for early, _ in shown)
    assert any(early for early, _ in shown)


def test_a_plan_rated_for_a_day_to_come_is_left_to_opening(sample: Path, clock: Clock) -> None:
    assert glance_at(sample, clock.today() - dt.timedelta(days=1)) is None


def test_it_writes_nothing_and_leaves_nothing_beside_the_plan(sample: Path, tmp_path: Path, clock: Clock) -> None:
    path = Path(shutil.copyfile(sample, tmp_path / "p.csplan"))
    before = path.read_bytes()
    assert glance_at(path, clock.today()) is not None
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_program_wrote_last_is_seen(sample: Path, tmp_path: Path, clock: Clock) -> None:
    path = Path(shutil.copyfile(sample, tmp_path / "p.csplan"))
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA wal_autocheckpoint=0')\n"
        "[c.execute(f'DROP TRIGGER {name}') for (name,) in c.execute(\n"
        "    \"SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='plan'\").fetchall()]\n"
        "c.execute(\"UPDATE plan SET name = 'Written last'\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, timeout=60)
    assert Path(f"{path}-wal").exists()
    assert glanced(path, clock.today()).name == "Written last"


def _drop(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE rating")
    connection.close()


def _older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE local_meta SET value = '1' WHERE key = 'view_version'")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _no_plan(path: Path) -> None:
    path.write_bytes(b"Dear all, please find attached")


def _other_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()


@pytest.mark.parametrize("spoil", [_drop, _older, _newer, _cut, _no_plan, _other_database, Path.unlink])
def test_what_has_to_be_understood_first_is_left_to_opening(
    sample: Path, tmp_path: Path, clock: Clock, spoil: Callable[[Path], None]
) -> None:
    path = Path(shutil.copyfile(sample, tmp_path / "p.csplan"))
    spoil(path)
    assert glance_at(path, clock.today()) is None

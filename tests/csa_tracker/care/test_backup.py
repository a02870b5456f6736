"""A backup holds what the plan holds, opens as a plan, is named by its minute and made when it is due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.care.backups import automatic_backup, backup_folder, is_due, last_backup, make_backup, stamps
from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.search import search
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.plan.drafting import add


def at(hours: float) -> Clock:
    return Clock(dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC) + dt.timedelta(hours=hours))


def test_a_backup_opens_as_the_same_plan_and_is_only_read(here: OpenPlan, desk: Profile, clock: Clock) -> None:
    add(here, title="Evening patrols")
    backup = make_backup(here)
    assert (backup.actions, backup.plan_id) == (1, here.meta.plan)
    with open_plan(backup.path, profile=desk, clock=clock) as copy:
        assert plan_digest(copy) == plan_digest(here)
        assert read_actions(copy) == read_actions(here)
        assert check_plan(copy).ok
        with pytest.raises(UserError, match="because it is a backup"):
            add(copy, title="lost")
    assert [path.name for path in backup.path.parent.iterdir()] == [backup.path.name]
    assert desk.recent_plans() == [here.path]


def test_the_search_of_a_backup_finds_what_the_plan_finds(here: OpenPlan, desk: Profile, clock: Clock) -> None:
    for number in range(5):
        add(here, title=f"Patrol {number} lantern{number}")
    backup = make_backup(here)
    with open_plan(backup.path, profile=desk, clock=clock) as copy:
        assert search(copy, "lantern3") == search(here, "lantern3") != []


def test_backups_are_named_by_their_minute_and_never_replace_each_other(here: OpenPlan) -> None:
    names = [make_backup(here).path.name for _ in range(3)]
    minute = here.clock.now().astimezone().strftime("%Y-%m-%d-%H%M")
    assert names == [f"plan-{minute}.cspbak", f"plan-{minute}-2.cspbak", f"plan-{minute}-3.cspbak"]
    assert [stamp.serial for stamp in stamps(backup_folder(here.profile, here.meta.plan))] == [1, 2, 3]


def test_a_backup_goes_to_the_given_file_or_folder_and_replaces_nothing(here: OpenPlan, tmp_path: Path) -> None:
    target = tmp_path / "copy.cspbak"
    assert make_backup(here, target).path == target
    before = target.read_bytes()
    with pytest.raises(UserError) as caught:
        make_backup(here, target)
    assert (caught.value.code, target.read_bytes()) == ("exists", before)
    with pytest.raises(UserError):
        make_backup(here, here.path)
    folder = tmp_path / "stick"
    folder.mkdir()
    assert make_backup(here, folder).path.parent == folder
    assert not (here.profile.folder / "backups").exists()


def test_a_backup_is_due_a_day_after_the_last_whole_one(plan_file: Path, desk: Profile) -> None:
    with open_plan(plan_file, profile=desk, clock=at(0)) as plan:
        assert is_due(plan)
        assert automatic_backup(plan) == ""
        assert not is_due(plan)
    with open_plan(plan_file, profile=desk, clock=at(23.9)) as plan:
        assert not is_due(plan)
    with open_plan(plan_file, profile=desk, clock=at(24.1)) as plan:
        assert is_due(plan)
    with open_plan(plan_file, profile=desk, clock=at(-48)) as plan:  # made by a clock that ran ahead
        assert is_due(plan)


def test_a_cut_backup_is_not_the_last_one(here: OpenPlan) -> None:
    good = make_backup(here)
    cut = make_backup(here)
    cut.path.write_bytes(cut.path.read_bytes()[:-4096])
    last = last_backup(here.profile, here.meta.plan)
    assert last is not None
    assert last.path == good.path
    cut.path.unlink()
    good.path.write_bytes(b"")
    assert last_backup(here.profile, here.meta.plan) is None
    assert is_due(here)


def test_a_failed_automatic_backup_is_told_and_blocks_nothing(here: OpenPlan) -> None:
    (here.profile.folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    said = automatic_backup(here)
    assert said.startswith("The automatic backup could not be made. ")
    assert "Your plan is safe." in said
    add(here, title="work goes on")


def test_the_hundredth_backup_leaves_no_hundred_files(here: OpenPlan) -> None:
    folder = backup_folder(here.profile, here.meta.plan)
    first = make_backup(here).path
    for day in range(60):
        made = dt.date(2026, 7, 1) + dt.timedelta(days=day)
        (folder / f"plan-{made}-0900.cspbak").write_bytes(first.read_bytes())
    broken = folder / "plan-2026-06-01-0900.cspbak"
    broken.write_bytes(b"half")
    make_backup(here)
    left = stamps(folder)
    assert len([stamp for stamp in left if stamp.whole]) < 30
    assert broken.exists()
    assert first.exists()

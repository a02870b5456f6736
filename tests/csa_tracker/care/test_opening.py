"""Opening says what is wrong with a plan, offers the last good backup, heals what the log can heal, backs up daily."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from csa_tracker.care.backups import backup_folder, make_backup, stamps
from csa_tracker.care.check import check_plan
from csa_tracker.care.due import after_opening
from csa_tracker.clock import Clock
from csa_tracker.errors import Exit, UserError
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.csa_tracker.plan.drafting import add


def refused(path: Path, profile: Profile, clock: Clock) -> UserError:
    with pytest.raises(UserError) as caught, open_plan(path, profile=profile, clock=clock):
        pass
    return caught.value


def vandalise(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE write_guard SET open = 1")
        connection.execute(statement)
        connection.execute("UPDATE write_guard SET open = 0")


@pytest.mark.parametrize("ruin", [b"", b"not a database", bytes(8192)])
def test_a_damaged_plan_names_the_last_good_backup(plan_file: Path, desk: Profile, clock: Clock, ruin: bytes) -> None:
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        backup = make_backup(plan)
        later = make_backup(plan)
    forged = later.path.read_bytes().replace(b'"Burnley plan"', b'"Burnlei plan"')
    later.path.write_bytes(forged)  # whole by its length, but not by its seals
    plan_file.write_bytes(ruin)
    error = refused(plan_file, desk, clock)
    assert (error.code, error.exit_code) == ("damaged", Exit.DAMAGED)
    assert f"{backup.made:%H:%M}" in error.next_step
    assert f"csa-tracker restore {backup.path}" in error.next_step
    assert "csa-tracker salvage plan.csplan" in error.next_step


def test_a_damaged_plan_without_a_backup_can_still_be_salvaged(plan_file: Path, desk: Profile, clock: Clock) -> None:
    plan_file.write_bytes(b"\0" * 100 + plan_file.read_bytes()[100:])
    error = refused(plan_file, desk, clock)
    assert error.code == "damaged"
    assert error.next_step.startswith("No good backup of it was found here.")


def test_a_strange_file_is_no_damaged_plan(tmp_path: Path, desk: Profile, clock: Clock) -> None:
    notes = tmp_path / "notes.csplan"
    notes.write_text("shopping list", encoding="utf-8")
    assert refused(notes, desk, clock).code == "not-a-plan"


def test_a_newer_plan_opens_for_reading_and_not_a_byte_changes(plan_file: Path, desk: Profile, clock: Clock) -> None:
    with closing(sqlite3.connect(plan_file)) as connection:
        connection.execute("PRAGMA user_version=99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256(plan_file.read_bytes()).digest()
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        assert "newer version" in plan.read_only
        assert after_opening(plan) == []
        with pytest.raises(UserError):
            add(plan)
    assert hashlib.sha256(plan_file.read_bytes()).digest() == before


@pytest.mark.parametrize(
    "fact",
    ["DELETE FROM local_meta WHERE key = 'plan'", "UPDATE local_meta SET value = 'x' WHERE key = 'view_version'",
     "UPDATE alembic_version SET version_num = 'x'", "DROP TABLE local_meta"],
)  # fmt: skip
def test_a_plan_that_lost_a_fact_about_itself_is_damaged(
    plan_file: Path, desk: Profile, clock: Clock, fact: str
) -> None:
    vandalise(plan_file, fact)
    assert refused(plan_file, desk, clock).code == "damaged"


def test_views_that_make_no_sense_are_made_again_from_the_log(plan_file: Path, desk: Profile, clock: Clock) -> None:
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        add(plan, title="true", start_on=dt.date(2026, 10, 1))
    vandalise(plan_file, "UPDATE action SET start_on = 'soon'")
    vandalise(plan_file, "UPDATE local_meta SET value = '2030-01-01' WHERE key = 'rated_on'")  # rates all at opening
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        assert plan.notices == ("What this plan shows was damaged, so it was made again from its change log.",)
        assert [action.start for action in read_actions(plan)] == [dt.date(2026, 10, 1)]
        assert check_plan(plan).ok


def test_views_found_damaged_later_are_told_with_the_way_to_mend_them(
    plan_file: Path, desk: Profile, clock: Clock
) -> None:
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        add(plan, title="true", start_on=dt.date(2026, 10, 1))
    vandalise(plan_file, "UPDATE action SET start_on = 'soon'")
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        with pytest.raises(UserError) as caught:
            read_actions(plan)
        assert (caught.value.code, caught.value.exit_code) == ("views-damaged", Exit.DAMAGED)
        assert not check_plan(plan).ok
        assert check_plan(plan, rebuild=True).ok
        assert [action.start for action in read_actions(plan)] == [dt.date(2026, 10, 1)]


def test_an_older_plan_is_backed_up_before_it_is_updated(plan_file: Path, desk: Profile, clock: Clock) -> None:
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        add(plan, title="old")
        folder = backup_folder(desk, plan.meta.plan)
    vandalise(plan_file, "UPDATE local_meta SET value = '0' WHERE key = 'view_version'")
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        (backup,) = stamps(folder)
        assert plan.notices == (
            f"This plan was updated for this version of CSA Tracker. A backup was saved before: {backup.path.name}.",
        )
        assert check_plan(plan).ok
    with closing(sqlite3.connect(f"{backup.path.as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute("SELECT value FROM local_meta WHERE key = 'view_version'").fetchone()
    assert found == ("0",)


def test_an_update_goes_on_without_a_backup_and_says_so(plan_file: Path, desk: Profile, clock: Clock) -> None:
    desk.keys()
    (desk.folder / "backups").write_text("a file where the folder should be", encoding="utf-8")
    vandalise(plan_file, "UPDATE local_meta SET value = '0' WHERE key = 'view_version'")
    with open_plan(plan_file, profile=desk, clock=clock) as plan:
        (said,) = plan.notices
        assert said.startswith("The automatic backup could not be made.")
        assert check_plan(plan).ok


def test_the_first_opening_of_a_day_makes_a_backup_in_silence(plan_file: Path, desk: Profile, clock: Clock) -> None:
    for _ in range(2):
        with open_plan(plan_file, profile=desk, clock=clock) as plan:
            assert after_opening(plan) == []
            assert len(stamps(backup_folder(desk, plan.meta.plan))) == 1

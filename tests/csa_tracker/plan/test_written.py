"""What somebody was writing survives the end of the program, lies in one private file, and goes when it is saved."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from pathlib import Path

import orjson
import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.save import delete_actions
from csa_tracker.plan.written import (
    drafts_file,
    drop_written,
    keep_written,
    read_written,
    unsaved_notes,
    update_key,
    written_for,
)
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.plan.drafting import add

WRITER = """
import sys
from pathlib import Path
from csa_tracker.clock import Clock
from csa_tracker.plan.written import keep_written
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
plan = open_plan(Path(sys.argv[1]), profile=Profile(Path(sys.argv[2])), clock=Clock())
number = 0
while True:
    number += 1
    keep_written(plan, "update:a", f"{number} " + "word " * 2000 + "end")
    print(number, flush=True)
"""


@pytest.fixture
def plan(plan_file: Path, tmp_path: Path, clock: Clock) -> OpenPlan:
    """A plan of somebody whose profile holds nothing yet."""
    return open_plan(plan_file, profile=Profile(tmp_path / "profile"), clock=clock)


def test_a_text_is_there_the_next_time(plan: OpenPlan, plan_file: Path) -> None:
    action = add(plan)
    keep_written(plan, update_key(action), "Met the county,\nwaiting for a date")
    plan.close()
    with open_plan(plan_file, profile=plan.profile, clock=plan.clock) as again:
        (note,) = unsaved_notes(again)
        assert (note.ref, note.title, note.text) == ("BUR-0001", "Patrols", "Met the county,\nwaiting for a date")
        assert note.at == plan.clock.now()


def test_texts_do_not_disturb_each_other(plan: OpenPlan) -> None:
    keep_written(plan, "update:a", "one")
    keep_written(plan, "update:b", "two")
    drop_written(plan, "update:a")
    assert [(one.key, one.text) for one in read_written(plan)] == [("update:b", "two")]


def test_the_file_is_its_owners_alone_and_goes_with_its_last_text(plan: OpenPlan) -> None:
    keep_written(plan, "update:a", "one")
    keep_written(plan, "update:a", "one more")
    path = drafts_file(plan)
    assert path == plan.profile.folder / "drafts" / f"{plan.meta.plan}.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    drop_written(plan, "update:a")
    assert list(path.parent.iterdir()) == []


def test_an_emptied_text_is_let_go(plan: OpenPlan) -> None:
    keep_written(plan, "update:a", "one")
    keep_written(plan, "update:a", "  \n")
    assert read_written(plan) == ()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"update:a": 3}', b'{"update:a": {"text": null}}', b"\xff\xfe"]
)
def test_a_damaged_file_holds_nothing_and_can_be_written_again(plan: OpenPlan, content: bytes) -> None:
    keep_written(plan, "update:b", "two")
    drafts_file(plan).write_bytes(content)
    assert read_written(plan) == ()
    keep_written(plan, "update:a", "one")
    found = written_for(plan, "update:a")
    assert found is not None
    assert found.text == "one"


def test_a_note_on_an_action_that_is_gone_is_still_offered(plan: OpenPlan) -> None:
    action = add(plan)
    keep_written(plan, update_key(action), "one")
    keep_written(plan, update_key(str(uuid.uuid4())), "two")
    delete_actions(plan, [action])
    assert sorted((note.ref, note.text) for note in unsaved_notes(plan)) == [("", "one"), ("", "two")]


@pytest.mark.skipif(os.name == "nt", reason="a read-only folder means something else there")
def test_a_text_that_cannot_be_kept_is_refused_and_the_one_before_stays(plan: OpenPlan) -> None:
    keep_written(plan, "update:a", "one")
    path = drafts_file(plan)
    kept = path.read_bytes()
    path.unlink()
    path.mkdir()  # where a file should be, whoever runs this test
    with pytest.raises(UserError) as refused:
        keep_written(plan, "update:a", "two")
    assert refused.value.code == "draft-not-kept"
    assert "Save it soon" in refused.value.next_step
    path.rmdir()
    path.write_bytes(kept)
    assert [one.text for one in read_written(plan)] == ["one"]


def test_a_draft_is_in_no_other_file(plan: OpenPlan, tmp_path: Path) -> None:
    canary = f"CANARY{uuid.uuid4().hex}"
    keep_written(plan, "update:a", canary)
    plan.close()
    holders = [path for path in tmp_path.rglob("*") if path.is_file() and canary.encode() in path.read_bytes()]
    assert holders == [drafts_file(plan)]
    drop_written(plan, "update:a")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and canary.encode() in path.read_bytes()] == []


def test_killed_at_any_moment_a_whole_text_is_left(plan_file: Path, tmp_path: Path) -> None:
    home = tmp_path / "killed"
    for wanted in (1, 7, 20):
        run = subprocess.Popen([sys.executable, "-c", WRITER, plan_file, home], stdout=subprocess.PIPE, text=True)
        assert run.stdout is not None
        told = [int(run.stdout.readline()) for _ in range(wanted)]
        run.kill()
        told += [int(line) for line in run.stdout if line.strip()]
        run.stdout.close()
        assert run.wait() == -9
        (path,) = (home / "drafts").glob("*.json")
        text = orjson.loads(path.read_bytes())["update:a"]["text"]
        assert int(text.split()[0]) >= told[-1]
        assert text.endswith(" end")
    with open_plan(plan_file, profile=Profile(home), clock=Clock()) as plan:
        drop_written(plan, "update:a")
    assert list((home / "drafts").iterdir()) == []

"""Where files go and come from: nobody named, no place named, a computer that knows nothing of what it wrote."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import revoke
from csa_tracker.workspace import open_plan
from tests.csa_tracker.exchange.enrolling import Office, digests, pass_file
from tests.csa_tracker.exchange.offices import NOW
from tests.csa_tracker.plan.drafting import add


def test_a_plan_put_back_on_a_new_computer_is_found_out_when_its_own_changes_arrive(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    burnley.plan.close()
    backup = Path(shutil.copyfile(burnley.path, tmp_path / "old"))
    burnley.plan = open_plan(burnley.path, profile=burnley.profile, clock=Clock(NOW))
    add(burnley.plan, title="Sent, then lost with the computer")
    pass_file(burnley, county, tmp_path)
    burnley.plan.close()
    shutil.copyfile(backup, burnley.path)
    for lives in burnley.profile.folder.glob("lives*.json"):  # the new computer knows nothing of what was written
        lives.unlink()
    burnley.plan = open_plan(burnley.path, profile=burnley.profile, clock=Clock(NOW + dt.timedelta(hours=2)))
    assert burnley.plan.notices == ()
    before = replica_of(burnley)
    pass_file(county, burnley, tmp_path, full=True)
    assert replica_of(burnley) != before
    add(burnley.plan, title="Written after")
    pass_file(burnley, county, tmp_path)
    assert digests(county) == digests(burnley)


def replica_of(office: Office) -> str:
    """Under which name an office writes on."""
    with office.plan.store.reading() as connection:
        return str(office.plan.replica(connection))


def test_a_file_is_made_for_somebody_and_lies_beside_the_plan_when_no_place_is_named(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="Nobody was named to send to") as refusal:
        send(burnley.plan, [])
    assert refusal.value.next_step == "Name one or more of: Tom."
    revoke(burnley.plan, "Tom")
    with pytest.raises(UserError, match="Nobody was named") as refusal:
        send(burnley.plan, [])
    assert refusal.value.next_step == "Add a partner's card first."
    with pytest.raises(UserError, match="Tom is not trusted here"):
        send(burnley.plan, ["Tom"])
    sent = send(county.plan, ["Asha"])
    assert sent.path.parent == county.path.parent
    assert sent.path.is_file()

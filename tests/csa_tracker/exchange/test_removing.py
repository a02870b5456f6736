"""A removal for good travels like any other change: what one office removed is gone at every other, in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.care.check import check_plan
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.receipt import receipt_from
from csa_tracker.exchange.receiving import preview, receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member, revoke
from csa_tracker.plan.conflicts import read_conflicts, take_value
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.plan.removing import find_words, remove_for_good
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from db.exchange import ledger
from db.log.digest import log_digest, view_digest
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add, change
from tests.csa_tracker.plan.test_removing import bytes_with

NAME = "Jane Zebedee-Doe"
SHOWN = "[removed on 2 Oct 2026]"
WHY = "a person's name"


def digests(plan: OpenPlan) -> tuple[str, str]:
    """What a plan holds and shows."""
    with plan.store.reading() as connection:
        return log_digest(connection), view_digest(connection)


def remove(plan: OpenPlan) -> int:
    """Remove the name everywhere; how many values went."""
    return remove_for_good(plan, [one.head for one in find_words(plan, NAME)], WHY).values


@pytest.fixture
def county(tmp_path: Path) -> Iterator[OpenPlan]:
    """The county with one action in which somebody is named."""
    tom = an_office(tmp_path, "Tom", "County")
    with create_plan(
        tmp_path / "county.csplan", partnership="PAN", name="Lancashire", profile=tom, clock=Clock(NOW)
    ) as made:
        add(made, ref="PAN-0001", title=f"Visit {NAME}", lead_role="Sergeant")
        yield made


def enrol(county: OpenPlan, folder: Path, name: str, code: str) -> OpenPlan:
    """Somebody joins the county's plan and sees everything."""
    profile = an_office(folder, name, code)
    add_member(county, make_card(profile, code), scopes=EVERYTHING)
    path, clock = folder / f"{name}.csplan", Clock(NOW + dt.timedelta(minutes=5))
    sent = send(county, [name], folder)
    join(sent.path, path, partnership=code, sender=make_card(county.profile, "PAN"), profile=profile, clock=clock)
    sent.path.unlink()
    return open_plan(path, profile=profile, clock=clock)


@pytest.fixture
def burnley(county: OpenPlan, tmp_path: Path) -> Iterator[OpenPlan]:
    """Burnley, joined while the name stood there."""
    made = enrol(county, tmp_path, "Asha", "BUR")
    yield made
    made.close()


def test_what_one_office_removes_is_gone_at_the_other(county: OpenPlan, burnley: OpenPlan, tmp_path: Path) -> None:
    assert len(bytes_with(tmp_path, NAME)) == 2
    remove(county)
    sent = send(county, ["Asha"], tmp_path)
    seen = preview(burnley, sent.path).receipt
    assert seen.erased == 1
    assert [(one.field, one.before, one.after) for one in seen.changes] == [("title", f"Visit {NAME}", "[removed]")]
    assert find_words(burnley, NAME)
    assert receive(burnley, sent.path).receipt.erased == 1
    assert read_action(burnley, find_action(burnley, "PAN-0001")).title == SHOWN
    assert find_words(burnley, NAME) == []
    assert digests(county) == digests(burnley)
    for backup in tmp_path.rglob("*.cspbak"):
        backup.unlink()  # made before the file came in
    assert bytes_with(tmp_path, NAME) == []
    assert check_plan(burnley).ok


def test_its_receipts_do_not_keep_it_either(county: OpenPlan, burnley: OpenPlan, tmp_path: Path) -> None:
    change(county, find_action(county, "PAN-0001"), title=f"Call {NAME}")
    receive(burnley, send(county, ["Asha"], tmp_path).path)
    remove(county)
    receive(burnley, send(county, ["Asha"], tmp_path).path)
    with burnley.store.reading() as connection:
        kept = [receipt_from(one.receipt) for one in ledger.bundles(connection, direction=ledger.IN) if one.receipt]
    texts = [(one.before, one.after) for receipt in kept for one in receipt.changes if one.field == "title"]
    assert ("[removed]", "[removed]") in texts
    assert NAME not in repr(kept)


def test_who_joins_later_gets_the_plan_without_it(county: OpenPlan, tmp_path: Path) -> None:
    remove(county)
    joined = enrol(county, tmp_path, "Asha", "BUR")
    try:
        assert read_action(joined, find_action(joined, "PAN-0001")).title == SHOWN
        assert digests(joined) == digests(county)
        assert check_plan(joined).ok
    finally:
        joined.close()


def test_a_partner_passes_a_removal_on(county: OpenPlan, burnley: OpenPlan, tmp_path: Path) -> None:
    pendle = enrol(county, tmp_path, "Ben", "PEN")
    try:
        add_member(burnley, make_card(pendle.profile, "PEN"), scopes=EVERYTHING)
        add_member(pendle, make_card(burnley.profile, "BUR"), scopes=EVERYTHING)
        remove(county)
        receive(burnley, send(county, ["Asha"], tmp_path).path)
        receive(pendle, send(burnley, ["Ben"], tmp_path).path)
        assert find_words(pendle, NAME) == []
        assert digests(pendle) == digests(county)
    finally:
        pendle.close()


def test_an_edit_of_what_was_removed_elsewhere_is_a_conflict_whose_gone_side_cannot_be_taken(
    county: OpenPlan, burnley: OpenPlan, tmp_path: Path
) -> None:
    action = find_action(burnley, "PAN-0001")
    change(burnley, action, title="Weekly visits")
    change(county, action, title=f"Call {NAME}")
    remove(county)
    receive(burnley, send(county, ["Asha"], tmp_path).path)
    (conflict,) = read_conflicts(burnley)
    gone = next(one for one in conflict.values if one.removed)
    assert gone.text == SHOWN
    with pytest.raises(UserError, match="removed for good"):
        take_value(burnley, conflict, gone.n)
    take_value(burnley, conflict, next(one.n for one in conflict.values if not one.removed))
    assert read_action(burnley, action).title == "Weekly visits"


def test_a_value_that_is_missing_without_a_removal_is_refused(
    county: OpenPlan, burnley: OpenPlan, tmp_path: Path
) -> None:
    change(county, find_action(county, "PAN-0001"), title="Weekly visits")
    with county.store.writing() as connection:  # somebody tampers with the plan of a partner
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        connection.exec_driver_sql("UPDATE op SET value = NULL, salt = NULL WHERE value = '\"Weekly visits\"'")
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")
    before = digests(burnley)
    with pytest.raises(UserError, match="lost its value"):
        receive(burnley, send(county, ["Asha"], tmp_path).path)
    assert digests(burnley) == before


def test_what_a_revoked_member_removed_stays_here_and_is_lost_where_it_never_was(
    county: OpenPlan, burnley: OpenPlan, tmp_path: Path
) -> None:
    pendle = enrol(county, tmp_path, "Ben", "PEN")
    try:
        receive(burnley, send(county, ["Asha"], tmp_path).path)
        add_member(burnley, make_card(pendle.profile, "PEN"))
        revoke(burnley, "Ben")
        change(county, find_action(county, "PAN-0001"), description=f"{NAME} lives there")
        receive(pendle, send(county, ["Ben"], tmp_path).path)
        assert remove(pendle) == 2
        receive(county, send(pendle, ["Tom"], tmp_path).path)
        came = receive(burnley, send(county, ["Asha"], tmp_path).path).receipt
        assert (came.held_back, came.erased) == (1, 0)
        action = read_action(burnley, find_action(burnley, "PAN-0001"))
        assert action.title == f"Visit {NAME}"
        assert action.description in ("", None, "[removed]")
        assert check_plan(burnley).ok
    finally:
        pendle.close()


def test_a_file_with_a_removal_is_undone_but_for_the_removal(
    county: OpenPlan, burnley: OpenPlan, tmp_path: Path
) -> None:
    from csa_tracker.exchange.undoing import undo_receive

    change(county, find_action(county, "PAN-0001"), lead_role="Inspector")
    remove(county)
    came = receive(burnley, send(county, ["Asha"], tmp_path).path).receipt
    undo_receive(burnley, came.bundle)
    action = read_action(burnley, find_action(burnley, "PAN-0001"))
    assert (action.lead_role, action.title) == ("Sergeant", SHOWN)
    assert find_words(burnley, NAME) == []
    assert isinstance(burnley.profile, Profile)

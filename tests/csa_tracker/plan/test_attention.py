"""What needs attention is told while it does, and no longer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.attention import Item, Kind, read_attention
from csa_tracker.plan.conflicts import read_conflicts, take_value
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft
from csa_tracker.plan.mending import remove_part
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.undo import undo
from csa_tracker.workspace import OpenPlan
from db.exchange.streams import stream_scopes, transactions_beyond
from db.log.transaction import Transaction, make_transaction, read_transaction
from db.log.write import Edit
from db.meta import mint_replica, own_replica
from tests.csa_tracker.exchange.offices import NOW, deliver, pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change

Offices = tuple[OpenPlan, OpenPlan]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Two offices with the same plan."""
    with two_offices(tmp_path) as both:
        yield both


def only(plan: OpenPlan, kind: Kind) -> Item:
    """The one thing there is to look at, which is of this kind."""
    (item,) = read_attention(plan)
    assert item.kind is kind
    return item


def write(plan: OpenPlan, *edits: Edit) -> None:
    """Write what no form would, as a newer version may."""
    with plan.store.writing() as connection:
        plan.store.write(connection, edits, author=plan.author, deed="edit")


def written_by(plan: OpenPlan) -> list[Transaction]:
    """Everything somebody wrote in a plan, in its order."""
    with plan.store.reading() as connection:
        sent = transactions_beyond(connection, stream_scopes(connection), {})
        return [read_transaction(one.body, one.values) for one in sent]


def update(text: str = "Met the inspector") -> UpdateDraft:
    """A progress note."""
    return UpdateDraft(made_on=NOW.date(), text=text, author="Somebody")


def test_a_plan_of_one_office_needs_none(offices: Offices) -> None:
    action = add(offices[0], title="Patrols")
    log_update(offices[0], action, update(), lifecycle=None)
    delete_actions(offices[0], [action])
    assert read_attention(offices[0]) == ()


def test_conflicts_are_counted_until_they_are_decided(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    change(one, action, title="Evening patrols")
    change(other, action, title="Weekly patrols")
    pass_on(other, one)
    item = only(one, Kind.CONFLICT)
    assert (item.sentence, item.count) == ("1 field of 1 action was changed in two offices.", 1)
    take_value(one, read_conflicts(one)[0], 1)
    assert read_attention(one) == ()
    assert read_action(one, action).conflicts == ()


def test_an_action_deleted_here_and_changed_there_is_named_with_both_people(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    change(one, action, title="Evening patrols")
    delete_actions(other, [action])
    pass_on(other, one)
    item = only(one, Kind.DELETED)
    name = f"member {other.profile.keys().member[:8]}"
    assert item.sentence == f"BUR-0001 “Evening patrols” was moved to the Bin by {name} and changed by Asha."
    assert (item.action_id, item.ref) == (action, "BUR-0001")
    take_value(one, read_conflicts(one)[0], 2)
    assert read_attention(one) == ()


def test_an_update_for_an_action_deleted_elsewhere_is_offered_until_the_action_is_back(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    log_update(one, action, update(), lifecycle=None)  # before the delete by the clock, and unseen all the same
    delete_actions(other, [action])
    pass_on(other, one)
    item = only(one, Kind.ORPHAN)
    assert item.sentence == "An update by Asha came for BUR-0001 “Patrols”, which is in the Bin."
    pass_on(one, other)
    assert [found.kind for found in read_attention(other)] == [Kind.ORPHAN]
    restore_actions(one, [action])
    assert read_attention(one) == ()
    assert [found.text for found in read_action(one, action).updates] == ["Met the inspector"]


def test_a_milestone_for_an_action_deleted_elsewhere_can_be_deleted_and_brought_back(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    save_milestone(one, action, MilestoneDraft(title="Rota agreed"))
    delete_actions(other, [action])
    pass_on(other, one)
    item = only(one, Kind.ORPHAN)
    assert item.sentence.startswith("A milestone by Asha")
    remove_part(one, item.row)
    assert read_attention(one) == ()
    assert undo(one).step == "deletion of what came for an action in the Bin"
    assert only(one, Kind.ORPHAN).row == item.row
    with pytest.raises(UserError, match="no update or milestone"):
        remove_part(one, "nothing")


def test_what_the_deleter_had_seen_goes_to_the_bin_with_the_action(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    log_update(one, action, update(), lifecycle=None)
    pass_on(one, other)
    delete_actions(other, [action])
    pass_on(other, one)
    assert read_attention(one) == read_attention(other) == ()


def test_a_delete_of_an_earlier_version_is_read_by_the_clock(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    delete_actions(one, [action])
    with one.store.writing() as connection:  # what earlier versions wrote: no word of what was seen
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        connection.exec_driver_sql("UPDATE txn SET extra = json_remove(extra, '$.saw')")
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")
    log_update(other, action, update(), lifecycle=None)  # the county's clock is a minute ahead
    pass_on(other, one)
    assert only(one, Kind.ORPHAN).action_id == action


def test_parts_of_an_action_that_never_came_name_who_wrote_them(offices: Offices) -> None:
    one, other = offices
    action = add(other, title="Patrols")
    log_update(other, action, update(), lifecycle=None)
    save_milestone(other, action, MilestoneDraft(title="Rota agreed"))
    first, *rest = [each for each in written_by(other) if each.replica == replica_of(other)]
    deliver(rest, one)
    lost, gap = read_attention(one)
    name = f"member {other.profile.keys().member[:8]}"
    assert (lost.kind, gap.kind) == (Kind.LOST_PART, Kind.GAP)
    assert lost.sentence == f"1 update and 1 milestone by {name} belong to actions that are not here."
    assert gap.sentence == f"1 earlier change by {name} is missing here."
    assert gap.advice == f"The next file from {name} brings what is missing. If it does not, ask for a full file."
    deliver([first], one)
    assert read_attention(one) == ()


def replica_of(plan: OpenPlan) -> str:
    """The life in which a plan is written."""
    with plan.store.writing() as connection:
        return own_replica(connection, plan.profile.keys().member)


def test_a_value_that_cannot_be_shown_names_its_action_and_field_until_it_is_typed_again(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols", percent=20)
    pass_on(one, other)
    write(other, Edit("action", action, "percent", 400), Edit("action", action, "due_on", "soon"))
    pass_on(other, one)
    due, percent = read_attention(one)
    assert (due.kind, percent.kind) == (Kind.UNUSABLE, Kind.UNUSABLE)
    assert due.sentence == "Due date of BUR-0001 “Patrols” is not shown, because it is not a date."
    assert percent.sentence == "Progress of BUR-0001 “Patrols” is not shown, because it is out of range."
    assert percent.action_id == action
    change(one, action, percent=40)
    change(one, action, due_on=dt.date(2027, 3, 31))
    assert read_attention(one) == ()


def test_what_a_newer_version_wrote_is_counted_and_passed_on(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    write(
        other,
        Edit("action", action, "mood", "hopeful"),
        Edit("survey", "s1", "question", "Do you feel safe?", scope="BUR"),
    )
    pass_on(other, one)
    item = only(one, Kind.NEWER)
    assert item.sentence == "2 values came from a newer version of CSA Tracker, so they are not shown here."
    assert {each.id for each in written_by(one)} == {each.id for each in written_by(other)}


def test_a_copied_plan_that_was_written_twice_is_told_until_its_author_goes_on_in_a_new_life(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    before = written_by(one)
    change(one, action, title="Evening patrols")
    (mine,) = [each for each in written_by(one) if each not in before]
    deliver([forked(mine)], other)  # the copy of Burnley's file wrote something else in the same place
    pass_on(one, other)
    item = only(other, Kind.FORK)
    author = f"member {one.profile.keys().member[:8]}"
    assert item.sentence == f"A plan file of {author} was copied, and both copies were changed."
    with one.store.writing() as connection:
        mint_replica(connection, one.profile.keys().member)
    change(one, action, title="Weekly patrols")
    pass_on(one, other)
    assert only(other, Kind.CONFLICT).count == 1  # what the copies wrote apart is there to be decided, the fork is over


def forked(original: Transaction) -> Transaction:
    """Another transaction in the same place of the same stream."""
    return make_transaction(
        replica=original.replica, scope=original.scope, seq=original.seq, prev=original.prev, hlc=original.hlc,
        member=original.member, group=None, operations=list(original.operations), extra={"do": "other"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "told"), [(-1, True), (-0.1, False), (0, False), (24 * 400, False)], ids=["hour", "minutes", "now", "on"]
)
def test_a_clock_earlier_than_the_last_own_change_is_told(offices: Offices, hours: float, told: bool) -> None:
    one, _ = offices
    add(one, title="Patrols")
    one.clock = Clock(NOW + dt.timedelta(hours=hours))
    if not told:
        assert read_attention(one) == ()
        return
    item = only(one, Kind.CLOCK)
    assert item.sentence.startswith("This computer’s clock (2 Oct 2026, ")
    assert "is earlier than the last change made here (2 Oct 2026, " in item.sentence
    assert item.count == 1
    add(one, title="Saved all the same")
    assert len(read_actions(one)) == 2


def test_a_clock_is_not_blamed_for_a_partner_who_is_hours_ahead(offices: Offices) -> None:
    one, other = offices
    other.clock = Clock(NOW + dt.timedelta(hours=5))
    add(other, title="From tomorrow")
    pass_on(other, one)
    add(one, title="Now")
    assert read_attention(one) == ()


def test_a_change_from_far_ahead_names_who_wrote_it_and_waits_for_nobody(offices: Offices) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    other.clock = Clock(NOW + dt.timedelta(days=61))
    change(other, action, title="Patrols of the future")
    pass_on(other, one)
    item = only(one, Kind.CLOCK)
    assert item.count == 0
    assert "is dated 2 Dec 2026" in item.sentence
    other.clock = Clock(NOW + dt.timedelta(days=61))
    assert read_attention(other) == ()
    save_actions(one, [ActionDraft(id=action, fields={"percent": 10})], label="edit")
    assert read_action(one, action).percent == 10

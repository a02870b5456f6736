"""Plans come together by file: sent, received, lost, repeated, copied, put back; nothing is lost, nothing hidden."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.receiving import preview, receive
from csa_tracker.exchange.refusals import UnknownSender
from csa_tracker.exchange.sending import DELTA, FULL, send
from csa_tracker.exchange.trust import Status, add_member, list_members, revoke, set_scopes
from csa_tracker.plan.conflicts import count_conflicts
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.workspace import create_plan, open_plan
from tests.csa_tracker.exchange.enrolling import Office, digests, enrol, pass_file
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add, change


def test_a_partner_joins_with_everything_and_a_life_of_its_own(county: Office, burnley: Office) -> None:
    assert digests(county) == digests(burnley)
    assert [action.title for action in read_actions(burnley.plan)] == ["County patrols"]
    assert burnley.plan.meta.plan == county.plan.meta.plan
    assert burnley.plan.meta.partnership == "BUR"
    assert add(burnley.plan, title="Ours")
    assert {action.ref for action in read_actions(burnley.plan)} == {"PAN-0001", "BUR-0001"}


def test_changes_go_back_and_forth_as_deltas(county: Office, burnley: Office, tmp_path: Path) -> None:
    add(burnley.plan, title="Burnley patrols")
    first, back = pass_file(burnley, county, tmp_path)
    assert first.kind == DELTA  # joining told what the county has
    assert (back.receipt.counts["added"], back.exit_code) == (1, Exit.DONE)
    assert digests(county) == digests(burnley)
    change(county.plan, find_action(county.plan, "BUR-0001"), title="Burnley evening patrols")
    sent, received = pass_file(county, burnley, tmp_path)
    assert (sent.kind, sent.transactions) == (DELTA, 1)
    (told,) = received.receipt.changes
    assert (told.ref, told.field, told.before, told.after, told.by) == (
        "BUR-0001", "title", "Burnley patrols", "Burnley evening patrols", "Tom",
    )  # fmt: skip
    assert digests(county) == digests(burnley)


def test_a_preview_tells_the_same_and_changes_nothing(county: Office, burnley: Office, tmp_path: Path) -> None:
    add(burnley.plan, title="Burnley patrols")
    sent = send(burnley.plan, ["Tom"], tmp_path)
    before = digests(county)
    told = preview(county.plan, sent.path).receipt
    assert digests(county) == before
    assert told.changes == receive(county.plan, sent.path).receipt.changes
    assert digests(county) == digests(burnley)


def test_the_same_file_again_is_nothing_new(county: Office, burnley: Office, tmp_path: Path) -> None:
    add(burnley.plan, title="Burnley patrols")
    sent, _ = pass_file(burnley, county, tmp_path)
    again = receive(county.plan, sent.path)
    assert again.receipt.nothing_new
    assert (again.exit_code, again.receipt.changes) == (Exit.DONE, ())


def test_a_lost_file_heals_with_the_next(county: Office, burnley: Office, tmp_path: Path) -> None:
    add(burnley.plan, title="One")
    send(burnley.plan, ["Tom"], tmp_path)  # never arrives
    add(burnley.plan, title="Two")
    _, received = pass_file(burnley, county, tmp_path)
    assert received.receipt.counts["added"] == 2
    assert digests(county) == digests(burnley)


def test_after_three_files_without_an_answer_everything_is_sent(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    kinds = []
    for number in range(4):
        add(burnley.plan, title=f"Action {number}")
        burnley.reopen(hours=number + 1)
        kinds.append(send(burnley.plan, ["Tom"], tmp_path / f"{number}.cspx").kind)
    assert kinds == [DELTA, DELTA, DELTA, FULL]
    receive(county.plan, tmp_path / "3.cspx")
    assert digests(county) == digests(burnley)


def test_what_both_changed_is_shown_as_a_conflict_to_both(county: Office, burnley: Office, tmp_path: Path) -> None:
    for office, title in ((county, "County evening patrols"), (burnley, "Weekly patrols")):
        change(office.plan, find_action(office.plan, "PAN-0001"), title=title)
    _, at_county = pass_file(burnley, county, tmp_path)
    _, at_burnley = pass_file(county, burnley, tmp_path)
    assert (at_county.exit_code, at_county.receipt.counts["conflicting"]) == (Exit.CONFLICTS, 1)
    assert at_burnley.exit_code == Exit.CONFLICTS
    assert [count_conflicts(office.plan) for office in (county, burnley)] == [1, 1]
    assert digests(county) == digests(burnley)


def test_a_third_office_gets_anothers_changes_through_the_county(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    pendle = enrol(county, tmp_path, "Priya", "PEN")
    set_scopes(county.plan, "Priya", ("BUR", "PAN", "PEN"))
    add(burnley.plan, title="Burnley patrols")
    pass_file(burnley, county, tmp_path)
    _, received = pass_file(county, pendle, tmp_path)
    assert received.receipt.met == ("Asha",)
    assert {action.title for action in read_actions(pendle.plan)} == {"County patrols", "Burnley patrols"}
    met = next(one for one in list_members(pendle.plan) if one.name == "Asha")
    assert met.status is Status.INTRODUCED
    assert digests(pendle) == digests(county)
    pendle.plan.close()


def test_a_member_gets_only_what_it_may_see(county: Office, burnley: Office, tmp_path: Path) -> None:
    pendle = enrol(county, tmp_path, "Priya", "PEN")
    add(burnley.plan, title="Burnley patrols")
    pass_file(burnley, county, tmp_path)
    sent, _ = pass_file(county, pendle, tmp_path)
    assert "BUR" not in sent.scopes
    assert {action.title for action in read_actions(pendle.plan)} == {"County patrols"}
    assert b"Burnley patrols" not in pendle.path.read_bytes()
    pendle.plan.close()


def test_a_plan_put_back_from_a_backup_gets_its_own_changes_back(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    burnley.plan.close()
    backup = Path(shutil.copyfile(burnley.path, tmp_path / "old"))
    burnley.plan = open_plan(burnley.path, profile=burnley.profile, clock=Clock(NOW))
    add(burnley.plan, title="Sent, then lost here")
    pass_file(burnley, county, tmp_path)
    burnley.plan.close()
    shutil.copyfile(backup, burnley.path)
    burnley.plan = open_plan(burnley.path, profile=burnley.profile, clock=Clock(NOW + dt.timedelta(hours=2)))
    assert "put back from an earlier time" in " ".join(burnley.plan.notices)
    add(burnley.plan, title="Written after")
    pass_file(county, burnley, tmp_path, full=True)
    pass_file(burnley, county, tmp_path)
    for office in (county, burnley):
        assert {action.title for action in read_actions(office.plan)} == {
            "County patrols", "Sent, then lost here", "Written after",
        }  # fmt: skip
    assert digests(county) == digests(burnley)


def test_a_copied_plan_goes_on_as_an_office_of_its_own(county: Office, burnley: Office, tmp_path: Path) -> None:
    add(burnley.plan, title="Before")
    burnley.plan.close()
    other = Path(shutil.copyfile(burnley.path, tmp_path / "copy.csplan"))
    burnley.plan = open_plan(burnley.path, profile=burnley.profile, clock=Clock(NOW))
    with open_plan(other, profile=burnley.profile, clock=Clock(NOW)) as copy:
        assert "is a copy of Asha.csplan" in " ".join(copy.notices)
        add(copy, title="In the copy")
        add(burnley.plan, title="In the first")
        assert not burnley.plan.notices
        receive(county.plan, send(copy, ["Tom"], tmp_path / "copy.cspx").path)
    pass_file(burnley, county, tmp_path)
    titles = {action.title for action in read_actions(county.plan)}
    assert titles == {"County patrols", "Before", "In the copy", "In the first"}


def test_a_plan_that_was_moved_goes_on_as_before(burnley: Office, tmp_path: Path) -> None:
    add(burnley.plan, title="Before")
    burnley.plan.close()
    burnley.path = burnley.path.rename(tmp_path / "elsewhere.csplan")
    burnley.plan = open_plan(burnley.path, profile=burnley.profile, clock=Clock(NOW))
    assert burnley.plan.notices == ()


def test_a_revoked_member_is_refused_and_what_it_wrote_later_is_held_back(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    pendle = enrol(county, tmp_path, "Priya", "PEN")
    set_scopes(county.plan, "Priya", ("BUR", "PAN", "PEN"))
    pass_file(county, pendle, tmp_path)
    add_member(burnley.plan, make_card(pendle.profile, "PEN"), scopes=("all",))
    add_member(pendle.plan, make_card(burnley.profile, "BUR"), scopes=("all",))
    revoke(county.plan, "Asha")
    add(burnley.plan, title="After it was revoked")
    with pytest.raises(UserError, match="was revoked here") as refused:
        pass_file(burnley, county, tmp_path)
    assert refused.value.exit_code == Exit.UNKNOWN_SIGNER
    pass_file(burnley, pendle, tmp_path)
    _, received = pass_file(pendle, county, tmp_path)
    assert received.receipt.held_back == 1
    assert {action.title for action in read_actions(county.plan)} == {"County patrols"}
    pendle.plan.close()


def test_an_unknown_sender_is_refused_with_the_card_to_check(county: Office, burnley: Office, tmp_path: Path) -> None:
    stranger = an_office(tmp_path, "Sam", "Wyre")
    with open_plan(
        Path(shutil.copyfile(county.path, tmp_path / "stolen.csplan")), profile=stranger, clock=Clock(NOW)
    ) as plan:
        add_member(plan, make_card(burnley.profile, "BUR"))
        add(plan, title="Forged")
        sent = send(plan, ["Asha"], tmp_path / "forged.cspx")
    before = digests(burnley)
    with pytest.raises(UnknownSender) as refused:
        receive(burnley.plan, sent.path)
    assert refused.value.exit_code == Exit.UNKNOWN_SIGNER
    assert refused.value.card is not None
    assert refused.value.card.name == "Sam"
    assert digests(burnley) == before


def test_a_file_of_another_plan_is_refused(burnley: Office, county: Office, tmp_path: Path) -> None:
    with create_plan(
        tmp_path / "o.csplan", partnership="PAN", name="Other", profile=county.profile, clock=Clock(NOW)
    ) as other:
        add_member(other, make_card(burnley.profile, "BUR"))
        sent = send(other, ["Asha"], tmp_path / "other.cspx")
    with pytest.raises(UserError, match="another plan") as refused:
        receive(burnley.plan, sent.path)
    assert refused.value.exit_code == Exit.REFUSED


def test_an_edit_of_a_value_shown_before_a_file_arrived_becomes_a_visible_conflict(
    county: Office, burnley: Office, tmp_path: Path
) -> None:
    from csa_tracker.plan.drafts import ActionDraft
    from csa_tracker.plan.save import save_actions

    action = find_action(burnley.plan, "PAN-0001")
    shown = read_action(burnley.plan, action).heads
    change(county.plan, action, title="County evening patrols")
    pass_file(county, burnley, tmp_path)
    save_actions(burnley.plan, [ActionDraft(id=action, fields={"title": "Typed before"}, base=shown)], label="edit")
    assert count_conflicts(burnley.plan) == 1

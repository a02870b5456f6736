"""Trust is given by card, once; it is never taken over by another key, and taking it back keeps what was accepted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card, card_from_bytes, make_card
from csa_tracker.exchange.trust import (
    EVERYTHING,
    Member,
    Status,
    add_member,
    doubt_about,
    find_member,
    introduce,
    list_members,
    revoke,
    set_scopes,
)
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.exchange.people import card_of, person, signed

NOW = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)


@pytest.fixture
def ben(tmp_path: Path) -> Card:
    """A partner's card."""
    return card_of(tmp_path, "Ben Ash")


@pytest.fixture
def ben_again(tmp_path: Path) -> Card:
    """A card in the same name and partnership, with other keys."""
    return card_of(tmp_path, "ben  ash")


def refusal(plan: OpenPlan, card: Card, *, replaces: str = "") -> str:
    """The code with which a card is refused; nobody is added or changed."""
    before = list_members(plan)
    with pytest.raises(UserError) as caught:
        add_member(plan, card, replaces=replaces)
    assert list_members(plan) == before
    return caught.value.code


def introduced(plan: OpenPlan, card: Card, *, heard: tuple[str, ...] = ()) -> Member:
    """Meet an author through somebody's file."""
    with plan.store.writing() as connection:
        return introduce(connection, card, by="c" * 32, now=NOW, heard=heard)


def test_an_added_member_is_there_when_the_plan_is_opened_again(
    plan: OpenPlan, ben: Card, profile: Profile, clock: Clock
) -> None:
    added = add_member(plan, ben)
    plan.close()
    with open_plan(plan.path, profile=profile, clock=clock) as again:
        assert list_members(again) == [added]
    assert (added.card, added.status, added.added_at) == (ben, Status.TRUSTED, NOW)


def test_a_district_sees_the_county_and_itself_and_the_county_everything(plan: OpenPlan, tmp_path: Path) -> None:
    district = add_member(plan, card_of(tmp_path, "Ben Ash", "PEN"))
    county = add_member(plan, card_of(tmp_path, "Cara Lee", "PAN"))
    seen = [scope for scope in ("shared", "PAN", "PEN", "BUR") if district.may_see(scope)]
    assert seen == ["shared", "PAN", "PEN"]
    assert all(county.may_see(scope) for scope in ("shared", "PAN", "PEN", "BUR"))


def test_scopes_can_be_given_and_changed_and_the_shared_lists_always_go(plan: OpenPlan, ben: Card) -> None:
    assert add_member(plan, ben, ["BUR", "PEN"]).scopes == ("BUR", "PEN")
    assert set_scopes(plan, "Ben Ash", []).scopes == ()
    (stored,) = list_members(plan)
    assert [scope for scope in ("shared", "PEN") if stored.may_see(scope)] == ["shared"]
    assert set_scopes(plan, ben.member, EVERYTHING).may_see("BUR")


def test_a_newer_card_with_the_same_keys_brings_the_role_up_to_date_and_keeps_the_rest(
    plan: OpenPlan, plan_file: Path, profile: Profile, tmp_path: Path
) -> None:
    who = person(tmp_path, "Ben Ash")
    add_member(plan, make_card(who, "PEN"), ["PEN"])
    who.set_identity(role="Head of service")
    with open_plan(plan_file, profile=profile, clock=Clock(NOW + dt.timedelta(days=9))) as later:
        add_member(later, make_card(who, "PEN"))
    (known,) = list_members(plan)
    assert (known.card.role, known.scopes, known.added_at) == ("Head of service", ("PEN",), NOW)


def test_another_key_in_a_known_name_is_a_hard_stop(plan: OpenPlan, ben: Card, ben_again: Card) -> None:
    add_member(plan, ben)
    assert refusal(plan, ben_again) == "changed-key"
    doubt = doubt_about(plan, ben_again)
    assert doubt is not None
    assert (doubt.code, doubt.known.member) == ("changed-key", ben.member)


def test_the_hard_stop_says_to_read_the_words_over_the_phone(plan: OpenPlan, ben: Card, ben_again: Card) -> None:
    add_member(plan, ben)
    with pytest.raises(UserError) as caught:
        add_member(plan, ben_again)
    assert caught.value.message == "Ben Ash has used other keys until now."
    assert "read the six words to you over the phone" in caught.value.next_step
    assert ben.member in caught.value.next_step


def test_saying_that_a_card_replaces_the_old_one_revokes_the_old_key(
    plan: OpenPlan, ben: Card, ben_again: Card
) -> None:
    add_member(plan, ben)
    add_member(plan, ben_again, replaces="Ben Ash")
    assert [(one.member, one.status) for one in list_members(plan)] == [
        (ben_again.member, Status.TRUSTED),
        (ben.member, Status.REVOKED),
    ]
    assert doubt_about(plan, ben_again) is None
    add_member(plan, ben_again)  # known by now: bringing it up to date asks nothing


def test_a_card_that_replaces_one_of_two_of_a_name_leaves_the_other_a_hard_stop(
    plan: OpenPlan, ben: Card, ben_again: Card, tmp_path: Path
) -> None:
    introduced(plan, ben)
    introduced(plan, ben_again)
    assert refusal(plan, card_of(tmp_path, "Ben Ash"), replaces=ben.member) == "changed-key"


def test_replacing_works_a_second_time(plan: OpenPlan, ben: Card, ben_again: Card, tmp_path: Path) -> None:
    third = card_of(tmp_path, "Ben Ash")
    add_member(plan, ben)
    add_member(plan, ben_again, replaces=ben.member)
    assert refusal(plan, third) == "changed-key"
    assert add_member(plan, third, replaces="Ben Ash").member == third.member


def test_a_member_who_comes_back_with_another_key_to_send_to_is_a_hard_stop(plan: OpenPlan, tmp_path: Path) -> None:
    who = person(tmp_path, "Ben Ash")
    add_member(plan, make_card(who, "PEN"))
    other_age = person(tmp_path, "Ann").keys().age_public
    changed = card_from_bytes(signed(who.keys(), name="Another Name", partnership="BUR", age=other_age))
    assert refusal(plan, changed) == "changed-key"
    assert add_member(plan, changed, replaces=changed.member).card.age == other_age
    assert len(list_members(plan)) == 1


def test_a_revoked_key_is_not_trusted_again_by_adding_its_card(plan: OpenPlan, ben: Card) -> None:
    add_member(plan, ben)
    revoke(plan, "Ben Ash")
    assert refusal(plan, ben) == "revoked-member"
    assert introduced(plan, ben).status is Status.REVOKED
    assert add_member(plan, ben, replaces=ben.member).status is Status.TRUSTED


def test_a_new_key_in_the_name_of_a_revoked_one_is_a_hard_stop(plan: OpenPlan, ben: Card, ben_again: Card) -> None:
    add_member(plan, ben)
    revoke(plan, ben.member)
    assert refusal(plan, ben_again) == "changed-key"
    assert add_member(plan, ben_again, replaces=ben.member).status is Status.TRUSTED


def test_the_same_name_in_another_partnership_is_somebody_else(plan: OpenPlan, ben: Card, tmp_path: Path) -> None:
    add_member(plan, ben)
    add_member(plan, card_of(tmp_path, "Ben Ash", "BUR"))
    assert len(list_members(plan)) == 2


def test_one_s_own_card_is_not_added(plan: OpenPlan, profile: Profile) -> None:
    assert refusal(plan, make_card(profile, "BUR")) == "own-card"


def test_a_card_that_would_send_files_to_somebody_else_is_never_added(
    plan: OpenPlan, ben: Card, profile: Profile, tmp_path: Path
) -> None:
    add_member(plan, ben)
    for age in (ben.age, profile.keys().age_public):
        borrowed = card_from_bytes(signed(person(tmp_path, "Eve").keys(), name="Eve", age=age))
        assert refusal(plan, borrowed) == "borrowed-key"
        with pytest.raises(UserError):
            doubt_about(plan, borrowed)


def test_revoking_keeps_where_each_stream_of_the_member_ended(
    plan: OpenPlan, plan_file: Path, clock: Clock, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    ben = person(tmp_path, "Ben Ash")
    add_member(plan, make_card(ben, "PEN"))
    with open_plan(plan_file, profile=ben, clock=clock) as his:
        for title in ("Patrols", "Lighting"):
            fields = {"title": title, "key_issue": vocabulary.key_issues[0].id}
            save_actions(his, [ActionDraft(fields=fields)], label="add-action")
    with plan.store.reading() as connection:
        query = "SELECT replica, scope, seq, id FROM txn WHERE member = ? ORDER BY seq"
        rows = connection.exec_driver_sql(query, (ben.keys().member,)).all()
    ends = {(replica, scope): (seq, name.hex()) for replica, scope, seq, name in rows}
    assert len(rows) == 2
    assert revoke(plan, "Ben Ash").last_heads == ends == {next(iter(ends)): (rows[-1][2], rows[-1][3].hex())}
    (stored,) = list_members(plan)
    assert (stored.last_heads, stored.status, stored.revoked_at) == (ends, Status.REVOKED, NOW)


def test_revoking_again_moves_nothing(plan: OpenPlan, ben: Card, plan_file: Path, profile: Profile) -> None:
    add_member(plan, ben)
    first = revoke(plan, ben.member)
    later = Clock(NOW + dt.timedelta(days=9))
    with open_plan(plan_file, profile=profile, clock=later) as again:
        assert revoke(again, ben.member) == first


def test_a_revoked_member_is_sent_nothing_new(plan: OpenPlan, ben: Card) -> None:
    add_member(plan, ben)
    revoke(plan, ben.member)
    with pytest.raises(UserError) as caught:
        set_scopes(plan, ben.member, EVERYTHING)
    assert caught.value.code == "not-trusted"


def test_an_author_met_through_a_partner_is_introduced_and_sent_nothing(plan: OpenPlan, ben: Card) -> None:
    met = introduced(plan, ben)
    assert (met.status, met.introduced_by, met.scopes) == (Status.INTRODUCED, "c" * 32, ())
    assert list_members(plan) == [met]
    assert introduced(plan, ben) == met
    with pytest.raises(UserError):
        set_scopes(plan, ben.member, EVERYTHING)
    trusted = add_member(plan, ben)
    assert (trusted.status, trusted.introduced_by, trusted.scopes) == (Status.TRUSTED, None, ("PAN", "PEN"))
    assert introduced(plan, ben) == trusted


def test_nobody_is_introduced_in_the_name_of_a_trusted_member(plan: OpenPlan, ben: Card, ben_again: Card) -> None:
    add_member(plan, ben)
    with pytest.raises(UserError) as caught:
        introduced(plan, ben_again)
    assert caught.value.code == "changed-key"
    assert [one.member for one in list_members(plan)] == [ben.member]
    assert introduced(plan, ben_again, heard=(ben_again.words,)).status is Status.INTRODUCED


def test_a_member_cannot_be_introduced_with_another_key_to_send_to(plan: OpenPlan, tmp_path: Path) -> None:
    who, other = person(tmp_path, "Ben Ash"), person(tmp_path, "Ann").keys().age_public
    introduced(plan, make_card(who, "PEN"))
    with pytest.raises(UserError) as caught:
        introduced(plan, card_from_bytes(signed(who.keys(), age=other)))
    assert caught.value.code == "changed-key"


def test_a_partner_whose_new_key_to_send_to_was_heard_stays_as_far_trusted_as_before(
    plan: OpenPlan, tmp_path: Path
) -> None:
    who, other = person(tmp_path, "Ben Ash"), person(tmp_path, "Ann").keys().age_public
    add_member(plan, make_card(who, "PEN"), scopes=("PAN",))
    changed = card_from_bytes(signed(who.keys(), age=other))
    met = introduced(plan, changed, heard=(changed.words,))
    assert (met.status, met.scopes, met.card.age) == (Status.TRUSTED, ("PAN",), other)


def test_two_keys_of_one_name_may_both_be_introduced(plan: OpenPlan, ben: Card, ben_again: Card) -> None:
    """Somebody who lost a key has two: an office that joins later meets both."""
    introduced(plan, ben)
    introduced(plan, ben_again)
    assert len(list_members(plan)) == 2
    with pytest.raises(UserError) as caught:
        find_member(plan, "Ben Ash")
    assert caught.value.code == "which-member"
    assert ben.member in caught.value.next_step
    assert find_member(plan, ben.member.upper()).card == ben


def test_of_two_keys_of_one_name_the_one_not_revoked_is_meant(plan: OpenPlan, ben: Card, ben_again: Card) -> None:
    add_member(plan, ben)
    add_member(plan, ben_again, replaces=ben.member)
    assert find_member(plan, "BEN ASH").card == ben_again


def test_nobody_is_found_by_a_name_that_is_not_there(plan: OpenPlan, ben: Card) -> None:
    add_member(plan, ben)
    for text in ("Ben", "", "ben ashe", "0" * 32):
        with pytest.raises(UserError) as caught:
            find_member(plan, text)
        assert caught.value.code == "unknown-member"


def test_members_are_listed_trusted_first_then_by_partnership_and_name(plan: OpenPlan, tmp_path: Path) -> None:
    introduced(plan, card_of(tmp_path, "Al", "BUR"))
    for name, code in (("Zoe", "BUR"), ("Cara", "PAN"), ("ann", "BUR"), ("Gone", "BUR")):
        add_member(plan, card_of(tmp_path, name, code))
    revoke(plan, "Gone")
    assert [one.name for one in list_members(plan)] == ["ann", "Zoe", "Cara", "Al", "Gone"]


def test_a_plan_of_before_the_exchange_that_cannot_be_changed_knows_nobody(
    plan_file: Path, profile: Profile, clock: Clock
) -> None:
    with open_plan(plan_file, profile=profile, clock=clock) as plan, plan.store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE member")
    with open_plan(plan_file, profile=profile, clock=clock) as plan:
        assert list_members(plan) == []

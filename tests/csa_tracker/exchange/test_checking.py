"""What nobody signed, what does not follow, and what stands under another's name is refused as damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.checking import ChainCheck, beyond_revoked, check_heads
from csa_tracker.exchange.head_signing import sign_head
from csa_tracker.exchange.sealed import Sealed
from csa_tracker.profile import Profile
from db.exchange.ledger import HeadSignature
from db.exchange.streams import Link
from db.log.opening import OPENING_REPLICA
from db.log.transaction import Transaction, make_transaction
from tests.csa_tracker.exchange.offices import an_office
from tests.db.replica import operation

PLAN, REPLICA, SCOPE = "00" * 16, "aa" * 16, "BUR"


@pytest.fixture
def asha(tmp_path: Path) -> Profile:
    """Who wrote the stream."""
    return an_office(tmp_path, "Asha", "Burnley")


def a_stream(profile: Profile, count: int, *, after: Transaction | None = None, number: int = 0) -> list[Transaction]:
    """Transactions that follow one another."""
    made: list[Transaction] = []
    last = after
    for place in range(count):
        last = make_transaction(
            replica=REPLICA, scope=SCOPE, seq=last.seq + 1 if last else 1, prev=last.id.hex() if last else None,
            hlc=1 << 20, member=profile.keys().member, group=None,
            operations=[operation("r", "title", f"{number}-{place}")], extra={"do": "test"},
        )  # fmt: skip
        made.append(last)
    return made


def sealed(transactions: Sequence[Transaction]) -> list[Sealed]:
    """As they travel."""
    return [Sealed(one.body, tuple((op.salt, op.value) for op in one.operations)) for one in transactions]


def end_of(profile: Profile, one: Transaction) -> HeadSignature:
    """The author's word that the stream ends here."""
    return sign_head(profile.keys(), PLAN, one.replica, one.scope, one.seq, one.id.hex())


def check(
    held: Sequence[Transaction],
    heads: Sequence[HeadSignature],
    *,
    here: Sequence[Transaction] = (),
    scopes: Sequence[str] = (SCOPE,),
) -> list[Transaction]:
    """Read a file that holds these; `here` are in the plan already."""
    known = {one.id.hex(): Link(0, one.seq, one.id.hex(), one.prev) for one in here}
    checking = ChainCheck(heads, scopes, known.get)
    new = list(checking.read(sealed(held)))
    checking.finish()
    return new


def test_a_chain_up_to_a_signed_end_is_taken(asha: Profile) -> None:
    held = a_stream(asha, 3)
    assert check(held, [end_of(asha, held[-1])]) == held


def test_what_is_here_already_is_not_read_again(asha: Profile) -> None:
    held = a_stream(asha, 3)
    assert check(held, [end_of(asha, held[-1])], here=held[:2]) == held[2:]
    assert check(held, [end_of(asha, held[-1])], here=held) == []


def test_what_fills_a_gap_is_vouched_for_by_what_is_here(asha: Profile) -> None:
    held = a_stream(asha, 4)
    assert check(held[1:], [end_of(asha, held[-1])], here=[held[0], held[2], held[3]]) == [held[1]]


def test_a_part_whose_beginning_never_came_is_taken(asha: Profile) -> None:
    held = a_stream(asha, 4)
    assert check(held[2:], [end_of(asha, held[-1])]) == held[2:]


def test_both_branches_of_a_fork_are_taken_when_both_ends_are_signed(asha: Profile) -> None:
    trunk = a_stream(asha, 2)
    one, other = a_stream(asha, 2, after=trunk[-1], number=1), a_stream(asha, 1, after=trunk[-1], number=2)
    held = [*trunk, *one, *other]
    assert check(held, [end_of(asha, one[-1]), end_of(asha, other[-1])]) == held
    with pytest.raises(UserError, match="nobody has signed"):
        check(held, [end_of(asha, one[-1])])


def _beyond_the_end(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    return held, [end_of(asha, held[1])]


def _no_end(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    del asha
    return held, []


def _one_left_out(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    return [held[0], held[2]], [end_of(asha, held[2])]


def _out_of_place(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    forged = make_transaction(
        replica=REPLICA, scope=SCOPE, seq=9, prev=held[2].id.hex(), hlc=1 << 20, member=asha.keys().member, group=None,
        operations=[operation("r", "title", "x")], extra={},
    )  # fmt: skip
    return [*held, forged], [end_of(asha, forged)]


def _second_beginning(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    forged = make_transaction(
        replica=REPLICA, scope=SCOPE, seq=4, prev=None, hlc=1 << 20, member=asha.keys().member, group=None,
        operations=[operation("r", "title", "x")], extra={},
    )  # fmt: skip
    return [*held, forged], [end_of(asha, held[2]), end_of(asha, forged)]


def _anothers_name(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    forged = make_transaction(
        replica=REPLICA, scope=SCOPE, seq=4, prev=held[2].id.hex(), hlc=1 << 20, member="cd" * 16, group=None,
        operations=[operation("r", "title", "x")], extra={},
    )  # fmt: skip
    return [*held, forged], [end_of(asha, forged)]


def _end_of_another_place(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    return held, [sign_head(asha.keys(), PLAN, REPLICA, SCOPE, 7, held[2].id.hex())]


def _first_with_a_past(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    forged = make_transaction(
        replica=REPLICA, scope=SCOPE, seq=1, prev="ee" * 32, hlc=1 << 20, member=asha.keys().member, group=None,
        operations=[operation("r", "title", "x")], extra={},
    )  # fmt: skip
    return [*held, forged], [end_of(asha, held[2]), end_of(asha, forged)]


def _as_if_built_in(held: list[Transaction], asha: Profile) -> tuple[list[Transaction], list[HeadSignature]]:
    forged = make_transaction(
        replica=OPENING_REPLICA, scope=SCOPE, seq=1, prev=None, hlc=1 << 20, member=asha.keys().member, group=None,
        operations=[operation("r", "title", "x")], extra={},
    )  # fmt: skip
    return [*held, forged], [end_of(asha, held[2]), end_of(asha, forged)]


def _one_of_two_ends_by_another(
    held: list[Transaction], asha: Profile
) -> tuple[list[Transaction], list[HeadSignature]]:
    return held, [end_of(asha, held[1])._replace(member="cd" * 16), end_of(asha, held[2])]


UNSIGNED = "This file holds changes that nobody has signed."
NOT_NAMED = "This file holds changes that it does not say it holds."
NOT_NEXT = "The changes in this file do not follow one another."
NOT_THEIRS = "This file holds changes under the name of somebody who did not make them."


@pytest.mark.parametrize(
    ("forge", "sentence"),
    [
        (_beyond_the_end, UNSIGNED),
        (_no_end, NOT_NAMED),
        (_one_left_out, UNSIGNED),
        (_out_of_place, NOT_NEXT),
        (_second_beginning, NOT_NEXT),
        (_end_of_another_place, NOT_NEXT),
        (_first_with_a_past, NOT_NEXT),
        (_as_if_built_in, NOT_NAMED),
        (_anothers_name, NOT_THEIRS),
        (_one_of_two_ends_by_another, NOT_THEIRS),
    ],
)
def test_what_an_author_did_not_vouch_for_is_refused(
    asha: Profile,
    forge: Callable[[list[Transaction], Profile], tuple[list[Transaction], list[HeadSignature]]],
    sentence: str,
) -> None:
    held, heads = forge(a_stream(asha, 3), asha)
    with pytest.raises(UserError) as refused:
        check(held, heads)
    assert (refused.value.exit_code, refused.value.message) == (Exit.DAMAGED, sentence)


def test_a_value_that_was_changed_on_its_way_is_refused(asha: Profile) -> None:
    held = a_stream(asha, 1)
    checking = ChainCheck([end_of(asha, held[0])], (SCOPE,), lambda _: None)
    with pytest.raises(UserError) as refused:
        list(checking.read([Sealed(held[0].body, ((b"0" * 16, '"other"'),))]))
    assert refused.value.message == "A change in this file does not match its seal."


def test_a_fork_that_leaves_what_is_here_already_is_taken(asha: Profile) -> None:
    trunk = a_stream(asha, 2)
    branch = a_stream(asha, 2, after=trunk[0], number=1)
    assert check(branch, [end_of(asha, branch[-1])], here=trunk) == branch
    with pytest.raises(UserError, match="do not follow"):
        check(branch[1:], [end_of(asha, branch[-1])], here=[branch[0]._replace(seq=3)])


def test_changes_of_a_scope_the_file_does_not_name_are_refused(asha: Profile) -> None:
    held = a_stream(asha, 1)
    with pytest.raises(UserError, match="does not say"):
        check(held, [end_of(asha, held[0])], scopes=("PEN",))


def test_a_signature_must_be_of_the_person_it_names(asha: Profile, tmp_path: Path) -> None:
    (one,) = a_stream(asha, 1)
    tom = an_office(tmp_path, "Tom", "County")
    cards = {profile.keys().member: make_card(profile, "BUR") for profile in (asha, tom)}
    check_heads([end_of(asha, one)], PLAN, cards)
    forged = end_of(tom, one)._replace(member=asha.keys().member)
    for head, plan, known, sentence in (
        (forged, PLAN, cards, "A signature in this file is not by the person it names."),
        (end_of(asha, one), "11" * 16, cards, "A signature in this file is not by the person it names."),
        (end_of(asha, one), PLAN, {}, "This file holds changes of somebody whose card is not in it."),
    ):
        with pytest.raises(UserError) as refused:
            check_heads([head], plan, known)
        assert refused.value.message == sentence
    with pytest.raises(UserError, match="by the person it names"):
        check_heads([end_of(tom, one), forged], PLAN, cards)


def test_only_what_came_after_a_revocation_is_held_back(asha: Profile) -> None:
    first, second = a_stream(asha, 2)
    member = asha.keys().member
    accepted = {member: {(REPLICA, SCOPE): (1, first.id.hex())}}
    assert [beyond_revoked(one, accepted) for one in (first, second)] == [False, True]
    assert beyond_revoked(first, {member: {}})
    assert not beyond_revoked(second, {})

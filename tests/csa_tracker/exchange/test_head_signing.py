"""The signed end of a stream travels in one form and says one thing."""

from __future__ import annotations

import pytest

from csa_tracker.exchange.head_signing import head_from_bytes, head_to_bytes, is_signed_by, sign_head
from csa_tracker.exchange.signing import sign, verify
from tests.csa_tracker.exchange.bundles import PLAN, REPLICA, pendle


@pytest.mark.parametrize("seq", [1, 2, 2**63 - 1])
def test_an_end_at_any_place_travels_as_it_was_signed(seq: int) -> None:
    head = sign_head(pendle(), PLAN, REPLICA, "PEN", seq, "0" * 64)
    assert (head.replica, head.scope, head.seq, head.id, head.member) == (
        REPLICA, "PEN", seq, "0" * 64, pendle().member,
    )  # fmt: skip
    content = head_to_bytes(PLAN, head)
    assert head_from_bytes(content, PLAN) == head
    assert is_signed_by(head, PLAN, pendle().signing_public)


def test_a_place_beyond_what_can_be_stored_is_none() -> None:
    head = sign_head(pendle(), PLAN, REPLICA, "PEN", 2**63, "0" * 64)
    with pytest.raises(ValueError, match="not a head"):
        head_from_bytes(head_to_bytes(PLAN, head), PLAN)


def test_a_signature_is_for_what_it_was_made_for_alone() -> None:
    """Or a signed manifest might pass for a signed end, and the other way round."""
    keys = pendle()
    made = sign(keys, b"one\n", b"content")
    assert len(made) == 64
    assert verify(keys.signing_public, b"one\n", b"content", made)
    for domain, content in ((b"other\n", b"content"), (b"one\n", b"Content"), (b"", b"one\ncontents")):
        assert not verify(keys.signing_public, domain, content, made)
    assert not verify(keys.signing_public[:-1], b"one\n", b"content", made)
    assert not verify(keys.signing_public, b"one\n", b"content", made[:-1])

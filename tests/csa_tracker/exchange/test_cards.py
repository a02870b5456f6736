"""A card says who somebody is and holds no secret; one that is damaged, changed or dressed up is refused plainly."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.cards import Card, card_from_bytes, make_card, read_card, shown_alike, write_card
from csa_tracker.profile import Profile
from tests.csa_tracker.exchange.people import card_of, person, sealed, signed


@pytest.fixture
def ben(tmp_path: Path) -> Profile:
    """A partner with keys."""
    return person(tmp_path, "Ben Ash")


def refused(content: bytes) -> UserError:
    """The refusal of bytes that are no card; it quotes nothing of them."""
    with pytest.raises(UserError) as caught:
        card_from_bytes(content)
    assert (caught.value.code, caught.value.exit_code) == ("damaged-card", Exit.DAMAGED)
    return caught.value


def test_a_card_read_from_its_file_says_who_the_member_is(ben: Profile, tmp_path: Path) -> None:
    path = tmp_path / "Ben Ash.cspid"
    write_card(path, make_card(ben, "PEN"))
    card = read_card(path)
    identity = ben.read_identity()
    assert (card.name, card.role, card.organisation, card.partnership) == (
        "Ben Ash",
        "Analyst",
        "Pendle Council",
        "PEN",
    )
    assert (card.member, card.words) == (identity.member, identity.fingerprint)
    assert (card.signing, card.age) == (ben.keys().signing_public, ben.keys().age_public)
    assert card.content == path.read_bytes()


def test_a_card_holds_no_secret_and_does_not_show_its_bytes(ben: Profile) -> None:
    card, keys = make_card(ben, "PEN"), ben.keys()
    for secret in (keys.age_secret, keys.signing_secret.hex()):
        assert secret.encode() not in card.content
    assert "content" not in repr(card)


def test_a_card_is_the_documented_bytes(ben: Profile) -> None:
    card = make_card(ben, "PEN")
    assert card.content == signed(ben.keys(), role="Analyst", organisation="Pendle Council")


def test_writing_a_card_never_replaces_a_plan(ben: Profile, tmp_path: Path) -> None:
    plan = tmp_path / "Burnley.csplan"
    plan.write_bytes(b"everything")
    with pytest.raises(UserError) as caught:
        write_card(plan, make_card(ben, "PEN"))
    assert caught.value.code == "card-name"
    assert plan.read_bytes() == b"everything"


@pytest.mark.parametrize("name", ["", "x" * 121, "Ben\u202eAsh", "Ben\x1b[2J"])
def test_a_card_waits_for_a_name_that_others_can_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as caught:
        make_card(person(tmp_path, name), "PEN")
    assert caught.value.code == "card-unready"
    assert "name" in caught.value.message


def test_every_truncation_is_refused(ben: Profile) -> None:
    content = make_card(ben, "PEN").content
    for end in range(len(content)):
        refused(content[:end])


def test_every_flipped_bit_is_refused(ben: Profile) -> None:
    content = make_card(ben, "PEN").content
    for place in range(len(content)):
        for bit in (1, 32, 128):
            refused(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])


def test_a_card_as_long_as_can_be_is_read_and_a_character_more_is_not(ben: Profile) -> None:
    longest = "🚓" * 120
    assert card_from_bytes(signed(ben.keys(), name=longest, role=longest, organisation=longest)).name == longest
    refused(signed(ben.keys(), name="x" * 121))
    refused(signed(ben.keys(), role="x" * 300))


PLAIN = ['a" , "b', "O’Neill & Daughters", "<b>Ben</b>", "Żółć 三", "-- DROP TABLE member;", "%s {0} $HOME"]


@pytest.mark.parametrize("name", PLAIN)
def test_any_name_that_can_be_seen_is_kept_as_it_is(ben: Profile, name: str) -> None:
    assert card_from_bytes(signed(ben.keys(), name=name)).name == name


HIDDEN = [
    "\u202eneB", "Ben\u200f", "Ben\u2066Ash", "Ben\x00", "Ben\nAsh", "Ben\tAsh", "Ben\x7f", "Ben\u200bAsh", "Ben\u2028",
    "\ufeffBen", "Ben\ue000", " Ben", "Ben\u00a0",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDDEN)
@pytest.mark.parametrize("part", ["name", "role", "organisation"])
def test_a_text_that_hides_something_is_refused(ben: Profile, part: str, text: str) -> None:
    assert "cannot be seen" in refused(signed(ben.keys(), **{part: text})).message


def test_shapes_that_are_no_card_are_refused(ben: Profile) -> None:
    keys = ben.keys()
    whole = orjson.loads(signed(keys))["card"]
    odd: list[object] = [None, 5, 1.5, [], {}, ["Ben Ash"], "\n"]
    for part in whole:
        for value in odd:
            refused(signed(keys, **{part: value}))
        refused(sealed(keys, {key: value for key, value in whole.items() if key != part}))
    for part in ("format", "name", "partnership", "signing", "age"):
        refused(signed(keys, **{part: ""}))
    refused(signed(keys, format="csa-member-2"))
    refused(signed(keys, also="this"))
    refused(signed(keys, partnership="BUR,PAN"))
    refused(signed(keys, age=keys.age_public.upper()))
    refused(signed(keys, signing=keys.signing_public.hex().upper()))
    refused(signed(keys, signing="00" * 31))
    for content in (b"", b"null", b"[]", b"5", b'""', b"{}", b'{"card":[],"signature":""}', b"\xff\xfe", b"NaN"):
        refused(content)


def test_json_that_two_readers_could_read_in_two_ways_is_refused(ben: Profile) -> None:
    content = make_card(ben, "PEN").content
    refused(content.replace(b'{"card":{', b'{"card":{"name":"Ann",', 1))
    refused(content.replace(b'"Ben Ash"', b'"\\u0042en Ash"'))
    refused(content.replace(b'"Ben Ash"', b'"\\ud800"'))
    refused(content.replace(b'"Ben Ash"', b"NaN"))
    refused(content.replace(b",", b", ", 1))
    refused(content + b"\n")


def test_deep_and_long_files_are_refused(ben: Profile) -> None:
    content = make_card(ben, "PEN").content
    refused(b"[" * 16_000)
    refused(b'{"card":' * 2000)
    refused(content.replace(b'"Ben Ash"', b"[" * 1500 + b"]" * 1500))
    refused(content.replace(b'"Ben Ash"', b"9" * 5000))
    assert "too large" in refused(content + b" " * 16_384).message


def test_a_file_of_any_length_is_read_no_further_than_a_card_can_be(tmp_path: Path) -> None:
    path = tmp_path / "huge.cspid"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)  # a terabyte, of which none is on the disk
    with pytest.raises(UserError) as caught:
        read_card(path)
    assert "too large" in caught.value.message


def test_a_card_signed_by_another_key_is_refused(ben: Profile, tmp_path: Path) -> None:
    other = person(tmp_path, "Eve")
    forged = signed(other.keys(), signing=ben.keys().signing_public.hex(), age=ben.keys().age_public)
    assert "changed after it was made" in refused(forged).message


def test_a_card_in_which_the_key_to_send_to_was_swapped_is_refused(ben: Profile, tmp_path: Path) -> None:
    mine, theirs = make_card(ben, "PEN"), card_of(tmp_path, "Eve")
    refused(mine.content.replace(mine.age.encode(), theirs.age.encode()))


@pytest.mark.parametrize("name", ["missing.cspid", "folder.cspid"])
def test_a_card_that_is_not_there_is_said_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.cspid").mkdir()
    with pytest.raises(UserError) as caught:
        read_card(tmp_path / name)
    assert caught.value.code == "no-card"


def test_names_that_read_alike_are_told() -> None:
    assert shown_alike("Ben  Ash", "BEN ASH")
    assert shown_alike("Ｂｅｎ Ash", "Ben Ash")
    assert not shown_alike("Ben Ash", "Ben Ashe")


def test_two_people_never_share_words(tmp_path: Path) -> None:
    cards: list[Card] = [card_of(tmp_path, "Ben Ash") for _ in range(3)]
    assert len({card.words for card in cards}) == len({card.member for card in cards}) == 3

"""Keys are made once, kept private, and a damaged file is never quietly replaced."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import orjson
import pytest

from csa_tracker.errors import UserError
from csa_tracker.exchange.keys import load_or_make_keys
from csa_tracker.exchange.words import six_words
from resources import read_text


def test_keys_are_made_at_first_use_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = load_or_make_keys(path)
    assert load_or_make_keys(path) == made
    assert [item.name for item in tmp_path.iterdir()] == ["keys.json"]
    assert load_or_make_keys(tmp_path / "other.json") != made


def test_a_member_is_known_by_the_hash_of_the_public_signing_key(tmp_path: Path) -> None:
    made = load_or_make_keys(tmp_path / "keys.json")
    assert made.member == hashlib.sha256(made.signing_public).hexdigest()[:32]
    assert made.age_public.startswith("age1")


def test_only_their_owner_can_read_the_keys(tmp_path: Path) -> None:
    load_or_make_keys(tmp_path / "keys.json")
    private = 0o600 if os.name == "posix" else 0o666  # Windows has no modes; there the folder is the user's own
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == private


def test_showing_keys_shows_no_secret(tmp_path: Path) -> None:
    made = load_or_make_keys(tmp_path / "keys.json")
    for shown in (repr(made), str(made), f"{made}"):
        assert made.age_secret not in shown
        assert made.signing_secret.hex() not in shown
        assert repr(made.signing_secret) not in shown


DAMAGED = [
    b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"signing":"00"}', b'{"signing":"zz","age":"x"}',
    orjson.dumps({"signing": "00" * 32, "age": "AGE-SECRET-KEY-1NONSENSE"}), orjson.dumps({"signing": 5, "age": 5}),
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_key_file_is_refused_and_left_for_rescue(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        load_or_make_keys(path)
    assert caught.value.code == "damaged-keys"
    assert path.read_bytes() == content


def test_keys_in_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_or_make_keys(tmp_path / "no" / "keys.json")
    assert caught.value.code == "no-folder"


def test_six_words_are_the_first_sixty_six_bits() -> None:
    words = read_text("words/bip39-english.txt").split()
    assert six_words(bytes(32)) == "-".join([words[0]] * 6)
    assert six_words(b"\xff" * 32) == "-".join([words[-1]] * 6)
    assert six_words(b"\x00\x20" + bytes(30)).startswith(f"{words[1]}-{words[0]}-")
    assert len(six_words(hashlib.sha256(b"x").digest()).split("-")) == 6
    assert six_words(bytes(8) + b"\x3f" + bytes(23)) == six_words(bytes(32))

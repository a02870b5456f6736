"""Damage is told apart from a file for others before anything is decrypted, and nothing decrypted stays behind."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import tempfile
import tracemalloc
from errno import EIO, ENOSPC
from pathlib import Path
from typing import NoReturn

import pyrage
import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange import envelope
from csa_tracker.exchange.envelope import MAX_RECIPIENTS, OUTER_BYTES, is_cut_short, seal, unseal
from tests.csa_tracker.exchange.bundles import county, encrypted, keys_of, pendle, wrap


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        unseal(path, county()).close()
    return caught.value


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.cspx"
    seal(path, io.BytesIO(b"hello partners"), [county().age_public, pendle().age_public])
    return path


def test_every_recipient_can_open_what_was_sealed(target: Path) -> None:
    for keys in (county(), pendle()):
        with unseal(target, keys) as inner:
            assert inner.read() == b"hello partners"
    assert list(target.parent.iterdir()) == [target]


def test_somebody_else_cannot_and_is_told_so(target: Path) -> None:
    with pytest.raises(UserError) as caught:
        unseal(target, keys_of("Burnley"))
    assert (caught.value.code, caught.value.exit_code) == ("not-for-you", Exit.NOT_FOR_ME)


def test_the_outside_is_magic_length_and_hash(target: Path) -> None:
    content = target.read_bytes()
    age = content[OUTER_BYTES:]
    assert content[:OUTER_BYTES] == b"CSPX1\n" + struct.pack(">Q", len(age)) + hashlib.sha256(age).digest()
    assert age.startswith(b"age-encryption.org/v1\n")


@pytest.mark.parametrize("content", [b"", b"CSPX", b"CSPX2\n" + bytes(60), b"PK\x03\x04" + bytes(100)])
def test_what_is_no_bundle_is_called_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.cspx"
    path.write_bytes(content)
    error = refused(path)
    assert (error.code, error.exit_code) == ("not-a-bundle", Exit.DAMAGED)


VERSION = b"age-encryption.org/v1\n"
BAD_AGE = {
    "no mac": VERSION + b"-> X25519 abc\n" + b"A" * 64 + b"\n--- \n",
    "another version": b"age-encryption.org/v9\n-> a\n\n--- AAAA\n" + bytes(40),
    "armour": b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n--- \n-----END AGE ENCRYPTED FILE-----\n",
}
LONG_HEADERS = {
    "nothing": b"",
    "a version alone": VERSION,
    "no end": VERSION + b"-> X25519 " + b"A" * 20_000,
    "an end after 8 KiB": VERSION + b"-> a\n\n" + b"A" * 9_000 + b"\n--- AAAA\n",
    "65 stanzas": VERSION + b"-> a\n\n" * 65 + b"--- AAAA\n",
    "100,000 stanzas": VERSION + b"-> X25519 a\nA\n" * 100_000 + b"--- AAAA\n",
}


AT_THE_EDGE = {
    "an end at once": (b"\n--- AAAA\n", True),
    "64 stanzas": (b"\n-> a" * 64 + b"\n--- AAAA\n", True),
    "65 stanzas": (b"\n-> a" * 65 + b"\n--- AAAA\n", False),
    "what looks like stanzas after the end": (VERSION + b"-> a\n\n--- AAAA" + b"\n-> a" * 100, True),
    "what looks like an end after the end": (b"\n--- AAAA" + b"\n-> a" * 65 + b"\n--- AAAA\n", True),
}


@pytest.mark.parametrize(("age", "short"), AT_THE_EDGE.values(), ids=AT_THE_EDGE)
def test_a_header_is_bounded_to_the_last_stanza_and_no_further(tmp_path: Path, age: bytes, *, short: bool) -> None:
    path = tmp_path / "bad.cspx"
    path.write_bytes(wrap(age))
    assert ("cannot be decrypted" in refused(path).message) is short


@pytest.mark.parametrize("age", BAD_AGE.values(), ids=BAD_AGE)
def test_a_broken_age_file_is_damage(tmp_path: Path, age: bytes) -> None:
    path = tmp_path / "bad.cspx"
    path.write_bytes(wrap(age))
    assert refused(path).exit_code == Exit.DAMAGED


@pytest.mark.parametrize("age", LONG_HEADERS.values(), ids=LONG_HEADERS)
def test_a_header_without_bounds_never_reaches_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: bytes) -> None:
    """It would take age minutes, or memory, to find out."""
    monkeypatch.delattr(pyrage, "decrypt_io")
    path = tmp_path / "bad.cspx"
    path.write_bytes(wrap(age))
    assert refused(path).exit_code == Exit.DAMAGED


def test_a_broken_end_of_the_encrypted_part_is_damage_and_leaves_nothing(tmp_path: Path) -> None:
    """The first blocks decrypt: what they hold must not stay on the disk when a later one is found broken."""
    age = bytearray(encrypted(os.urandom(200_000))[OUTER_BYTES:])
    age[-1] ^= 1
    path = tmp_path / "bad.cspx"
    path.write_bytes(wrap(bytes(age)))
    assert refused(path).exit_code == Exit.DAMAGED
    assert list(tmp_path.iterdir()) == [path]


def test_decrypted_bytes_never_have_a_name(target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with unseal(target, county()):
        assert not list(folder.iterdir()) or os.name == "nt"
    assert not list(folder.iterdir())


def test_a_file_larger_than_any_bundle_is_refused_unread(tmp_path: Path, target: Path) -> None:
    with target.open("r+b") as stream:
        stream.truncate(envelope.MAX_FILE + 1)
    assert "larger than 200 MB" in refused(target).message


def test_what_is_too_large_to_be_opened_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "MAX_FILE", 10_000)
    with pytest.raises(UserError, match="more than partners can open"):
        seal(tmp_path / "out.cspx", io.BytesIO(bytes(10_000)), [county().age_public])
    assert not list(tmp_path.iterdir())


def test_a_file_may_be_as_large_as_the_largest_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = os.urandom(1_200_000)  # many blocks, and nothing that could be packed
    path = tmp_path / "out.cspx"
    seal(path, io.BytesIO(content), [county().age_public])
    size = path.stat().st_size
    monkeypatch.setattr(envelope, "MAX_FILE", size)
    with unseal(path, county()) as inner:
        assert inner.read() == content
    monkeypatch.setattr(envelope, "MAX_FILE", size - 1)
    assert refused(path).message == "This file is larger than 1 MB, more than any bundle."
    monkeypatch.setattr(envelope, "MAX_FILE", 2**20)
    with pytest.raises(UserError) as caught:
        seal(path, io.BytesIO(content), [county().age_public])
    assert caught.value.message == "The file would be larger than 1 MB, more than partners can open."


def test_a_large_file_is_looked_at_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "large.cspx"
    with path.open("wb") as stream:
        stream.write(envelope.MAGIC + struct.pack(">Q", 64 * 2**20) + bytes(32))
        stream.truncate(OUTER_BYTES + 64 * 2**20)
    tracemalloc.start()
    try:
        assert "changed on its way" in refused(path).message
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_as_many_recipients_as_can_be_written_can_be_read(tmp_path: Path) -> None:
    several = [keys_of(str(number)).age_public for number in range(MAX_RECIPIENTS - 1)]
    seal(tmp_path / "out.cspx", io.BytesIO(b"all"), [*several, county().age_public])
    with unseal(tmp_path / "out.cspx", county()) as inner:
        assert inner.read() == b"all"
    for none_or_more in ([], [*several, county().age_public, pendle().age_public]):
        with pytest.raises(UserError, match="1 to 63 partners"):
            seal(tmp_path / "other.cspx", io.BytesIO(b"all"), none_or_more)


class FullDisk(io.BytesIO):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, _: object, /) -> NoReturn:
        raise OSError(self.number, "no")


def test_a_full_disk_is_called_a_full_disk_when_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library for age would reword the disk's refusal into one of its own."""

    class Full(envelope._Counted):
        def __init__(self, _: object) -> None:
            super().__init__(FullDisk(ENOSPC))

    monkeypatch.setattr(envelope, "_Counted", Full)
    with pytest.raises(UserError) as caught:
        seal(tmp_path / "out.cspx", io.BytesIO(bytes(200_000)), [county().age_public])
    assert caught.value.code == "disk-full"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("number", "code"), [(ENOSPC, "disk-full"), (EIO, "cannot-read")])
def test_a_disk_that_fails_while_unpacking_is_not_called_damage(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: FullDisk(number))
    assert refused(target).code == code


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    absent = refused(tmp_path / "none.cspx")
    assert (absent.code, absent.message) == ("no-file", f"There is no file {tmp_path / 'none.cspx'}.")
    assert refused(tmp_path).code == "cannot-read"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        seal(tmp_path / "no" / "out.cspx", io.BytesIO(b""), [county().age_public])
    assert caught.value.code == "no-folder"


def test_every_beginning_of_a_file_may_yet_become_it_and_the_whole_is_whole(target: Path, tmp_path: Path) -> None:
    content = target.read_bytes()
    for length in (*range(OUTER_BYTES + 2), len(content) - 1):
        (tmp_path / "part").write_bytes(content[:length])
        assert is_cut_short(tmp_path / "part"), length
    assert not is_cut_short(target)
    (tmp_path / "longer").write_bytes(content + b"x")
    assert not is_cut_short(tmp_path / "longer")


@pytest.mark.parametrize(
    ("content", "may"),
    [
        (b"\0" * 400, True),  # made of its full length first, filled then
        (b"\0" * OUTER_BYTES + b"CSPX1\n", True),
        (b"CSPY", False),
        (b"X" * 400, False),
        (b"CSPX2\n" + b"\xff" * 60, False),
        (b"hello, this is a letter and nothing that somebody could wait for", False),
    ],
)
def test_what_is_something_else_is_not_waited_for(tmp_path: Path, content: bytes, *, may: bool) -> None:
    (tmp_path / "some.cspx").write_bytes(content)
    assert is_cut_short(tmp_path / "some.cspx") is may

"""What is made to fill the memory is refused within 300 MB, and an honest bundle is read a piece at a time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from csa_tracker.errors import Exit
from csa_tracker.exchange.sealed import Sealed
from db.log.values import encode_value
from tests.csa_tracker.exchange.bundles import (
    SALT,
    Forged,
    county,
    encrypted,
    frame,
    pendle,
    signed_content,
    wrap,
    write,
)
from tests.house.tree import ROOT

_READ = """
import resource, sys, time
from pathlib import Path
from csa_tracker.errors import UserError
from csa_tracker.exchange.bundle import open_bundle
from csa_tracker.exchange.keys import load_or_make_keys
from db.log.transaction import DamagedTransaction, read_transaction

def most_memory():
    status = Path("/proc/self/status")  # on Linux getrusage counts what the parent had as well
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)

folder, code, sender = Path(sys.argv[1]), 0, bytes.fromhex(sys.argv[2])
keys = load_or_make_keys(folder / "keys.json")
before, started = most_memory(), time.perf_counter()
try:
    with open_bundle(folder / "a.cspx", keys, sender_key=lambda member: sender) as bundle:
        for sealed in bundle.transactions():
            if sys.argv[3] == "verify":
                read_transaction(*sealed)
except UserError as error:
    code = int(error.exit_code)
except DamagedTransaction:
    code = 50
print(code, most_memory(), most_memory() - before, time.perf_counter() - started)
"""


def read_in_a_process(folder: Path, how: str) -> tuple[int, int, int]:
    """Read folder/a.cspx in a process of its own: exit code, most memory in MiB, and what reading added to it."""
    keys = {"signing": county().signing_secret.hex(), "age": county().age_secret}
    (folder / "keys.json").write_bytes(orjson.dumps(keys))
    temporary = folder / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(folder), pendle().signing_public.hex(), how],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert done.returncode == 0, done.stderr
    assert not list(temporary.iterdir())
    code, most, added, seconds = done.stdout.split()
    sys.stdout.write(f"{float(seconds):.2f} s, {int(most) // 1024} MiB")
    return int(code), int(most) // 1024, int(added) // 1024


def bomb(unpacked: int) -> bytes:
    """A gigabyte of nearly nothing in a megabyte, said to unpack to `unpacked` bytes; each packed block is the same."""
    packing = zlib.compressobj(9)
    change = frame(b"T", b" " * 2**20) + frame(b"V", b"[]")
    start = packing.compress(change) + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(change) + packing.flush(zlib.Z_FULL_FLUSH)
    return encrypted(Forged(changes={"n_txn": 1_000}).around(start + block * 999 + b"\x03\x00", unpacked))


def large(content: bytes) -> bytes:
    """A transaction of these bytes with one value."""
    return encrypted(Forged([frame(b"T", content) + frame(b"V", b"[null]")], {"n_txn": 1, "n_op": 1}).inner())


def with_values(content: bytes) -> bytes:
    return encrypted(Forged([frame(b"T", b"[]") + frame(b"V", content)], {"n_txn": 1, "n_op": 1}).inner())


def noisy(item: bytes, number: int) -> bytes:
    """As many items, with enough noise between them that the ratio does not give them away."""
    noise = hashlib.shake_256(b"noise").digest(150_000).hex().encode()
    return b"[" + b",".join([item] * number) + b',"' + noise + b'"]'


HARMFUL: dict[str, Callable[[], bytes]] = {
    "100,000 stanzas": lambda: wrap(b"age-encryption.org/v1\n" + b"-> X25519 a\nA\n" * 100_000 + b"--- AAAA\n"),
    "a manifest of empty lists": lambda: encrypted(signed_content(b"[" + b"[]," * 349_000 + b"[]]")),
    "a transaction of empty lists": lambda: large(noisy(b"[]", 5_000_000)),
    "a transaction of empty texts": lambda: large(noisy(b'"a"', 4_000_000)),
    "a deep transaction": lambda: large(b"[" * 100_000),
    "values of empty lists": lambda: with_values(noisy(b"[]", 5_000_000)),
    "three million redacted values": lambda: with_values(b"[" + b"null," * 3_000_000 + b"null]"),
    "a value of empty lists": lambda: with_values(orjson.dumps([[SALT.hex(), noisy(b"[]", 4_000_000).decode()]])),
    "a million empty changes": lambda: encrypted(
        Forged([(frame(b"T", b"[]") + frame(b"V", b"[]")) * 1_000_000], {"n_txn": 1_000_000}).inner()
    ),
}


@pytest.mark.parametrize("make", HARMFUL.values(), ids=HARMFUL)
def test_what_would_fill_the_memory_is_damage_within_300_mb(tmp_path: Path, make: Callable[[], bytes]) -> None:
    (tmp_path / "a.cspx").write_bytes(make())
    code, most, _ = read_in_a_process(tmp_path, "verify")
    assert code == Exit.DAMAGED
    assert most < 300


@pytest.mark.parametrize("claimed", [1_000 * (2**20 + 12), 1_000], ids=["owning up", "claiming to be small"])
def test_a_bomb_stops_by_itself_whatever_the_caller_does(tmp_path: Path, claimed: int) -> None:
    (tmp_path / "a.cspx").write_bytes(bomb(claimed))
    code, most, _ = read_in_a_process(tmp_path, "count")
    assert code == Exit.DAMAGED
    assert most < 100


def test_an_honest_bundle_is_read_a_piece_at_a_time(tmp_path: Path) -> None:
    """32 MB of texts, of which a few are in memory at any time."""
    noise = hashlib.shake_256(b"noise").digest(2**19).hex()

    def transactions() -> Iterator[Sealed]:
        for seq in range(1, 33):
            text = encode_value(noise[seq:] + noise[:seq])
            yield Sealed(orjson.dumps([1, "r", "s", seq, hashlib.sha256(bytes([seq])).hexdigest()]), ((SALT, text),))

    written = write(tmp_path / "a.cspx", transactions=transactions())
    assert written.unpacked_len > 32 * 2**20
    code, _, added = read_in_a_process(tmp_path, "count")
    assert code == 0
    assert added < 24

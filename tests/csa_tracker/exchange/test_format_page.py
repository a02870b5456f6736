"""The worked example on the page about the format is a bundle that opens, and holds what the page says."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from csa_tracker.exchange import envelope, manifest, payload, unpacking
from csa_tracker.exchange.bundle import bundle_name, open_bundle
from csa_tracker.exchange.head_signing import is_signed_by
from db.log.transaction import MAX_OPERATIONS, read_transaction
from tests.csa_tracker.exchange.bundles import BUNDLE, PLAN, county, known, pendle
from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "exchange-format.md").read_text("utf-8")


def test_the_example_opens_and_is_what_the_page_says(page: str, tmp_path: Path) -> None:
    (secret,) = re.findall(r"^    (AGE-SECRET-KEY-\w+)$", page, re.M)
    content = bytes.fromhex("".join(re.findall(r"^    ([0-9a-f]{2,120})$", page, re.M)))
    (tmp_path / "example.cspx").write_bytes(content)
    with open_bundle(tmp_path / "example.cspx", replace(county(), age_secret=secret), sender_key=known) as bundle:
        (transaction,) = [read_transaction(*each) for each in bundle.transactions()]
        (head,) = bundle.head_signatures()
        shown = re.sub(r"\n +", "", page)
        for part in (manifest.to_bytes(bundle.manifest), transaction.body):
            assert part.decode() in shown
        assert is_signed_by(head, PLAN, pendle().signing_public)
    assert head.id == transaction.id.hex() == hashlib.sha256(transaction.body).hexdigest()
    assert head.id in page
    assert f"{len(content):,} bytes" in page
    assert transaction.operations[0].value == '"Extra patrols"'


def test_the_limits_on_the_page_are_those_of_the_code(page: str) -> None:
    limits = {
        "| file | {} MiB |": envelope.MAX_FILE >> 20,
        "| recipients | {} (": envelope.MAX_RECIPIENTS,
        "| manifest | {} MiB |": manifest.MAX_MANIFEST >> 20,
        "exactly, and {} GiB |": unpacking.MAX_UNPACKED >> 30,
        "| {} : 1, once": unpacking.MAX_RATIO,
        "more than {} MiB are unpacked": unpacking.RATIO_FROM >> 20,
        "| a `C` or `H` frame | {} KiB;": payload.MAX_SMALL_FRAME >> 10,
        "all of them {} MiB": payload.MAX_BEFORE >> 20,
        "{:,} cards": payload.MAX_CARDS,
        "{:,} head signatures": payload.MAX_HEADS,
        "| a `T` or `V` frame | {} MiB |": payload.MAX_FRAME >> 20,
        "| {} MiB, 4,096 operations": payload.MAX_TRANSACTION >> 20,
        "MiB, {:,} operations": MAX_OPERATIONS,
        "not a text | {} KiB |": payload.MAX_NESTED_VALUE >> 10,
        "within {} KiB and has": envelope.MAX_HEADER >> 10,
        "at most {} stanzas": envelope.MAX_STANZAS,
        "this page is {} |": manifest.READER,
    }
    wrong = [said.format(value) for said, value in limits.items() if said.format(value) not in page]
    assert not wrong, wrong


def test_the_file_name_on_the_page_is_one_that_is_made(page: str) -> None:
    assert bundle_name("PEN", ["PAN"], dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC), BUNDLE) in page

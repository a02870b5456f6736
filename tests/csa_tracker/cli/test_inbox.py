"""The inbox on the command line, several files at once, and colleagues with new keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.csa_tracker.cli.conftest import Line
from tests.csa_tracker.cli.test_bundles import Two
from tests.csa_tracker.cli.test_bundles import two as two  # the fixture


def box(two: Two) -> Path:
    """The county's inbox, which is there and chosen."""
    folder = two.folder / "inbox"
    folder.mkdir()
    two.county.json("exchange", "inbox", str(folder))
    return folder


def test_the_inbox_lists_what_waits_and_forgets_what_was_received(two: Two) -> None:
    two.enrol()
    two.burnley.add(title="Burnley patrols")
    path = two.send(two.burnley, "Tom", str(box(two) / "b.cspx"))
    (told,) = two.county.json("exchange", "inbox")["files"]
    assert (told["file"], told["state"], told["from"]) == (path, "verified", "Asha")
    assert (told["kind"], told["fingerprint"], told["problem"]) == ("delta", None, None)
    assert "known sender" in two.county("exchange", "inbox").out
    two.county.json("exchange", "receive", path)
    assert two.county.json("exchange", "inbox")["files"] == []
    assert "No file waits in" in two.county("exchange", "inbox").out


def test_strangers_and_problems_are_told_with_what_to_do(two: Two) -> None:
    two.enrol()
    folder = box(two)
    two.send(two.burnley, "Tom", str(folder / "b.cspx"))
    (folder / "letter.cspx").write_bytes(b"Dear all, this is not one of them")
    (folder / "part.cspx").write_bytes(b"CSPX1\n")
    two.county.json("trust", "revoke", "Asha")
    told = {Path(one["file"]).name: one for one in two.county.json("exchange", "inbox")["files"]}
    assert {name: one["state"] for name, one in told.items()} == {
        "b.cspx": "problem", "letter.cspx": "problem", "part.cspx": "arriving",
    }  # fmt: skip
    assert told["b.cspx"]["problem"]["code"] == "revoked-sender"
    assert "still arriving" in two.county("exchange", "inbox").out


def test_an_inbox_is_chosen_only_where_there_is_a_folder_and_can_be_forgotten(two: Two) -> None:
    two.enrol()
    assert two.county("exchange", "inbox", str(two.folder / "nowhere"), "--json").error == "no-folder"
    assert two.county.json("exchange", "inbox")["folder"] is None
    folder = box(two)
    folder.rmdir()
    assert two.county.json("exchange", "inbox")["trouble"].startswith(f"The folder {folder} is not there now.")
    assert two.county.json("exchange", "inbox", "--forget")["folder"] is None
    assert "No inbox is chosen" in two.county("exchange", "inbox").out


def test_several_files_come_in_and_a_refused_one_keeps_none_back(two: Two) -> None:
    two.enrol()
    names = []
    for number in range(2):
        two.burnley.add(title=f"Burnley patrol {number}")
        names.append(two.send(two.burnley, "Tom", f"{number}.cspx"))
    torn = two.folder / "torn.cspx"
    torn.write_bytes(Path(names[0]).read_bytes()[:-1])
    said = two.county("exchange", "receive", str(torn), *names, "--json")
    assert said.code == 50
    first, second, third = said.json["files"]
    assert first["error"]["code"] == "damaged-bundle"
    assert (second["counts"]["added"], third["counts"]["added"]) == (1, 1)
    again = two.county("exchange", "receive", str(torn), *names)
    assert again.code == 50
    assert again.out.count("Nothing new") == 2
    assert "cut short" in again.err


def test_new_keys_come_in_only_with_the_words_that_were_heard(two: Two, capsys: pytest.CaptureFixture[str]) -> None:
    two.enrol()
    globals_ = ["--plan", str(two.folder / "new.csplan"), "--profile", str(two.folder / "asha again")]
    again = Line(capsys, globals_)
    again.json("identity", "set", "--name", "Asha", "--role", "Officer", "--organisation", "Asha's office")
    pendle = Line(capsys, ["--plan", str(two.folder / "p.csplan"), "--profile", str(two.folder / "priya")])
    pendle.json("identity", "set", "--name", "Priya", "--role", "Analyst", "--organisation", "Pendle")
    for giver, taker, code in ((two.county, pendle, "PEN"), (pendle, again, "BUR")):
        card, full = two.folder / f"{code}.cspid", two.folder / f"{code}.cspx"
        taker.json("identity", "export", str(card), "--partnership", code)
        member = giver.json("trust", "add", str(card), "--scopes", "all", "--yes")["member"]
        giver.json("exchange", "send", "--to", member, "--full", "-o", str(full))
        taker.json("join", str(full), taker.globals[1], "--partnership", code, "--yes")
    again.json("trust", "scopes", "Priya", "all")
    again.add(title="From the new computer")
    pendle.json("exchange", "receive", two.send(again, "Priya", "to pendle.cspx"))
    path = two.send(pendle, "Tom", "to county.cspx")
    before = two.county.json("digest")
    assert two.county("exchange", "receive", path, "--json").error == "changed-key"
    assert two.county("exchange", "receive", path, "--heard", "six other words than those said", "--json").code == 3
    assert two.county.json("digest") == before
    words = again.json("identity")["fingerprint"]
    heard = words.replace("-", " ").upper()
    assert two.county.json("exchange", "receive", path, "--heard", heard)["counts"]["added"] == 1

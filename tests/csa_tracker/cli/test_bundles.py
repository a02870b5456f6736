"""Files between partners on the command line: enrol, join, send, receive, decide; every end has its code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.csa_tracker.cli.conftest import Line


@dataclass
class Two:
    """The command lines of the county and of Burnley, which has not joined yet, and a folder between them."""

    county: Line
    burnley: Line
    folder: Path

    def enrol(self) -> None:
        """Burnley's card goes to the county, a full file comes back, Burnley joins."""
        card, full = self.folder / "asha.cspid", self.folder / "full.cspx"
        self.burnley.json("identity", "export", str(card), "--partnership", "BUR")
        self.county.json("trust", "add", str(card), "--yes")
        self.county.json("exchange", "send", "--to", "Asha", "-o", str(full))
        self.burnley.json("join", str(full), self.burnley.globals[1], "--partnership", "BUR", "--yes")

    def send(self, giver: Line, to: str, name: str) -> str:
        """Write a file and return its path."""
        path = str(self.folder / name)
        giver.json("exchange", "send", "--to", to, "-o", path)
        return path


@pytest.fixture
def two(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Two:
    """The county with the action PAN-0001; Burnley with a name."""
    monkeypatch.setenv("CSA_NOW", "2026-10-02T14:32")
    county = Line(capsys, ["--plan", str(tmp_path / "county.csplan"), "--profile", str(tmp_path / "tom")])
    burnley = Line(capsys, ["--plan", str(tmp_path / "burnley.csplan"), "--profile", str(tmp_path / "asha")])
    for line, name in ((county, "Tom"), (burnley, "Asha")):
        line.json("identity", "set", "--name", name, "--role", "Officer", "--organisation", f"{name}'s office")
    county.json("new", county.globals[1], "--partnership", "PAN", "--name", "Lancashire")
    county.add(title="County patrols")
    return Two(county, burnley, tmp_path)


def test_two_offices_come_together(two: Two) -> None:
    two.enrol()
    assert two.burnley.json("action", "list")["actions"][0]["title"] == "County patrols"
    two.burnley.add(title="Burnley patrols")
    path = two.send(two.burnley, "Tom", "back.cspx")
    before = two.county.json("digest")
    told = two.county.json("exchange", "receive", path, "--dry-run")
    assert two.county.json("digest") == before
    assert told["counts"] == {"added": 1, "changed": 0, "removed": 0, "conflicting": 0}
    assert [(one["ref"], one["field"], one["by"]) for one in told["changes"]] == [("BUR-0001", "added", "Asha")]
    assert two.county.json("exchange", "receive", path) == told
    assert two.county.json("digest")["log"] == two.burnley.json("digest")["log"]
    assert "Nothing new" in two.county("exchange", "receive", path).out


def test_peers_say_when_files_went_and_what_is_not_confirmed(two: Two) -> None:
    two.enrol()
    two.county.add(title="Written later")
    (peer,) = two.county.json("exchange", "peers")["peers"]
    assert (peer["name"], peer["last_received"], peer["unconfirmed"]) == ("Asha", None, 3)
    two.county.json("exchange", "receive", two.send(two.burnley, "Tom", "ack.cspx"))
    assert two.county.json("exchange", "peers")["peers"][0]["unconfirmed"] == 1
    assert "Asha" in two.county("exchange", "peers").out


def test_a_conflict_ends_with_10_and_is_decided(two: Two) -> None:
    two.enrol()
    two.county.json("action", "set", "PAN-0001", "title=County evening patrols")
    two.burnley.json("action", "set", "PAN-0001", "title=Weekly patrols")
    said = two.county("exchange", "receive", two.send(two.burnley, "Tom", "b.cspx"))
    assert said.code == 10
    assert "1 field to decide" in said.out
    two.county.json("conflicts", "resolve", "PAN-0001", "title", "--value", "Weekly evening patrols")
    two.burnley.json("exchange", "receive", two.send(two.county, "Asha", "c.cspx"))
    assert two.burnley.json("action", "show", "PAN-0001")["title"] == "Weekly evening patrols"
    assert two.burnley.json("conflicts")["conflicts"] == []


def test_a_file_says_what_it_is_without_a_plan(two: Two) -> None:
    two.enrol()
    told = two.burnley.json("exchange", "inspect", str(two.folder / "full.cspx"))
    assert (told["name"], told["kind"]) == ("Tom", "full")
    assert told["fingerprint"] == two.county.json("identity")["fingerprint"]
    assert "From Tom, Tom's office." in two.burnley("exchange", "inspect", str(two.folder / "full.cspx")).out


def test_refusals_have_their_codes_and_change_nothing(two: Two) -> None:
    two.enrol()
    two.burnley.add(title="Burnley patrols")
    path = Path(two.send(two.burnley, "Tom", "b.cspx"))
    before = two.county.json("digest")
    torn = two.folder / "torn.cspx"
    torn.write_bytes(path.read_bytes()[:-1])
    assert two.county("exchange", "receive", str(torn)).code == 50
    assert two.burnley("exchange", "receive", str(path)).code == 60
    two.county.json("trust", "revoke", "Asha")
    assert two.county("exchange", "receive", str(path)).code == 40
    assert two.county("exchange", "send", "--to", "Asha", "--json").error == "not-trusted"
    assert two.county("exchange", "send", "--to", "Nobody", "--json").error == "unknown-member"
    said = two.burnley("join", str(two.folder / "full.cspx"), two.burnley.globals[1], "--partnership", "BUR", "--yes")
    assert said.code == 3
    assert two.county.json("digest")["log"] == before["log"]


def test_joining_asks_for_the_six_words(two: Two) -> None:
    two.enrol()
    target = two.folder / "again.csplan"
    said = two.burnley("join", str(two.folder / "full.cspx"), str(target), "--partnership", "BUR", "--json")
    assert (said.code, said.error) == (3, "trust-asks")
    assert not target.exists()

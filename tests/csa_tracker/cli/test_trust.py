"""Cards and trust on the command line: the same sentence as in the window, for scripts and for people."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from csa_tracker.exchange.cards import make_card, read_card, write_card
from csa_tracker.profile import Profile
from tests.csa_tracker.cli.conftest import Line
from tests.csa_tracker.exchange.people import card_of, person

NAME = 'a" , "b'


class Terminal(io.StringIO):
    """A keyboard or a screen."""

    def isatty(self) -> bool:
        """Say that a person is there."""
        return True


@pytest.fixture
def card_file(tmp_path: Path) -> Path:
    """The card of a partner in Pendle."""
    path = tmp_path / "partner.cspid"
    write_card(path, card_of(tmp_path, NAME))
    return path


@pytest.fixture
def new_keys(tmp_path: Path) -> Path:
    """Another card in the same name."""
    path = tmp_path / "again.cspid"
    write_card(path, card_of(tmp_path, NAME))
    return path


def test_a_card_is_written_for_the_partnership_of_the_plan(line: Line, tmp_path: Path, profile: Profile) -> None:
    file = tmp_path / "me.cspid"
    told = line.json("identity", "export", str(file))
    card, identity = read_card(file), profile.read_identity()
    assert told == {"file": str(file), "member": identity.member, "fingerprint": identity.fingerprint}
    assert (card.member, card.partnership) == (identity.member, "BUR")


def test_a_card_can_be_written_before_there_is_a_plan(line: Line, tmp_path: Path) -> None:
    home = person(tmp_path, "New Here").folder
    file = tmp_path / "new.cspid"
    said = line.bare("--profile", str(home), "identity", "export", str(file), "--partnership", "pen")
    assert said.code == 0
    assert read_card(file).words in said.out
    assert read_card(file).partnership == "PEN"


def test_a_card_is_never_written_over_a_plan(line: Line, plan_file: Path) -> None:
    before = plan_file.read_bytes()
    assert line("identity", "export", str(plan_file)).code == 3
    assert plan_file.read_bytes() == before


def test_a_script_that_compared_the_words_adds_a_member(line: Line, card_file: Path) -> None:
    card = read_card(card_file)
    added = line.json("trust", "add", str(card_file), "--yes")
    assert added == {
        "member": card.member, "name": NAME, "role": "Analyst", "organisation": "Pendle Council", "partnership": "PEN",
        "fingerprint": card.words, "scopes": ["PAN", "PEN"], "status": "trusted", "introduced_by": None,
        "added_at": "2026-10-02T14:32:00+00:00", "revoked_at": None,
    }  # fmt: skip
    assert line.json("trust", "list") == {"members": [added]}


def test_without_a_person_to_ask_nobody_is_added(line: Line, card_file: Path) -> None:
    for more in ([], ["--json"]):
        said = line("trust", "add", str(card_file), *more)
        assert said.code == 3
        assert read_card(card_file).words in said.out + said.err
    assert line.json("trust", "list") == {"members": []}


@pytest.mark.parametrize(("answer", "code", "known"), [("y", 0, 1), ("n", 3, 0), ("", 3, 0)])
def test_a_person_is_asked_whether_the_words_match(
    line: Line, card_file: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, known: int
) -> None:
    screen = Terminal()
    with monkeypatch.context() as there:
        there.setattr("sys.stdin", Terminal(f"{answer}\n"))
        there.setattr("sys.stdout", screen)
        assert line("trust", "add", str(card_file)).code == code
    shown = screen.getvalue()
    assert f"Do these six words match what {NAME} reads to you?" in shown
    for part in (read_card(card_file).words, "Analyst", "Pendle Council", "Pendle Community Safety Partnership"):
        assert part in shown
    assert len(line.json("trust", "list")["members"]) == known


def test_a_changed_key_is_refused_even_with_yes_until_it_is_said_to_replace(
    line: Line, card_file: Path, new_keys: Path
) -> None:
    line("trust", "add", str(card_file), "--yes")
    said = line("trust", "add", str(new_keys), "--yes", "--json")
    assert (said.code, said.error) == (3, "changed-key")
    assert "over the phone" in said.json["error"]["next"]
    assert line("trust", "add", str(new_keys), "--yes", "--replaces", NAME).code == 0
    listed = {one["member"]: one["status"] for one in line.json("trust", "list")["members"]}
    assert listed == {read_card(card_file).member: "revoked", read_card(new_keys).member: "trusted"}


def test_what_a_member_is_sent_can_be_said(line: Line, card_file: Path) -> None:
    assert line.json("trust", "add", str(card_file), "--yes", "--scopes", "bur, pan")["scopes"] == ["BUR", "PAN"]
    assert line.json("trust", "scopes", NAME, "all")["scopes"] == ["all"]
    assert line.json("trust", "scopes", NAME, "shared")["scopes"] == []
    assert line.json("trust", "scopes", NAME, "Pendle Community Safety Partnership")["scopes"] == ["PEN"]
    for codes in ("", "BUR,", "all,BUR", "XXX", "BUR PAN"):
        assert line("trust", "scopes", NAME, codes).code == 3
    assert line.json("trust", "list")["members"][0]["scopes"] == ["PEN"]


def test_a_revoked_member_is_listed_as_such_and_sent_nothing(line: Line, card_file: Path) -> None:
    line("trust", "add", str(card_file), "--yes")
    assert line.json("trust", "revoke", NAME)["revoked_at"] == "2026-10-02T14:32:00+00:00"
    shown = line("trust", "list").out
    assert "revoked\tnothing" in shown
    said = line("trust", "add", str(card_file), "--yes", "--json")
    assert (said.code, said.error) == (3, "revoked-member")


def test_a_damaged_card_is_refused_with_its_own_exit_code(line: Line, card_file: Path) -> None:
    card_file.write_bytes(card_file.read_bytes()[:-1])
    said = line("trust", "add", str(card_file), "--yes", "--json")
    assert (said.code, said.error) == (50, "damaged-card")


def test_one_s_own_card_is_not_added(line: Line, profile: Profile, tmp_path: Path) -> None:
    mine = tmp_path / "mine.cspid"
    write_card(mine, make_card(profile, "BUR"))
    assert line("trust", "add", str(mine), "--yes", "--json").error == "own-card"


def test_an_empty_list_says_what_to_do(line: Line) -> None:
    assert "trust add" in line("trust", "list").out

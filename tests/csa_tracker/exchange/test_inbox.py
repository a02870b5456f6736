"""The inbox folder: what waits in it is told once it is whole, nothing is received, moved or opened twice."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.inbox import (
    Inbox,
    InboxState,
    Verdict,
    Waiting,
    inbox_folder,
    keep_inbox_folder,
    read_books,
    read_file,
)
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.keys import Keys
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.refusals import unreadable
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import add_member, introduce, revoke
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from db.log.digest import log_digest
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add


@dataclass
class Desk:
    """The county's plan with its inbox, and Asha in Burnley who joined it."""

    plan: OpenPlan
    burnley: OpenPlan
    folder: Path

    def file(self, name: str = "b.cspx", *, full: bool = False) -> Path:
        """A file of Burnley for the county."""
        return send(self.burnley, ["Tom"], self.folder / name, full=full).path


def looked(inbox: Inbox, plan: OpenPlan) -> InboxState:
    """What is seen at the second look."""
    inbox.look(read_books(plan))
    return inbox.look(read_books(plan))


def states(state: InboxState) -> dict[str, Waiting]:
    """How each file stands, by name."""
    return {one.path.name: one.state for one in state.files}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The two offices."""
    tom, asha = an_office(tmp_path, "Tom", "County"), an_office(tmp_path, "Asha", "Burnley")
    clock = Clock(NOW + dt.timedelta(minutes=5))
    folder = tmp_path / "inbox"
    folder.mkdir()
    with create_plan(tmp_path / "c.csplan", partnership="PAN", name="All", profile=tom, clock=Clock(NOW)) as plan:
        add(plan, title="County patrols")
        add_member(plan, make_card(asha, "BUR"))
        full = send(plan, ["Asha"], tmp_path / "full.cspx").path
        path = tmp_path / "b.csplan"
        join(full, path, partnership="BUR", sender=make_card(tom, "PAN"), profile=asha, clock=clock)
        with open_plan(path, profile=asha, clock=clock) as burnley:
            yield Desk(plan, burnley, folder)


@pytest.fixture
def inbox(desk: Desk) -> Inbox:
    """The county's inbox."""
    return Inbox(desk.folder)


def test_a_partner_s_file_says_from_whom_when_and_how_much(desk: Desk, inbox: Inbox) -> None:
    add(desk.burnley, title="Burnley patrols")
    path = desk.file()
    (one,) = looked(inbox, desk.plan).files
    assert (one.path, one.state, one.sender, one.words) == (path, Waiting.VERIFIED, "Asha", "")
    assert one.made is not None
    assert abs(one.made - desk.burnley.clock.now()) < dt.timedelta(seconds=1)
    assert (one.is_full, one.changes > 0, one.problem) == (False, True, None)


def test_a_file_counts_only_when_two_looks_saw_it_the_same(desk: Desk, inbox: Inbox) -> None:
    content = desk.file("whole.cspx").read_bytes()
    (desk.folder / "whole.cspx").unlink()
    path = desk.folder / "b.cspx"
    path.write_bytes(content[:500])
    first = inbox.look(read_books(desk.plan))
    assert (first.files, first.is_settling) == ((), True)
    path.write_bytes(content[:900])
    assert states(inbox.look(read_books(desk.plan))) == {"b.cspx": Waiting.ARRIVING}
    cut = inbox.look(read_books(desk.plan))
    assert (states(cut), cut.waiting, cut.is_settling) == ({"b.cspx": Waiting.ARRIVING}, 0, False)
    path.write_bytes(content)
    assert states(looked(inbox, desk.plan)) == {"b.cspx": Waiting.VERIFIED}


@pytest.mark.parametrize("start", [b"", b"CSP", b"CSPX1\n", bytes(4096)])
def test_the_beginning_of_a_file_is_still_arriving(desk: Desk, inbox: Inbox, start: bytes) -> None:
    (desk.folder / "b.cspx").write_bytes(start)
    assert states(looked(inbox, desk.plan)) == {"b.cspx": Waiting.ARRIVING}


def test_nothing_is_received_moved_or_left_behind_by_looking(desk: Desk, inbox: Inbox) -> None:
    add(desk.burnley, title="Burnley patrols")
    desk.file()
    before = {path: path.read_bytes() for path in desk.folder.iterdir()}
    with desk.plan.store.reading() as connection:
        held = log_digest(connection)
    looked(inbox, desk.plan)
    with desk.plan.store.reading() as connection:
        assert log_digest(connection) == held
    assert {path: path.read_bytes() for path in desk.folder.iterdir()} == before


def test_a_file_is_opened_once_however_often_the_folder_is_looked_at(desk: Desk) -> None:
    opened: list[str] = []

    def counted(path: Path, keys: Keys) -> Verdict:
        opened.append(path.name)
        return read_file(path, keys)

    inbox = Inbox(desk.folder, read=counted)
    desk.file("a.cspx")
    (desk.folder / "b.cspx").write_bytes(b"Dear all, this is not one of them")
    for _ in range(5):
        inbox.look(read_books(desk.plan))
    assert sorted(opened) == ["a.cspx", "b.cspx"]
    inbox.look(read_books(desk.plan), again=True)
    assert sorted(opened) == ["a.cspx", "b.cspx", "b.cspx"]
    desk.file("a.cspx", full=True)
    looked(inbox, desk.plan)
    assert opened[-1] == "a.cspx"


def test_a_received_file_is_left_out_under_any_name(desk: Desk, inbox: Inbox) -> None:
    path = desk.file()
    shutil.copyfile(path, desk.folder / "copy.cspx")
    assert looked(inbox, desk.plan).waiting == 2
    receive(desk.plan, path)
    assert inbox.waiting(read_books(desk.plan)) == ()


def test_a_stranger_waits_with_six_words_until_the_card_is_added(desk: Desk, inbox: Inbox, tmp_path: Path) -> None:
    card = make_card(desk.burnley.profile, "BUR")
    stranger = an_office(tmp_path, "Priya", "Pendle")
    clock = Clock(NOW + dt.timedelta(minutes=9))
    add_member(desk.burnley, make_card(stranger, "PEN"), scopes=("all",))
    full = send(desk.burnley, ["Priya"], tmp_path / "p.cspx").path
    join(full, tmp_path / "p.csplan", partnership="PEN", sender=card, profile=stranger, clock=clock)
    with open_plan(tmp_path / "p.csplan", profile=stranger, clock=clock) as pendle:
        add_member(pendle, make_card(desk.plan.profile, "PAN"))
        send(pendle, ["Tom"], desk.folder / "p.cspx")
    state = looked(inbox, desk.plan)
    (one,) = state.files
    theirs = make_card(stranger, "PEN")
    assert (one.state, one.sender, one.words, state.waiting) == (Waiting.UNKNOWN, "Priya", theirs.words, 1)
    add_member(desk.plan, theirs)
    assert [(file.state, file.words) for file in inbox.waiting(read_books(desk.plan))] == [(Waiting.VERIFIED, "")]
    revoke(desk.plan, "Priya")
    (revoked,) = inbox.waiting(read_books(desk.plan))
    assert revoked.problem is not None
    assert revoked.problem.code == "revoked-sender"


def test_somebody_who_was_only_introduced_is_still_to_be_checked(desk: Desk, inbox: Inbox) -> None:
    card = make_card(desk.burnley.profile, "BUR")
    desk.file()
    with desk.plan.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM member")
        introduce(connection, card, by="c" * 32, now=NOW)
    (one,) = looked(inbox, desk.plan).files
    assert (one.state, one.words) == (Waiting.UNKNOWN, card.words)


def test_files_that_cannot_be_received_say_why(desk: Desk, inbox: Inbox, tmp_path: Path) -> None:
    content = bytearray(desk.file("damaged.cspx").read_bytes())
    content[len(content) // 2] ^= 1
    (desk.folder / "damaged.cspx").write_bytes(content)
    (desk.folder / "letter.cspx").write_bytes(b"Dear all, this is not one of them")
    asha, tom = desk.burnley.profile, desk.plan.profile
    with create_plan(tmp_path / "o.csplan", partnership="BUR", name="O", profile=asha, clock=Clock(NOW)) as other:
        add_member(other, make_card(tom, "PAN"))
        add_member(other, make_card(an_office(tmp_path, "Jo", "Wyre"), "WYR"))
        send(other, ["Tom"], desk.folder / "another plan.cspx")
        send(other, ["Jo"], desk.folder / "for Jo.cspx")
    state = looked(inbox, desk.plan)
    codes = {one.path.name: one.problem.code for one in state.files if one.problem is not None}
    assert codes == {
        "another plan.cspx": "another-plan",
        "damaged.cspx": "damaged-bundle",
        "for Jo.cspx": "not-for-you",
        "letter.cspx": "not-a-bundle",
    }
    assert state.waiting == 0


def test_what_was_sent_from_here_does_not_come_back_as_a_problem(desk: Desk, inbox: Inbox) -> None:
    """In a shared folder one's own files lie among the others'."""
    send(desk.plan, ["Asha"], desk.folder)
    assert looked(inbox, desk.plan).files == ()


def test_what_is_no_file_or_hidden_is_not_looked_at(desk: Desk, inbox: Inbox) -> None:
    path = desk.file()
    path.rename(desk.folder / "b.CSPX")
    shutil.copyfile(desk.folder / "b.CSPX", desk.folder / "._b.cspx")
    (desk.folder / "folder.cspx").mkdir()
    (desk.folder / "gone.cspx").symlink_to(desk.folder / "nowhere")
    assert states(looked(inbox, desk.plan)) == {"b.CSPX": Waiting.VERIFIED}


def test_a_folder_that_is_away_is_told_and_its_files_are_there_when_it_is_back(desk: Desk, inbox: Inbox) -> None:
    desk.file()
    assert looked(inbox, desk.plan).waiting == 1
    away = desk.folder.rename(desk.folder.with_name("pulled out"))
    gone = inbox.look(read_books(desk.plan))
    assert gone.files == ()
    assert gone.trouble == f"The folder {desk.folder} is not there now. It is looked for again every few seconds."
    away.rename(desk.folder)
    back = inbox.look(read_books(desk.plan))
    assert (back.trouble, back.waiting) == ("", 1)


def test_a_folder_that_may_not_be_read_is_told(desk: Desk, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path) -> Iterator[Path]:
        raise PermissionError(13, "no", str(folder))

    monkeypatch.setattr(Path, "iterdir", refused)
    assert "cannot be read now" in inbox.look(read_books(desk.plan)).trouble


def test_a_file_that_this_computer_would_not_read_is_tried_again_by_itself(desk: Desk) -> None:
    refused = [True, False]

    def read(path: Path, keys: Keys) -> Verdict:
        return unreadable(path) if refused.pop(0) else read_file(path, keys)

    inbox = Inbox(desk.folder, read=read)
    desk.file()
    (one,) = looked(inbox, desk.plan).files
    assert one.problem is not None
    assert one.problem.code == "cannot-read"
    assert inbox.look(read_books(desk.plan)).waiting == 1


def test_a_file_that_goes_before_it_is_read_is_told_in_plain_words(desk: Desk) -> None:
    told = read_file(desk.folder / "gone.cspx", desk.plan.profile.keys())
    assert isinstance(told, UserError)
    assert told.code == "cannot-read"


def test_a_file_that_changes_or_goes_while_it_is_read_is_judged_later(desk: Desk) -> None:
    path = desk.file()
    meanwhile: list[Callable[[], object]] = [lambda: path.write_bytes(path.read_bytes() + b"more"), path.unlink]

    def read(read_now: Path, keys: Keys) -> Verdict:
        told = read_file(read_now, keys)
        meanwhile.pop(0)()
        return told

    inbox = Inbox(desk.folder, read=read)
    assert states(looked(inbox, desk.plan)) == {"b.cspx": Waiting.ARRIVING}
    inbox.look(read_books(desk.plan))
    assert inbox.look(read_books(desk.plan)).files == ()
    assert meanwhile == []


def test_only_the_latest_files_are_looked_at_and_a_few_opened_at_a_time(desk: Desk) -> None:
    inbox = Inbox(desk.folder, most_files=4, most_opened=3)
    for number in range(6):
        path = desk.folder / f"{number}.cspx"
        path.write_bytes(b"Dear all, this is not one of them")
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    state = looked(inbox, desk.plan)
    assert (len(state.files), state.left_out, state.is_settling) == (3, 2, True)
    done = inbox.look(read_books(desk.plan))
    assert (sorted(states(done)), done.is_settling) == (["2.cspx", "3.cspx", "4.cspx", "5.cspx"], False)


def test_the_folder_is_remembered_for_each_plan(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "profile")
    assert inbox_folder(profile, "a" * 32) is None
    keep_inbox_folder(profile, "a" * 32, tmp_path / "one")
    keep_inbox_folder(profile, "b" * 32, tmp_path / "other")
    assert inbox_folder(profile, "a" * 32) == tmp_path / "one"
    keep_inbox_folder(profile, "a" * 32, None)
    assert inbox_folder(profile, "a" * 32) is None
    assert inbox_folder(profile, "b" * 32) == tmp_path / "other"
    profile.change_settings({"inboxes": "damaged"})
    assert inbox_folder(profile, "b" * 32) is None

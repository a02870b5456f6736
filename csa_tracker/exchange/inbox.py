"""The inbox: a folder in which partners' files arrive. It is only looked at: nothing is moved, removed or received.

What a file holds is read once and remembered by path, size and time of change; whom that makes it from is asked of the
plan's books at every look, so that a card added or a file received shows at once.
"""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.bundle import BUNDLE_SUFFIX, Inspected, inspect_bundle
from csa_tracker.exchange.envelope import is_cut_short
from csa_tracker.exchange.refusals import another_plan, not_for_me, revoked_sender, unreadable
from csa_tracker.exchange.trust import Member, Status, list_members
from db.exchange import ledger
from db.log.clock import instant_of

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys
    from csa_tracker.profile import Profile
    from csa_tracker.workspace import OpenPlan

MOST_FILES = 200
"""Files looked at, the latest of them: more than any inbox should hold."""
MOST_OPENED = 20
"""Files opened in one look; the others are opened in the next ones."""
_SETTING = "inboxes"
_MOST_KEPT = 50


class Waiting(StrEnum):
    """How a file in the inbox stands; in this order they are listed."""

    VERIFIED = "verified"
    UNKNOWN = "unknown"
    PROBLEM = "problem"
    ARRIVING = "arriving"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file in the inbox. What stands after `state` is empty, None or 0 where it cannot be said.

    `sender` is the name of a trusted sender, or what the card of an unknown one says; `words` are the six words of that
    card, to be compared. `made` is an aware instant, `problem` why the file cannot be received.
    """

    path: Path
    state: Waiting
    sender: str = ""
    words: str = ""
    made: dt.datetime | None = None
    is_full: bool = False
    changes: int = 0
    problem: UserError | None = None

    @property
    def can_be_received(self) -> bool:
        """Whether looking through it leads somewhere: for an unknown sender, to the six words first."""
        return self.state in (Waiting.VERIFIED, Waiting.UNKNOWN)


@dataclass(frozen=True, slots=True)
class InboxState:
    """What one look found. `trouble` is a sentence when the folder cannot be read, else empty.

    `left_out` counts files beyond MOST_FILES. `is_settling` says that another look soon will say more.
    """

    folder: Path
    files: tuple[WaitingFile, ...] = ()
    trouble: str = ""
    left_out: int = 0
    is_settling: bool = False

    @property
    def waiting(self) -> int:
        """How many files wait for the person."""
        return sum(one.can_be_received for one in self.files)


@dataclass(frozen=True, slots=True)
class Books:
    """What the inbox asks of a plan: whose it is, who is known, which bundles (ids) came, which files (names) went."""

    plan: str
    keys: Keys
    members: Mapping[str, Member]
    received: frozenset[str]
    sent: frozenset[str]


class _Mark(NamedTuple):
    size: int
    changed: int


Verdict = Inspected | UserError | None
"""What a file holds, why it cannot be opened, or that it is cut short."""


def read_books(plan: OpenPlan) -> Books:
    """Read the books; a few milliseconds."""
    members = {one.member: one for one in list_members(plan)}
    with plan.store.reading() as connection:
        came = {bundle for bundle, _ in ledger.passed_names(connection, ledger.IN)}
        went = {file for _, file in ledger.passed_names(connection, ledger.OUT)}
    return Books(plan.meta.plan, plan.profile.keys(), members, frozenset(came), frozenset(went))


def inbox_folder(profile: Profile, plan: str) -> Path | None:
    """The inbox of the plan with this id, None where none was chosen."""
    folder = _kept(profile).get(plan)
    return Path(folder) if folder else None


def keep_inbox_folder(profile: Profile, plan: str, folder: Path | None) -> None:
    """Choose the inbox of a plan; None for no inbox. Raises UserError when the profile cannot be written."""
    kept = {known: place for known, place in _kept(profile).items() if known != plan}
    if folder is not None:
        kept[plan] = str(folder.absolute())
    profile.change_settings({_SETTING: dict(list(kept.items())[-_MOST_KEPT:])})


def _kept(profile: Profile) -> dict[str, str]:
    stored = profile.read_settings().get(_SETTING)
    return {plan: place for plan, place in stored.items() if isinstance(place, str)} if isinstance(stored, dict) else {}


class Inbox:
    """One folder with the memory of what was seen in it. Not for two threads at a time."""

    def __init__(
        self,
        folder: Path,
        *,
        read: Callable[[Path, Keys], Verdict] | None = None,
        most_files: int = MOST_FILES,
        most_opened: int = MOST_OPENED,
    ) -> None:
        """`read` says what a file is, `read_file` unless another is given."""
        self.folder = folder
        self._read, self._most_files, self._most_opened = read or read_file, most_files, most_opened
        self._marks: dict[Path, _Mark] = {}
        self._moving: set[Path] = set()
        self._verdicts: dict[Path, tuple[_Mark, Verdict]] = {}

    def look(self, books: Books, *, again: bool = False) -> InboxState:
        """Look into the folder. A file counts once two looks running found it of the same size and time.

        With `again` files that could not be opened are opened once more.
        """
        try:
            marks, left_out = self._list()
        except OSError as error:
            return InboxState(self.folder, trouble=_trouble(self.folder, error))
        self._verdicts = {path: kept for path, kept in self._verdicts.items() if not _is_worth_a_try(kept[1], again)}
        still = [path for path, mark in marks.items() if self._marks.get(path) == mark]
        self._moving = {path for path in marks if path in self._marks and path not in still}
        fresh = len(marks) - len(still)
        self._marks = marks
        self._verdicts = {path: kept for path, kept in self._verdicts.items() if marks.get(path) == kept[0]}
        unread = [path for path in still if path not in self._verdicts]
        for path in unread[: self._most_opened]:
            self._open(path, books.keys)
        is_settling = fresh > 0 or len(unread) > self._most_opened
        return InboxState(self.folder, self.waiting(books), "", left_out, is_settling)

    def waiting(self, books: Books) -> tuple[WaitingFile, ...]:
        """The files of the last look, as they stand by these books."""
        found = [WaitingFile(path, Waiting.ARRIVING) for path in self._moving]
        for path, (_, verdict) in self._verdicts.items():
            one = _judge(path, verdict, books)
            found += [one] if one is not None else []
        order = list(Waiting)
        return tuple(sorted(found, key=lambda one: (order.index(one.state), one.path.name.casefold())))

    def _list(self) -> tuple[dict[Path, _Mark], int]:
        """The latest files that may be bundles, and how many there are beyond them. Raises OSError for the folder."""
        found: list[tuple[int, str, _Mark]] = []
        for path in self.folder.iterdir():
            if path.suffix.lower() == BUNDLE_SUFFIX and not path.name.startswith("."):
                try:
                    seen = path.stat()
                except OSError:  # gone again, or not ours to see: not in the list is what it is
                    continue
                if stat.S_ISREG(seen.st_mode):
                    found.append((seen.st_mtime_ns, path.name, _Mark(seen.st_size, seen.st_mtime_ns)))
        latest = nlargest(self._most_files, found)
        return {self.folder / name: mark for _, name, mark in latest}, len(found) - len(latest)

    def _open(self, path: Path, keys: Keys) -> None:
        mark = self._marks[path]
        verdict = self._read(path, keys)
        try:
            seen = path.stat()
        except OSError:  # taken away while it was read
            return
        if mark == (seen.st_size, seen.st_mtime_ns):
            self._verdicts[path] = (mark, verdict)
        else:
            self._moving.add(path)


def read_file(path: Path, keys: Keys) -> Verdict:
    """Say what a file is; only its first bytes are read where it is cut short."""
    try:
        return None if is_cut_short(path) else inspect_bundle(path, keys)
    except UserError as error:
        return error
    except OSError:
        return unreadable(path)


def _is_worth_a_try(verdict: Verdict, again: bool) -> bool:
    """Whether a file is to be opened once more: what this computer refused at every look, any other when asked to."""
    if not isinstance(verdict, UserError):
        return False
    return again or verdict.exit_code is Exit.REFUSED


def _trouble(folder: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"The folder {folder} is not there now. It is looked for again every few seconds."
    return f"The folder {folder} cannot be read now. It is tried again every few seconds."


def _judge(path: Path, verdict: Verdict, books: Books) -> WaitingFile | None:
    """How a file stands by the books; None for one that came already, or that went from here."""
    if verdict is None:
        return WaitingFile(path, Waiting.ARRIVING)
    if isinstance(verdict, UserError):
        is_own = verdict.code == not_for_me().code and path.name in books.sent
        return None if is_own else WaitingFile(path, Waiting.PROBLEM, problem=verdict)
    manifest, card = verdict.manifest, verdict.sender
    if manifest.bundle_id in books.received:
        return None
    known, problem, state = books.members.get(manifest.sender.member), None, Waiting.UNKNOWN
    if manifest.plan != books.plan:
        problem = another_plan()
    elif known is not None and known.status is Status.REVOKED:
        problem = revoked_sender(known.name)
    elif known is not None and known.status is Status.TRUSTED and card is not None:
        state = Waiting.VERIFIED  # the card inside signed the file, and its key is the one that is trusted
    return WaitingFile(
        path, Waiting.PROBLEM if problem else state, known.name if known is not None else card.name if card else "",
        card.words if card is not None and state is Waiting.UNKNOWN else "", instant_of(manifest.created_hlc),
        manifest.kind == "full", manifest.n_op, problem,
    )  # fmt: skip

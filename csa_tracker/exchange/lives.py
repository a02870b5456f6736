"""Lives of a plan file: a copy, and a file put back from a backup, must go on in a life (replica) of their own.

The profile remembers, outside the plan, how far each life of a file had come (the high-water mark). A file behind
its mark was put back; one whose mark belongs to another file that is still there was copied. Writing on under the old
name would make two different changes claim one place in a stream (docs/change-log.md, "Copies and backups").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import orjson

from csa_tracker.rules.wording import many
from db.exchange.streams import ends_of, holds
from db.files import replace_atomically
from db.glance import peek_fact
from db.meta import mint_replica, replica_fact, replica_of

if TYPE_CHECKING:
    from csa_tracker.profile import Profile
    from csa_tracker.workspace import OpenPlan

_FILE = "lives.json"
_Ends = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a life had come when it was last seen: its file, and where each of its streams ended, by scope."""

    path: Path
    ends: _Ends


def settle_life(plan: OpenPlan) -> str:
    """Begin a new life where a plan just opened is a copy or was put back; the answer is empty, or a sentence to tell.

    A file that only lies somewhere else now goes on in its own life.
    """
    member = plan.profile.keys().member
    with plan.store.reading() as connection:
        replica = plan.replica(connection)
        mark = read_marks(plan.profile).get(replica)
        if mark is None:
            return ""
        here = ends_of(connection, replica)
        missing = sum(
            max(seq - here.get(scope, (0, ""))[0], 1)
            for scope, (seq, name) in mark.ends.items()
            if not holds(connection, name)
        )
    copied = not missing and _is_copy(plan.path, mark.path, member, replica)
    if not missing and not copied:
        return ""
    with plan.store.writing() as connection:
        mint_replica(connection, member)
    if copied:
        return f"This file is a copy of {mark.path.name}, so it goes on as an office of its own."
    return (
        f"This file was put back from an earlier time: {many(missing, 'step')} of yours since then "
        f"{'is' if missing == 1 else 'are'} missing. What your partners have of them comes back with their next file."
    )


def note_life(plan: OpenPlan) -> None:
    """Remember how far this person's life of the file has come. Raises UserError when the profile cannot be written."""
    member = plan.profile.keys().member
    with plan.store.reading() as connection:
        replica = replica_of(connection, member)
        ends = ends_of(connection, replica) if replica is not None else {}
    if replica is None:
        return
    marks = read_marks(plan.profile)
    mark = Mark(plan.path.absolute(), ends)
    if marks.get(replica) != mark:
        _write_marks(plan.profile, {**marks, replica: mark})


def read_marks(profile: Profile) -> dict[str, Mark]:
    """The mark of each life by its replica; a damaged file counts as empty: a life without a mark goes on."""
    try:
        stored = orjson.loads((profile.folder / _FILE).read_bytes())
        return {
            replica: Mark(Path(path), {scope: (seq, name) for scope, seq, name in ends})
            for replica, (path, ends) in stored.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_marks(profile: Profile, marks: dict[str, Mark]) -> None:
    content = orjson.dumps(
        {
            replica: [str(mark.path), [[scope, seq, name] for scope, (seq, name) in sorted(mark.ends.items())]]
            for replica, mark in marks.items()
        }
    )
    replace_atomically(profile.folder / _FILE, partial(_write, content))


def _write(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)


def _is_copy(here: Path, there: Path, member: str, replica: str) -> bool:
    """Whether the file this life was last seen in is another one that is still there and in the same life."""
    if not there.is_file() or here.absolute() == there or here.samefile(there):
        return False
    return peek_fact(there, replica_fact(member)) == replica

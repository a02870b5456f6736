"""What somebody was writing when the program ended: drafts of long texts, kept on this computer until they are saved.

They lie in the profile, one file for each plan that only its owner can read; never in the plan, its logs or backups.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from csa_tracker.errors import UserError
from csa_tracker.plan.read import read_action
from csa_tracker.workspace import OpenPlan
from db.files import discard, discard_left_parts, part_beside, put_in_place, refusing_file_errors, sync_file

UPDATE, NEW = "update", "new"
"""Places of a text that are no field of an action: its next progress note, and an action still to be added."""
_FIELD = "field"
_FOLDER = "drafts"


@dataclass(frozen=True, slots=True)
class Written:
    """One text that is not saved yet. `at` is an aware instant, None where the file does not say."""

    key: str
    text: str
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class UnsavedNote:
    """An unsaved text and the action it belongs to; `ref` is empty where there is none, or none any more.

    `place` is UPDATE, NEW, or the field of the action by the name its editor gave it. `keys` are all it is kept under.
    """

    keys: tuple[str, ...]
    place: str
    action_id: str
    ref: str
    title: str
    text: str
    at: dt.datetime | None


def update_key(action_id: str) -> str:
    """The key of the progress note of an action."""
    return f"{UPDATE}:{action_id}"


def field_key(action_id: str, name: str) -> str:
    """The key of what is typed into a field of an action."""
    return f"{_FIELD}:{action_id}:{name}"


def new_key(name: str) -> str:
    """The key of what is typed into a field of an action that is not added yet."""
    return f"{NEW}:{name}"


def drafts_file(plan: OpenPlan) -> Path:
    """Where the drafts of a plan lie: `drafts/<plan id>.json` in the profile, there only while there are any."""
    return plan.profile.folder / _FOLDER / f"{plan.meta.plan}.json"


def read_written(plan: OpenPlan) -> tuple[Written, ...]:
    """Every text kept for a plan, the oldest first; a damaged or missing file holds none."""
    kept = [Written(key, text, at) for key, (text, at) in _load(drafts_file(plan)).items()]
    return tuple(sorted(kept, key=lambda one: (one.at is not None, one.at, one.key)))


def written_for(plan: OpenPlan, key: str) -> Written | None:
    """The text kept under a key, None for none."""
    return next((one for one in read_written(plan) if one.key == key), None)


def keep_written(plan: OpenPlan, key: str, text: str) -> None:
    """Keep a text under a key, in place of what was there; one without words is let go.

    Raises UserError when the file cannot be written; what was kept before is then still there.
    """
    path = drafts_file(plan)
    kept = _load(path)
    if not text.strip():
        if kept.pop(key, None) is not None:
            _store(path, kept)
        return
    if key not in kept or kept[key][0] != text:
        _store(path, {**kept, key: (text, plan.clock.now())})


def drop_written(plan: OpenPlan, *keys: str) -> None:
    """Let go of texts: they were saved or are not wanted. Raises UserError as `keep_written` does."""
    for key in keys:
        keep_written(plan, key, "")


def unsaved_notes(plan: OpenPlan) -> tuple[UnsavedNote, ...]:
    """The texts that were never saved, the oldest first; one whose action is gone has no reference."""
    notes: list[UnsavedNote] = []
    new: list[Written] = []
    for one in read_written(plan):
        kind, _, rest = one.key.partition(":")
        if kind == NEW:
            new.append(one)
        elif kind in (UPDATE, _FIELD):
            action_id, _, name = rest.partition(":")
            ref, title = _named(plan, action_id)
            notes.append(UnsavedNote((one.key,), name or UPDATE, action_id, ref, title, one.text, one.at))
    return (*notes, _new_note(new)) if new else tuple(notes)


def _new_note(fields: list[Written]) -> UnsavedNote:
    """One note for all fields of an action that was being added: in its words, or what else was typed."""
    texts = {one.key: one.text for one in fields}
    text = texts.get(new_key("title")) or " · ".join(texts.values())
    return UnsavedNote(tuple(texts), NEW, "", "", "", text, max((one.at for one in fields if one.at), default=None))


def _named(plan: OpenPlan, action_id: str) -> tuple[str, str]:
    """(reference, title) of an action, both empty when it is gone or in the Bin."""
    try:
        action = read_action(plan, action_id)
    except UserError:
        return "", ""
    return ("", "") if action.deleted else (action.ref, action.title)


def _load(path: Path) -> dict[str, tuple[str, dt.datetime | None]]:
    try:
        stored = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    entries = stored.items() if isinstance(stored, dict) else ()
    return {
        key: (entry["text"], _instant(entry.get("at")))
        for key, entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("text"), str)
    }


def _instant(text: object) -> dt.datetime | None:
    with suppress(ValueError):
        instant = dt.datetime.fromisoformat(text) if isinstance(text, str) else None
        return instant if instant is not None and instant.tzinfo is not None else None
    return None


def _store(path: Path, kept: dict[str, tuple[str, dt.datetime | None]]) -> None:
    """Write the file whole, readable by its owner alone from its first byte, or remove it when nothing is left."""
    if not kept:
        discard(path)
        if path.parent.is_dir():
            discard_left_parts(path.parent)
        return
    content = orjson.dumps(
        {key: {"text": text, "at": at.isoformat() if at else None} for key, (text, at) in kept.items()}
    )
    try:
        _write_private(path, content)
    except (UserError, OSError) as error:
        raise UserError(
            "draft-not-kept",
            "What you are writing could not be kept on this computer yet.",
            "Save it soon, or free some space on the disk.",
        ) from error


def _write_private(path: Path, content: bytes) -> None:
    with refusing_file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = part_beside(path)  # mode 0600
        try:
            part.write_bytes(content)
            sync_file(part)
            put_in_place(part, path)
        finally:
            part.unlink(missing_ok=True)

"""The profile: what belongs to the person and this computer rather than to a plan. Keys, name, recent plans."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import orjson

from csa_tracker.errors import UserError
from db.files import replace_atomically

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys

RECENT_PLANS = 10
_SETTINGS = "settings.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who works here. `member`: first 32 hex digits of SHA-256 of the public signing key; `fingerprint`: six words."""

    member: str
    name: str
    role: str
    organisation: str
    fingerprint: str


class Profile:
    """A folder with the settings and keys of one person on one computer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys: Keys | None = None

    @property
    def plans_folder(self) -> Path:
        """Where the window keeps plans."""
        return self.folder / "plans"

    def keys(self) -> Keys:
        """This person's keys, made at first use."""
        if self._keys is None:
            from csa_tracker.exchange.keys import load_or_make_keys  # settings alone are read before the first paint

            self._make_folder()
            self._keys = load_or_make_keys(self.folder / "keys.json")
        return self._keys

    def read_identity(self) -> Identity:
        """Who works here; name, role and organisation are empty until somebody says."""
        from csa_tracker.exchange.words import six_words

        keys = self.keys()
        settings = self.read_settings()
        return Identity(
            keys.member,
            _word(settings, "name"),
            _word(settings, "role"),
            _word(settings, "organisation"),
            six_words(keys.public_digest),
        )

    def set_identity(
        self, *, name: str | None = None, role: str | None = None, organisation: str | None = None
    ) -> None:
        """Change what colleagues see beside this person's changes; None leaves a part as it is."""
        given = {"name": name, "role": role, "organisation": organisation}
        self.change_settings({key: value.strip() for key, value in given.items() if value is not None})

    def recent_plans(self) -> list[Path]:
        """Plans opened here and still there, the latest first."""
        listed = self.read_settings().get("recent_plans", [])
        names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        return [path for path in map(Path, names) if path.is_file()]

    def note_opened(self, path: Path) -> None:
        """Put a plan at the head of the recent ones."""
        recent = [str(path.absolute()), *(str(known) for known in self.recent_plans() if known != path.absolute())]
        if recent[:RECENT_PLANS] != self.read_settings().get("recent_plans"):
            self.change_settings({"recent_plans": recent[:RECENT_PLANS]})

    def read_settings(self) -> dict[str, object]:
        """Every setting; a damaged file reads as empty, so that the app still starts."""
        try:
            stored = orjson.loads((self.folder / _SETTINGS).read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return {}
        return stored if isinstance(stored, dict) else {}

    def change_settings(self, changes: Mapping[str, object]) -> None:
        """Store settings, all of them at once and never half."""
        self._make_folder()
        settings = orjson.dumps(self.read_settings() | dict(changes), option=orjson.OPT_INDENT_2)
        replace_atomically(self.folder / _SETTINGS, partial(_write, settings))

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UserError(
                "no-profile",
                f"The folder for your settings, {self.folder}, could not be made.",
                "Choose another one with --profile, or ask who looks after this computer.",
            ) from error


def _write(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)


def _word(settings: Mapping[str, object], key: str) -> str:
    value = settings.get(key, "")
    return value if isinstance(value, str) else ""


def default_profile(environment: Mapping[str, str] = os.environ) -> Profile:
    """The profile CSA_PROFILE names, or this user's own."""
    named = environment.get("CSA_PROFILE", "")
    if named:
        return Profile(Path(named))
    import platformdirs

    return Profile(Path(platformdirs.user_data_dir("csa-tracker", appauthor=False)))

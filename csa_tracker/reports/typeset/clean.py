"""The one place where people's text becomes safe to print: every character is either drawn, marked or listed."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from unicodedata import is_normalized

from csa_tracker.reports.typeset.fonts import Face, covers_simply, is_drawable

Values = TypeVar("Values")

_LINE_ENDS = frozenset("\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
_UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u3164\ufeff\uffa0"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A character the paper could not print as it is: its code ("U+1F6F8"), what stands for it, how often."""

    code: str
    shown: str
    count: int


class Cleaner:
    """Cleans the texts of one paper and remembers what it had to replace."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """Return text that the fonts can draw: composed (NFC), line ends as newlines, unseen marks gone.

        A character that no font has becomes a visible mark such as [U+1F6F8].
        """
        if text.isprintable() and _is_plain(text):
            return text
        whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        return "".join(map(self._printable, whole))

    def clean_values(self, values: Values) -> Values:
        """Return a copy of frozen dataclasses and tuples, nested at will, with every text in them cleaned."""
        return _with_texts(values, self.clean)

    def replacements(self) -> tuple[Replacement, ...]:
        """Return what was replaced so far, in order of character."""
        return tuple(
            Replacement(_code(character), _shown(character), count) for character, count in sorted(self._met.items())
        )

    def _printable(self, character: str) -> str:
        if character in _LINE_ENDS:
            return "\n"
        if unicodedata.category(character) == "Zs" or character == "\t":
            # A no-break space keeps its words together; all other widths of space print alike.
            return character if character == "\u00a0" else " "
        if not _is_unseen(character) and is_drawable(character):
            return character
        self._met[character] += 1
        return _shown(character)


def _is_plain(text: str) -> bool:
    """Whether the main fonts have every character, composed: nearly all text, so it is asked first."""
    return covers_simply(Face.REGULAR, text) and covers_simply(Face.BOLD, text) and is_normalized("NFC", text)


def _is_unseen(character: str) -> bool:
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff"
    return selector or character in _UNSEEN or unicodedata.category(character) == "Cc"


def _shown(character: str) -> str:
    return "" if _is_unseen(character) else f"[{_code(character)}]"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _with_texts(value: Values, change: Callable[[str], str]) -> Values:
    if isinstance(value, str) and type(value) is str:
        return change(value)  # type: ignore[return-value]  # same type
    if isinstance(value, tuple):
        return tuple(_with_texts(item, change) for item in value)  # type: ignore[return-value]  # same type
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _with_texts(getattr(value, field.name), change) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value

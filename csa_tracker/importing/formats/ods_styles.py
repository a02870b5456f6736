"""The styles of an .ods workbook that mean something in a plan: fills, strikes and tables that are not shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from csa_tracker.importing.formats.xlsx_styles import WHITE

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DEPTH = 20
"""Styles that may stand above one another; more is a circle."""

Attributes = dict[str, str]


@dataclass(slots=True)
class _Style:
    parent: str = ""
    fill: str | None = None
    strike: str | None = None
    display: str = ""


class OdsStyles:
    """Collects styles as a parser meets them, and answers for a style together with those above it."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._open = _Style()
        self._known: dict[str, tuple[str | None, bool]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in one element of a list of styles."""
        if name == "style:style":
            self._open = _Style(attributes.get("style:parent-style-name", ""))
            self._styles[attributes.get("style:name", "")] = self._open
        elif name == "style:default-style":
            self._open = _Style()
        elif name == "style:table-cell-properties":
            self._open.fill = attributes.get("fo:background-color")
        elif name == "style:text-properties":
            self._open.strike = attributes.get("style:text-line-through-style")
        elif name == "style:table-properties":
            self._open.display = attributes.get("table:display", "")

    def of(self, name: str) -> tuple[str | None, bool]:
        """(colour behind a cell of this style or None, whether its text is struck through); white is no colour."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = (self._fill(name), self.is_struck(name))
        return found

    def _fill(self, name: str) -> str | None:
        colour = self._first(name, "fill")
        if colour is None or not _COLOUR.fullmatch(colour):
            return None
        return None if colour.upper() == WHITE else colour.upper()

    def is_struck(self, name: str) -> bool:
        """Whether text of this style is struck through."""
        return self._first(name, "strike") not in (None, "none", "")

    def is_shown(self, name: str) -> bool:
        """Whether a table of this style is shown."""
        return self._first(name, "display") != "false"

    def _first(self, name: str, what: str) -> str | None:
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                return None
            value: str | None = getattr(style, what)
            if value:
                return value
            name = style.parent
        return None

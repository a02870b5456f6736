"""The styles of an .xls workbook that mean something in a plan: solid fills and struck-through fonts."""

from __future__ import annotations

import struct

from csa_tracker.importing.formats.xlsx_styles import WHITE

_FONT, _STYLE, _PALETTE = 0x31, 0xE0, 0x92
_FIRST_OWN = 8
"""The palette replaces the colours from this number on."""
_SOLID = 1
_STRUCK = 0x08


class XlsStyles:
    """Collects fonts, styles and the palette as the records come by, and answers by a style's number."""

    def __init__(self) -> None:
        from openpyxl.styles.colors import COLOR_INDEX  # a quarter of a second: on the thread that reads

        self._colours = [f"#{colour[-6:].upper()}" for colour in COLOR_INDEX[:64]]
        self._fonts: list[bool] = []
        self._styles: list[tuple[int, int, int]] = []
        self._known: dict[int, tuple[str | None, bool]] = {}

    def take(self, kind: int, body: bytes) -> None:
        """Take in one record. Raises struct.error when it is too short."""
        if kind == _FONT:
            self._fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK))
        elif kind == _STYLE:
            font, borders, fill = struct.unpack_from("<H", body)[0], *struct.unpack_from("<IH", body, 14)
            self._styles.append((font, borders >> 26, fill & 0x7F))
        elif kind == _PALETTE:
            for number in range(min(struct.unpack_from("<H", body)[0], 64 - _FIRST_OWN)):
                self._colours[_FIRST_OWN + number] = "#{:02X}{:02X}{:02X}".format(
                    *body[2 + 4 * number : 5 + 4 * number]
                )

    def of(self, number: int) -> tuple[str | None, bool]:
        """(colour of the fill, whether the text is struck through) of a style; a number without a style has neither."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._look_up(number)
        return found

    def _look_up(self, number: int) -> tuple[str | None, bool]:
        if number >= len(self._styles):
            return None, False
        font, pattern, colour = self._styles[number]
        font -= font > 4  # there is no font 4
        fill = self._colours[colour] if pattern == _SOLID and colour < len(self._colours) else None
        return None if fill == WHITE else fill, font < len(self._fonts) and self._fonts[font]

"""In which letters a text file is written: by its first bytes, else by what its bytes can be."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from csa_tracker.importing.refusals import damaged, is_empty, not_a_spreadsheet

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 2**20
_HEAD = 4096
_MANY = 0.4
"""Part of the letters that are ASCII in any European table at least: in UTF-16 each of them has a zero byte."""


def encoding_of(path: Path) -> str:
    """The name of the encoding: a byte order mark, UTF-16 by its zeros, UTF-8, else the code page of western Windows.

    Raises UserError when the file is empty, is no text, or breaks off within a letter.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None) or _utf16_by_zeros(head)
    if marked is not None:
        if not _can_be(path, marked):
            raise damaged(path)
        return marked
    if any(b"\0" in piece for piece in _pieces(path)):
        raise not_a_spreadsheet(path)
    if not any(piece.strip() for piece in _pieces(path)):
        raise is_empty(path)
    for encoding in ("utf-8", "cp1252"):
        if _can_be(path, encoding):
            return encoding
    raise not_a_spreadsheet(path)


def _utf16_by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly all zeros stand in the same half of the letters."""
    pairs = len(head) // 2
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs and odd > _MANY * pairs and even <= odd // 20:
        return "utf-16-le"
    if pairs and even > _MANY * pairs and odd <= even // 20:
        return "utf-16-be"
    return None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            yield piece


def _can_be(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in _pieces(path):
            if "utf-16" in encoding and "\0" in decoder.decode(piece):
                return False
            if "utf-16" not in encoding:
                decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True

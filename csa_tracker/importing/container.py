"""Looks a zipped workbook over before anything unpacks it: sizes, ratios, overlaps, names, type declarations.

Nothing is ever unpacked to a file, and macros are parts that nobody reads.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from csa_tracker.importing.refusals import damaged, has_password, too_large, unsafe

MAX_MEMBERS = 10_000
MAX_TOTAL = 512 * 2**20
MAX_READ = 160 * 2**20
"""Unpacked bytes of the parts that are read; the rest of the total are pictures."""
MAX_RATIO = 100
RATIO_FROM = 16 * 2**20
"""Below this many unpacked bytes a high ratio is harmless: empty sheets pack very well."""

_READ = (".xml", ".bin", ".rels")
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CHUNK = 2**16
_PROLOG = 2**16
_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def check_container(path: Path) -> None:
    """Refuse a zip that is a bomb, lies about its sizes, points outside itself or holds a document type declaration.

    The limits are the constants above. Raises UserError naming the file.
    """
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
            members = archive.infolist()
            _check_directory(path, members)
            for member in members:
                _check_member(path, stream, member)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError) as error:
        raise damaged(path) from error


def _check_directory(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise too_large(path, f"more than {MAX_MEMBERS:,} parts")
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL:
        raise too_large(path, f"more than {MAX_TOTAL // 2**20} MB when unpacked")
    if total > RATIO_FROM and total > MAX_RATIO * max(1, sum(member.compress_size for member in members)):
        raise too_large(path, f"it grows more than {MAX_RATIO} times when unpacked")
    if sum(member.file_size for member in members if member.filename.lower().endswith(_READ)) > MAX_READ:
        raise too_large(path, f"more than {MAX_READ // 2**20} MB of sheets when unpacked")
    if len({member.filename.lower() for member in members}) < len(members):
        raise damaged(path)
    if any(_leads_outside(member.filename) for member in members):
        raise unsafe(path, "holds parts with paths that lead outside it")
    end = 0
    for member in sorted(members, key=lambda entry: entry.header_offset):
        if member.header_offset < end:
            raise damaged(path)
        end = member.header_offset + member.compress_size
        if member.flag_bits & 1:
            raise has_password(path)


def _leads_outside(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or plain[1:2] == ":" or ".." in plain.split("/")


def _check_member(path: Path, stream: BinaryIO, member: zipfile.ZipInfo) -> None:
    """Unpack one part without keeping it: it must have exactly the size it declares."""
    stream.seek(member.header_offset)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise damaged(path)
    stream.seek(name_length + extra_length, 1)
    if member.compress_type == zipfile.ZIP_STORED:
        size, prolog = member.compress_size, stream.read(min(_PROLOG, member.compress_size))
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        size, prolog = _inflated(stream, member)
    else:
        raise damaged(path)
    if size != member.file_size:
        raise damaged(path)
    if member.filename.lower().endswith((".xml", ".rels")) and any(mark in prolog for mark in _DECLARATIONS):
        raise unsafe(path, "holds a document type declaration")


def _inflated(stream: BinaryIO, member: zipfile.ZipInfo) -> tuple[int, bytes]:
    """(size, first bytes) of a deflated part; stops as soon as it passes the size it declares."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    left, size, prolog = member.compress_size, 0, b""
    while not unpacker.eof and size <= member.file_size:
        waiting = unpacker.unconsumed_tail
        if not waiting:
            waiting = stream.read(min(_CHUNK, left))
            left -= len(waiting)
            if not waiting:
                raise EOFError(member.filename)
        piece = unpacker.decompress(waiting, _CHUNK)
        size += len(piece)
        if len(prolog) < _PROLOG:
            prolog += piece
    return size, prolog

"""What a file is by its first bytes; its name may say something else."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.importing.refusals import damaged, has_password, is_something_else

HEAD = 4096
"""Bytes from the beginning of a file that `recognise` wants to see."""
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_OTHERS = (
    (rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*", "a picture"),
    (rb"....ftyp(?:hei|mif|avi)|BM....\0\0\0\0", "a picture"),
    (rb"%PDF-", "a PDF"),
    (rb"\{\\rtf", "a Word document (RTF)"),
    (rb"SQLite format 3\0", "a database"),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY|\xfd7zXZ\0", "a packed archive"),
    (rb"MZ[^,;\t\r\n]{0,60}\0|\x7fELF", "a program"),
    (rb"MIME-Version:", "a web archive or an e-mail"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|style|table)\b", re.I | re.S
)
_XML_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
_XML = re.compile(rb"\s*<\?xml\b")


class Kind(Enum):
    """The ways a file is read."""

    ZIP = "zip"
    OLE = "ole"
    HTML = "html"
    TEXT = "text"


class Book(Enum):
    """The workbooks that are archives of parts."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"


def recognise(path: Path, head: bytes) -> Kind:
    """How to read a file that begins with `head`. Raises UserError that says what it is when it is no spreadsheet."""
    if head.startswith(ZIP_MAGIC):
        return Kind.ZIP
    if head.startswith(OLE_MAGIC):
        return Kind.OLE
    for beginning, what in _OTHERS:
        if re.match(beginning, head, re.S):
            raise is_something_else(path, what)
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # only ASCII decides, so every other byte is enough
        plain = head.replace(b"\0", b"")[2:]
    if _HTML.match(plain):
        return Kind.HTML
    if _XML.match(plain):
        is_sheet = _XML_SHEET.search(plain)
        raise is_something_else(path, "an XML file of Excel" if is_sheet else "an XML file")
    return Kind.TEXT


def recognise_book(path: Path, archive: zipfile.ZipFile) -> Book:
    """Which workbook an archive is. Raises UserError that says what it is when it is none."""
    names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    if "encrypted-package" in names:
        raise has_password(path)
    found = [book for book, part in _BOOK_PARTS.items() if part in names]
    if len(found) > 1:  # no program writes two workbooks into one file; which would be shown?
        raise damaged(path)
    if found == [Book.ODS]:
        _check_ods(path, archive)
    if found:
        return found[0]
    raise _another_archive(path, names)


_BOOK_PARTS = {Book.XLSX: "xl/workbook.xml", Book.XLSB: "xl/workbook.bin", Book.ODS: "content.xml"}


def _another_archive(path: Path, names: set[str]) -> UserError:
    if "word/document.xml" in names:
        return is_something_else(path, "a Word document")
    if "ppt/presentation.xml" in names:
        return is_something_else(path, "a presentation")
    if any(name.endswith(".iwa") for name in names) or "index.zip" in names:
        return is_something_else(path, "a Numbers or Pages file of a Mac")
    if "[content_types].xml" in names:
        return damaged(path)
    return is_something_else(path, "a ZIP archive")


def _check_ods(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a text document, which has the same parts, and a workbook with a password."""
    parts = {part.filename: part for part in archive.infolist() if part.file_size < 2**20}
    if "META-INF/manifest.xml" in parts and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise has_password(path)
    kind = archive.read("mimetype").strip() if "mimetype" in parts else b""
    if kind.startswith(b"application/vnd.oasis.opendocument.") and b"spreadsheet" not in kind:
        raise is_something_else(path, "an OpenDocument file of another kind")

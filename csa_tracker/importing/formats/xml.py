"""Reads the XML parts of a workbook piece by piece; refuses type declarations, which no spreadsheet program writes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

from csa_tracker.importing.formats.scan import Told
from csa_tracker.importing.refusals import unsafe

_CHUNK = 2**18
_SMALL = 16 * 2**20
"""Bytes a part may have that is read as one tree: styles, themes and lists of sheets."""


def safe_parser(path: Path) -> expat.XMLParserType:
    """A streaming parser that gives up at a document type declaration, and so at every entity bomb."""

    def refuse(*_: object) -> None:
        raise unsafe(path, "holds a document type declaration")

    # Bandit's warning is about entities; without a type declaration there are none.
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = None
    return parser


def find_part(archive: zipfile.ZipFile, name: str) -> str | None:
    """The part of that name as the archive spells it: some programs write other capitals, or backslashes."""
    wanted = name.lower()
    return next((part for part in archive.namelist() if part.replace("\\", "/").lower() == wanted), None)


def part_named(archive: zipfile.ZipFile, name: str) -> str:
    """Like `find_part`. Raises KeyError when there is none."""
    found = find_part(archive, name)
    if found is None:
        raise KeyError(name)
    return found


def feed(parser: expat.XMLParserType, archive: zipfile.ZipFile, part: str, told: Told) -> None:
    """Send a part through a parser. Raises expat.ExpatError, KeyError, or whatever `told` raises."""
    whole = max(1, archive.getinfo(part).file_size)
    done = 0
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            parser.Parse(piece, False)
            done += len(piece)
            told(done / whole)
        parser.Parse(b"", True)


def tree(archive: zipfile.ZipFile, part: str) -> Element:
    """A small part as a tree. Raises ValueError, SyntaxError or KeyError when it is missing, odd or very large."""
    if archive.getinfo(part).file_size > _SMALL:
        raise ValueError(part)
    root: Element = fromstring(archive.read(part), forbid_dtd=True)
    return root


def worksheet_parts(archive: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """What the identifiers in a workbook's list of sheets point to, as names of parts; worksheets only."""
    found: dict[str, str] = {}
    for relation in tree(archive, part_named(archive, relations)):
        target = relation.get("Target", "")
        if relation.get("Type", "").rpartition("/")[2].lower() == "worksheet":
            found[relation.get("Id", "")] = target.lstrip("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
    return found


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]

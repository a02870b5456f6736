"""Every name of ReportLab used here that it does not promise to keep; a test fails for each that goes away.

Typed as protocols, since ReportLab ships no types for them. Pinned to reportlab 5.1.
"""

# ruff: noqa: N802, N815 - the names are ReportLab's

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from reportlab.pdfbase.pdfdoc import PDFInfo, PDFObject
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from hashlib import _Hash as HASH


class Catalogue(Protocol):
    """The document catalogue: entries are attributes, written when `__NoDefault__` names them."""

    __NoDefault__: list[str]
    StructTreeRoot: PDFObject
    MarkInfo: PDFObject
    Metadata: PDFObject
    OutputIntents: PDFObject


class Page(Protocol):
    """A finished page: its operators, or its content stream when that is given."""

    __NoDefault__: list[str]
    stream: str | None
    Contents: PDFObject
    StructParents: int
    Tabs: str


class Internals(Protocol):
    """ReportLab's document behind the canvas."""

    Catalog: Catalogue
    info: PDFInfo
    delayedFonts: list[TTFont]
    idToObject: dict[str, PDFObject]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]
    numberToId: dict[int, str]
    format: Callable[[], bytes]
    signature: HASH

    def Reference(self, held: PDFObject, name: str | None = None) -> PDFObject:
        """Number an object and return a reference to it."""
        ...

    def thisPageName(self) -> str:
        """Return the name of the page being drawn."""
        ...

    def updateSignature(self, thing: bytes) -> None:
        """Add bytes to what the file's identity is made of."""
        ...


def internals_of(canvas: Canvas) -> Internals:
    """Return the document behind a canvas."""
    return cast("Internals", vars(canvas)["_doc"])


def number_of(internals: Internals, held: PDFObject | Catalogue) -> int:
    """Return the number of an object of ReportLab's own, giving it one where it has none."""
    reference = internals.Reference(cast("PDFObject", held))
    return internals.idToObjectNumberAndVersion[cast("str", vars(reference)["name"])][0]


def page_named(internals: Internals, name: str) -> Page:
    """Return a finished page by ReportLab's name for it."""
    return cast("Page", internals.idToObject[name])

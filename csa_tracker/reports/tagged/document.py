"""A PDF in which everything drawn is either content of the structure tree or a declared artifact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from csa_tracker.reports.tagged.details import LANGUAGE, PRODUCT, Details, metadata_packet, pdf_date
from csa_tracker.reports.tagged.file import write_file
from csa_tracker.reports.tagged.internals import Internals, internals_of, page_named
from csa_tracker.reports.tagged.objects import EndedStream, WrittenObject, packed_stream, plain_stream
from csa_tracker.reports.tagged.structure import Numbered, announce_structure, structure_objects
from csa_tracker.reports.tagged.tree import Node
from resources import read_bytes

_ARTIFACTS = {
    "layout": "/Artifact <</Type/Layout>> BDC",
    "header": "/Artifact <</Type/Pagination/Subtype/Header>> BDC",
    "footer": "/Artifact <</Type/Pagination/Subtype/Footer>> BDC",
    "repeat": "/Artifact <</Type/Pagination>> BDC",
}


class TaggingError(Exception):
    """Something was drawn that is neither content nor artifact, or tags were nested: a fault of the product."""


class TaggedDocument:
    """Pages of one size, drawn in order, each piece inside `content` or `artifact`.

    `page_size` is width and height in points. The initial font keeps ReportLab from naming one that is not embedded.
    """

    def __init__(self, details: Details, *, page_size: tuple[float, float], initial_font: str) -> None:
        self.root = Node("Document")
        self._details = details
        self._canvas = Canvas(
            BytesIO(),
            pagesize=page_size,
            invariant=1,
            pageCompression=0,  # pages are packed below, with the line ends PDF/A asks for
            pdfVersion=(1, 7),
            lang=LANGUAGE,
            initialFontName=initial_font,  # type: ignore[arg-type]  # the stubs say float
        )
        # ReportLab starts the file's identity from the clock; ours comes from what is in the file and nothing else.
        self.pdf.signature = hashlib.md5(usedforsecurity=False)
        self._owners: list[list[Node]] = [[]]
        self._page_names: list[str] = []
        self._inside = False
        self._bookmarks = 0

    @property
    def pdf(self) -> Internals:
        """ReportLab's document: fonts number their glyphs by it."""
        return internals_of(self._canvas)

    @property
    def pages(self) -> int:
        """Pages finished so far."""
        return len(self._page_names)

    @contextmanager
    def content(self, node: Node) -> Iterator[None]:
        """Draw inside: what is drawn belongs to `node`, after everything the node has already."""
        self._open()
        page = self._owners[-1]
        node.kids.append((len(self._owners) - 1, len(page)))
        self._canvas.addLiteral(f"/{node.role} <</MCID {len(page)}>> BDC")
        page.append(node)
        yield
        self._close()

    @contextmanager
    def artifact(self, kind: str = "layout") -> Iterator[None]:
        """Draw inside: decoration ("layout") or a page's "header", "footer" or "repeat", not read aloud."""
        self._open()
        self._canvas.addLiteral(_ARTIFACTS[kind])
        yield
        self._close()

    def draw(self, operators: str) -> None:
        """Add PDF operators of our own making to the page; raises TaggingError outside content and artifact."""
        if not self._inside:
            raise TaggingError("Drawing outside content and artifact.")
        self._canvas.addLiteral(operators)

    def bookmark(self, title: str, *, level: int, top: float) -> None:
        """Add an outline entry that leads to height `top` of this page; level 0 is the outermost."""
        self._bookmarks += 1
        key = f"section-{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
        self._canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def end_page(self) -> None:
        """Finish the page that is open."""
        if self._inside:
            raise TaggingError("A page ended inside content or artifact.")
        name = self.pdf.thisPageName()
        self._canvas.showPage()
        page = page_named(self.pdf, name)
        packed = packed_stream((page.stream or "").encode("ascii"))
        page.stream = None
        page.Contents = WrittenObject(packed)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._page_names)
        page.Tabs = pdfdoc.PDFName("S")
        # The file's identity follows its content, so different papers never share one.
        self.pdf.updateSignature(packed)
        self._page_names.append(name)
        self._owners.append([])

    def finish(self) -> bytes:
        """Return the whole file; nothing may be drawn afterwards."""
        announce_structure(self.pdf)
        self._describe()
        self._declare_colours()
        self._end_streams()
        self.pdf.format = lambda: write_file(self.pdf, self._structure)
        written: bytes = self._canvas.getpdfdata()  # type: ignore[no-untyped-call]
        return written

    def _structure(self, first: int) -> Iterator[Numbered]:
        return structure_objects(
            self.pdf, self.root, page_names=self._page_names, owners=self._owners[:-1], first=first
        )

    def _open(self) -> None:
        if self._inside:
            raise TaggingError("Marked content cannot be nested.")
        self._inside = True

    def _close(self) -> None:
        self._canvas.addLiteral("EMC")
        self._inside = False

    def _describe(self) -> None:
        details, canvas = self._details, self._canvas
        canvas.setTitle(details.title)
        canvas.setAuthor(details.author)
        canvas.setSubject(details.subject)
        canvas.setCreator(PRODUCT)
        canvas.setDateFormatter(lambda *_moment: pdf_date(details.day))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        packet = metadata_packet(details, producer=self.pdf.info.producer)
        stream = plain_stream(packet, "/Type/Metadata/Subtype/XML")
        self.pdf.Reference(WrittenObject(stream), "Metadata")
        self.pdf.Catalog.Metadata = pdfdoc.PDFObjectReference("Metadata")

    def _declare_colours(self) -> None:
        stream = packed_stream(read_bytes("icc/sRGB.icc"), "/N 3")
        self.pdf.Reference(WrittenObject(stream), "ColourProfile")
        intent = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "DestOutputProfile": pdfdoc.PDFObjectReference("ColourProfile"),
            }
        )
        catalog = self.pdf.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = pdfdoc.PDFArray([intent])

    def _end_streams(self) -> None:
        fonts, self.pdf.delayedFonts = self.pdf.delayedFonts, []
        for font in fonts:
            font.addObjects(self.pdf)
        objects = self.pdf.idToObject
        for name, held in list(objects.items()):
            if isinstance(held, pdfdoc.PDFStream):
                objects[name] = EndedStream(held)

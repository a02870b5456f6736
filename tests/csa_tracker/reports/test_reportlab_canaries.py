"""A test for each name of ReportLab that is used without its promise, so that no upgrade breaks it silently."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
import reportlab
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from csa_tracker.reports.layout.frame import PAGE_SIZE
from csa_tracker.reports.tagged.details import Details
from csa_tracker.reports.tagged.document import TaggedDocument, TaggingError
from csa_tracker.reports.tagged.internals import Catalogue, Internals, Page, internals_of
from csa_tracker.reports.tagged.objects import EndedStream
from csa_tracker.reports.typeset.fonts import Face, main_font
from tests.csa_tracker.reports.builders import TODAY

DETAILS = Details(title="Title", author="Author", subject="Subject", day=TODAY)


def blank() -> TaggedDocument:
    return TaggedDocument(DETAILS, page_size=PAGE_SIZE, initial_font=main_font(Face.REGULAR).fontName)


def test_the_pinned_series_is_installed() -> None:
    assert reportlab.Version.startswith("5.1.")


@pytest.mark.parametrize("name", sorted({*Internals.__annotations__, "Reference", "thisPageName", "updateSignature"}))
def test_the_document_has(name: str) -> None:
    assert hasattr(internals_of(Canvas(BytesIO())), name)


@pytest.mark.parametrize("name", sorted(set(Catalogue.__annotations__) - {"OutputIntents"}))
def test_the_catalogue_writes(name: str) -> None:
    catalogue = internals_of(Canvas(BytesIO())).Catalog
    assert name == "__NoDefault__" or name in catalogue.__NoDefault__


@pytest.mark.parametrize("name", sorted(set(Page.__annotations__) - {"StructParents", "Tabs"}))
def test_a_page_has(name: str) -> None:
    assert hasattr(pdfdoc.PDFPage(), name)


def test_reportlab_still_leaves_out_the_line_end_before_endstream() -> None:
    document = pdfdoc.PDFDocument()
    stream = pdfdoc.PDFStream(content=b"data", filters=[])
    assert stream.format(document).endswith(b"dataendstream\n")
    assert EndedStream(stream).format(document).endswith(b"data\nendstream\n")


def test_fonts_number_glyphs_in_subsets_with_the_space_in_the_first() -> None:
    document = blank()
    font = main_font(Face.REGULAR)
    subset, codes = font.splitString(" ", document.pdf)[0]
    assert (subset, codes) == (0, b" ")
    assert font.getSubsetInternalName(0, document.pdf).endswith("+0")


def test_an_object_is_written_between_its_number_and_endobj() -> None:
    document = pdfdoc.PDFDocument()
    document.Reference(pdfdoc.PDFString("text"), "Here")  # type: ignore[no-untyped-call]
    written = pdfdoc.PDFIndirectObject("Here", document.idToObject["Here"]).format(document)
    number = document.idToObjectNumberAndVersion["Here"][0]
    assert written.startswith(b"%d 0 obj\n" % number)
    assert written.endswith(b"endobj\n")


def test_the_file_is_put_together_by_a_method_that_can_be_another() -> None:
    canvas = Canvas(BytesIO())
    internals_of(canvas).format = lambda: b"ours"
    assert canvas.getpdfdata() == b"ours"  # type: ignore[no-untyped-call]


def test_a_page_keeps_its_operators_until_the_file_is_written() -> None:
    document = blank()
    with document.artifact():
        document.draw("0 0 10 10 re f")
    document.end_page()
    data = document.finish()
    streams = [
        zlib.decompress(part.split(b"\nendstream")[0]) for part in data.split(b"stream\n")[1:] if part[:1] == b"x"
    ]
    assert any(b"/Artifact <</Type/Layout>> BDC\n0 0 10 10 re f\nEMC" in stream for stream in streams)


def test_drawing_outside_content_and_artifacts_is_refused() -> None:
    with pytest.raises(TaggingError):
        blank().draw("BT ET")


def test_marked_content_is_never_nested() -> None:
    document = blank()
    with document.artifact(), pytest.raises(TaggingError), document.content(document.root.add("P")):
        raise AssertionError("not reached")


def test_a_page_cannot_end_inside_content() -> None:
    document = blank()
    with document.content(document.root.add("P")), pytest.raises(TaggingError):
        document.end_page()

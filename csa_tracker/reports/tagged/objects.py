"""Small PDF objects ReportLab has no class for, written with the line ends PDF/A asks for."""

from __future__ import annotations

import zlib

from reportlab.pdfbase import pdfdoc


class WrittenObject(pdfdoc.PDFObject):
    """An indirect object whose bytes are ready."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Return the object's bytes."""
        return self._content


class EndedStream(pdfdoc.PDFObject):
    """A ReportLab stream with a line end before "endstream" (PDF/A-2, 6.1.7.1), which ReportLab leaves out."""

    __RefOnly__ = 1

    def __init__(self, stream: pdfdoc.PDFStream) -> None:
        self._stream = stream

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the stream's bytes, ended properly."""
        written: bytes = self._stream.format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def packed_stream(content: bytes, entries: str = "") -> bytes:
    """Return a compressed stream object; `entries` are further dictionary entries of our own."""
    data = zlib.compress(content, 4)
    return f"<<{entries}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def plain_stream(content: bytes, entries: str) -> bytes:
    """Return a stream object that other programs can read without unpacking, as metadata must be."""
    return f"<<{entries}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


def pdf_string(text: str) -> bytes:
    """Return people's words as a PDF string: escaped, UTF-16 where needed."""
    written: bytes = pdfdoc.PDFString(text).format(pdfdoc.DummyDoc())
    return written

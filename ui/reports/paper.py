"""The pages of a finished PDF, as pictures and as text: what the preview shows and the printer draws.

The one home of PDFium, which is loaded with the first page and lets one thread in at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF held in memory: nothing of it is on a disk until somebody saves it."""

    data: bytes
    pages: int

    def size(self, number: int) -> QSizeF:
        """Return the size of a page (counted from 0) in points."""
        with _opened(self.data) as document:
            return QSizeF(*document.get_page_size(number))

    def image(self, number: int, *, pixels_per_point: float) -> QImage:
        """Draw a page (counted from 0) on white."""
        with _opened(self.data) as document, closing(document[number]) as page:
            bitmap = page.render(scale=pixels_per_point, prefer_bgrx=True)
            pixels, wide, high, stride = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
            bitmap.close()
        return QImage(pixels, wide, high, stride, QImage.Format.Format_RGB32).copy()  # the first points at the bytes

    def text(self, number: int) -> str:
        """Return the words of a page (counted from 0) in reading order, a line a line."""
        with _opened(self.data) as document, closing(document[number]) as page, closing(page.get_textpage()) as words:
            found: str = words.get_text_range()
        return "\n".join(line.strip() for line in found.splitlines() if line.strip())


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Open for one look: a millisecond, and nothing has to be closed when a window goes."""
    with _ONE_AT_A_TIME:
        document = import_module("pypdfium2").PdfDocument(data)
        try:
            yield document
        finally:
            document.close()

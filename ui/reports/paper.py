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

    @contextmanager
    def opened(self, number: int) -> Iterator[OpenPage]:
        """Open a page (counted from 0) to look at it: of a long paper that takes longer than to draw it."""
        with _ONE_AT_A_TIME:
            document = load().PdfDocument(self.data)
            try:
                with closing(document[number]) as page:
                    yield OpenPage(page)
            finally:
                document.close()

    def image(self, number: int, *, pixels_per_point: float) -> QImage:
        """Draw a page (counted from 0) on white."""
        with self.opened(number) as page:
            return page.image(pixels_per_point)


class OpenPage:
    """A page that is open: its size, its words, and as a picture."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 (PDFium's own)
        self._page = page

    def size(self) -> QSizeF:
        """Return its size in points."""
        return QSizeF(*self._page.get_size())

    def image(self, pixels_per_point: float) -> QImage:
        """Draw it on white."""
        bitmap = self._page.render(scale=pixels_per_point, prefer_bgrx=True)
        pixels, wide, high, stride = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
        bitmap.close()
        return QImage(pixels, wide, high, stride, QImage.Format.Format_RGB32).copy()  # the first points at the bytes

    def text(self) -> str:
        """Return its words in reading order, a line a line."""
        with closing(self._page.get_textpage()) as words:
            found: str = words.get_text_range()
        return "\n".join(line.strip() for line in found.splitlines() if line.strip())


def load() -> Any:  # noqa: ANN401 (PDFium's own)
    """Return PDFium; the first time takes a while, so a thread should come first."""
    return import_module("pypdfium2")

"""Put the file together: small objects are packed together (PDF 1.5), which makes a tagged file a third as large.

ReportLab would write every object on its own, and a paper of 10,000 actions has 150,000 elements.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from reportlab.pdfbase.pdfdoc import PDFIndirectObject

from csa_tracker.reports.tagged.internals import Internals, number_of
from csa_tracker.reports.tagged.objects import packed_stream
from csa_tracker.reports.tagged.structure import TREE_ROOT, Numbered

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOGETHER = 500
"""Objects packed together: more are smaller, fewer are found sooner."""
_ENTRY = struct.Struct(">BIH")
_FREE, _PLAIN, _PACKED = 0, 1, 2


def write_file(document: Internals, structure: Callable[[int], Iterable[Numbered]]) -> bytes:
    """Return the whole file; `structure` gives the structure tree's objects, numbered from the number it is told."""
    root, info = (number_of(document, held) for held in (document.Catalog, document.info))
    file = _File()
    for number, content in _reportlab_objects(document):
        if content.endswith(b"endstream\n") or number in (root, info):
            file.add(number, content)
        else:
            file.pack(number, content)
    for number, content in structure(len(document.numberToId) + 1):
        file.pack(number, content)
    return file.end(root, info, identity=document.signature.hexdigest())


def _reportlab_objects(document: Internals) -> Iterator[Numbered]:
    """Yield ReportLab's own objects; writing one may add others at the end."""
    number = 1
    while number in document.numberToId:
        name = document.numberToId[number]
        if name != TREE_ROOT:
            whole: bytes = PDFIndirectObject(name, document.idToObject[name]).format(document)
            yield number, whole.partition(b" obj\n")[2].removesuffix(b"endobj\n")
        number += 1


class _File:
    """A file being written: its parts, where each object stands, and the objects packed so far."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 0xFFFF)}
        self._waiting: list[Numbered] = []
        self._batches: list[tuple[list[int], bytes]] = []

    def add(self, number: int, content: bytes) -> None:
        """Write an object of its own."""
        self._places[number] = (_PLAIN, self._length, 0)
        self._write(b"%d 0 obj\n%s%sendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n"))

    def pack(self, number: int, content: bytes) -> None:
        """Keep an object for a batch that is packed when it is full."""
        self._waiting.append((number, content.strip()))
        if len(self._waiting) == _TOGETHER:
            self._close_batch()

    def end(self, root: int, info: int, *, identity: str) -> bytes:
        """Return the file, with its batches and the table of where everything stands at the end."""
        self._close_batch()
        last = max((*self._places, *(max(numbers) for numbers, _ in self._batches)))
        for numbers, content in self._batches:
            last += 1
            self._places |= {number: (_PACKED, last, index) for index, number in enumerate(numbers)}
            self.add(last, content)
        table, start = last + 1, self._length
        self._places[table] = (_PLAIN, start, 0)
        rows = b"".join([_ENTRY.pack(*self._places[number]) for number in range(table + 1)])
        entries = f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]"
        self._write(b"%d 0 obj\n%s\nendobj\n" % (table, packed_stream(rows, entries)))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _close_batch(self) -> None:
        if not self._waiting:
            return
        numbers = [number for number, _ in self._waiting]
        contents = [content for _, content in self._waiting]
        offsets = accumulate((len(content) + 1 for content in contents[:-1]), initial=0)
        head = " ".join(f"{number} {offset}" for number, offset in zip(numbers, offsets, strict=True)).encode() + b"\n"
        entries = f"/Type/ObjStm/N {len(numbers)}/First {len(head)}"
        self._batches.append((numbers, packed_stream(head + b"\n".join(contents), entries)))
        self._waiting = []

"""Reads a PDF back as a screen reader and a printer would: elements with their text, and where each text stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from math import inf
from typing import cast

import pikepdf

_CODES = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass(frozen=True)
class Piece:
    """Text shown in one go: `text` as it is heard, `shown` as its glyphs stand from left to right.

    `owner` is its marked content id, the artifact's tag, or None when it has neither.
    """

    page: int
    text: str
    shown: str
    size: float
    x: float
    y: float
    width: float
    owner: int | str | None


@dataclass(frozen=True)
class Element:
    """A structure element with the text of all it holds and the smallest size any of it is set in."""

    role: str
    text: str
    alt: str
    size: float
    parents: tuple[str, ...]


@dataclass
class _Pen:
    font: pikepdf.Object | None = None
    size: float = 0.0
    leading: float = 0.0
    x: float = 0.0
    y: float = 0.0
    line_x: float = 0.0
    line_y: float = 0.0
    upright: bool = False
    owners: list[tuple[int | str | None, str | None]] = field(default_factory=list)

    def move(self, operator: str, operands: Sequence[pikepdf.Object]) -> None:
        if operator == "TL":
            self.leading = float(operands[0])
        elif operator == "Tm":
            self.x = self.line_x = float(operands[4])
            self.y = self.line_y = float(operands[5])
            self.upright = float(operands[1]) == 1
        elif operator == "T*" and self.upright:
            self.x, self.y = self.x + self.leading, self.line_y
        elif operator == "T*":
            self.x, self.y = self.line_x, self.y - self.leading


class ReadPdf:
    """A PDF opened for looking at; keep it as long as its parts are used."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}

    @cached_property
    def pieces(self) -> list[Piece]:
        """Every text on every page, in the order it is painted."""
        return [piece for number, page in enumerate(self.pdf.pages) for piece in self._page_pieces(number, page)]

    @cached_property
    def elements(self) -> list[Element]:
        """Every structure element in reading order."""
        texts: dict[tuple[int, int], tuple[str, float]] = defaultdict(lambda: ("", inf))
        for piece in self.pieces:
            if isinstance(piece.owner, int):
                text, size = texts[piece.page, piece.owner]
                texts[piece.page, piece.owner] = text + piece.text, min(size, piece.size)
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        return list(_walk(self.pdf.Root.StructTreeRoot.K, (), texts, numbers))

    def texts(self, role: str) -> list[str]:
        """Return the texts of all elements of a role, spaces at their ends removed."""
        return [element.text.strip() for element in self.elements if element.role == role]

    @property
    def whole_text(self) -> str:
        """The paper read from beginning to end."""
        return " ".join(self.elements[0].text.split())

    def _page_pieces(self, number: int, page: pikepdf.Page) -> Iterator[Piece]:
        pen = _Pen()
        fonts = page.obj.Resources.Font
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = list(instruction.operands), str(instruction.operator)
            match operator:
                case "BDC" | "BMC":
                    pen.owners.append(_owner(operands))
                case "EMC":
                    spelled = pen.owners.pop()[1]
                    if spelled is not None:
                        yield Piece(number, spelled, "", pen.size, pen.x, pen.y, 0.0, _current(pen))
                case "Tf":
                    pen.font, pen.size = fonts[str(operands[0])], float(operands[1])
                case "Tj":
                    yield self._shown(number, pen, bytes(operands[0]))
                case "TJ" | "'" | '"' | "Td" | "TD":
                    raise AssertionError(f"the reader does not know {operator}")
                case _:
                    pen.move(operator, operands)

    def _shown(self, number: int, pen: _Pen, codes: bytes) -> Piece:
        assert pen.font is not None
        table = self._table(pen.font)
        first = int(pen.font.FirstChar)
        widths = pen.font.Widths
        width = sum(float(widths[code - first]) for code in codes) * pen.size / 1000
        spelled = any(spelled is not None for _, spelled in pen.owners)
        shown = "".join(table[code] for code in codes)
        across, along = (0.0, width) if pen.upright else (width, 0.0)
        piece = Piece(number, "" if spelled else shown, shown, pen.size, pen.x, pen.y, across, _current(pen))
        pen.x, pen.y = pen.x + across, pen.y + along
        return piece

    def _table(self, font: pikepdf.Object) -> dict[int, str]:
        key = font.objgen
        if key not in self._fonts:
            pairs = _CODES.findall(font.ToUnicode.read_bytes().split(b"endcodespacerange")[1])
            self._fonts[key] = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
        return self._fonts[key]


def _owner(operands: Sequence[pikepdf.Object]) -> tuple[int | str | None, str | None]:
    """Return (marked content id or artifact, actual text) of a BDC or BMC."""
    properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
    if "/MCID" in properties:
        return int(properties.MCID), None
    if "/ActualText" in properties:
        return None, str(properties.ActualText)
    kind = properties.get("/Subtype", properties.get("/Type", ""))
    return (f"Artifact{kind}" if str(operands[0]) == "/Artifact" else None), None


def _current(pen: _Pen) -> int | str | None:
    return next((owner for owner, _ in reversed(pen.owners) if owner is not None), None)


def _walk(
    node: pikepdf.Object,
    parents: tuple[str, ...],
    texts: Mapping[tuple[int, int], tuple[str, float]],
    numbers: Mapping[tuple[int, int], int],
) -> Iterator[Element]:
    role = str(node.S).removeprefix("/")
    page = numbers[node.Pg.objgen] if "/Pg" in node else -1
    below: list[Element] = []
    parts: list[tuple[str, float]] = []
    kids = node.get("/K", pikepdf.Array())
    for kid in cast("list[int | pikepdf.Object]", kids if isinstance(kids, pikepdf.Array) else [kids]):
        if isinstance(kid, int):
            parts.append(texts[page, int(kid)])
        elif "/MCID" in kid:
            parts.append(texts[numbers[kid.Pg.objgen], int(kid.MCID)])
        else:
            inner = list(_walk(kid, (*parents, role), texts, numbers))
            parts.append((inner[0].text, inner[0].size))
            below += inner
    text = "".join(part[0] for part in parts)
    yield Element(role, text, str(node.get("/Alt", "")), min((part[1] for part in parts), default=inf), parents)
    yield from below

"""Write the structure tree: one object per element, and the way back from each piece of content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.pdfbase import pdfdoc

from csa_tracker.reports.tagged.internals import Internals
from csa_tracker.reports.tagged.objects import WrittenObject, pdf_string
from csa_tracker.reports.tagged.tree import Node

TREE_ROOT = "StructTreeRoot"
"""ReportLab's name for the object that the catalogue points to; its content is written last."""

Numbered = tuple[int, bytes]
"""The number of an object and its content."""


def announce_structure(document: Internals) -> None:
    """Let the catalogue point to a structure tree that is written later."""
    document.Reference(WrittenObject(b""), TREE_ROOT)
    document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference(TREE_ROOT)
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})


def structure_objects(
    document: Internals, root: Node, *, page_names: Sequence[str], owners: Sequence[Sequence[Node]], first: int
) -> Iterator[Numbered]:
    """Yield the tree below `root` as objects numbered from `first`, and the tree's own root under its number.

    `page_names` are ReportLab's names of the pages in order; `owners[page][mcid]` is the element that owns a piece.
    """
    numbers = document.idToObjectNumberAndVersion
    tree = numbers[TREE_ROOT][0]
    number = first
    for node in root.walk():
        # Every element is numbered before any is written, so that parents can name children and the other way round.
        node.number = number
        number += 1
    pages = [numbers[name][0] for name in page_names]
    for node in root.walk():
        yield node.number, _element(node, pages, tree)
    parents = []
    for page, nodes in enumerate(owners):
        yield number, b"[" + b" ".join([b"%d 0 R" % node.number for node in nodes]) + b"]"
        parents.append(b"%d %d 0 R" % (page, number))
        number += 1
    yield number, b"<</Nums[" + b"\n".join(parents) + b"]>>"
    facts = (root.number, number, len(owners))
    yield tree, b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % facts


def _element(node: Node, pages: Sequence[int], tree: int) -> bytes:
    own_page, kids = _kids(node, pages)
    parts = [b"<</S/", node.role.encode(), b"/P %d 0 R" % (node.parent.number if node.parent else tree)]
    if own_page is not None:
        parts.append(b"/Pg %d 0 R" % own_page)
    if kids:
        parts.append(b"/K " + kids[0] if len(kids) == 1 else b"/K[" + b" ".join(kids) + b"]")
    if node.alt:
        parts.append(b"/Alt" + pdf_string(node.alt))
    if node.box is not None:
        box = " ".join(f"{edge:.2f}" for edge in node.box)
        parts.append(f"/A<</O/Layout/Placement/Block/BBox[{box}]>>".encode())
    elif node.attributes:
        parts.append(b"/A" + node.attributes.encode())
    parts.append(b">>")
    return b"".join(parts)


def _kids(node: Node, pages: Sequence[int]) -> tuple[int | None, list[bytes]]:
    """Return the page most content refers to (the first), and the written children."""
    own_page: int | None = None
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(b"%d 0 R" % kid.number)
            continue
        page, mcid = pages[kid[0]], kid[1]
        if own_page is None:
            own_page = page
        kids.append(b"%d" % mcid if page == own_page else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (page, mcid))
    return own_page, kids

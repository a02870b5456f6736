"""Write the structure tree into the file: one object per element, and the way back from each piece of content."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase import pdfdoc

from csa_tracker.reports.tagged.internals import Internals
from csa_tracker.reports.tagged.objects import WrittenObject, pdf_string
from csa_tracker.reports.tagged.tree import Node


def write_structure(
    document: Internals, root: Node, *, page_names: Sequence[str], owners: Sequence[Sequence[Node]]
) -> None:
    """Add the tree below `root` to the document's catalogue.

    `page_names` are ReportLab's names of the pages in order; `owners[page][mcid]` is the element that owns a piece.
    """
    numbers = document.idToObjectNumberAndVersion
    tree = _reserve(document, "StructTreeRoot")
    for index, node in enumerate(root.walk()):
        # Every object is numbered before any is written, so that parents can name children and the other way round.
        node.number = _reserve(document, f"StructElement{index}")[0]
    pages = [numbers[name][0] for name in page_names]
    for index, node in enumerate(root.walk()):
        _fill(document, f"StructElement{index}", _element(node, pages, tree[0]))
    parents = []
    for page, nodes in enumerate(owners):
        number, name = _reserve(document, f"PageParents{page}")
        _fill(document, name, b"[" + b" ".join(b"%d 0 R" % node.number for node in nodes) + b"]")
        parents.append(b"%d %d 0 R" % (page, number))
    parent_tree, name = _reserve(document, "ParentTree")
    _fill(document, name, b"<</Nums[" + b"\n".join(parents) + b"]>>")
    _fill(
        document,
        "StructTreeRoot",
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        % (root.number, parent_tree, len(owners)),
    )
    document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference("StructTreeRoot")
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})


def _reserve(document: Internals, name: str) -> tuple[int, str]:
    document.Reference(WrittenObject(b""), name)
    return document.idToObjectNumberAndVersion[name][0], name


def _fill(document: Internals, name: str, content: bytes) -> None:
    document.idToObject[name] = WrittenObject(content)


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

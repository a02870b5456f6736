"""The structure tree: what a screen reader walks. It is built in reading order, apart from where things are drawn."""

from __future__ import annotations

from collections.abc import Iterator

Content = tuple[int, int]
"""A piece of marked content: (page index from 0, marked content id on that page)."""


class Node:
    """One structure element: a role, its children in reading order, and what PDF needs to know about it.

    `attributes` is the ready PDF text of its /A entry (our own constants only, never people's words). `box` is the
    bounding box of a figure in points: left, bottom, right, top.
    """

    __slots__ = ("alt", "attributes", "box", "kids", "number", "parent", "role")

    def __init__(self, role: str, parent: Node | None = None, *, alt: str = "", attributes: str = "") -> None:
        self.role = role
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.box: tuple[float, float, float, float] | None = None
        self.kids: list[Node | Content] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def add(self, role: str, *, alt: str = "", attributes: str = "") -> Node:
        """Append and return a child element."""
        return Node(role, self, alt=alt, attributes=attributes)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))

"""A verb that does one thing by itself and others by a further word: `history REF`, `history redact …`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

OWN = "list"
"""The word of what the verb does by itself; it may be left out."""


class OwnUnlessNamed(TyperGroup):
    """Takes what is not one of the further words as arguments of the verb's own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (of typer's own copy of click)
        """Put the own word in where it is left out."""
        if not any(word in self.commands or word == "--help" for word in args[:1]):
            args = [OWN, *args]
        return super().parse_args(ctx, args)

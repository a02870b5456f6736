"""Groups of verbs that list when no other verb is named."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class ListUnlessNamed(TyperGroup):
    """`conflicts` and `conflicts REF` list; only `conflicts resolve …` does something else: so everywhere."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (of typer's own copy of click)
        """Put the verb in where it is left out."""
        if not any(word in self.commands or word == "--help" for word in args[:1]):
            args = ["list", *args]
        return super().parse_args(ctx, args)

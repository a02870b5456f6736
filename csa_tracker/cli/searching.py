"""The verb that finds text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.search import search


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("search")(verb(search_))


def search_(words: Annotated[list[str], typer.Argument(help="Words, beginnings of words, “quoted phrases”.")]) -> None:
    """Find text in actions, updates and milestones."""
    here = session()
    with here.open() as plan:
        hits = search(plan, " ".join(words))
    if here.as_json:
        emit({"hits": [asdict(hit) for hit in hits]})
    elif hits:
        table(("Ref", "Where", "Text"), [(hit.ref, hit.kind, hit.excerpt) for hit in hits])
    else:
        say("Nothing found.")

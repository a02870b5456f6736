"""The palette: from a key press to its rows over 5,000 actions, the names already read."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from csa_tracker.plan.views import all_views
from csa_tracker.workspace import open_plan
from tests.bench.measure import Figure, alternate, timed
from tests.bench.plans import CLOCK, bench_profile, plan_of
from ui.palette.finding import Finding
from ui.palette.line_list import LineList
from ui.palette.lines import command_entries, view_entries
from ui.session import Session

KEYSTROKE = 50e-3
"""Seconds between a key press and the rows it may cost."""
ACTIONS = 5_000
TEXTS = MappingProxyType({
    "one letter": "p",
    "a word in many titles": "patrols",
    "a misspelt word": "voluntears",
    "a reference": "pan-0123",
    "four words": "licensing visits evening safety",
    "an update to log": "u pan-0123 Met the panel",
    "a new action": "n Open a hub @burnley due:+14 #domestic",
})  # fmt: skip


def figures() -> Iterator[Figure]:
    """Each text typed into the palette of 5,000 actions, and the reading of the names when it opens first."""
    from ui.app import application

    app = application()
    with open_plan(plan_of(ACTIONS), profile=bench_profile(), clock=CLOCK) as plan:
        session = Session(plan)
        finding = Finding(session, [*command_entries({}), *view_entries(all_views(bench_profile()))])
        shown = LineList()

        def type_in(text: str) -> None:
            shown.show_lines(finding.lines(text))
            shown.content_height()

        def read_again() -> None:
            session.changed.emit()
            finding.lines("p")

        for what, text in TEXTS.items():
            ours, _ = alternate(timed(lambda text=text: type_in(text)), None)  # type: ignore[misc]
            yield Figure(f"palette: {what}, {ACTIONS:,} actions, rows ready", ours, "", None, KEYSTROKE)
        ours, _ = alternate(timed(read_again), None)
        yield Figure(f"palette: names of {ACTIONS:,} actions, read in slices between keys", ours, "", None, 0.5)
        shown.deleteLater()
        session.deleteLater()
        app.processEvents()

"""What a text in the palette finds: deeds first, then the best of actions, commands and views, then every text."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.plan.find import Named, find_named
from csa_tracker.plan.lists import ListQuery
from csa_tracker.plan.palette import Proposal, propose, read_deed
from ui.palette.lines import (
    COMMON,
    Entry,
    GoTo,
    Line,
    entry_line,
    found_lines,
    heading,
    proposal_line,
    search_line,
)
from ui.palette.names import names_of
from ui.session import Session

_RECENT = 5


class Finding:
    """Finds within one plan (None: the first screen, where there are only commands) and the entries given."""

    def __init__(self, session: Session | None, entries: Sequence[Entry]) -> None:
        self._session, self._entries = session, entries
        self._names = names_of(session) if session is not None else None

    def begin(self) -> None:
        """Start reading the names, so that they are there when somebody types."""
        if self._names is not None:
            self._names.begin()

    def lines(self, text: str) -> list[Line]:
        """Return what a text finds; the latest actions and the commands most used for an empty one."""
        if not text.strip():
            return self._first_lines()
        deeds = self._deed_lines(text)
        found = found_lines(text, self._entries, self._actions(text))
        if deeds:
            return deeds + found if found[0].heading else deeds
        return [*found, search_line(text)] if self._session is not None else found

    def _first_lines(self) -> list[Line]:
        lines: list[Line] = []
        if self._session is not None:
            latest = self._session.keys(ListQuery(sort="updated", descending=True))[:_RECENT]
            rows = self._session.rows(latest)
            if rows:
                lines.append(heading("Updated last"))
                lines += [Line(row.title, "actions", row.ref, goal=GoTo(row.id)) for row in rows]
        by_key = {entry.key: entry for entry in self._entries}
        groups = {
            "Commands": [by_key[name] for name in COMMON if name in by_key],
            "Pages": [entry for entry in self._entries if entry.key.startswith("page:")],
            "Views": [entry for entry in self._entries if entry.key.startswith("view:")],
        }
        for words, entries in groups.items():
            if entries:
                lines += [heading(words), *(entry_line(entry) for entry in entries)]
        return lines

    def _actions(self, text: str) -> list[tuple[int, Named]]:
        return find_named(self._names.index(), text) if self._names is not None else []

    def _deed_lines(self, text: str) -> list[Line]:
        asked = read_deed(text)
        if asked is None or self._session is None or self._names is None:
            return []
        if self._session.read_only:
            why = self._session.read_only
            return [proposal_line(Proposal(asked[0], why, problem=why))]
        proposals = propose(self._names.index(), text, vocabulary=self._session.vocabulary(), read=self._session.entry)
        return [proposal_line(proposal) for proposal in proposals]
